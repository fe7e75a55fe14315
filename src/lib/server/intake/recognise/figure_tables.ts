/**
 * Tables of figures: blocks of head rows with rows of units below them, and rows in which a label is followed by
 * its value. Blocks are found by their labels wherever they stand, several in one table or one over several tables.
 */
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { parseMoney } from '#lib/catalogue/units.ts';
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { valueColumnOf, type ValueColumn } from './basis.ts';
import { bareLabel, figureOfLabel, figuresOfLeaves, isHeadLabel } from './columns.ts';
import { alignRow, leafLabel, leavesOf, type Leaf } from './grid.ts';
import {
	FORM_SCORE_ROW,
	GRADE_ROW,
	GROUP_WORDS,
	NAME_COLUMNS,
	NATIONAL_SPENDING_TOTAL
} from './labels.ts';
import { filledCells, isRow, type Line, type Row, type RowCell } from './lines.ts';
import { FORM_UNIT, noteOfLeaf, noteOfLine } from './money_notes.ts';

export interface FigureColumn {
	figure: FigureId;
	/** As the head prints it, normalised. */
	label: string;
	unit: MoneyUnit;
	/** 0-based index among the block's columns. */
	index: number;
}

/** A row of a block: the cell under each figure column. `cells` is null for a row that does not fit the head. */
export interface UnitRow {
	row: Row;
	name: string;
	columns: FigureColumn[];
	cells: (RowCell | null)[] | null;
}

/** Rows below one head. */
export interface FigureBlock {
	columns: FigureColumn[];
	rows: UnitRow[];
}

/** A label with its value beside it. */
export interface FigurePair {
	figure: FigureId;
	label: string;
	unit: MoneyUnit;
	row: Row;
	cell: RowCell;
}

export interface FigureTables {
	blocks: FigureBlock[];
	pairs: FigurePair[];
	/** Heads, unit rows and labelled rows. */
	rows: Set<Row>;
	/** True where a head tells budgets from what was spent, as the national-style tables do. */
	national: boolean;
}

interface OpenBlock extends FigureBlock {
	table: number;
	leaves: Leaf[];
	nameIndex: number;
}

/** Every figure table among the lines; rows in `claimed` belong to other parts of the report. */
export function findFigureTables(lines: readonly Line[], claimed: ReadonlySet<Row>): FigureTables {
	const scan = new Scan();
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] as Line;
		if (!isRow(line) || claimed.has(line)) {
			scan.note(line);
			continue;
		}
		const head = headRowsAt(lines, index);
		if (head) {
			scan.openBlock(head);
			index += head.length - 1;
		} else {
			scan.readRow(line);
		}
	}
	return {
		blocks: scan.blocks.filter((b) => b.rows.length > 0),
		pairs: scan.pairs,
		rows: scan.rows,
		national: scan.national
	};
}

class Scan {
	blocks: OpenBlock[] = [];
	pairs: FigurePair[] = [];
	rows = new Set<Row>();
	national = false;
	#open: OpenBlock | null = null;
	#unit: MoneyUnit = FORM_UNIT;
	#caption = '';
	#value: ValueColumn | null = null;

	note(line: Line): void {
		this.#unit = noteOfLine(line) ?? this.#unit;
	}

