/** Writes documents as the converters do whose output the text reader has to understand. */

/** A prose paragraph, or a table: rows of cells; paragraphs of a cell are parted by `\n`. */
export type ModelBlock = string | string[][];

export interface Habits {
	/** Blank lines written after the text of a cell, as some cells end with empty paragraphs. */
	trailingBlanks(text: string): number;
	/** The separator of the paragraphs of a cell. */
	paragraphBreak(): '\n' | '\n\n';
}

export const TIDY: Habits = { trailingBlanks: () => 0, paragraphBreak: () => '\n\n' };

export function writeConverted(blocks: ModelBlock[], habits: Habits): string {
	let out = '';
	for (const [index, block] of blocks.entries()) {
		if (typeof block === 'string') {
			out += `${block}\n`;
			if (typeof blocks[index + 1] === 'string') out += '\n';
		} else {
			out += `${block.map((row) => writeRow(row, habits)).join('')}\n`;
			if (typeof blocks[index + 1] === 'string') out += '\n';
		}
	}
	return out;
}

function writeRow(row: string[], habits: Habits): string {
	const cells = row.map((cell) => {
		const text = cell.split('\n').join(habits.paragraphBreak());
		return `\n\t${text}${'\n'.repeat(habits.trailingBlanks(cell))}`;
	});
	return `${cells.join('')}\n`;
}
