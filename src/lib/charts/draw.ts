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
import { renderSvg, type SvgRequest } from './svg.ts';

/** About 20 MB of drawings: a few hundred pages' charts. */
const CACHE_CHARACTERS = 20_000_000;
const cache = fitCache<SvgMarkup>(CACHE_CHARACTERS);

/** Draws the chart for the page. `id` is unique within the page, of letters, digits and hyphens. */
export function drawChart(chart: Chart, place: { id: string; span: ChartSpan }): DrawnChart {
	const draw = (variant: 'wide' | 'narrow') =>
		drawVariant(chart, {
			id: `${place.id}-${variant}`,
			width: variant === 'wide' ? CHART_WIDTHS[place.span] : CHART_WIDTHS.narrow,
			height: chart.height[variant],
			title: chart.title,
			description: chart.description
		});
	return { ...chart, ...place, svg: { wide: draw('wide'), narrow: draw('narrow') } };
}

/** One drawing, from the cache where the same was drawn before; for downloads and pages alike. */
export function drawVariant(chart: Pick<Chart, 'option'>, request: SvgRequest): SvgMarkup {
	const key = JSON.stringify([request, chart.option]);
	return cache.get(key) ?? cache.put(key, renderSvg(chart.option, request));
}
