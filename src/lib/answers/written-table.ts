/** The rows of a table as markup, written once for all who read it, and how the table fits page and paper. */
import type { OwnMarkup } from '#lib/charts/own-markup.ts';
import { tableRows } from '#lib/charts/table-rows.ts';
import { isWithinPage, paperTables } from './table-width.ts';
import type { Column } from './table.ts';

/** Without the function that makes the cells, which would keep all that the rows were made of. */
export type ColumnHead = Pick<
	Column<never>,
	'id' | 'name' | 'unit' | 'definition' | 'numeric' | 'sortable' | 'tight' | 'head'
>;

/** Some columns of the table with all rows. */
export interface WrittenPart {
	heads: readonly ColumnHead[];
	rows: OwnMarkup;
	/** Rows of sums; null for none. */
	totals: OwnMarkup | null;
}

export interface WrittenTable {
	isEmpty: boolean;
	isSortable: boolean;
	/** Never moved sideways on a wide page, so that it keeps its heads in sight of the page itself. */
	fits: boolean;
	/** An upright sheet is too narrow. */
	isLying: boolean;
	whole: WrittenPart;
	/** The tables that it is parted into on paper; none where a sheet has room for it. */
	paper: readonly WrittenPart[];
}

export interface WritingSettings<Row> {
	/** Rows to light. */
	highlighted?: ((row: Row) => boolean) | undefined;
	totals?: readonly Row[] | undefined;
	/** Parted into as many tables on paper as upright sheets take. */
	upright?: boolean;
	/** Columns as wide as those of the other tables on the page. */
	even?: boolean;
}

export function writeTable<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	{
		highlighted = () => false,
		totals = [],
		upright = false,
		even = false
	}: WritingSettings<Row> = {}
): WrittenTable {
	const cellsOf = (written: readonly Row[]) =>
		written.map((row, index) => ({
			cells: columns.map((column) => column.cell(row, index)),
			isHighlighted: highlighted(row)
		}));
	const body = cellsOf(rows);
	const sums = cellsOf(totals);
	const looks = columns.map((column) => lookOf(column));
	const heads = columns.map((column) => headOf(column));
	const markup = (written: typeof body, places: readonly number[]) =>
		tableRows(
			written.map((row) => ({ ...row, cells: places.flatMap((at) => row.cells[at] ?? []) })),
			places.flatMap((at) => looks[at] ?? [])
		);
	const part = (places: readonly number[]): WrittenPart => ({
		heads: places.flatMap((at) => heads[at] ?? []),
		rows: markup(body, places),
		totals: sums.length > 0 ? markup(sums, places) : null
	});
	const sized = [...body, ...sums];
	const paper = even ? { isLying: false, tables: [] } : paperTables(columns, sized, upright);
	return {
		isEmpty: rows.length === 0,
		isSortable: columns.some(({ sortable }) => sortable),
		fits: even || isWithinPage(columns, sized),
		isLying: paper.isLying,
		whole: part(columns.map((_, at) => at)),
		paper: paper.tables.length > 1 ? paper.tables.map(part) : []
	};
}

/** Classes of a column's cells: numbers right-aligned, the name of the row, words that never wrap. */
function lookOf<Row>({ numeric, tight, prose, head }: Column<Row>) {
	return {
		classes: [numeric && 'num', tight && 'tight', prose && 'prose', head && 'head']
			.filter(Boolean)
			.join(' '),
		isHead: head === true
	};
}

function headOf<Row>(column: Column<Row>): ColumnHead {
	const { id, name, unit, definition, numeric, sortable, tight, head } = column;
	return { id, name, unit, definition, numeric, sortable, tight, head };
}
