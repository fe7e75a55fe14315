/** Charts drawn for a page, wide and narrow. */
import {
	CHART_WIDTHS,
	type Chart,
	type ChartSpan,
	type ChartTable,
	type DrawnChart,
	type Json,
	type Way
} from './chart.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { withCorrected } from './parts/corrected.ts';
import { drawnOnce } from './drawings.ts';
import { OwnMarkup } from './own-markup.ts';
import { withPins } from './parts/pins.ts';
import { renderSvg } from './parts/svg.ts';
import { tableRows } from './table-rows.ts';

/** Draws the chart for the page. `id` is unique within the page, of letters, digits and hyphens. */
export function drawChart(
	chart: Chart,
	{
		pins = [],
		...place
	}: { id: string; span: ChartSpan; pins?: readonly Pin[]; ways?: readonly Way[] }
): DrawnChart {
	const { option, height, title, description, table, ...rest } = withCorrected(
		withPins(chart, pins)
	);
	const text = JSON.stringify(option);
	const draw = (variant: 'wide' | 'narrow') => {
		const request = {
			id: `${place.id}-${variant}`,
			width: variant === 'wide' ? CHART_WIDTHS[place.span] : CHART_WIDTHS.narrow,
			height: variant === 'wide' && place.span === 'slide' ? onSlide(height.wide) : height[variant],
			title,
			description
		};
		return drawnOnce([text, JSON.stringify(request)], () => renderSvg(option, request));
	};
	return {
		...rest,
		...place,
		title,
		description,
		table: { caption: table.caption, columns: table.columns },
		rows: rowsOf(table),
		svg: drawsNothing({ option, table }) ? null : { wide: draw('wide'), narrow: draw('narrow') },
		live: new OwnMarkup(
			asContent(`{"option":${text},"height":${JSON.stringify(height)},"span":"${place.span}"}`)
		)
	};
}

/** JSON as the text of an element: quotes, of which it has many, stay as they are. */
function asContent(json: string): string {
	return json.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Draws charts that stand beside each other, those that draw something as high as the highest of them. */
export function drawBeside(
	charts: readonly { id: string; chart: Chart }[],
	pins: readonly Pin[] = []
): DrawnChart[] {
	const seen = charts.filter(({ chart }) => !drawsNothing(chart));
	const wide = Math.max(...seen.map(({ chart }) => chart.height.wide));
	return charts.map(({ id, chart }) => {
		const height = drawsNothing(chart) ? chart.height : { ...chart.height, wide };
		return drawChart({ ...chart, height }, { id, span: 'half', pins });
	});
}

/** Height that a projector of 1280 × 720 pixels leaves for a drawing of 2.2 times its size, in CSS pixels of the drawing. */
const SLIDE_HEIGHT = 178;
/** Rows that lie closer than this part of their usual height could not be told apart. */
const CLOSEST = 0.62;

/** A slide has one height: rows that would take more lie closer together. */
function onSlide(height: number): number {
	return Math.max(Math.min(height, SLIDE_HEIGHT), Math.round(height * CLOSEST));
}

/**
 * True where no series has a value, and where all are 0 and are drawn as bars or lines, whose axis would then be made up,
 * or the table has no figure: bare axes would look like an answer.
 */
function drawsNothing({ option, table }: Pick<Chart, 'option' | 'table'>): boolean {
	const { series } = option;
	if (!Array.isArray(series)) return false;
	const values = series.flatMap(valuesIn);
	if (values.some((value) => value !== 0)) return false;
	if (series.length === 0 || series.every(isFromZero)) return true;
	const figures = table.rows.flatMap((cells) =>
		cells.filter((_, at) => table.columns[at]?.numeric)
	);
	return values.length === 0 || figures.every(({ missing }) => missing);
}

function isFromZero(series: Json): boolean {
	return (
		series !== null &&
		typeof series === 'object' &&
		!Array.isArray(series) &&
		(series.type === 'bar' || series.type === 'line')
	);
}

/** The numbers that a series, a datum or the areas below one draw. */
function valuesIn(drawn: Json): number[] {
	if (typeof drawn === 'number') return [drawn];
	if (Array.isArray(drawn)) return drawn.flatMap(valuesIn);
	if (drawn === null || typeof drawn !== 'object') return [];
	return [drawn.data, drawn.value, drawn.children].flatMap((part) => valuesIn(part ?? null));
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
