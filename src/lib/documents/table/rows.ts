/**
 * A table as a head and rows of text, each with its line: what the figures and score readers read, whether it came
 * from a CSV file or a worksheet. Papaparse does the parsing; this file feeds it pieces, so that a large file is
 * never held as rows, and keeps the line numbers that papaparse does not give.
 */
import Papa from 'papaparse';
import type { Place } from '../place.ts';
import { describePlace } from '../place.ts';
import { MAX_COLUMNS } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import { plainText } from '../characters/plain-text.ts';
import { guessDelimiter, separatorLine, type HeadTest } from './delimiter.ts';

/** One record with at least one cell that is not blank. */
export interface TableRow {
	/** 1-based line of the file on which the record starts, or row of the worksheet. */
	line: number;
	/** As written, quotes removed. */
	cells: readonly string[];
}

/** May be walked more than once where its source may. */
export interface TableRows extends Iterable<TableRow> {
	/** Returns the place of a cell; `column` is 1-based. */
	place(line: number, column: number, label: string | null): Place;
	/** A row in words, for a sentence about all of it. */
	lineText(line: number): string;
	/** Name of the worksheet; null for a file that is one table. */
	sheet: string | null;
	/** Lines of rows that name nobody and add up others; only where a reader of lists has found some. */
	sums?: ReadonlySet<number>;
	unitsOf?: UnitsOfOne;
	/** Rows below departments and over groups of them, by line; likewise. */
	below?: ReadonlyMap<number, RowBelow>;
}

/**
 * `part` of a department with figures above it, or `summed` up by one below it; `unit` of one without, or `body` in a list
 * of units; the sum of a `group` of departments, the own `office` of one among its bodies, or `unclear` whether it is a
 * part of the department above it.
 */
export interface RowBelow {
	is: 'part' | 'summed' | 'unit' | 'body' | 'group' | 'unclear' | 'office';
	/** The name of the department, or of the group itself. */
	of: string;
}

/** Rows of a table that are the units of one department; only where a reader of lists has found it so. */
export interface UnitsOfOne {
	/** Null where no line above the table names the department. */
	owner: string | null;
	/** Rows of units by the line of the row that adds them up. */
	added: ReadonlyMap<number, readonly TableRow[]>;
	/** Lines of the rows of units that no row adds up. */
	open: ReadonlySet<number>;
}

/** Longest record in characters, so that an unclosed quote or a line without end stops early. */
export const MAX_RECORD = 4_000_000;
/** Four times the largest province: more is a mistake, and would hold the database for minutes. */
const MAX_ROWS = 5_000_000;
const PIECE = 1 << 18;

/**
 * The rows of a CSV text: delimiter found from the text or named by `sep=;`, any line ending, BOM removed.
 * `text` may come in pieces; walking the rows again asks for the pieces again. `isHead` tells the cells of a known
 * head, by which the delimiter is recognised.
 * @throws DocumentError while walking, for an unclosed or misplaced quote, a NUL, or a record beyond the caps.
 */
export function csvRows(text: string | Iterable<string>, isHead: HeadTest): TableRows {
	return {
		*[Symbol.iterator]() {
			yield* parsePieces(unifyLines(typeof text === 'string' ? cut(text) : text), isHead);
		},
		place: fieldPlace,
		lineText: (line) => `第${line}行`,
		sheet: null
	};
}

function fieldPlace(line: number, column: number, label: string | null): Place {
	return { kind: 'field', line, column, column_label: label };
}

/** Pieces that end with a line where they can: what is left over of a piece has to be copied to the next. */
function* cut(text: string): Generator<string> {
	for (let start = 0; start < text.length;) {
		const lineEnd = text.lastIndexOf('\n', start + PIECE) + 1;
		const end = lineEnd > start ? lineEnd : start + PIECE;
		yield text.slice(start, end);
		start = end;
	}
}

