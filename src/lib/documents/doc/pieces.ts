/**
 * The piece table of Word 97–2003 ([MS-DOC] Clx): the text is a sequence of pieces, each a run of bytes somewhere in
 * the main stream, written with one byte or with two bytes a character.
 */
import type { StreamBytes } from '../compound/bytes.ts';
import type { Span } from './header.ts';
import { PROPERTY, readProperties, type Property } from './properties.ts';

const PROPERTY_LIST = 1;
const PIECE_TABLE = 2;
const PIECE_BYTES = 8;
const ONE_BYTE_CHARACTERS = 0x40000000;
const ADDRESS = 0x3fffffff;
/** Fast saves leave some hundreds of pieces. */
const MAX_PIECES = 200_000;
const MAX_LIST_BYTES = 1024 * 1024;
/** The one-byte modifiers a piece can carry itself ([MS-DOC] Prm0) that matter here. */
const SHORT_CODES = new Map<number, number>([
	[0x18, PROPERTY.inTable],
	[0x19, PROPERTY.rowEnd],
	[0x41, PROPERTY.deleted],
	[0x5c, PROPERTY.hidden],
	[0x75, PROPERTY.special]
]);

export interface Piece {
	/** Number of the first character, counted from the beginning of the main text. */
	start: number;
	/** Number of characters. */
	length: number;
	/** Byte in the main stream. */
	at: number;
	/** Bytes a character: 1 is Windows-1252, 2 is UTF-16. */
	width: 1 | 2;
	/** Modifiers of everything in the piece, left by a fast save. */
	properties: Property[];
}

/**
 * All pieces in reading order, without gaps from character 0 on, at least `least` characters together.
 * @throws DocumentError `damaged_doc`.
 */
export function readPieces(
	tables: StreamBytes,
	span: Span,
	main: StreamBytes,
	least: number
): Piece[] {
	tables.check(span.at, span.length);
	const { lists, at, length } = splitClx(tables, span);
	const count = Math.floor((length - 4) / (PIECE_BYTES + 4));
	if (count > MAX_PIECES) throw tables.damaged(at, `文字分成 ${count} 段，不是正常的文档`);
	const properties = lists.map((list) => readProperties(tables, list.at, list.length));
	const pieces: Piece[] = [];
	let read = 0;
	for (let n = 0; n < count && read < least; n++) {
		const [from, to] = [tables.u32(at + n * 4), tables.u32(at + n * 4 + 4)];
		if (from !== read || to <= from)
			throw tables.damaged(
				at + n * 4,
				`文字第 ${n + 1} 段应从第 ${read} 字起，读到 ${from} 至 ${to}`
			);
		const descriptor = at + (count + 1) * 4 + n * PIECE_BYTES;
		const piece = readPiece(tables, descriptor, from, Math.min(to, least), properties);
		main.check(piece.at, piece.length * piece.width);
		pieces.push(piece);
		read = to;
	}
	if (read < least) throw tables.damaged(at, `文字分段合计 ${read} 字，文件头写明 ${least} 字`);
	return pieces;
}

/** The parts of the pieces that hold `length` characters from character `from` on. */
export function cutPieces(pieces: Piece[], from: number, length: number): Piece[] {
	return pieces.flatMap((piece) => {
		const start = Math.max(piece.start, from);
		const end = Math.min(piece.start + piece.length, from + length);
		if (start >= end) return [];
		const at = piece.at + (start - piece.start) * piece.width;
		return [{ ...piece, start, length: end - start, at }];
	});
}

/** The table stream's Clx: property lists first, then the one piece table. */
function splitClx(tables: StreamBytes, span: Span): { lists: Span[] } & Span {
	const end = span.at + span.length;
	const lists: Span[] = [];
	let at = span.at;
	while (at < end) {
		const kind = tables.u8(at);
		if (kind === PIECE_TABLE) {
			const length = tables.u32(at + 1);
			if (length < 4 || at + 5 + length > end)
				throw tables.damaged(at, `文字分段表写明长 ${length} 字节，超出范围`);
			return { lists, at: at + 5, length };
		}
		if (kind !== PROPERTY_LIST) throw tables.damaged(at, `文字分段表里有未知的标记 ${kind}`);
		const length = tables.u16(at + 1);
		lists.push({ at: at + 3, length });
		at += 3 + length;
		if (at - span.at > MAX_LIST_BYTES) throw tables.damaged(at, '文字分段表里的格式过多');
	}
	throw tables.damaged(span.at, '没有文字分段表');
}

function readPiece(
	tables: StreamBytes,
	at: number,
	start: number,
	end: number,
	lists: Property[][]
): Piece {
	const address = tables.u32(at + 2);
	const narrow = (address & ONE_BYTE_CHARACTERS) !== 0;
	const offset = address & ADDRESS;
	return {
		start,
		length: end - start,
		at: narrow ? Math.floor(offset / 2) : offset,
		width: narrow ? 1 : 2,
		properties: readModifier(tables, at + 6, lists)
	};
}

/** The modifier of a piece: either an index into the lists before the table, or one short modifier itself. */
function readModifier(tables: StreamBytes, at: number, lists: Property[][]): Property[] {
	const modifier = tables.u16(at);
	if (modifier & 1) return lists[modifier >> 1] ?? [];
	const code = SHORT_CODES.get((modifier >> 1) & 0x7f);
	return code === undefined ? [] : [{ code, source: tables, at: at + 1, length: 1 }];
}
