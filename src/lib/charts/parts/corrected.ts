/**
 * Figures corrected by hand in a chart: what is drawn of them has a thick frame, and the words name them. Works on the option
 * of any builder: a drawn thing names its row of the table, and the cell says that it was corrected.
 */
import { firstNames } from '#lib/catalogue/name-lists.ts';
import type { Chart, ChartCell, ChartOption, ChartTable, Json } from '../chart.ts';
import { each, everyLayer, isObject } from './option-parts.ts';
import { INK } from '../theme.ts';
import { placeOf } from './tooltips.ts';

/** Figures that the words name; more are counted. */
const NAMED = 3;
const FRAME = { borderColor: INK.text, borderWidth: 2, opacity: 1 } as const;

/** The chart with its corrected figures marked; the chart itself where it has none. */
export function withCorrected(chart: Chart): Chart {
	const { table, option, description } = chart;
	const named = correctedIn(table);
	if (named.length === 0) return chart;
	const columnOf = columnsBySeries(option, table);
	const framed: ChartOption[] = [];
	const frame = (one: ChartOption, column: number | null): ChartOption => {
		const below = isObject(one) && Array.isArray(one.children) ? one.children : [];
		const children = below.map((child) => (isObject(child) ? frame(child, column) : child));
		const parts = below.length > 0 ? { ...one, children } : one;
		if (!standsForCorrected(one, column, table)) return parts;
		framed.push(one);
		return { ...parts, itemStyle: { ...(isObject(one.itemStyle) ? one.itemStyle : {}), ...FRAME } };
	};
	const marked = everyLayer(option, ({ series, ...rest }) => ({
		...rest,
		...(series === undefined
			? {}
			: {
					series: each(series, (one) => {
						const column = columnOf(one.name);
						if (column === undefined || one.data === undefined) return one;
						return { ...one, data: each(one.data, (item) => frame(item, column)) };
					})
				})
	}));
	const where = framed.length > 0 ? '，图中加粗框' : '';
	return {
		...chart,
		option: marked,
		description: `${description}${firstNames(named, NAMED, '项')}${where}。`
	};
}

/** `2022年支出合计人工更正`, for each cell of the table that says so. */
function correctedIn({ columns, rows }: ChartTable): string[] {
	return rows.flatMap((cells) =>
		cells.flatMap(({ note }, at) =>
			note === undefined ? [] : [`${cells[0]?.text ?? ''}${columns[at]?.name ?? ''}${note}`]
		)
	);
}

/**
 * Finds the column of a series that is named as one; null for a series that draws rows. Where some series draw columns, the
 * others draw neither, e.g. peers: `undefined`.
 */
function columnsBySeries({ series }: ChartOption, { columns }: ChartTable) {
	const names = columns.map(({ name }) => name);
	const columnOf = (name: Json | undefined) =>
		typeof name === 'string' ? names.indexOf(name, 1) : -1;
	const all = Array.isArray(series) ? series.filter(isObject) : [];
	const isByColumn = all.some(({ name }) => columnOf(name) > 0);
	return (name: Json | undefined): number | null | undefined => {
		const column = columnOf(name);
		if (column > 0) return column;
		return isByColumn ? undefined : null;
	};
}

function standsForCorrected(one: ChartOption, ofSeries: number | null, { rows }: ChartTable) {
	const place = placeOf(one);
	const cells: readonly ChartCell[] = (place && rows[place.row]) ?? [];
	const column = place?.column ?? ofSeries;
	return column === null
		? cells.some(({ note }) => note !== undefined)
		: cells[column]?.note !== undefined;
}
