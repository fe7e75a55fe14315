/** Collects the cells of one worksheet within the caps, and remembers what a person has to be told about them. */
import { MAX_COLUMNS, MAX_WORKBOOK_TEXT } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import type { Issue } from '../issue.ts';
import { commentText, holdsNumber, quotedNote } from '../notes.ts';
import { marginTexts } from '../page-margins.ts';
import { plainText } from '../characters/plain-text.ts';
import { describePlace } from '../place.ts';
import type { Place } from '../place.ts';
import { isNumberInBox, UNREAD_OBJECTS } from '../remarks.ts';
import type { SheetDrawing } from './drawing.ts';
import { formatNumber } from './number-format.ts';
import type { NumberFormat } from './number-format.ts';
import { MAX_ROWS, columnName } from './references.ts';
import { firstOf, hiddenParts } from './workbook.ts';
import type { MergedCells, Worksheet } from './workbook.ts';

/** Cells of a row are held from column A on, so that a far cell costs as much as all before it. */
const MAX_SHEET_CELLS = 2_000_000;
const MAX_MERGES = 200_000;
/** Cells that are remembered for one remark; its sentence names the first ten. */
const MAX_REMARKED = 11;

/** A cell is for one of these reasons not simply what is stored in it. */
export type CellRemark =
	| 'rounded'
	| 'unshown'
	| 'scaled'
	| 'worded'
	| 'struck'
	| 'note_mark'
	| 'unseen'
	| 'conditional'
	| 'error'
	| 'object';

const REMARKS: Record<CellRemark, [code: string, sentence: (cells: string) => string]> = {
	rounded: [
		'number_rounded',
		(cells) => `${cells} 存的小数比显示的多，已按显示的位数读取；请核对。`
	],
	scaled: [
		'number_scaled',
		(cells) => `${cells} 的数字格式改变了显示的数值或带有单位，已按显示的读取；请核对。`
	],
	unshown: [
		'text_not_stored',
		(cells) => `${cells} 只存了数值，没有存显示的文字，已按存的数值读取；请核对。`
	],
	worded: [
		'number_worded',
		(cells) => `${cells} 的数字格式在数值旁或代替数值显示了文字，已按存的数值读取；请核对。`
	],
	struck: ['struck_text', (cells) => `${cells} 有加了删除线的内容，没有计入；请删除后再报送。`],
	note_mark: ['note_marks', (cells) => `${cells} 有上标的注释号，没有计入数值和名称；请核对。`],
	unseen: [
		'hidden_cells',
		(cells) => `${cells} 的数字格式、字色或字号使内容不显示，没有计入；请核对。`
	],
	conditional: [
		'conditional_format',
		(cells) => `${cells} 的条件格式可能使内容不显示、加删除线或显示成别的样子，已照常读取；请核对。`
	],
	error: [
		'formula_error',
		(cells) => `${cells} 是公式的错误值，不能当作数值；请改正公式后再报送。`
	],
	object: [
		'object_unread',
		(cells) => `${cells} 处放有图片、嵌入对象或控件，其内容没有读取；请把数值直接填在单元格里。`
	]
};

export class SheetBuilder {
	readonly #sheet: Worksheet;
	readonly #remarked = new Map<CellRemark, string[]>();
	#row: { line: number; cells: string[]; isHidden: boolean } | null = null;
	#line = 0;
	#cells = 0;
	#characters = 0;
	#margins = '';
	/** Comments that hold a number, with their cells. */
	readonly #comments: { cell: string; text: string }[] = [];

	constructor(name: string) {
		this.#sheet = { name, rows: [], merges: [], hiddenRows: [], hiddenColumns: [] };
	}

	/** Reference of the cell in this column of the open row. */
	at(column: number): string {
		return `${columnName(column)}${this.#line}`;
	}

	/** 1-based number of the row that was opened last. */
	get line(): number {
		return this.#line;
	}

	/** 1-based number of the row after the last. */
	get nextLine(): number {
		return this.#line + 1;
	}

