/**
 * Excel 97–2003 workbooks (.xls, BIFF8). The container is opened by this library's own reader, which checks it; the
 * records are read by `@e965/xlsx`, which gives raw values and number formats; what a cell shows is worked out here.
 */
import { read } from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { MAX_SHEETS, tooManySheets } from '../caps.ts';
import { isUnseen, PAPER } from '../appearance.ts';
import { openCompoundFile } from '../compound/compound-file.ts';
import { DocumentError } from '../document-error.ts';
import type { Issue } from '../issue.ts';
import { applyRules } from '../sheet/conditional-rules.ts';
import { SheetBuilder, type CellRemark } from '../sheet/builder.ts';
import { GENERAL, formatOfCode } from '../sheet/number-format.ts';
import type { NumberFormat } from '../sheet/number-format.ts';
import { signsInFont } from '../characters/symbols.ts';
import { columnName } from '../sheet/references.ts';
import { hiddenSheet, workbookOf } from '../sheet/workbook.ts';
import type { Workbook, Worksheet } from '../sheet/workbook.ts';
import { seenText } from '../xlsx/rich-text.ts';
import { readBesideCells } from './beside-cells.ts';
import { NO_FONT, readLooks, type CellLook, type SheetLooks } from './looks.ts';
import { checkedRecords } from './records.ts';

const SAVE_AS_XLSX = '请用 Excel 或 WPS 打开，另存为 .xlsx 后再报送。';

/** @throws DocumentError where the file is damaged, encrypted, older than Excel 97, or empty */
export function readXls(bytes: Uint8Array): Workbook {
	const stream = openCompoundFile(bytes).open('Workbook');
	if (!stream)
		throw new DocumentError(
			'old_excel_format',
			`文件是 Excel 95 或更早的工作簿，应是 Excel 97 以后的格式；${SAVE_AS_XLSX}`
		);
	const records = checkedRecords(stream.data);
	const book = parse(records);
	const looks = readLooks(stream.data);
	const besides = readBesideCells(stream.data);
	const is1904 = book.Workbook?.WBProps?.date1904 === true;
	const hidden = new Set(
		book.Workbook?.Sheets?.flatMap(({ name, Hidden }) => (Hidden && name ? [name] : [])) ?? []
	);
	const issues: Issue[] = [];
	const sheets: Worksheet[] = [];
	if (book.SheetNames.length > MAX_SHEETS) throw tooManySheets(book.SheetNames.length);
	for (const name of book.SheetNames) {
		const source = book.Sheets[name];
		if (!source?.['!ref']) continue;
		if (hidden.has(name)) {
			issues.push(hiddenSheet(name));
			continue;
		}
		const builder = new SheetBuilder(name);
		fill(builder, source, is1904, looks.get(name));
		applyRules(looks.get(name)?.conditional ?? [], builder);
		const beside = besides.get(name);
		builder.addMargins(beside?.margins ?? '');
		for (const drawing of beside?.drawings ?? []) builder.coverCell(drawing);
		for (const { line, column, text, author } of beside?.comments ?? [])
			builder.addComment(`${columnName(column)}${line}`, text, author);
		const read = builder.finish();
		sheets.push(read.sheet);
		issues.push(...read.issues);
	}
	return workbookOf(sheets, issues);
}

type XlsBook = ReturnType<typeof read>;

function parse(records: Uint8Array): XlsBook {
	try {
		return read(records, {
			type: 'buffer',
			dense: true,
			cellNF: true,
			cellStyles: true,
			cellText: false,
			cellHTML: false
		});
	} catch (error) {
		const detail = error instanceof Error ? error.message.slice(0, 80) : '';
		throw new DocumentError(
			'xls_damaged',
			`工作簿的记录读不下去（${detail}），文件可能已损坏；${SAVE_AS_XLSX}`
		);
	}
}

function fill(
	builder: SheetBuilder,
	sheet: WorkSheet,
	is1904: boolean,
	looks: SheetLooks | undefined
): void {
	const rows = sheet['!data'] ?? [];
	const formats = new Map<string, NumberFormat>();
	const formatOf = (code: string): NumberFormat => {
		let format = formats.get(code);
		if (!format) formats.set(code, (format = formatOfCode(code)));
		return format;
	};
	rows.forEach((cells, row) => {
		const isHidden = sheet['!rows']?.[row]?.hidden === true || looks?.lowRows.has(row) === true;
		builder.openRow(row + 1, isHidden);
		cells.forEach((cell: CellObject | undefined, column) => {
			const seen = cell && seenCell(builder, column + 1, cell, row, looks);
			if (seen) addCell(builder, column + 1, seen, formatOf, is1904);
		});
		builder.closeRow();
	});
	for (const { s, e } of sheet['!merges'] ?? [])
		builder.addMerge(s.r + 1, s.c + 1, e.r + 1, e.c + 1);
	sheet['!cols']?.forEach((column, index) => {
		if (column.hidden) builder.hideColumns(index + 1, index + 1);
	});
}

/** The cell without what is struck out or unseen; null where nothing is left. */
function seenCell(
	builder: SheetBuilder,
	column: number,
	cell: CellObject,
	row: number,
	looks: SheetLooks | undefined
): CellObject | null {
	const isZero = looks?.showsZeros === false && cell.t === 'n' && cell.v === 0;
	const look = looks?.cells.get(`${row}:${column - 1}`);
	if (isZero) builder.remark('unseen', builder.at(column));
	if (!look || isZero) return isZero ? null : cell;
	const { text, remarks } = seenOf(cell, look);
	for (const remark of remarks) builder.remark(remark, builder.at(column));
	if (text === null) return cell;
	return text === '' ? null : { ...cell, t: 's', v: text };
}

/** Returns the seen part of a cell; `text` is null where all that is stored is seen. */
function seenOf(
	cell: CellObject,
	{ style, runs }: CellLook
): { text: string | null; remarks: Iterable<CellRemark> } {
	const { font, ground } = style ?? { font: null, ground: PAPER };
	if (!runs) {
		const isBlank = cell.t === 'z' || cell.v === '';
		const unseen = font !== null && isUnseen(font, ground);
		if (font && !unseen && !font.isStruck)
			return { text: signsOfCell(cell, font.symbols), remarks: [] };
		if (isBlank) return { text: '', remarks: [] };
		return { text: '', remarks: [unseen ? 'unseen' : 'struck'] };
	}
	return seenText(
		runs.map((run) => {
			const { isStruck, position, symbols } = run.font ?? font ?? NO_FONT;
			return { text: run.text, isStruck, position, look: run.font, symbols };
		}),
		{ ...NO_FONT, ...font, ground }
	);
}

/** Null for a cell that holds no text. */
function signsOfCell({ v }: CellObject, font: string | null): string | null {
	return typeof v === 'string' ? signsInFont(v, font) : null;
}

function addCell(
	builder: SheetBuilder,
	column: number,
	cell: CellObject,
	formatOf: (code: string) => NumberFormat,
	is1904: boolean
): void {
	const { t, v, z } = cell;
	if (t === 'e') builder.remark('error', builder.at(column));
	if (t === 'n' && typeof v === 'number') {
		const format = typeof z === 'string' ? formatOf(z) : GENERAL;
		builder.addNumber(column, String(v), format, is1904);
	} else if (t === 'b') builder.addText(column, v ? 'TRUE' : 'FALSE');
	else if (t === 'e') builder.addText(column, typeof cell.w === 'string' ? cell.w : '#VALUE!');
	else if (typeof v === 'string') builder.addText(column, v);
}
