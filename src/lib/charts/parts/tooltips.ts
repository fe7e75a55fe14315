/**
 * A chart describes the thing under the pointer by the row of its table that the thing is drawn from. So the words are
 * the same as in the table, formatted once, on the server.
 */
import type { ChartOption, ChartTable, Json } from '../chart.ts';

/** Plain data, so that a thing drawn that stands for no row of the table can hold its own. */
export type Tooltip = {
	title: string;
	lines: { name: string; text: string }[];
	href: string | null;
};

/** The words of a row; of one column only where the thing drawn stands for a single cell. */
export function tooltipOf(table: ChartTable, row: number, column: number | null): Tooltip | null {
	const cells = table.rows[row];
	const head = cells?.[0];
	if (!cells || !head) return null;
	const lines = cells.flatMap((cell, index) => {
		const about = table.columns[index];
		if (index === 0 || !about || (column !== null && index !== column)) return [];
		const unit = about.unit && !cell.missing ? about.unit : '';
		const note = cell.note === undefined ? '' : `（${cell.note}）`;
		return cell.text === '' ? [] : [{ name: about.name, text: `${cell.text}${unit}${note}` }];
	});
	const href = (column === null ? undefined : cells[column]?.href) ?? head.href ?? null;
	return { title: head.text, lines, href };
}

/** The tooltip in one sentence, for those who listen. */
export function tooltipText({ title, lines }: Tooltip): string {
	return `${title}：${lines.map(({ name, text }) => `${name} ${text}`).join('，')}`;
}

/** A thing drawn, and where its words are. */
export interface Stop {
	series: number;
	index: number;
	item: Json;
}

/** The words of a thing drawn: those of its row, or its own; null for a thing that has none. */
export function tooltipFor(table: ChartTable, item: unknown): Tooltip | null {
	const place = placeOf(item);
	return place ? tooltipOf(table, place.row, place.column) : ownTooltip(item);
}

function ownTooltip(item: unknown): Tooltip | null {
	if (typeof item !== 'object' || item === null || !('said' in item)) return null;
	return item.said as Tooltip;
}

/** Lists what the arrow keys go through: the first thing drawn of each row, in the order of the rows, then those of none. */
export function stopsOf(option: ChartOption): Stop[] {
	const stops = new Map<string, Stop & { row: number; column: number }>();
	const series = Array.isArray(option.series) ? option.series : [];
	series.forEach((one, at) => {
		for (const [index, item] of dataOf(one).entries()) {
			const place = placeOf(item);
			if (!isDrawn(item) || !(place ?? ownTooltip(item))) continue;
			const { row, column } = place ?? { row: Infinity, column: index };
			const key = `${row}/${column}`;
			if (!stops.has(key)) stops.set(key, { series: at, index, item, row, column: column ?? 0 });
		}
	});
	return [...stops.values()]
		.sort((a, b) => (a.row === b.row ? a.column - b.column : a.row - b.row))
		.map(({ series: at, index, item }) => ({ series: at, index, item }));
}

/** The row and column of the table that a datum names; null for one that names none. */
export function placeOf(item: unknown): { row: number; column: number | null } | null {
	if (typeof item !== 'object' || item === null || !('row' in item)) return null;
	if (typeof item.row !== 'number') return null;
	const column = 'column' in item && typeof item.column === 'number' ? item.column : null;
	return { row: item.row, column };
}

function dataOf(series: Json): Json[] {
	if (typeof series !== 'object' || series === null || Array.isArray(series)) return [];
	const data = Array.isArray(series.data) ? series.data : [];
	// ECharts counts the boxes of a treemap from its root down, each before its children.
	return series.type === 'treemap' ? [null, ...data.flatMap(withChildren)] : data;
}

function withChildren(item: Json): Json[] {
	const children = typeof item === 'object' && item && 'children' in item ? item.children : [];
	return [item, ...(Array.isArray(children) ? children.flatMap(withChildren) : [])];
}

function isDrawn(item: Json): boolean {
	if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
	const { value } = item;
	return Array.isArray(value) ? value.every((part) => part !== null) : value !== null;
}
