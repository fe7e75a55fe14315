/**
 * Finds where tables begin and end among the prose of a converted Word file. A paragraph may start with a tab as well,
 * so a table is recognised by having a row of several cells; and its last cell runs on into the prose below it, from
 * which only the blank lines of the table's end part it.
 */
import { isBlank, isSentence, paragraphsOf } from './chunks.ts';
import type { Chunk, ChunkedText } from './chunks.ts';

export type Region = { kind: 'prose'; paragraphs: string[] } | { kind: 'table'; chunks: Chunk[] };

/** Headings of one cell that may be above the first row of several cells. */
const MAX_TITLE_ROWS = 3;
/** So many paragraphs after a tab, right under other prose, are prose: no cell of a form is as long. */
const LONG_PROSE = 10;

/** Signature blocks are set off with blank lines inside their cell; with more below it, the line is no cell's. */
const MAX_SIGNATURE_LINES = 4;
const SIGNATURE =
	/^[\s\u3000]*(.{0,30}[（(]?(签字|签章|盖章|签名并盖章)[)）]?[:：]?|\d*\s*年\s+月\s+日)/;
/** These words come between the tables of a filed report, where layout alone does not tell. */
const BETWEEN_TABLES = /填报人|填表人|备注|注[:：]|说明|附件|附表|单位(名称)?[:：]|报告|评分表/;
/** A marker of a list: a bracketed number, or one with a mark behind it; a number alone is a value. */
const ENUMERATION =
	/^[\s\u3000]*(?:([（(])\s*([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]|([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[、)）:：]|[.．](?![0-9０-９]))|([①-⑳]))/;
/** Paragraphs between two tables: headings, captions, notes of units; none of them is long or ends a sentence. */
const LONGEST_HEADING = 40;
/** A cell that is empty, a number, or says that there is none. */
const VALUE_CELL = /^(?:[-−－—–()（）￥¥\d０-９.．,，%％\s]*(?:[万亿]?元|万|人|分)?|无|[/／])$/;

export function findRegions(text: ChunkedText): Region[] {
	const regions: Region[] = [];
	addProse(regions, paragraphsOf(text.preamble.lines));
	let gapBefore = Math.max(text.preamble.gap, text.preamble.lines.length === 0 ? 1 : 0);
	let at = 0;
	while (at < text.chunks.length) {
		const starts = gapBefore > 0 && startsTable(text.chunks, at);
		const taken = starts
			? takeTable(regions, text.chunks, at)
			: takeProse(regions, text.chunks, at);
		at += taken;
		gapBefore = text.chunks[at - 1]?.gap ?? 0;
	}
	return regions;
}

function addProse(regions: Region[], paragraphs: string[]): void {
	if (paragraphs.length === 0) return;
	const last = regions.at(-1);
	if (last?.kind === 'prose') last.paragraphs.push(...paragraphs);
	else regions.push({ kind: 'prose', paragraphs });
}

function takeProse(regions: Region[], chunks: Chunk[], at: number): number {
	addProse(regions, paragraphsOf(chunks[at]?.lines ?? []));
	return 1;
}

/** Takes the chunks of one table, and the prose that its last chunk runs on into. Returns how many it took. */
function takeTable(regions: Region[], chunks: Chunk[], from: number): number {
	const table: Chunk[] = [];
	for (let at = from; at < chunks.length; at++) {
		const chunk = chunks[at];
		if (!chunk) break;
		const end = endOfTable(chunks, at);
		if (end === null) {
			table.push(chunk);
			continue;
		}
		table.push({ lines: chunk.lines.slice(0, end.cell), gap: 2 });
		regions.push({ kind: 'table', chunks: table });
		addProse(regions, paragraphsOf(chunk.lines.slice(end.prose)));
		return at - from + 1;
	}
	regions.push({ kind: 'table', chunks: table });
	return chunks.length - from;
}

/** Tells whether a table begins here: at most a few headings of one cell, then a row of several short cells. */
function startsTable(chunks: Chunk[], from: number): boolean {
	for (let at = from; at <= from + MAX_TITLE_ROWS; at++) {
		const cells = stripFrom(chunks, at);
		if (cells.length === 0) return false;
		if (cells.length > 1) return cells.some((cell) => !isSentence(cell.lines));
		const [title] = cells;
		if (!title || title.lines.length === 0 || isSentence(title.lines)) return false;
		if (/[。；]\s*$/.test(title.lines.join(''))) return false;
		if (paragraphsOf(title.lines).length > MAX_TITLE_ROWS) return false;
	}
	return false;
}

/** The chunk at `from` and those that follow without a blank line. */
function stripFrom(chunks: Chunk[], from: number): Chunk[] {
	let end = from;
	while (end < chunks.length - 1 && chunks[end]?.gap === 0) end++;
	return chunks.slice(from, end + 1);
}

interface TableEnd {
	/** Number of lines of the chunk that belong to the cell. */
	cell: number;
	/** First line of the prose. */
	prose: number;
}

/** Finds where in the chunk the table ends and prose begins; null where the whole chunk is a cell. */
function endOfTable(chunks: Chunk[], at: number): TableEnd | null {
	const lines = chunks[at]?.lines ?? [];
	for (const end of blankRuns(lines)) {
		const cell = lines.slice(0, end.cell);
		const rest = paragraphsOf(lines.slice(end.prose));
		if (SIGNATURE.test(rest[0] ?? '') && rest.length <= MAX_SIGNATURE_LINES) continue;
		if (isProse(cell, rest, end.prose - end.cell, chunks, at)) return end;
	}
	return null;
}

/** Runs of blank lines that a table's end may be: two and more, or one after a cell that is empty or a number. */
function blankRuns(lines: string[]): TableEnd[] {
	const runs: TableEnd[] = [];
	let blanks = 0;
	for (const [index, line] of lines.entries()) {
		if (isBlank(line)) {
			blanks++;
			continue;
		}
		const cell = index - blanks;
		const least = isValueCell(lines.slice(0, cell)) ? 1 : 2;
		if (blanks >= least) runs.push({ cell, prose: index });
		blanks = 0;
	}
	return runs;
}

function isValueCell(lines: string[]): boolean {
	return VALUE_CELL.test(lines.join('').trim());
}

/** @param blanks Number of blank lines between the cell and the rest. */
function isProse(
	cell: string[],
	rest: string[],
	blanks: number,
	chunks: Chunk[],
	at: number
): boolean {
	const next = chunks[at + 1];
	if (!next) return true;
	if (chunks[at]?.gap === 0) return isLongProse(chunks, at + 1);
	const strip = stripFrom(chunks, at + 1);
	// A row that starts with an empty cell continues the table above.
	if (strip.length > 1 && isBlank(next.lines.join(''))) return false;
	if (continuesList(cell, rest)) return false;
	const isGap = isTableGap(blanks);
	if (rest.some((line) => BETWEEN_TABLES.test(line) && (isGap || isHeading(line)))) return true;
	if (isValueCell(cell) || rest.length >= LONG_PROSE) return true;
	return isGap && (!startsTable(chunks, at + 1) || rest.length > 2 || rest.every(isHeading));
}

/**
 * The end of a cell, of its row and of its table leave two blank lines, every empty paragraph two more; between the
 * paragraphs of a cell their number is odd.
 */
function isTableGap(blanks: number): boolean {
	return blanks % 2 === 0;
}

function isHeading(paragraph: string): boolean {
	const text = paragraph.trim();
	return text.length <= LONGEST_HEADING && !/[。；;，,、]$/.test(text);
}

/** A tab right under a paragraph is its indentation when a long prose follows; a long list is a cell's. */
function isLongProse(chunks: Chunk[], at: number): boolean {
	const chunk = chunks[at];
	if (chunk === undefined || chunk.gap === 0) return false;
	const paragraphs = paragraphsOf(chunk.lines);
	return paragraphs.length >= LONG_PROSE && !ENUMERATION.test(paragraphs[0] ?? '');
}

/** `7、…` above the blank lines and `8、…` below them is one list in one cell; `二、…` below is a heading. */
function continuesList(above: string[], below: string[]): boolean {
	const last = markerOf(paragraphsOf(above).at(-1) ?? '');
	const next = markerOf(below[0] ?? '');
	return last !== null && next !== null && last === next;
}

/** Returns the form of a paragraph's marker; null where it has none. */
function markerOf(paragraph: string): string | null {
	const match = ENUMERATION.exec(paragraph);
	if (!match) return null;
	const [, bracket = '', bracketed, plain, circled] = match;
	if (circled) return '①';
	return bracket + (/[一二三四五六七八九十]/.test(bracketed ?? plain ?? '') ? '一' : '1');
}
