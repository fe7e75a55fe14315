/** Markdown put together from data. */

const escape = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table; texts of cells may hold Markdown. */
export function markdownTable(
	head: readonly string[],
	rows: readonly (readonly string[])[]
): string {
	const line = (cells: readonly string[]) => `| ${cells.map(escape).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string) => (text === '' ? '' : `\`${text}\``);

/**
 * A document with the part between `<!-- NAME -->` and `<!-- /NAME -->` written anew, for each of `parts`.
 * @throws Error where the document lacks such a part.
 */
export function replaceParts(document: string, parts: Readonly<Record<string, string>>): string {
	return Object.entries(parts).reduce((text, [name, content]) => {
		const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const [start, end] = [text.indexOf(from), text.indexOf(to)];
		if (start < 0 || end < start) throw new Error(`The document has no part "${name}"`);
		return `${text.slice(0, start + from.length)}\n\n${content}\n\n${text.slice(end)}`;
	}, document);
}
