/** Cards of several departments side by side in one table: each becomes a table of its own below the same title. */
import { DEPARTMENT_ROW } from './labels.ts';
import { filledCells, isRow, type FormRow, type Line, type RowCell } from './lines.ts';
import { nameOf } from './identity/department-names.ts';
import { departmentAlone } from './named-headings.ts';

/** So many rows of a card have the same labels as the card beside it. */
const FEWEST_ROWS = 2;
const NAME_LABEL = /^(?:单位|部门)$/;

/** The lines with the cards below one another; what stands above them stands above each. */
export function cardsBelowEachOther(lines: readonly Line[]): Line[] {
	const tables = Map.groupBy(lines.filter(isRow), ({ table }) => table);
	const split = [...tables.values()].flatMap((rows) => {
		const cards = cardsOf(rows);
		return cards ? [{ rows: new Set<Line>(rows), cards }] : [];
	});
	if (split.length === 0) return [...lines];
	return lines.flatMap((line, index) => {
		const found = split.find(({ rows }) => rows.has(line));
		if (!found) return [line];
		if (line !== [...found.rows][0]) return [];
		const above = titlesAbove(lines, index);
		return found.cards.flatMap((card, at) => (at === 0 ? card : [...above, ...card]));
	});
}

/** The paragraphs between the table and the one before it. */
export function titlesAbove(lines: readonly Line[], index: number): Line[] {
	let start = index;
	for (let line = lines[start - 1]; line && !isRow(line); line = lines[start - 1]) start--;
	return lines.slice(start, index);
}

/** The rows of each card, left to right and downwards; null for a table of another kind. */
function cardsOf(rows: readonly FormRow[]): FormRow[][] | null {
	const heads = rows.flatMap((row, index) => (startsOf(row).length > 1 ? [index] : []));
	const [first] = heads;
	if (first === undefined) return null;
	const bands = heads.map((head, index) => cardsOfBand(rows.slice(head, heads[index + 1])));
	if (!bands.every((cards) => cards !== null)) return null;
	const above = rows.slice(0, first);
	return bands.flat().map((card) => [...above, ...card]);
}

/** The cards of rows of which the first names their departments. */
function cardsOfBand(rows: readonly FormRow[]): FormRow[][] | null {
	const [first, ...others] = rows as [FormRow, ...FormRow[]];
	const starts = startsOf(first);
	const owners = ownersAcross(first);
	const own = owners.length > 0 ? others : rows;
	const alike = own.filter((row) => isAlike(row, starts));
	const isNote = (row: FormRow) => filledCells(row).length <= 1;
	if (alike.length <= FEWEST_ROWS || !own.every((row) => alike.includes(row) || isNote(row)))
		return null;
	return starts.map((_, card) => [
		...owners.slice(card, card + 1).map((cell) => ({ ...first, cells: [cell] })),
		...own.flatMap((row) => {
			if (alike.includes(row)) return [cardRow(row, starts, card)];
			return card === 0 ? [row] : [];
		})
	]);
}

/** `某市图书馆 | 某市文化馆`: a row of nothing but departments, each above its card; empty for another row. */
function ownersAcross(row: FormRow): RowCell[] {
	const filled = filledCells(row);
	const names = new Set(filled.flatMap(({ text }) => departmentAlone(text) ?? []));
	return names.size > 1 && names.size === filled.length ? filled : [];
}

/** Where the cards begin, by the row that names their departments: `单位名称 | 某局 | 单位名称 | 某馆`, or the names alone. */
function startsOf(row: FormRow): number[] {
	const owners = ownersAcross(row);
	if (owners.length > 0) return owners.map((cell) => edgeOf(row, cell, row.cells.indexOf(cell)));
	const isName = ({ label }: RowCell) => DEPARTMENT_ROW.test(label) || NAME_LABEL.test(label);
	const names = new Set<string>();
	const starts = row.cells.flatMap((cell, index) => {
		const value = row.cells[index + 1];
		const name = isName(cell) && value ? nameOf(value.text) : null;
		if (!name || isName(value as RowCell)) return [];
		names.add(name);
		return [edgeOf(row, cell, index)];
	});
	return names.size === starts.length ? starts : [];
}

/** The left edge of a cell: its grid column, or its number in the row where the format knows no grid. */
function edgeOf(row: FormRow, cell: RowCell, index: number): number {
	return row.placed && cell.grid ? cell.grid.start : index;
}

/** Tells whether every card has the same label in a row, with something beside it. */
function isAlike(row: FormRow, starts: readonly number[]): boolean {
	const labels = starts.map((start) =>
		row.cells.find((cell, at) => edgeOf(row, cell, at) === start)
	);
	const [first] = labels;
	return (
		first !== undefined &&
		first.label !== '' &&
		!first.isNumber &&
		labels.every((cell) => cell?.label === first.label)
	);
}

function cardRow(row: FormRow, starts: readonly number[], card: number): FormRow {
	const from = starts[card] ?? 0;
	const to = starts[card + 1] ?? Infinity;
	const isOwn = (cell: RowCell, index: number) => {
		const edge = edgeOf(row, cell, index);
		return edge >= from && edge < to;
	};
	return { ...row, cells: row.cells.filter(isOwn) };
}
