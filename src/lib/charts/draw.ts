/**
 * Charts drawn for a page, wide and narrow. Drawings are kept, because a page that another reader asked for draws
 * the same options again.
 */
import { fitCache } from './drawing-cache.ts';
import {
	CHART_WIDTHS,
	type Chart,
	type ChartSpan,
	type DrawnChart,
	type SvgMarkup
} from './chart.ts';
import { renderSvg } from './svg.ts';

/** About 20 MB of drawings: a few hundred pages' charts. */
const CACHE_CHARACTERS = 20_000_000;
const cache = fitCache<SvgMarkup>(CACHE_CHARACTERS);

/** Draws the chart for the page. `id` is unique within the page, of letters, digits and hyphens. */
export function drawChart(chart: Chart, place: { id: string; span: ChartSpan }): DrawnChart {
	const { option, height, title, description, ...rest } = chart;
	const text = JSON.stringify(option);
	const draw = (variant: 'wide' | 'narrow') => {
		const request = {
			id: `${place.id}-${variant}`,
			width: variant === 'wide' ? CHART_WIDTHS[place.span] : CHART_WIDTHS.narrow,
			height: height[variant],
			title,
			description
		};
		const key = JSON.stringify(request) + text;
		return cache.get(key) ?? cache.put(key, renderSvg(option, request));
	};
	return {
		...rest,
		...place,
		title,
		description,
		svg: { wide: draw('wide'), narrow: draw('narrow') },
		live: `{"option":${text},"height":${JSON.stringify(height)},"span":"${place.span}"}`
	};
}
