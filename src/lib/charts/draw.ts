/** Charts drawn for a page, wide and narrow. */
import {
	CHART_WIDTHS,
	type Chart,
	type ChartSpan,
	type ChartTable,
	type DrawnChart,
	type Way
} from './chart.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { withPins } from './pins.ts';
import { renderSvg } from './svg.ts';
import { tableRows } from './table-rows.ts';

/** Draws the chart for the page. `id` is unique within the page, of letters, digits and hyphens. */
export function drawChart(
	chart: Chart,
	{
		pins = [],
		...place
	}: { id: string; span: ChartSpan; pins?: readonly Pin[]; ways?: readonly Way[] }
): DrawnChart {
	const { option, height, title, description, table, ...rest } = withPins(chart, pins);
	const text = JSON.stringify(option);
	const draw = (variant: 'wide' | 'narrow') =>
		renderSvg(option, {
			id: `${place.id}-${variant}`,
			width: variant === 'wide' ? CHART_WIDTHS[place.span] : CHART_WIDTHS.narrow,
			height: height[variant],
			title,
			description
		});
	return {
		...rest,
		...place,
		title,
		description,
		table: { caption: table.caption, columns: table.columns },
		rows: rowsOf(table),
		svg: { wide: draw('wide'), narrow: draw('narrow') },
		live: `{"option":${text},"height":${JSON.stringify(height)},"span":"${place.span}"}`
	};
}

function rowsOf({ columns, rows }: ChartTable) {
	const looks = columns.map(({ numeric }, at) => ({
		classes: numeric ? 'num' : '',
		isHead: at === 0
	}));
	return tableRows(
		rows.map((cells) => ({ cells })),
		looks
	);
}