/** Makes every line end LF, also where CR and LF fall into two pieces, and removes a BOM. */
function* unifyLines(pieces: Iterable<string>): Generator<string> {
	let first = true;
	let held = '';
	for (const piece of pieces) {
		let text = held + piece;
		if (first && text.length > 0) {
			first = false;
			if (text.startsWith('\ufeff')) text = text.slice(1);
		}
		held = text.endsWith('\r') ? '\r' : '';
		if (held) text = text.slice(0, -1);
		yield plainText(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
	}
	if (held) yield '\n';
}

/** State between two pieces: text not yet parsed, and the line it starts on. */
interface Progress {
	rest: string;
	line: number;
	rows: number;
	parser: Papa.Parser;
	delimiter: string;
}

function* parsePieces(pieces: Iterable<string>, isHead: HeadTest): Generator<TableRow> {
	let progress: Progress | null = null;
	let head = '';
	for (const piece of pieces) {
		if (progress) {
			progress.rest += piece;
			yield* parseComplete(progress);
			continue;
		}
		// Title lines may be above the head, so the delimiter is judged on more than one line.
		head += piece;
		if (head.length < 4_096) continue;
		progress = startParsing(head, isHead);
		yield* parseComplete(progress);
	}
	progress ??= startParsing(head, isHead);
	yield* parseComplete(progress);
	yield* parseText(progress, progress.rest, true);
}

function startParsing(head: string, isHead: HeadTest): Progress {
	const named = separatorLine(head);
	const delimiter = named?.delimiter ?? guessDelimiter(head, isHead);
	return {
		rest: named ? head.slice(named.length) : head,
		line: named ? 2 : 1,
		rows: 0,
		parser: new Papa.Parser({ delimiter, newline: '\n' }),
		delimiter
	};
}

/**
 * Parses up to the last line end only: papaparse reports false quote errors for a text cut elsewhere.
 */
function* parseComplete(progress: Progress): Generator<TableRow> {
	const { rest } = progress;
	const end = rest.lastIndexOf('\n') + 1;
	if (end > 0) {
		const text = rest.slice(0, end);
		const used = yield* parseText(progress, text, false);
		progress.rest = rest.slice(used);
	}
	if (progress.rest.length > MAX_RECORD) throw tooLong(progress.line);
}

interface Parsed {
	data: string[][];
	errors: { row?: number; index?: number; code: string }[];
	meta: { cursor: number };
}

/** Yields the records of `text` and returns how many characters they took. */
function* parseText(
	progress: Progress,
	text: string,
	last: boolean
): Generator<TableRow, number, void> {
	refuseNul(progress, text);
	const parsed = progress.parser.parse(text, 0, !last) as Parsed;
	const error = parsed.errors.find((each) => last || (each.row ?? 0) < parsed.data.length);
	if (error) throw quoteError(progress, text, error);
	const quoted = text.includes('"');
	const guarded = GUARD.test(text);
	for (const written of parsed.data) {
		const cells = guarded ? written.map(withoutGuard) : written;
		if (cells.length > MAX_COLUMNS) throw tooWide(progress.line, cells.length);
		if (!isBlank(cells)) {
			if (++progress.rows > MAX_ROWS) throw tooMany();
			yield { line: progress.line, cells };
		}
		progress.line += quoted ? 1 + innerLines(cells) : 1;
	}
	return parsed.meta.cursor;
}

/** A program keeps Excel so from taking a code for a number: `="001"`, or an apostrophe before the digits. */
const GUARD = /="|'\d/;

/** The text that Excel shows for a cell. */
function withoutGuard(cell: string): string {
	const formula = /^=\s*"([^"]*)"$/.exec(cell.trim());
	if (formula) return formula[1] ?? '';
	return /^\s*'\d/.test(cell) ? cell.trim().slice(1) : cell;
}

/** The last character of what old programs wrote, FoxPro among them. */
const END_OF_FILE = '\x1a';
/** A line that is drawn with characters across the page. */
const DRAWN_LINE = /^\s*[-_=*~─━═—┄┈]{4,}\s*$/;

function isBlank(cells: readonly string[]): boolean {
	for (const cell of cells)
		if (cell !== '' && cell.trim() !== '')
			return cells.length === 1 && (cell === END_OF_FILE || DRAWN_LINE.test(cell));
	return true;
}

/** Line ends inside quoted cells, which make a record longer than one line. */
function innerLines(cells: readonly string[]): number {
	let lines = 0;
	for (const cell of cells) {
		let at = cell.indexOf('\n');
		for (; at !== -1; at = cell.indexOf('\n', at + 1)) lines++;
	}
	return lines;
}

/** The place of a character, by parsing what is before it; only asked for on the way to a refusal. */
function placeAt(progress: Progress, text: string, index: number): Place {
	const parser = new Papa.Parser({ delimiter: progress.delimiter, newline: '\n' });
	const before = parser.parse(text.slice(0, index) || ' ', 0, false) as Parsed;
	const record = before.data.pop() ?? [];
	const line = before.data.reduce((sum, cells) => sum + 1 + innerLines(cells), progress.line);
	return fieldPlace(line, Math.max(record.length, 1), null);
}

function refuseNul(progress: Progress, text: string): void {
	const index = text.indexOf('\0');
	if (index === -1) return;
	const place = placeAt(progress, text, index);
	throw new DocumentError(
		'csv_nul',
		`${describePlace(place)}含有空字符（NUL），CSV文件中不应出现；文件可能已损坏，请重新导出后再导入。`,
		place
	);
}

function quoteError(
	progress: Progress,
	text: string,
	error: Parsed['errors'][number]
): DocumentError {
	const place = placeAt(progress, text, error.index ?? 0);
	return error.code === 'MissingQuotes'
		? new DocumentError(
				'csv_unclosed_quote',
				`${describePlace(place)}的双引号到文件末尾也没有闭合；请补上闭合的双引号，或删去多余的双引号后再导入。`,
				place
			)
		: new DocumentError(
				'csv_misplaced_quote',
				`${describePlace(place)}的闭合双引号之后还有文字，应紧跟分隔符或换行；内容中的双引号请写成两个双引号。`,
				place
			);
}

function tooLong(line: number): DocumentError {
	const place = fieldPlace(line, 1, null);
	return new DocumentError(
		'csv_record_too_long',
		`第${line}行起的一条记录超过${MAX_RECORD / 10_000}万字符，可能有未闭合的双引号或缺少换行；请检查该行后再导入。`,
		place
	);
}

function tooWide(line: number, columns: number): DocumentError {
	return new DocumentError(
		'csv_too_many_columns',
		`第${line}行有${columns}列，超过${MAX_COLUMNS}列的上限；请检查分隔符，或删去多余的列后再导入。`,
		fieldPlace(line, MAX_COLUMNS + 1, null)
	);
}

function tooMany(): DocumentError {
	return new DocumentError(
		'csv_too_many_rows',
		`文件超过${MAX_ROWS / 10_000}万行的上限；请按年度拆成几个文件后再导入。`
	);
}
