/** A line without axes beside a number; years without a figure are gaps. */
import type { Value } from '#lib/catalogue/values.ts';
import type { OwnMarkup } from './own-markup.ts';
import { decorativeSvg, ownSvg } from './svg.ts';
import { COLOURS } from './theme.ts';

export interface SparklineRequest {
	/** Unique within the page. */
	id: string;
	/** Says what the line is, e.g. `支出合计2017—2023年`. */
	title: string;
	/** The figures in words, for those who listen. */
	description: string;
}

const WIDTH = 120;
const HEIGHT = 28;
const MARGIN = 3;

/** One value a year, in order. Nothing is drawn where fewer than two years have one. */
export function sparkline(values: readonly Value[], request: SparklineRequest): OwnMarkup | null {
	const drawn = lineOf(values);
	return drawn === null ? null : ownSvg(drawn, { ...request, width: WIDTH, height: HEIGHT });
}

/** The same for a row of a table, whose cells say the figures. */
export function rowSparkline(values: readonly Value[]): OwnMarkup | null {
	const drawn = lineOf(values);
	return drawn === null ? null : decorativeSvg(drawn, WIDTH, HEIGHT);
}

function lineOf(values: readonly Value[]): string | null {
	const numbers = values.map(({ value }) => value);
	const known = numbers.filter((value) => value !== null);
	if (known.length < 2) return null;
	const least = Math.min(...known);
	const range = Math.max(...known) - least;
	const points = numbers.map((value, index) => {
		if (value === null) return null;
		const x = MARGIN + (index * (WIDTH - 2 * MARGIN)) / Math.max(1, numbers.length - 1);
		const up = range === 0 ? 0.5 : (value - least) / range;
		return { x: round(x), y: round(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN)) };
	});
	return body(points);
}

type SparkPoint = { x: number; y: number } | null;

function body(points: readonly SparkPoint[]): string {
	const path = points.map((point, index) => {
		if (!point) return '';
		return `${points[index - 1] ? 'L' : 'M'}${point.x} ${point.y}`;
	});
	const last = points.findLast((point) => point !== null);
	// A year between two gaps has no line to it, so it is a dot.
	const alone = points.filter((point, index) => point && !points[index - 1] && !points[index + 1]);
	const dots = [...alone, last].flatMap((point) =>
		point ? [`<circle cx="${point.x}" cy="${point.y}" r="2.4" fill="${COLOURS.highlighted}"/>`] : []
	);
	return `<path d="${path.join('')}" fill="none" stroke="${COLOURS.highlighted}" stroke-width="1.6"/>${[...new Set(dots)].join('')}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
