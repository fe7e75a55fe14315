/**
 * Text boxes of a Word 97–2003 file. Their text is behind the main text; two tables tell which stretch belongs
 * to which drawing and at which character of the main text that drawing is anchored.
 */
import { isOffPaper } from '../appearance.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import type { Span } from './header.ts';

/** An anchor's record begins with the number of the drawing, then its left and upper edge. */
const ANCHOR_BYTES = 26;
/** In a point. */
const TWIPS = 20;
const RANGE_BYTES = 22;
/** A range's record has here the mark of an unused one and the number of the drawing. */
const RANGE_UNUSED = 8;
const RANGE_DRAWING = 14;
const MAX_BOXES = 1_000;

/** A stretch of characters, counted from the first character of the text boxes. */
interface TextBox extends Span {
	/** Character of the main text at which the box is anchored; null where the file does not say. */
	anchor: number | null;
	/** It is off the page. */
	isUnseen: boolean;
}

interface Anchor {
	character: number;
	isUnseen: boolean;
}

/** Boxes with text, in the order of the file. Tables that do not fit leave all text in one box without anchor. */
export function readTextBoxes(
	tables: StreamBytes,
	anchors: Span,
	ranges: Span,
	length: number
): TextBox[] {
	if (length === 0) return [];
	const anchorOf = readAnchors(tables, anchors);
	const boxes: TextBox[] = [];
	const count = countOf(tables, ranges, RANGE_BYTES);
	let read = 0;
	for (let n = 0; n < count && boxes.length < MAX_BOXES; n++) {
		const [from, to] = [tables.u32(ranges.at + n * 4), tables.u32(ranges.at + n * 4 + 4)];
		const record = ranges.at + (count + 1) * 4 + n * RANGE_BYTES;
		if (from < read || to <= from || to > length || tables.u16(record + RANGE_UNUSED) !== 0)
			continue;
		read = to;
		const drawing = tables.u32(record + RANGE_DRAWING);
		const anchor = anchorOf.get(drawing);
		boxes.push({
			at: from,
			length: to - from,
			anchor: anchor?.character ?? null,
			isUnseen: anchor?.isUnseen === true
		});
	}
	return boxes.length > 0 ? boxes : [{ at: 0, length, anchor: null, isUnseen: false }];
}

/** Anchors by number of the drawing. */
function readAnchors(tables: StreamBytes, span: Span): Map<number, Anchor> {
	const anchors = new Map<number, Anchor>();
	const count = countOf(tables, span, ANCHOR_BYTES);
	for (let n = 0; n < count; n++) {
		const record = span.at + (count + 1) * 4 + n * ANCHOR_BYTES;
		const isUnseen = [4, 8].some((edge) => isOffPaper(tables.i32(record + edge) / TWIPS));
		anchors.set(tables.u32(record), { character: tables.u32(span.at + n * 4), isUnseen });
	}
	return anchors;
}

/** Records in a table of `count + 1` character numbers followed by `count` records. */
function countOf(tables: StreamBytes, { at, length }: Span, recordBytes: number): number {
	if (length < 4 + recordBytes || at + length > tables.length) return 0;
	return Math.floor((length - 4) / (4 + recordBytes));
}
