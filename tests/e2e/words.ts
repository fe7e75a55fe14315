/** The words that pages and files must not show, as docs/glossary.md lists them. */
import { readFileSync } from 'node:fs';

/** Words in the first column of the table of retired Chinese words; N stands for a number. */
export const RETIRED = (() => {
	const [, table = ''] = readFileSync('docs/glossary.md', 'utf8').split('## Retired Chinese words');
	return [...table.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell = '']) =>
		[...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
	);
})();

/** As a reader sees it: without markup, scripts and the data of drawings. */
export function readText(html: string): string {
	return html
		.replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<');
}

export function retiredIn(text: string): string[] {
	return RETIRED.flatMap((word) => {
		const at = text.search(new RegExp(word.replace('+', '\\+').replace('N', '\\d')));
		return at < 0 ? [] : [text.slice(Math.max(0, at - 20), at + word.length + 20)];
	});
}
