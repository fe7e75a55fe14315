/**
 * Foot notes, end notes and comments of a Word 97–2003 file. Their texts are behind the main text; of each kind one table
 * tells at which characters of the main text the marks stand, and another where each text begins.
 */
import type { StreamBytes } from '../compound/bytes.ts';
import type { AttachedNote } from '../notes.ts';
import type { NoteSpans } from './header.ts';
import { ParagraphReader, type TextSource } from './paragraphs.ts';
import { cutPieces, type Piece } from './pieces.ts';

/** Characters before a mark in which its paragraph mostly begins. */
const READ_BEFORE = 400;
const MAX_NOTES = 1_000;

export function readNotes(
	tables: StreamBytes,
	kinds: readonly NoteSpans[],
	pieces: Piece[],
	source: TextSource
): AttachedNote[] {
	const linesOf = (at: number, length: number): string[] => {
		const lines: string[] = [];
		new ParagraphReader(source).read(cutPieces(pieces, at, length), (paragraph) =>
			lines.push(paragraph.text)
		);
		return lines;
	};
	return kinds.flatMap(({ kind, text, marks, ranges }) => {
		if (text.length === 0) return [];
		return rangesOf(tables, ranges, text.length).map(({ from, to }, n): AttachedNote => {
			const mark = marks.length >= (n + 1) * 4 ? tables.u32(marks.at + n * 4) : 0;
			const first = wholeCharacter(source.main, pieces, Math.max(0, mark - READ_BEFORE));
			const before = linesOf(first, mark - first).at(-1) ?? '';
			return { kind, before, text: linesOf(text.at + from, to - from).join('\n') };
		});
	});
}

/** A character that UTF-16 writes in two halves is not begun with the second. */
function wholeCharacter(main: StreamBytes, pieces: Piece[], character: number): number {
	const [piece] = cutPieces(pieces, character, 1);
	const code = piece?.width === 2 ? main.u16(piece.at) : 0;
	return code >= 0xdc00 && code <= 0xdfff ? character + 1 : character;
}

/** Tables that do not fit leave all texts in one. */
function rangesOf(
	tables: StreamBytes,
	{ at, length }: NoteSpans['ranges'],
	end: number
): { from: number; to: number }[] {
	const starts = Math.floor(length / 4);
	const ranges: { from: number; to: number }[] = [];
	for (let n = 0; n + 1 < starts && n < MAX_NOTES; n++) {
		const [from, to] = [tables.u32(at + n * 4), tables.u32(at + n * 4 + 4)];
		if (from < to && to <= end) ranges.push({ from, to });
	}
	return ranges.length > 0 ? ranges : [{ from: 0, to: end }];
}