	openRow(line: number, isHidden: boolean): void {
		if (!Number.isInteger(line) || line <= this.#line || line > MAX_ROWS)
			throw this.refusal('sheet_damaged', `A${this.#line + 1}`, `后面的行号是“${line}”`);
		this.#line = line;
		this.#row = { line, cells: [], isHidden };
	}

	closeRow(): void {
		const row = this.#row;
		this.#row = null;
		if (!row || row.cells.length === 0) return;
		if (row.isHidden) this.#sheet.hiddenRows.push(row.line);
		else this.#sheet.rows.push({ line: row.line, cells: row.cells });
	}

	/** Adds a text to the open row, right of all others. */
	addText(column: number, written: string): void {
		const text = plainText(written);
		if (text === '' || !this.#row) return;
		const { cells } = this.#row;
		const reference = this.at(column);
		if (column < 1 || column > MAX_COLUMNS)
			throw this.refusal('too_many_columns', reference, `在第 ${MAX_COLUMNS} 列之外`);
		if (column <= cells.length)
			throw this.refusal('sheet_damaged', reference, '在同一行出现了两次或次序不对');
		this.#cells += column - cells.length;
		if (this.#cells > MAX_SHEET_CELLS)
			throw this.refusal('too_many_cells', reference, `使全表超过 ${MAX_SHEET_CELLS} 格`);
		this.#countText(text.length, reference);
		while (cells.length < column - 1) cells.push('');
		cells.push(text);
	}

	/** Adds a stored number as a person sees it. @param stored its decimal digits, as in a file */
	addNumber(column: number, stored: string, format: NumberFormat, is1904: boolean): void {
		const shown = formatNumber(stored, format, is1904);
		const reference = this.at(column);
		if (shown === null)
			throw this.refusal('sheet_damaged', reference, `应是数值，读到“${stored.slice(0, 40)}”`);
		if (shown.remark) this.remark(shown.remark, reference);
		this.addText(column, shown.text);
	}

	addMerge(top: number, left: number, bottom: number, right: number): void {
		if (!(top >= 1 && left >= 1 && bottom >= top && right >= left)) return;
		if (this.#sheet.merges.length >= MAX_MERGES)
			throw this.refusal(
				'too_many_cells',
				`${columnName(left)}${top}`,
				`使合并单元格超过 ${MAX_MERGES} 处`
			);
		this.#sheet.merges.push({ top, left, bottom, right });
	}

	/** @param lines of the page headers and footers; what is kept of them depends on the cells */
	addMargins(lines: string): void {
		this.#margins += lines;
	}

	/** Takes note of a comment, whose text counts for no figure. @param author his name may be written above the text */
	addComment(cell: string, written: string, author: string): void {
		const text = commentText(written, author);
		if (this.#comments.length < MAX_REMARKED && holdsNumber(text))
			this.#comments.push({ cell, text });
	}

	/** @param first and `last` 1-based, inclusive */
	hideColumns(first: number, last: number): void {
		for (let column = first; column <= Math.min(last, MAX_COLUMNS); column++)
			this.#sheet.hiddenColumns.push(column);
	}

	#countText(characters: number, reference: string): void {
		this.#characters += characters;
		if (this.#characters > MAX_WORKBOOK_TEXT)
			throw this.refusal('text_too_long', reference, `全表的文字超过 ${MAX_WORKBOOK_TEXT} 个`);
	}

	/** Looks at the filled cells of an area again: those that are found unseen are left out after all. */
	reviewCells(
		{ top, left, bottom, right }: MergedCells,
		review: (text: string) => 'unseen' | 'conditional' | null
	): void {
		for (const { line, cells } of this.#sheet.rows) {
			if (line < top || line > bottom) continue;
			for (let column = left; column <= Math.min(right, cells.length); column++) {
				const text = cells[column - 1] ?? '';
				const remark = text === '' ? null : review(text);
				if (remark) this.remark(remark, `${columnName(column)}${line}`);
				if (remark === 'unseen') cells[column - 1] = '';
			}
		}
	}

	/**
	 * A drawing lies over a cell of a filled sheet: it is named where the cell itself is blank. Where a number stands in
	 * it, the cell shows that in place of its own, and neither is taken.
	 */
	coverCell({ line, column, texts }: SheetDrawing): void {
		const { rows, merges } = this.#sheet;
		const isFilled = rows.some((row) => row.cells.length >= column) && line <= this.#line;
		const area = merges.find(
			({ top, left, bottom, right }) =>
				line >= top && line <= bottom && column >= left && column <= right
		);
		const { top, left } = area ?? { top: line, left: column };
		const cells = rows.find((row) => row.line === top)?.cells;
		const isBlank = (cells?.[left - 1] ?? '') === '';
		const isNumber = isNumberInBox(texts);
		if (isNumber || (isFilled && isBlank)) this.remark('object', `${columnName(left)}${top}`);
		if (cells && isNumber && !isBlank) cells[left - 1] = UNREAD_OBJECTS.object;
	}

	remark(remark: CellRemark, reference: string): void {
		const cells = this.#remarked.get(remark) ?? [];
		if (cells.length < MAX_REMARKED && !cells.includes(reference)) cells.push(reference);
		this.#remarked.set(remark, cells);
	}

	/** The sheet and the warnings about it. */
	finish(): { sheet: Worksheet; issues: Issue[] } {
		const texts = () => this.#sheet.rows.flatMap(({ cells }) => cells);
		const margins = marginTexts(this.#margins, texts);
		if (margins.length > 0) this.#sheet.margins = margins;
		const remarks = [...this.#remarked].map(([remark, cells]): Issue => {
			const [code, sentence] = REMARKS[remark];
			const place = this.#place(cells[0] ?? 'A1');
			const where = `工作表“${this.#sheet.name}” ${firstOf(cells)}`;
			return { code, severity: 'warning', message: sentence(where), place };
		});
		const issues = [...hiddenParts(this.#sheet), ...remarks, ...this.#unreadComments()];
		return { sheet: this.#sheet, issues };
	}

	#unreadComments(): Issue[] {
		const [first] = this.#comments;
		if (!first) return [];
		const read = quotedNote(first.text);
		const where = `工作表“${this.#sheet.name}” ${firstOf(this.#comments.map(({ cell }) => cell))}`;
		const message = `${where} 的批注写着数值，没有计入，${first.cell} 的写作“${read}”；请核对，需要计入的请直接填在单元格里再报送。`;
		const place = this.#place(first.cell);
		return [{ code: 'comment_unread', severity: 'warning', message, place, read, expected: null }];
	}

	#place(cell: string): Place {
		const { name } = this.#sheet;
		return { kind: 'sheet', sheet: name, cell: cell.slice(0, 12), column_label: null };
	}

	refusal(code: string, cell: string, what: string): DocumentError {
		const place = this.#place(cell);
		return new DocumentError(
			code,
			`${describePlace(place)} ${what}，未读取；请用 Excel 或 WPS 打开，改正后另存再报送。`,
			place
		);
	}
}