	openBlock(head: Row[]): void {
		head.forEach((row) => this.rows.add(row));
		const leaves = leavesOf(head);
		const figures = figuresOfLeaves(leaves, this.#caption);
		const columns = leaves.flatMap((leaf, index): FigureColumn[] => {
			const figure = figures[index];
			if (!figure) return [];
			return [{ figure, label: leafLabel(leaf), unit: noteOfLeaf(leaf) ?? this.#unit, index }];
		});
		const nameIndex = leaves.findIndex((leaf) => NAME_COLUMNS.has(leafLabel(leaf)));
		const table = (head[0] as Row).table;
		this.#open = { columns, rows: [], table, leaves, nameIndex };
		this.#value = null;
		if (columns.length > 0) this.blocks.push(this.#open);
	}

	readRow(row: Row): void {
		const filled = filledCells(row);
		if (filled.length === 0) return;
		if (this.#open && this.#readUnit(this.#open, row)) {
			this.rows.add(row);
			return;
		}
		this.note(row);
		if (filled.length === 1) this.#caption = filled[0]?.label ?? '';
		const value = valueColumnOf(row);
		if (value) {
			this.#value = value;
			this.national ||= value.national;
		} else if (this.#value && this.#value.head.table !== row.table) {
			this.#value = null;
		}
		this.#open = null;
		const pairs = pairsIn(row, this.#unit, this.#value);
		if (pairs.length > 0) this.rows.add(row);
		this.pairs.push(...pairs);
	}

	#readUnit(block: OpenBlock, row: Row): boolean {
		if (isLabelledRow(row)) return false;
		// Over a page break only the number of cells tells that the rows go on.
		if (row.table !== block.table && row.cells.length !== block.leaves.length) return false;
		const aligned = alignRow(row, block.leaves);
		const name = nameOf(row, aligned, block);
		if (!aligned) {
			if (row.cells.filter((cell) => cell.isNumber).length < 2) return false;
			block.rows.push({ row, name, columns: block.columns, cells: null });
			return true;
		}
		const cells = block.columns.map((column) => aligned[column.index] ?? null);
		if (!areValues(cells, name)) return false;
		block.rows.push({ row, name, columns: block.columns, cells });
		return true;
	}
}

/** The head rows that start at a line; null where none do. */
function headRowsAt(lines: readonly Line[], index: number): Row[] | null {
	const first = lines[index];
	if (!first || !isRow(first) || !isTopHead(first)) return null;
	const rows = [first];
	for (let next = index + 1; next < lines.length; next++) {
		const line = lines[next];
		if (!line || !isRow(line) || line.table !== first.table || !isLowerHead(line)) break;
		rows.push(line);
	}
	return rows;
}

function isTopHead(row: Row): boolean {
	const filled = filledCells(row);
	if (filled.length < 2 || filled.some((cell) => cell.isNumber)) return false;
	const labels = filled.map((cell) => cell.label);
	if (labels.some((label) => NAME_COLUMNS.has(label))) return labels.some(isHeadWord);
	const complete = row.cells.every((cell) => cell.text !== '' || cell.continues);
	return complete && labels.filter((label) => figureOfLabel(label)).length >= 2;
}

/**
 * A lower head row has labels only, and nothing new in the column of names. One filled cell in that column is a
 * unit without figures, whatever it is called.
 */
function isLowerHead(row: Row): boolean {
	const filled = filledCells(row);
	if (filled.length === 0 || filled.some((cell) => cell.isNumber)) return false;
	if (filled.length === 1 && filled[0] === row.cells[0]) return false;
	const words = filled.filter((cell) => isHeadWord(cell.label));
	const first = row.cells[0];
	const named = first !== undefined && first.text !== '' && !isHeadWord(first.label);
	return !(named && !NAME_COLUMNS.has(first.label)) && words.length * 2 >= filled.length;
}

function isHeadWord(label: string): boolean {
	return GROUP_WORDS.has(label) || isHeadLabel(label);
}

/** A row of labels and values, which can be no unit's row. */
function isLabelledRow(row: Row): boolean {
	return row.cells.some(
		({ label }) =>
			FORM_SCORE_ROW.test(label) || GRADE_ROW.test(label) || figureOfRow(label) !== null
	);
}

function nameOf(row: Row, aligned: (RowCell | null)[] | null, block: OpenBlock): string {
	if (block.nameIndex >= 0) return (aligned ?? row.cells)[block.nameIndex]?.text ?? '';
	const first = row.cells[0];
	const free = block.columns.every((column) => column.index !== 0);
	return free && first && !first.isNumber ? first.text : '';
}

/** True where the cells can be a unit's figures: all blank, some a number, or all meant as numbers. */
function areValues(cells: readonly (RowCell | null)[], name: string): boolean {
	const filled = cells.filter((cell): cell is RowCell => cell !== null && cell.text !== '');
	if (new Set(filled).size < filled.length) return false;
	if (filled.length === 0) return name !== '';
	if (filled.some((cell) => cell.text.length > LONGEST_VALUE)) return false;
	return filled.some((cell) => cell.isNumber) || filled.every(isValueLike);
}

const LONGEST_VALUE = 24;
/** What surrounds a number that somebody wrote in words: 约1206万元左右. */
const ROUND_A_NUMBER = /大?约|近|共|计|多|余|左右|百|千|万|亿|元|人|名|个|[^一-龥]/g;

/** A number, no value, or something that was meant as a number. */
function isValueLike(cell: RowCell): boolean {
	if (cell.text.length > LONGEST_VALUE) return false;
	if (parseMoney(cell.text, FORM_UNIT).missing === 'blank') return true;
	return /\d/.test(toHalfWidth(cell.text)) && cell.text.replace(ROUND_A_NUMBER, '') === '';
}

/** Label cells with the value beside them, or, below a head such as `上年决算数 | 本年决算数`, in its column. */
function pairsIn(row: Row, unit: MoneyUnit, value: ValueColumn | null): FigurePair[] {
	const pairs: FigurePair[] = [];
	row.cells.forEach((cell, index) => {
		const figure = figureOfRow(cell.label);
		if (!figure) return;
		const valueCell = value ? value.cellOf(row) : nextCell(row, index);
		if (!valueCell || valueCell === cell || !isValueLike(valueCell)) return;
		const own = noteOfLeaf({ cells: [cell], grid: null });
		pairs.push({
			figure,
			label: cell.label,
			unit: own ?? value?.unit ?? unit,
			row,
			cell: valueCell
		});
	});
	return pairs;
}

function figureOfRow(label: string): FigureId | null {
	return NATIONAL_SPENDING_TOTAL.has(bareLabel(label)) ? 'spending_total' : figureOfLabel(label);
}

function nextCell(row: Row, index: number): RowCell | null {
	const next = row.cells.slice(index + 1).find((cell) => !cell.continues);
	return next ?? null;
}
