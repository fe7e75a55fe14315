/** The tables of a document as worksheets: lists of departments come as Word files and web pages too. */
import type { DocumentCell, DocumentTable, SourceDocument } from '../model.ts';
import { isFootLine } from '../table/foot-lines.ts';
import type { MergedCells, Workbook, Worksheet, WorksheetRow } from './workbook.ts';

/** Paragraphs above a table that may be its title or name its unit. */
const MOST_CAPTIONS = 6;

type Captions = NonNullable<Worksheet['table']>['captions'];

export function tablesOfPage({ blocks, issues }: SourceDocument): Workbook {
	const sheets: Worksheet[] = [];
	let captions: Captions = [];
	for (const block of blocks) {
		if (block.kind === 'paragraph') captions.push({ paragraph: block.number, text: block.text });
		else if (block.nested_in === null) {
			const sheet = toWorksheet(block, captions.slice(-MOST_CAPTIONS));
			const before = sheets.at(-1);
			// A list that goes on after a page break has its title on the first page alone.
			if (
				before?.table &&
				sheet.table &&
				(hasSameHead(before, sheet) || goesOn(before.table, sheet.table))
			)
				sheet.table.captions = [
					...before.table.captions,
					...sheet.table.captions.filter(({ text }) => !isFootLine(text))
				];
			else if (before?.table && sheet.table)
				sheet.table.captions = [...heldOver(before.table, sheet.table), ...sheet.table.captions];
			sheets.push(sheet);
			captions = [];
		}
	}
	return { issues, sheets };
}

/** The title with its year, which stands once above all tables of a document. */
function heldOver(before: { captions: Captions }, { captions }: { captions: Captions }): Captions {
	const namesYear = ({ text }: Captions[number]) => /20\d\d/.test(text);
	return captions.some(namesYear) ? [] : before.captions.filter(namesYear).slice(0, 1);
}

/** `续表`, or the title again with it, with or without a unit line, is no title of its own. */
function goesOn(before: { captions: Captions }, { captions }: { captions: Captions }): boolean {
	const isUnit = (text: string) => /^[（(]?(?:金额|计量)?单位[:：]/.test(text);
	const goes = ({ text }: Captions[number]) =>
		isContinuation(text) || before.captions.some((title) => isTitleAgain(title.text, text));
	const saysNothing = (text: string) => text === '' || isUnit(text) || isFootLine(text);
	return (
		captions.some(goes) && captions.every((each) => saysNothing(each.text.trim()) || goes(each))
	);
}

/** `某表（续）` under `某表`. */
export function isTitleAgain(title: string, text: string): boolean {
	const again = text.trim().replace(/[（(]续上?表?[)）]$/, '');
	return again !== text.trim() && again === title.trim();
}

/** Tells whether the caption of a table says that the one before goes on: `续表`. */
export function isContinuation(caption: string): boolean {
	return CONTINUED.test(caption.trim());
}

const CONTINUED = /^[（(]?(?:续上?表|接上[表页]|表\d*[（(]?续)[^一-龥]{0,6}[)）]?$/;

function hasSameHead({ rows: [a] }: Worksheet, { rows: [b] }: Worksheet): boolean {
	return a !== undefined && a.cells.length > 1 && a.cells.join('\n') === b?.cells.join('\n');
}

function toWorksheet({ number, rows }: DocumentTable, captions: Captions): Worksheet {
	const merges = rows.flatMap((cells, index) =>
		cells.filter(({ merge }) => merge === 'start').map((cell) => mergeFrom(rows, index, cell))
	);
	return {
		name: `表${number}`,
		rows: rows.map(toSheetRow),
		merges,
		hiddenRows: [],
		hiddenColumns: [],
		table: { number, captions }
	};
}

function toSheetRow(cells: readonly DocumentCell[], index: number): WorksheetRow {
	const texts: string[] = [];
	const numbers: number[] = [];
	for (const { grid, column, text } of cells) {
		const at = grid?.start ?? column - 1;
		while (texts.length < at) texts.push('');
		while (numbers.length <= at) numbers.push(column);
		texts[at] = text;
	}
	return { line: index + 1, cells: texts, numbers };
}

function mergeFrom(
	rows: readonly (readonly DocumentCell[])[],
	index: number,
	{ grid, column }: DocumentCell
): MergedCells {
	const left = (grid?.start ?? column - 1) + 1;
	let bottom = index + 1;
	const continues = (cell: DocumentCell) =>
		cell.merge === 'continue' && (cell.grid?.start ?? cell.column - 1) + 1 === left;
	while (rows[bottom]?.some(continues)) bottom++;
	return { top: index + 1, left, bottom, right: left + (grid?.span ?? 1) - 1 };
}
