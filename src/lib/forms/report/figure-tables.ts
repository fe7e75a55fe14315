/**
 * Tables of figures: blocks of head rows with rows of units below them, and rows in which a label is followed by
 * its value. Blocks are found by their labels wherever they stand, several in one table or one over several tables.
 */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { valueColumnOf, type ValueColumn } from './basis.ts';
import { figuresOfLeaves } from './columns.ts';
import { headRowsAt } from './figure-heads.ts';
import { figureOfRow, pairsIn, type FigurePair } from './figure-pairs.ts';
import { isValueLike, LONGEST_VALUE } from './figure-values.ts';
import { alignRow, leafLabel, leavesOf, type Leaf } from './grid.ts';
import { FORM_SCORE_ROW, GRADE_ROW, GROUP_WORDS, NAME_COLUMNS } from './labels.ts';
import { filledCells, isRow, type Line, type Row, type RowCell } from './lines.ts';
import { FORM_UNIT, noteOfLeaf, noteOfLine } from './money-notes.ts';

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
		const nameIndex = leaves.findIndex((leaf) => NAME_COLUMNS.has(leafLabel(leaf)));
		const names = leaves[nameIndex];
		this.#unit = (names && noteOfLeaf(names)) ?? this.#unit;
		const notes = leaves.map(noteOfLeaf);
		const rest = sharedNote(notes.filter((_, index) => figures[index])) ?? this.#unit;
		const columns = leaves.flatMap((leaf, index): FigureColumn[] => {
			const figure = figures[index];
			if (!figure) return [];
			return [{ figure, label: leafLabel(leaf), unit: notes[index] ?? rest, index }];
		});
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
		if (isColumnNumbers(row)) return true;
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

/**
 * The unit that the columns without a note share with the others: where most columns note it, or the first one, which
 * holds the total. Null where the notes differ.
 */
function sharedNote(notes: readonly (MoneyUnit | null)[]): MoneyUnit | null {
	const noted = notes.filter((note) => note !== null);
	const [first] = noted;
	const leads = noted.length * 2 > notes.length || notes[0] === first;
	return first && leads && noted.every((note) => note === first) ? first : null;
}

/** `栏次 | 1 | 2 | 3`: the row that numbers the columns belongs to the head. */
function isColumnNumbers(row: Row): boolean {
	const [first, ...numbers] = filledCells(row);
	if (!first || numbers.length < 2) return false;
	const counts = numbers.every((cell, index) => cell.text === String(index + 1));
	return /^[栏列行]次$/.test(first.label) || (counts && first.label === '序号');
}

/** A row of labels and values, which can be no unit's row. */
function isLabelledRow(row: Row): boolean {
	return row.cells.some(
		({ label }) =>
			FORM_SCORE_ROW.test(label) || GRADE_ROW.test(label) || figureOfRow(label) !== null
	);
}

function nameOf(row: Row, aligned: (RowCell | null)[] | null, block: OpenBlock): string {
	if (block.nameIndex >= 0) {
		const named = (aligned ?? row.cells)[block.nameIndex];
		return nameBelow(row, block.leaves[block.nameIndex], named ?? null)?.text ?? '';
	}
	const first = row.cells[0];
	const free = block.columns.every((column) => column.index !== 0);
	return free && first && !first.isNumber ? first.text : '';
}

/** Below a head of two columns, `其中 | 局机关`: the innermost cell that is no group word. */
function nameBelow(row: Row, names: Leaf | undefined, named: RowCell | null): RowCell | null {
	const span = names?.grid;
	if (!span || span.end - span.start < 2 || !row.placed) return named;
	const below = row.cells.filter(
		({ grid }) => grid && grid.start < span.end && grid.end > span.start
	);
	return below.findLast(({ text, label }) => text !== '' && !GROUP_WORDS.has(label)) ?? named;
}

/** True where the cells can be a unit's figures: all blank, some a number, or all meant as numbers. */
function areValues(cells: readonly (RowCell | null)[], name: string): boolean {
	const filled = cells.filter((cell): cell is RowCell => cell !== null && cell.text !== '');
	if (new Set(filled).size < filled.length) return false;
	if (filled.length === 0) return name !== '';
	if (filled.some((cell) => cell.text.length > LONGEST_VALUE)) return false;
	return filled.some((cell) => cell.isNumber) || filled.every(isValueLike);
}
