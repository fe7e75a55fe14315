/**
 * Multi-row heads and the rows below them. Where the format records merged cells, columns are compared by the grid;
 * where it does not (plain text), an empty cell of a lower head row continues the cell above, and filled ones are
 * the children of a group above.
 */
import { figureByLabel } from '#lib/catalogue/labels.ts';
import { isFigureId, measureOf, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { readingsOfBlanks, type HeadGrid } from '../blank-heads.ts';
import { GROUP_WORDS, GROUP_WORD_PATTERNS, NAME_COLUMNS, SUM_WORDS } from './labels.ts';
import type { FormRow, RowCell } from './lines.ts';

/** One column of a table, as its head names it from the outermost group to the innermost label. */
export interface HeadColumn {
	cells: RowCell[];
	grid: { start: number; end: number } | null;
}

export function headColumnLabel(leaf: HeadColumn): string {
	return leaf.cells.at(-1)?.label ?? '';
}

/** The columns that one or more head rows make, left to right; of a head with several readings, those of the first. */
export function headColumnsOf(rows: readonly FormRow[]): HeadColumn[] {
	return headReadingsOf(rows)[0] as HeadColumn[];
}

/** The same of every reading that the blank cells of the head allow; all have the same labels in their last cells. */
export function headReadingsOf(rows: readonly FormRow[]): HeadColumn[][] {
	const isPlaced = rows.every((row) => row.placed) && !leavesOutCovered(rows);
	const grid = gridOf(rows, isPlaced);
	const readings = grid && readingsOfBlanks(grid, ({ label }) => SUM_WORDS.has(label));
	if (!readings) return [isPlaced ? placedLeaves(rows) : inferredLeaves(rows)];
	return readings.map((reading) => leavesOfGrid(reading, isPlaced));
}

/**
 * LibreOffice writes Word 2003 XML without the cells that a merged one above covers, so that what is below it begins
 * under 机构名称: the columns that its cells claim are then none to go by.
 */
function leavesOutCovered(rows: readonly FormRow[]): boolean {
	const [top, ...lower] = rows;
	const begins = ({ cells: [first] }: FormRow) => first && !first.continues && first.text !== '';
	return (
		NAME_COLUMNS.has(top?.cells[0]?.label ?? '') &&
		lower.some((row) => begins(row) && endsShort(row, top?.cells ?? []))
	);
}

/** The row begins with the first column and ends before the last, so that some of its cells were left out. */
export function endsShort(
	{ cells }: FormRow,
	columns: readonly Pick<HeadColumn, 'grid'>[]
): boolean {
	const end = cells.at(-1)?.grid?.end;
	const last = columns.at(-1)?.grid?.end;
	return cells[0]?.grid?.start === 0 && end !== undefined && last !== undefined && end < last;
}

/** The head's cells by column; null where nothing tells which column a cell is in. */
function gridOf(rows: readonly FormRow[], isPlaced: boolean): HeadGrid<RowCell> | null {
	const widths = new Set(rows.map(({ cells }) => cells.length));
	if (rows.length < 2 || (!isPlaced && widths.size > 1)) return null;
	const grid: (RowCell | null)[][] = [];
	for (const { cells } of rows) {
		const row: (RowCell | null)[] = [];
		for (const [index, cell] of cells.entries()) {
			const own = isPlaced ? cell.grid : null;
			const { start, end } = own ?? { start: index, end: index + 1 };
			for (let column = start; column < Math.min(end, MOST_COLUMNS); column++) {
				const printed = cell.continues ? grid.at(-1)?.[column] : cell;
				row[column] = printed && printed.text !== '' ? printed : null;
			}
		}
		grid.push(Array.from(row, (cell) => cell ?? null));
	}
	return grid;
}

function leavesOfGrid(grid: HeadGrid<RowCell>, isPlaced: boolean): HeadColumn[] {
	const leaves: HeadColumn[] = [];
	const width = Math.max(...grid.map((row) => row.length));
	for (let column = 0; column < width; column++) {
		const cells = [...new Set(grid.flatMap((row) => row[column] ?? []))];
		const last = leaves.at(-1);
		const isWide = cells.length > 0 && cells.at(-1) === last?.cells.at(-1);
		if (isWide && last?.grid) last.grid.end = column + 1;
		else leaves.push({ cells, grid: isPlaced ? { start: column, end: column + 1 } : null });
	}
	return leaves;
}

/**
 * The cells of a row under each column; a cell that spans several columns is under each of them. Null where the
 * row does not fit the columns and nothing tells how it should.
 */
export function alignRow(row: FormRow, leaves: readonly HeadColumn[]): (RowCell | null)[] | null {
	if (row.cells.length === leaves.length) return row.cells;
	if (row.placed && leaves.every((leaf) => leaf.grid)) {
		const aligned = leaves.map((leaf) => widestOverlap(leaf, row.cells));
		// A number that no column takes says that a cell of its row is one too many, and not which one.
		return row.cells.every((cell) => !cell.isNumber || aligned.includes(cell)) ? aligned : null;
	}
	const extra = row.cells.slice(leaves.length);
	if (extra.length > 0 && extra.every((cell) => cell.text === '')) {
		return row.cells.slice(0, leaves.length);
	}
	return null;
}

function widestOverlap<T extends { grid: HeadColumn['grid'] }>(
	target: { grid: HeadColumn['grid'] },
	candidates: readonly T[]
): T | null {
	let best: T | null = null;
	let widest = 0;
	for (const candidate of candidates) {
		const width = overlap(target.grid, candidate.grid);
		if (width > widest) {
			best = candidate;
			widest = width;
		}
	}
	return best;
}

function overlap(a: HeadColumn['grid'], b: HeadColumn['grid']): number {
	if (!a || !b) return 0;
	return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function placedLeaves(rows: readonly FormRow[]): HeadColumn[] {
	let frontier: HeadColumn[] = (rows[0]?.cells ?? []).map(leafOfCell);
	for (const row of rows.slice(1)) {
		const children = new Map<HeadColumn, HeadColumn[]>();
		for (const cell of row.cells) {
			const parent = cell.text === '' ? null : widestOverlap(cell, frontier);
			if (!parent) continue;
			const child = { cells: [...parent.cells, cell], grid: cell.grid };
			children.set(parent, [...(children.get(parent) ?? []), child]);
		}
		frontier = frontier.flatMap((leaf) => children.get(leaf) ?? [leaf]);
	}
	return frontier;
}

function inferredLeaves(rows: readonly FormRow[]): HeadColumn[] {
	let frontier: HeadColumn[] = (rows[0]?.cells ?? []).map(leafOfCell);
	for (const row of rows.slice(1)) {
		frontier =
			oneToOne(frontier, row.cells) ??
			repeated(frontier, row.cells) ??
			descend(frontier, row.cells) ??
			row.cells.map(leafOfCell);
	}
	return frontier;
}

function leafOfCell(cell: RowCell): HeadColumn {
	return { cells: cell.text === '' ? [] : [cell], grid: cell.grid };
}

/** Word allows 63 columns. */
const MOST_COLUMNS = 80;

interface Descent {
	score: number;
	leaves: HeadColumn[];
}

/** Rows of equally many cells are aligned cell by cell, unless all below are filled and one above is a group. */
function oneToOne(above: readonly HeadColumn[], cells: readonly RowCell[]): HeadColumn[] | null {
	const noBlank = cells.every((cell) => cell.text !== '');
	const hasGroup = above.some((leaf) => GROUP_WORDS.has(headColumnLabel(leaf)));
	if (above.length !== cells.length || (noBlank && hasGroup)) return null;
	return above.map((leaf, index) => {
		const cell = cells[index];
		return cell && cell.text !== '' ? { cells: [...leaf.cells, cell], grid: null } : leaf;
	});
}

/** `预算数 | 决算数` again and again: each column above has the same ones below it. */
function repeated(above: readonly HeadColumn[], cells: readonly RowCell[]): HeadColumn[] | null {
	const blanks = cells.findIndex((cell) => cell.text !== '');
	const groups = above.slice(blanks);
	const below = cells.slice(blanks);
	const times = below.length / groups.length;
	if (blanks < 0 || groups.length < 2 || times < 2 || !Number.isInteger(times)) return null;
	const recurs = below.every(
		({ label }, index) => label !== '' && label === below[index % times]?.label
	);
	if (!recurs) return null;
	const children = groups.flatMap((group, index) =>
		below
			.slice(index * times, (index + 1) * times)
			.map((cell) => ({ cells: [...group.cells, cell], grid: null }))
	);
	return [...above.slice(0, blanks), ...children];
}

/**
 * Shares the cells of a lower head row among the columns above it: each takes one empty cell (it goes on) or one or
 * more filled ones (it is a group), or none, since some converters leave out the cells that a merged cell covers.
 * Null where the row does not fit.
 */
function descend(above: readonly HeadColumn[], cells: readonly RowCell[]): HeadColumn[] | null {
	if (cells.length > MOST_COLUMNS || above.length > MOST_COLUMNS) return null;
	const known = new Map<number, Descent | null>();
	const best = (column: number, cell: number): Descent | null => {
		const leaf = above[column];
		if (!leaf) return cell === cells.length ? { score: 0, leaves: [] } : null;
		const key = column * (cells.length + 1) + cell;
		const before = known.get(key);
		if (before !== undefined) return before;
		let found: Descent | null = null;
		for (const choice of choices(leaf, cells, cell)) {
			const rest = best(column + 1, cell + choice.taken);
			if (rest && (!found || choice.score + rest.score > found.score)) {
				found = { score: choice.score + rest.score, leaves: [...choice.leaves, ...rest.leaves] };
			}
		}
		known.set(key, found);
		return found;
	};
	return best(0, 0)?.leaves ?? null;
}

interface HeadReading extends Descent {
	taken: number;
}

/** The weights order the readings of an ambiguous head; only their order matters. */
const GROUP_WORD_AS_COLUMN = -4;
const GROUP_WORD_AS_GROUP = 2;
const LABEL_AS_GROUP = -1;
/** 机构名称 and 收入合计 are columns of their own, whatever is below and right of them. */
const SINGLE_AS_GROUP = -8;
const GROUP_OF_ONE = -2;
const SKIPPED = -1.5;
/** A blank head cell is printed, so one label is below it. */
const BLANK_SKIPPED = -6;
const BLANK_AS_GROUP = -6;

function choices(leaf: HeadColumn, cells: readonly RowCell[], from: number): HeadReading[] {
	const label = headColumnLabel(leaf);
	const asColumn = GROUP_WORDS.has(label) ? GROUP_WORD_AS_COLUMN : 0;
	const skipped = label === '' ? BLANK_SKIPPED : SKIPPED;
	const found: HeadReading[] = [{ taken: 0, score: asColumn + skipped, leaves: [leaf] }];
	if (cells[from]?.text === '') found.push({ taken: 1, score: asColumn, leaves: [leaf] });
	let affinity = 0;
	const children: HeadColumn[] = [];
	for (let next = from; next < cells.length && cells[next]?.text !== ''; next++) {
		const cell = cells[next] as RowCell;
		const leads = children.length === 0 && SUM_WORDS.has(cell.label);
		affinity += leads || belongsTogether(label, cell.label) ? 1 : 0;
		children.push({ cells: [...leaf.cells, cell], grid: null });
		const score = asGroup(label, children.length) + affinity;
		found.push({ taken: children.length, score, leaves: [...children] });
	}
	return found;
}

/** Weighs how likely a label has so many columns below it. */
function asGroup(label: string, children: number): number {
	if (GROUP_WORDS.has(label)) return GROUP_WORD_AS_GROUP;
	if (label === '') return children > 1 ? BLANK_AS_GROUP : LABEL_AS_GROUP;
	const single = NAME_COLUMNS.has(label) || /[合总小]计|总额$/.test(label);
	return (single ? SINGLE_AS_GROUP : LABEL_AS_GROUP) + (children === 1 ? GROUP_OF_ONE : 0);
}

function belongsTogether(parent: string, child: string): boolean {
	if (parent === '' || child === '') return false;
	return child.includes(parent) || (groupOf(parent) !== null && groupOf(parent) === groupOf(child));
}

/** The group of measures that a label speaks of, if any. */
export function groupOf(label: string): MeasureGroup | null {
	const figure = figureByLabel(label);
	if (figure && isFigureId(figure)) return measureOf(figure).group;
	return GROUP_WORD_PATTERNS.find(([, pattern]) => pattern.test(label))?.[0] ?? null;
}
