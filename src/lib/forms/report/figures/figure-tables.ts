/**
 * Tables of figures: blocks of head rows with rows of units below them, and rows in which a label is followed by
 * its amounts. Blocks are found by their labels wherever they are, several in one table or one over several tables.
 */
import { measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import type { FormDefinition } from '../../definition.ts';
import { figureColumns, type FigureColumn } from './figure-columns.ts';
import { headRowsAt } from './figure-heads.ts';
import { HeadingInForce } from './heading-in-force.ts';
import { sumsOfTables, startsOfForms, tablesOfThreePublic, type LabelCell } from './label-cells.ts';
import { readLabelRow } from './figure-pairs.ts';
import type { NamedAmount } from './parts-of-amounts.ts';
import type { FigurePair, Unstored } from './row-reading.ts';
import { formsOfTables, meaningOf, statesIncome } from '../form-labels.ts';
import { alignRow, headColumnLabel, headReadingsOf, type HeadColumn } from '../grid.ts';
import { FORM_SCORE_ROW, GRADE_ROW, NAME_COLUMNS } from '../labels.ts';
import { filledCells, isRow, type Line, type Prose, type FormRow, type RowCell } from '../lines.ts';
import { noteOfLeaf } from './money-notes.ts';
import { withoutPartsOfSources } from './parts-of-source-rows.ts';
import { pairsOfBases } from './rows-of-bases.ts';
import { UnitInForce } from './unit-in-force.ts';
import { areValues, isColumnNumbers, nameOf } from './unit-rows.ts';
import { valueHeadOf, type ValueHead } from './value-head.ts';

/** A row of a block: the cell under each figure column. `cells` is null for a row that does not fit the head. */
export interface UnitRow {
	row: FormRow;
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
	/** Cells of these tables that are not stored, each with its reason. */
	unstored: Unstored[];
	/** Figures that a head names, whether or not a row below it was read. */
	headed: Set<FigureId>;
	/** Rows that name a figure and do not fit the head above them. */
	unaligned: FormRow[];
	/** Heads, unit rows and labelled rows. */
	rows: Set<FormRow>;
	/** The heads whose columns tell budgets from what was spent. */
	heads: ValueHead[];
	/** The forms that each table is of, by the table's number. */
	forms: Map<number, FormDefinition[]>;
}

interface OpenBlock extends FigureBlock {
	table: number;
	leaves: HeadColumn[];
	nameIndex: number;
}

/**
 * Every figure table among the lines.
 * @param claimed rows that belong to other parts of the report
 * @param fiscalYear of the report, by which columns of other years are told; null where it is not known
 * @param told taught forms, by the tables that are of them
 */
export function findFigureTables(
	lines: readonly Line[],
	claimed: ReadonlySet<FormRow>,
	fiscalYear: number | null,
	told: ReadonlyMap<number, FormDefinition>
): FigureTables {
	const scan = new Scan(lines, fiscalYear, told);
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] as Line;
		if (!isRow(line)) {
			scan.readHeading(line);
			continue;
		}
		if (claimed.has(line)) {
			scan.note(line);
			continue;
		}
		const head = headRowsAt(lines, index);
		if (head) {
			scan.openBlock(head);
			index += head.length - 1;
		} else {
			index += scan.readRow(line, rowsFrom(lines, index + 1));
		}
	}
	const blocks = scan.blocks.filter((block) => block.rows.length > 0);
	const bases = new Map(blocks.map((block) => [block, pairsOfBases(block.rows, fiscalYear)]));
	const { pairs, unstored } = withoutPartsOfSources(scan.found.pairs, scan.found.unstored);
	return {
		...scan.found,
		unstored,
		blocks: blocks.filter((block) => !bases.get(block)),
		pairs: [...pairs, ...blocks.flatMap((block) => bases.get(block) ?? [])]
	};
}

/** The next row, where one follows. */
function rowsFrom(lines: readonly Line[], index: number): FormRow[] {
	const line = lines[index];
	return line && isRow(line) ? [line] : [];
}

/** Labels with their amounts beside them follow, whatever head is above. */
const BY_NATURE = /^按(?:收入|支出)性质分/;

