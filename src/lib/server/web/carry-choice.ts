/**
 * The choices of the reader for all pages travel along with every link of the page that is sent: here, once, so that no
 * link can forget it. A link that chooses itself keeps its own; one marked `data-own-choice` is left as it is. Links to
 * pinned departments are marked `data-pin`, so that every list shows them.
 */
import { withChoice, type CarriedChoice } from '#lib/links.ts';

const LINK = /<a\s[^>]*?\bhref="(\/[^"]*)"/g;

/**
 * The markup with the choice in all links to pages of this site; `narrows` as in {@link withChoice}, `content` where the
 * content begins, less than 0 for a page that has none.
 */
export function carryChoice(
	html: string,
	choice: CarriedChoice,
	narrows: (path: string) => boolean,
	content = html.indexOf('<main')
): string {
	if (choice.length === 0) return html;
	return html.replace(LINK, (tag, written: string, at: number) => {
		if (html.slice(at, html.indexOf('>', at)).includes('data-own-choice')) return tag;
		const isContent = content >= 0 && at >= content;
		const given = written.replaceAll('&amp;', '&');
		const { address, pin } = withChoice(given, choice, { isContent, narrows });
		const carried = address === given ? written : address.replaceAll('&', '&amp;');
		const mark = pin > 0 ? ` data-pin="${pin}"` : '';
		return `${tag.slice(0, -written.length - 1)}${carried}"${mark}`;
	});
}
