/** Which character parts the cells of a CSV text. */

const CANDIDATES = [',', '\t', ';', '|'] as const;
/** Lines that are looked at: the head and what may stand above it. */
const LINES = 10;

/** Excel's `sep=;` line, with its length including the line end; null where there is none. */
export function separatorLine(text: string): { delimiter: string; length: number } | null {
	const match = /^"?sep=([^"\n])"?\n/i.exec(text);
	return match?.[1] ? { delimiter: match[1], length: match[0].length } : null;
}

/** The candidate that stands most often, outside quotes, on any one of the first lines; else the comma. */
export function guessDelimiter(text: string): string {
	const lines = text
		.slice(0, 65_536)
		.replace(/"[^"]*"/g, '')
		.split('\n', LINES);
	let best: { delimiter: string; count: number } = { delimiter: ',', count: 0 };
	for (const delimiter of CANDIDATES) {
		const count = Math.max(...lines.map((line) => line.split(delimiter).length - 1));
		if (count > best.count) best = { delimiter, count };
	}
	return best.delimiter;
}