class Scan {
	blocks: OpenBlock[] = [];
	found: Omit<FigureTables, 'blocks'>;
	#open: OpenBlock | null = null;
	#unit: UnitInForce;
	#heading = new HeadingInForce();
	#head: ValueHead | null = null;
	/** Groups that the last label of each half of the table spoke of, by the half's first column. */
	#groups = new Map<number, MeasureGroup>();
	#above: LabelCell | null = null;
	#whole: NamedAmount | null = null;
	/** The table in which amounts by their nature stand below the last head. */
	#byNature: number | null = null;
	#fiscalYear: number | null;
	#statesIncome: ReadonlySet<number>;
	#sums: ReturnType<typeof sumsOfTables>;
	#threePublic: ReturnType<typeof tablesOfThreePublic>;
	#starts: ReadonlyMap<number, number>;

	#rows: readonly FormRow[];
	/** A paragraph stands between the last head and what follows. */
	#isParted = false;

	constructor(
		lines: readonly Line[],
		fiscalYear: number | null,
		told: ReadonlyMap<number, FormDefinition>
	) {
		const rows = lines.filter(isRow);
		this.#rows = rows;
		this.#unit = new UnitInForce(lines);
		const forms = formsOfTables(rows, told);
		this.found = {
			pairs: [],
			unstored: [],
			unaligned: [],
			rows: new Set(),
			heads: [],
			headed: new Set(),
			forms
		};
		this.#fiscalYear = fiscalYear;
		this.#statesIncome = new Set(rows.filter(statesIncome).map(({ table }) => table));
		this.#sums = sumsOfTables(rows);
		this.#threePublic = tablesOfThreePublic(rows);
		this.#starts = startsOfForms(rows);
	}

	note(line: Line): void {
		this.#unit.note(line);
	}

	readHeading(line: Prose): void {
		this.#isParted ||= !/^\(?续?表?\)?$/.test(line.label);
		this.#unit.noteParagraph(line);
		// A sentence that speaks of the budget is no heading.
		if (!/[。；;！!？?]\s*$/.test(line.text)) this.#heading.read(line.label);
	}

