/** Ruling lines → tables: a cell is what lines enclose on all sides. */
import type { RulingLine } from './shown.ts';

/** A cell by the grid lines around it; rows are counted from the top. */
export interface RuledCell {
	row: number;
	column: number;
	rowSpan: number;
	columnSpan: number;
}

export interface RuledTable {
	/** x of the grid lines, from left to right. */
	xs: number[];
	/** y of the grid lines, from top to bottom. */
	ys: number[];
	cells: RuledCell[];
	/** A cell whose lines do not enclose a box. */
	broken: RuledCell | null;
}

/** Lines nearer than this are one: programs draw both edges of a border, or one for each cell. */
const SAME_LINE = 3;
/** Lines that fall short of one another by this meet all the same. */
const GAP = 4;

/** The tables of a page, from top to bottom. */
export function findTables(rules: readonly RulingLine[]): RuledTable[] {
	const tables = connected(joinRules(rules)).flatMap((group) => {
		const verticals = group.filter(({ isVertical }) => isVertical);
		const horizontals = group.filter(({ isVertical }) => !isVertical);
		if (verticals.length < 2 || horizontals.length < 2) return [];
		return [toTable(verticals, horizontals)];
	});
	return tables.sort((a, b) => (b.ys[0] ?? 0) - (a.ys[0] ?? 0));
}

/** Lines that go on in one another are one line. */
function joinRules(rules: readonly RulingLine[]): RulingLine[] {
	const joined: RulingLine[] = [];
	for (const isVertical of [true, false]) {
		const levels = cluster(
			rules.filter((rule) => rule.isVertical === isVertical).map(({ at }) => at)
		);
		const byLevel = new Map<number, RulingLine[]>();
		for (const rule of rules) {
			if (rule.isVertical !== isVertical) continue;
			const at = nearest(levels, rule.at);
			byLevel.set(at, [...(byLevel.get(at) ?? []), { ...rule, at }]);
		}
		for (const level of byLevel.values()) {
			level.sort((a, b) => a.from - b.from);
			for (const rule of level) {
				const last = joined.at(-1);
				const goesOn =
					last?.isVertical === isVertical && last.at === rule.at && rule.from <= last.to + GAP;
				if (goesOn) last.to = Math.max(last.to, rule.to);
				else joined.push({ ...rule });
			}
		}
	}
	return joined;
}

/** Values nearer than {@link SAME_LINE} to the one before, as their mean. */
function cluster(values: readonly number[]): number[] {
	const groups: number[][] = [];
	for (const value of [...values].sort((a, b) => a - b)) {
		const group = groups.at(-1);
		if (group && value - (group[0] ?? 0) < SAME_LINE) group.push(value);
		else groups.push([value]);
	}
	return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length);
}

function nearest(levels: readonly number[], value: number): number {
	return levels.reduce(
		(best, level) => (Math.abs(level - value) < Math.abs(best - value) ? level : best),
		levels[0] ?? value
	);
}

/** Groups of lines that touch one another. */
function connected(rules: readonly RulingLine[]): RulingLine[][] {
	const groups: RulingLine[][] = [];
	const waiting = new Set(rules);
	for (const rule of rules) {
		if (!waiting.delete(rule)) continue;
		const group = [rule];
		for (const member of group)
			for (const other of waiting)
				if (touches(member, other)) {
					waiting.delete(other);
					group.push(other);
				}
		groups.push(group);
	}
	return groups;
}

function touches(a: RulingLine, b: RulingLine): boolean {
	if (a.isVertical === b.isVertical) return false;
	return a.at >= b.from - GAP && a.at <= b.to + GAP && b.at >= a.from - GAP && b.at <= a.to + GAP;
}

function toTable(verticals: readonly RulingLine[], horizontals: readonly RulingLine[]): RuledTable {
	const xs = cluster(verticals.map(({ at }) => at));
	const ys = cluster(horizontals.map(({ at }) => at)).reverse();
	const isWall = (column: number, row: number): boolean =>
		covers(verticals, xs[column] ?? 0, ys[row + 1] ?? 0, ys[row] ?? 0);
	const isFloor = (row: number, column: number): boolean =>
		covers(horizontals, ys[row] ?? 0, xs[column] ?? 0, xs[column + 1] ?? 0);
	return { xs, ys, ...findCells(xs.length - 1, ys.length - 1, isWall, isFloor) };
}

/** Tells whether a line at `at` runs from `from` to `to`. */
function covers(rules: readonly RulingLine[], at: number, from: number, to: number): boolean {
	return rules.some(
		(rule) => Math.abs(rule.at - at) < SAME_LINE && rule.from <= from + GAP && rule.to >= to - GAP
	);
}

/** Boxes of the grid that no line parts form a cell, which has to be a rectangle. */
function findCells(
	columns: number,
	rows: number,
	isWall: (column: number, row: number) => boolean,
	isFloor: (row: number, column: number) => boolean
): Pick<RuledTable, 'cells' | 'broken'> {
	const owner: (RuledCell | undefined)[] = Array.from({ length: rows * columns });
	const cells: RuledCell[] = [];
	let broken: RuledCell | null = null;
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			if (owner[row * columns + column]) continue;
			const cell = { row, column, rowSpan: 1, columnSpan: 1 };
			while (column + cell.columnSpan < columns && !isWall(column + cell.columnSpan, row))
				cell.columnSpan++;
			while (row + cell.rowSpan < rows && !isFloor(row + cell.rowSpan, column)) cell.rowSpan++;
			if (!isEnclosed(cell, isWall, isFloor)) broken ??= cell;
			for (let r = row; r < row + cell.rowSpan; r++)
				for (let c = column; c < column + cell.columnSpan; c++) owner[r * columns + c] ??= cell;
			cells.push(cell);
		}
	return { cells, broken };
}

/** Tells whether nothing parts the cell inside, and lines run along all its sides. */
function isEnclosed(
	{ row, column, rowSpan, columnSpan }: RuledCell,
	isWall: (column: number, row: number) => boolean,
	isFloor: (row: number, column: number) => boolean
): boolean {
	for (let r = row; r < row + rowSpan; r++)
		for (let c = column; c < column + columnSpan; c++) {
			if (c > column && isWall(c, r)) return false;
			if (r > row && isFloor(r, c)) return false;
		}
	for (let r = row; r < row + rowSpan; r++)
		if (!isWall(column, r) || !isWall(column + columnSpan, r)) return false;
	for (let c = column; c < column + columnSpan; c++)
		if (!isFloor(row, c) || !isFloor(row + rowSpan, c)) return false;
	return true;
}
