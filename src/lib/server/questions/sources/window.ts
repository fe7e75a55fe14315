/** The part of a large CSV text that a page shows, cut out without reading the rest as records. */

/** Lines from the top that hold titles and head, and say how cells are divided. */
const TOP = 200;

export interface TextWindow {
	/** The top of the text, and the lines round the one asked for. */
	text: string;
	/** The line of the whole text that a line of {@link TextWindow.text} is. */
	lineOf: (line: number) => number;
}

/** The text as it is where nothing can be left out for certain: a quoted cell may hold line breaks. */
export function windowRound(text: string, line: number, neighbours: number): TextWindow {
	const from = line - 2 * neighbours;
	if (from <= TOP || text.includes('"') || /\r(?!\n)/.test(text)) return whole(text);
	const top = startOf(text, TOP + 1, 0, 1);
	const start = startOf(text, from, top, TOP + 1);
	if (start < 0) return whole(text);
	const end = startOf(text, line + 2 * neighbours, start, from);
	return {
		text: text.slice(0, top) + text.slice(start, end < 0 ? undefined : end),
		lineOf: (shown) => (shown <= TOP ? shown : shown - TOP - 1 + from)
	};
}

function whole(text: string): TextWindow {
	return { text, lineOf: (line) => line };
}

/** Returns where a line starts, counted from the line `known` that starts at `at`; −1 where the text ends before. */
function startOf(text: string, line: number, at: number, known: number): number {
	let start = at;
	for (let counted = known; counted < line; counted++) {
		start = text.indexOf('\n', start) + 1;
		if (start === 0) return -1;
	}
	return start;
}
