/**
 * A line without axes beside a number; years without a figure are gaps, those corrected by hand have a ring, and those that
 * are not comparable with the year before are hollow.
 */
import type { Value } from '#lib/catalogue/values.ts';
import type { OwnMarkup } from '../own-markup.ts';
import { decorativeSvg, ownSvg } from '../parts/svg.ts';
import { COLOURS, INK } from '../theme.ts';

export interface SparklineRequest {
	/** Unique within the page. */
	id: string;
	/** Says what the line is, e.g. `支出合计2017—2023年`. */
	title: string;
	/** The figures in words, for those who listen. */
	description: string;
	/** Places of values that cover other departments than the one before, as in a trend. */
	breaks?: readonly number[];
}

const WIDTH = 120;
const HEIGHT = 28;
const MARGIN = 3;

/** One value a year, in order. Nothing is drawn where fewer than two years have one. */
export function sparkline(values: readonly Value[], request: SparklineRequest): OwnMarkup | null {
	const drawn = lineOf(values, request.breaks);
	return drawn === null ? null : ownSvg(drawn, { ...request, width: WIDTH, height: HEIGHT });
}

/** The same for a row of a table, whose cells say the figures. */
export function rowSparkline(values: readonly Value[]): OwnMarkup | null {
	const drawn = lineOf(values);
	return drawn === null ? null : decorativeSvg(drawn, WIDTH, HEIGHT);
}

function lineOf(values: readonly Value[], breaks: readonly number[] = []): string | null {
	const known = values.flatMap(({ value }) => value ?? []);
	if (known.length < 2) return null;
	const least = Math.min(...known);
	const range = Math.max(...known) - least;
	const points = values.map(({ value, corrected }, index) => {
		if (value === null) return null;
		const x = MARGIN + (index * (WIDTH - 2 * MARGIN)) / Math.max(1, values.length - 1);
		const up = range === 0 ? 0.5 : (value - least) / range;
		const y = HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN);
		const isBreak = breaks.includes(index);
		return { x: round(x), y: round(y), isCorrected: corrected !== undefined, isBreak };
	});
	return body(points);
}

type SparkPoint = { x: number; y: number; isCorrected: boolean; isBreak: boolean } | null;

function body(points: readonly SparkPoint[]): string {
	const path = points.map((point, index) => {
		if (!point) return '';
		return `${points[index - 1] ? 'L' : 'M'}${point.x} ${point.y}`;
	});
	const last = points.findLast((point) => point !== null);
	// A year between two gaps has no line to it, so it is a dot.
	const alone = points.filter((point, index) => point && !points[index - 1] && !points[index + 1]);
	const marked = points.filter((point) => point && (point.isCorrected || point.isBreak));
	const dots = [...new Set([...alone, last, ...marked])].flatMap((point) =>
		point ? [dot(point)] : []
	);
	return `<path d="${path.join('')}" fill="none" stroke="${COLOURS.highlighted}" stroke-width="1.6"/>${dots.join('')}`;
}

function dot({ x, y, isCorrected, isBreak }: NonNullable<SparkPoint>): string {
	const line = isCorrected ? INK.text : COLOURS.highlighted;
	const isHollow = isCorrected || isBreak;
	const ring = isHollow ? ` stroke="${line}" stroke-width="1.2"` : '';
	return `<circle cx="${x}" cy="${y}" r="2.4" fill="${isHollow ? INK.paper : line}"${ring}/>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