	openBlock(head: FormRow[]): void {
		this.#unit.startTable(head[0] as FormRow);
		head.forEach((row) => this.found.rows.add(row));
		const readings = headReadingsOf(head);
		const [leaves = []] = readings;
		const table = (head[0] as FormRow).table;
		const nameIndex = leaves.findIndex((leaf) => NAME_COLUMNS.has(headColumnLabel(leaf)));
		const names = leaves[nameIndex];
		this.#unit.value = (names && noteOfLeaf(names)) ?? this.#unit.value;
		const columns = figureColumns(readings, {
			rows: this.#rows.filter((row) => row.table === table),
			caption: this.#heading.caption,
			heading: this.#heading.words,
			unit: this.#unit.value,
			fiscalYear: this.#fiscalYear
		}).map((column) => this.#heading.withSource(column));
		columns.forEach(({ figure }) => this.found.headed.add(figure));
		this.#open = { columns, rows: [], table, leaves, nameIndex };
		this.#head = null;
		if (columns.length > 0) this.blocks.push(this.#open);
	}

	/** Returns how many of the rows that follow were read with it. */
	readRow(row: FormRow, next: readonly FormRow[]): number {
		const filled = filledCells(row);
		if (filled.length === 0) return 0;
		this.#unit.startTable(row);
		this.#heading.readBeside(row, next[0]);
		if (this.#open && this.#readUnit(this.#open, row)) {
			this.found.rows.add(row);
			return 0;
		}
		this.note(row);
		const [only, second] = filled;
		if (only && !second) {
			this.#heading.readCaption(only.label);
			this.#whole = null;
		}
		this.#open = null;
		const headRows = this.#openHead(row, next);
		if (headRows > 0) return headRows - 1;
		if (row.cells.some(({ label }) => BY_NATURE.test(label))) {
			this.#byNature = row.table;
			this.#groups.clear();
		}
		const isByNature = this.#byNature === row.table;
		const head = isByNature ? null : this.#head;
		const reading = readLabelRow(row, {
			unit: this.#unit.value,
			head,
			below: next.find(({ table }) => table === row.table) ?? null,
			rows: this.#rows,
			forms: this.found.forms.get(row.table) ?? [],
			statesIncome: this.#statesIncome.has(row.table),
			groups: this.#groups,
			sum: this.#sums.get(row.table) ?? null,
			isOfThreePublic: this.#threePublic.has(row.table),
			isOfDepartment: (this.#starts.get(row.table) ?? Infinity) <= row.number,
			above: this.#above,
			whole: this.#whole,
			heading: isByNature ? null : this.#heading.besideLabels(head),
			fiscalYear: this.#fiscalYear
		});
		this.#above = reading.label;
		this.#whole = reading.whole;
		for (const { figure, from } of reading.pairs) this.#groups.set(from, measureOf(figure).group);
		const isRead = reading.pairs.length + reading.unstored.length > 0;
		if (isRead) this.found.rows.add(row);
		this.found.pairs.push(...reading.pairs.map((pair) => this.#heading.withSource(pair)));
		this.found.unstored.push(...reading.unstored);
		if (reading.unaligned) this.found.unaligned.push(row);
		return 0;
	}

	/** Returns the number of rows that the head has; 0 where none begins. */
	#openHead(row: FormRow, next: readonly FormRow[]): number {
		const head = valueHeadOf(row, next, this.#heading.words, this.#fiscalYear);
		if (!head) {
			if (this.#head && this.#head.row.table !== row.table && !this.#goesOn(this.#head, row))
				this.#head = null;
			return 0;
		}
		this.#head = head;
		this.#byNature = null;
		this.#isParted = false;
		this.#whole = null;
		this.#groups.clear();
		this.found.heads.push(head);
		const rows = head.row === row ? [row] : [row, head.row];
		rows.forEach((each) => this.found.rows.add(each));
		return rows.length;
	}

	/** A table broken by a page goes on without its head: nothing stands between, and its rows have as many cells. */
	#goesOn({ leaves }: ValueHead, row: FormRow): boolean {
		return !this.#isParted && row.cells.length === leaves.length;
	}

	#readUnit(block: OpenBlock, row: FormRow): boolean {
		if (this.#isLabelledRow(row)) return false;
		if (isColumnNumbers(row)) return true;
		// Over a page break only the number of cells tells that the rows go on.
		if (row.table !== block.table && row.cells.length !== block.leaves.length) return false;
		const aligned = alignRow(row, block.leaves);
		const name = nameOf(row, aligned, block.leaves, block.nameIndex, block.columns);
		if (!aligned) {
			if (row.cells.filter((cell) => cell.isNumber).length < 2) return false;
			block.rows.push({ row, name, columns: block.columns, cells: null });
			return true;
		}
		const cells = block.columns.map((column) => aligned[column.index] ?? null);
		if (!areValues(cells, name)) return false;
		this.#listOthers(block, row, aligned);
		block.rows.push({ row, name, columns: block.columns, cells });
		return true;
	}

	/** The numbers below heads that name no figure of the ledger. */
	#listOthers(block: OpenBlock, row: FormRow, aligned: readonly (RowCell | null)[]): void {
		const read = new Set(block.columns.map(({ index }) => aligned[index]));
		aligned.forEach((cell, index) => {
			if (!cell?.isNumber || read.has(cell)) return;
			const head = block.leaves[index]?.cells.map(({ label }) => label).join('·') ?? '';
			this.found.unstored.push({
				row,
				cell,
				why: head
					? `“${head}”一栏不在本系统的指标目录内，或没有认出，未存入`
					: '这一栏上方没有表头，未存入'
			});
		});
	}

	/** A row of labels and values, which can be no unit's row. */
	#isLabelledRow(row: FormRow): boolean {
		const forms = this.found.forms.get(row.table) ?? [];
		return row.cells.some(
			({ label }) =>
				FORM_SCORE_ROW.test(label) ||
				GRADE_ROW.test(label) ||
				Boolean(meaningOf(label, forms)?.figure)
		);
	}
}
