/** Finds which character parts the cells of a CSV text. */

/** Tells whether the cells of a line make a known head. */
export type HeadTest = (cells: readonly string[]) => boolean;

const CANDIDATES = [',', '\t', ';', '|'] as const;
/** Lines that are looked at: the head and what may be above it. */
const LINES = 12;
/** Characters in which they are looked for. */
const LONGEST_SAMPLE = 65_536;

/** Excel's `sep=;` line, with its length including the line end; null where there is none. */
export function separatorLine(text: string): { delimiter: string; length: number } | null {
	const match = /^"?sep=([^"\n])"?\n/i.exec(text);
	return match?.[1] ? { delimiter: match[1], length: match[0].length } : null;
}

/**
 * The candidate that makes a known head of one of the first lines; failing that, the one that occurs most often on
 * any of them; else the comma. Counting alone would take the commas in `1,206.04` for delimiters.
 */
export function guessDelimiter(text: string, isHead: HeadTest): string {
	const lines = text.slice(0, LONGEST_SAMPLE).split('\n', LINES);
	for (const line of lines) {
		const known = CANDIDATES.find((each) => isHead(headCells(line, each)));
		if (known) return known;
	}
	return mostFrequent(lines);
}

function headCells(line: string, delimiter: string): string[] {
	return line.replaceAll('"', '').split(delimiter);
}

function mostFrequent(lines: readonly string[]): string {
	let best: { delimiter: string; count: number } = { delimiter: ',', count: 0 };
	for (const delimiter of CANDIDATES) {
		const count = Math.max(...lines.map((line) => line.split(delimiter).length - 1));
		if (count > best.count) best = { delimiter, count };
	}
	return best.delimiter;
}
