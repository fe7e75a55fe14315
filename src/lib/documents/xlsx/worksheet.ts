/** One worksheet: the cells as text, row by row, from the elements of its part. */
import { describePlace } from '../place.ts';
import type { Place } from '../place.ts';
import { DocumentError } from '../document-error.ts';
import { formatNumber } from './cell-format.ts';
import type { CellFormat } from './cell-format.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';

/** A record of the form has a few dozen columns; a wider one is no table of figures. */
const MAX_COLUMNS = 1_000;
const MAX_ROWS = 1_048_576;
/** Cells of a row are held from column A on, so that a far cell costs as much as all before it. */
const MAX_CELLS = 2_000_000;
const MAX_MERGES = 200_000;
const MAX_TEXT = 20_000_000;

/** Rectangle of merged cells; all four numbers 1-based and inclusive. */
export interface MergedCells {
	top: number;
	left: number;
	bottom: number;
	right: number;
}

export interface Worksheet {
	name: string;
	/** Rows that are visible and hold something, top to bottom; `cells` start at column A. */
	rows: { line: number; cells: string[] }[];
	merges: MergedCells[];
	/** Numbers of hidden rows that hold something and were left out. */
	hiddenRows: number[];
	/** 1-based numbers of hidden columns, which are read. */
	hiddenColumns: number[];
}

/** What the cells of all sheets refer to. */
export interface SheetContext {
	strings: readonly string[];
	formats: readonly CellFormat[];
	is1904: boolean;
}

interface Cell {
	reference: string;
	column: number;
	type: string;
	format: CellFormat;
	value: string | null;
	hasFormula: boolean;
}

export class SheetReader implements XmlHandler {
	readonly sheet: Worksheet;
	readonly #context: SheetContext;
	#row: { line: number; cells: string[]; isHidden: boolean } | null = null;
	#cell: Cell | null = null;
	#line = 0;
	#inValue = false;
	#inPhonetic = false;
	#cells = 0;
	#characters = 0;

	constructor(name: string, context: SheetContext) {
		this.sheet = { name, rows: [], merges: [], hiddenRows: [], hiddenColumns: [] };
		this.#context = context;
	}

