/**
 * Shape of the tables on pages: columns that say how a row becomes a cell, and the links that sort them.
 */
import type { ChartCell as Cell } from '#lib/charts/chart.ts';

export type { Cell };

export interface Column<Row> {
	/** Measure id or another stable name; the value of `?sort=`. */
	id: string;
	name: string;
	/** Unit of the whole column, e.g. `万元`. */
	unit?: string | null | undefined;
	/** Says what the column means; the text is shown on hover of its head. */
	definition?: string | undefined;
	/** Numbers are right-aligned and sorted from the largest at first. */
	numeric?: boolean | undefined;
	sortable?: boolean | undefined;
	/** Short words that must not wrap, e.g. a unit. */
	tight?: boolean | undefined;
	/** Sentences, which need room also where the table is narrow. */
	prose?: boolean | undefined;
	/** The column that names the row. */
	head?: boolean | undefined;
	cell: (row: Row, index: number) => Cell;
}

export type SortState = 'ascending' | 'descending' | 'none';

/** Tells how a column is sorted by `sort`, which is its id, with `-` before it from the largest. */
export function sortState(id: string, sort: string | null): SortState {
	if (sort === id) return 'ascending';
	return sort === `-${id}` ? 'descending' : 'none';
}

/** The `sort` that a click on the column's head asks for. */
export function nextSort(
	column: { id: string; numeric?: boolean | undefined },
	sort: string | null
) {
	const state = sortState(column.id, sort);
	if (state === 'none') return column.numeric ? `-${column.id}` : column.id;
	return state === 'descending' ? column.id : `-${column.id}`;
}

/** The present address with one parameter set, or taken out by null; back at the first row. */
export function withParameter(url: URL, name: string, value: string | null): string {
	const search = new URLSearchParams(url.searchParams);
	search.delete('offset');
	if (value === null) search.delete(name);
	else search.set(name, value);
	const query = search.toString();
	return query ? `${url.pathname}?${query}` : url.pathname;
}
