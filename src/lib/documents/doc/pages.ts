/**
 * Formatting pages of Word 97–2003 ([MS-DOC] PLCBTE and FKP): 512-byte pages in the main stream that say which
 * property list applies to which bytes of text. They are searched in place; nothing is stored of them.
 */
import type { StreamBytes } from '../compound/bytes.ts';
import type { Span } from './header.ts';

const PAGE_BYTES = 512;
const PAGE_NUMBER = 0x3fffff;
const STYLE_BYTES = 2;
const NO_LIST = { at: 0, length: 0, style: 0 };

/** A stretch of text bytes `[from, to)` with one property list, `length` bytes at `at` of the main stream. */
export interface FormattedRun extends Span {
	from: number;
	to: number;
	/** Number of the paragraph style; 0 for characters. */
	style: number;
}

/** Finds the run of paragraph or character formatting that holds a byte of text; null where there is none. */
export type RunFinder = (byte: number) => FormattedRun | null;

export function findParagraphRuns(tables: StreamBytes, span: Span, main: StreamBytes): RunFinder {
	return openPages(tables, span, main, PARAGRAPHS);
}

export function findCharacterRuns(tables: StreamBytes, span: Span, main: StreamBytes): RunFinder {
	return openPages(tables, span, main, CHARACTERS);
}

/** A page of runs says of each where its list of formats is. */
interface PageLayout {
	/** Bytes of what a page says of one run. */
	entryBytes: number;
	/** Reads where the list is that a page's run points at. */
	readList: (main: StreamBytes, page: number, offset: number) => Span & { style: number };
}

function openPages(
	tables: StreamBytes,
	span: Span,
	main: StreamBytes,
	layout: PageLayout
): RunFinder {
	tables.check(span.at, span.length);
	const pages = Math.floor((span.length - 4) / 8);
	return (byte) => {
		const n = lastNotAbove(tables, span.at, pages, byte);
		if (n < 0) return null;
		const number = tables.u32(span.at + (pages + 1) * 4 + n * 4) & PAGE_NUMBER;
		return findInPage(main, number * PAGE_BYTES, byte, layout);
	};
}

function findInPage(
	main: StreamBytes,
	page: number,
	byte: number,
	{ entryBytes, readList }: PageLayout
): FormattedRun | null {
	main.check(page, PAGE_BYTES);
	const runs = main.u8(page + PAGE_BYTES - 1);
	const entries = page + (runs + 1) * 4;
	if (entries + runs * entryBytes > page + PAGE_BYTES)
		throw main.damaged(page, `格式页写明有 ${runs} 段，放不进 512 字节`);
	const n = lastNotAbove(main, page, runs, byte);
	if (n < 0) return null;
	const [from, to] = [main.u32(page + n * 4), main.u32(page + n * 4 + 4)];
	if (byte >= to) return null;
	return { from, to, ...readList(main, page, main.u8(entries + n * entryBytes) * 2) };
}

/** Index of the last of `count` ascending 32-bit words at `at` that is not above `value`; −1 where all are. */
function lastNotAbove(source: StreamBytes, at: number, count: number, value: number): number {
	let [low, high] = [0, count];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (source.u32(at + middle * 4) <= value) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

const PARAGRAPHS: PageLayout = {
	entryBytes: 13,
	/** A count in words, in the second byte if the first is 0; then the style number; then the list. */
	readList: (main, page, offset) => {
		if (offset === 0) return NO_LIST;
		const at = page + offset;
		const words = main.u8(at);
		const start = words === 0 ? at + 2 : at + 1;
		const length = words === 0 ? main.u8(at + 1) * 2 : words * 2 - 1;
		if (length < STYLE_BYTES) return NO_LIST;
		checkInPage(main, page, start, length);
		return { at: start + STYLE_BYTES, length: length - STYLE_BYTES, style: main.u16(start) };
	}
};

const CHARACTERS: PageLayout = {
	entryBytes: 1,
	readList: (main, page, offset) => {
		if (offset === 0) return NO_LIST;
		const length = main.u8(page + offset);
		checkInPage(main, page, page + offset + 1, length);
		return { at: page + offset + 1, length, style: 0 };
	}
};

function checkInPage(main: StreamBytes, page: number, at: number, length: number): void {
	if (at + length > page + PAGE_BYTES)
		throw main.damaged(at, `格式长 ${length} 字节，超出所在的格式页`);
}