	open(name: string, attribute: XmlAttributes): void {
		switch (name) {
			case 's:row':
				return this.#openRow(attribute);
			case 's:c':
				return this.#openCell(attribute);
			case 's:f':
				if (this.#cell) this.#cell.hasFormula = true;
				return;
			case 's:v':
			case 's:t':
				this.#inValue = !this.#inPhonetic;
				if (this.#cell) this.#cell.value ??= '';
				return;
			case 's:rPh':
				this.#inPhonetic = true;
				return;
			case 's:mergeCell':
				return this.#addMerge(attribute('ref') ?? '');
			case 's:col':
				this.#addColumns(attribute);
		}
	}

	close(name: string): void {
		if (name === 's:c') this.#closeCell();
		else if (name === 's:row') this.#closeRow();
		else if (name === 's:v' || name === 's:t') this.#inValue = false;
		else if (name === 's:rPh') this.#inPhonetic = false;
	}

	text(text: string): void {
		if (!this.#inValue || this.#cell === null) return;
		this.#characters += text.length;
		if (this.#characters > MAX_TEXT)
			throw this.#refusal('text_too_long', this.#cell.reference, `全表的文字超过 ${MAX_TEXT} 个`);
		this.#cell.value = (this.#cell.value ?? '') + text;
	}

	#openRow(attribute: XmlAttributes): void {
		const line = Number(attribute('r') ?? this.#line + 1);
		if (!Number.isInteger(line) || line <= this.#line || line > MAX_ROWS)
			throw this.#refusal('sheet_damaged', `A${this.#line + 1}`, `后面的行号是“${line}”`);
		this.#line = line;
		const isHidden = attribute('hidden') === '1' || attribute('hidden') === 'true';
		this.#row = { line, cells: [], isHidden };
	}

	#closeRow(): void {
		const row = this.#row;
		this.#row = null;
		if (!row || row.cells.length === 0) return;
		if (row.isHidden) this.sheet.hiddenRows.push(row.line);
		else this.sheet.rows.push({ line: row.line, cells: row.cells });
	}

	#openCell(attribute: XmlAttributes): void {
		const next = (this.#row?.cells.length ?? 0) + 1;
		const reference = attribute('r') ?? `${columnName(next)}${this.#line}`;
		this.#cell = {
			reference,
			column: columnOf(reference),
			type: attribute('t') ?? 'n',
			format: this.#context.formats[Number(attribute('s') ?? 0)] ?? 'number',
			value: null,
			hasFormula: false
		};
	}

	#closeCell(): void {
		const cell = this.#cell;
		this.#cell = null;
		if (!cell || !this.#row) return;
		const text = this.#textOf(cell);
		if (text === '') return;
		const { cells } = this.#row;
		if (cell.column < 1 || cell.column > MAX_COLUMNS)
			throw this.#refusal('too_many_columns', cell.reference, `在第 ${MAX_COLUMNS} 列之外`);
		if (cell.column <= cells.length)
			throw this.#refusal('sheet_damaged', cell.reference, '在同一行出现了两次或次序不对');
		this.#cells += cell.column - cells.length;
		if (this.#cells > MAX_CELLS)
			throw this.#refusal('too_many_cells', cell.reference, `使全表超过 ${MAX_CELLS} 格`);
		while (cells.length < cell.column - 1) cells.push('');
		cells.push(text);
	}

	#textOf(cell: Cell): string {
		if (cell.value === null || (cell.type === 'n' && cell.value.trim() === '')) {
			if (!cell.hasFormula) return '';
			throw this.#refusal(
				'formula_without_value',
				cell.reference,
				'是没有计算结果的公式，应有保存的数值'
			);
		}
		switch (cell.type) {
			case 's':
				return this.#sharedText(cell);
			case 'e':
				throw this.#refusal('formula_error', cell.reference, `是错误值“${cell.value}”，应是数值`);
			case 'b':
				return cell.value === '1' ? 'TRUE' : 'FALSE';
			case 'n':
				return this.#numberText(cell);
			default:
				return cell.value;
		}
	}

	#sharedText(cell: Cell): string {
		const text = this.#context.strings[Number(cell.value)];
		if (text === undefined)
			throw this.#refusal('sheet_damaged', cell.reference, `引用了不存在的文字“${cell.value}”`);
		return text;
	}

	#numberText(cell: Cell): string {
		const value = cell.value?.trim() ?? '';
		if (value === '') return '';
		const text = formatNumber(value, cell.format, this.#context.is1904);
		if (text === null)
			throw this.#refusal('sheet_damaged', cell.reference, `应是数值，读到“${value.slice(0, 40)}”`);
		return text;
	}

	#addMerge(reference: string): void {
		const [from = '', to = from] = reference.split(':');
		const merge = {
			top: rowOf(from),
			left: columnOf(from),
			bottom: rowOf(to),
			right: columnOf(to)
		};
		if (merge.top < 1 || merge.left < 1 || merge.bottom < merge.top || merge.right < merge.left)
			return;
		if (this.sheet.merges.length >= MAX_MERGES)
			throw this.#refusal('too_many_cells', from, `使合并单元格超过 ${MAX_MERGES} 处`);
		this.sheet.merges.push(merge);
	}

	#addColumns(attribute: XmlAttributes): void {
		if (attribute('hidden') !== '1' && attribute('hidden') !== 'true') return;
		const last = Math.min(Number(attribute('max')), MAX_COLUMNS);
		for (let column = Number(attribute('min')); column <= last; column++)
			this.sheet.hiddenColumns.push(column);
	}

	#refusal(code: string, cell: string, what: string): DocumentError {
		const place: Place = {
			kind: 'sheet',
			sheet: this.sheet.name,
			cell: cell.slice(0, 12),
			column_label: null
		};
		return new DocumentError(
			code,
			`${describePlace(place)} ${what}，未读取；请用 Excel 或 WPS 打开，改正后另存再报送。`,
			place
		);
	}
}

/** 1 for A, 28 for AB; 0 where the reference is none. */
export function columnOf(reference: string): number {
	const letters = /^\$?([A-Z]{1,3})\$?\d/.exec(reference)?.[1] ?? '';
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column;
}

/** The row of a reference; 0 where it is none. */
export function rowOf(reference: string): number {
	const row = Number(/\d+$/.exec(reference)?.[0] ?? 0);
	return row <= MAX_ROWS ? row : 0;
}

export function columnName(column: number): string {
	let name = '';
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	return name;
}
