/** The series of a trend, their values by year, and the ends of their axis. */
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { absent, type Value } from '#lib/catalogue/values.ts';
import { everyYear } from '#lib/catalogue/years.ts';
import type { Scale } from '../parts/amounts.ts';
import { nearBounds, type Bounds } from '../parts/frame.ts';
import type { COLOURS } from '../theme.ts';

export interface TrendPoint {
	year: number;
	value: Value;
	href?: string | undefined;
	/** A total that covers other departments than that of the year before: drawn hollow, and said. */
	isBreak?: boolean | undefined;
}

export interface TrendSeries {
	name: string;
	/** The series shows this; leave out where it is the chart's own measure. */
	measure?: MeasureId;
	/** One per year; years may be left out, which is the same as absent. */
	points: readonly TrendPoint[];
	/** Colour by meaning; leave out to tell series apart by order. */
	colour?: keyof typeof COLOURS | undefined;
}

export interface TrendSettings {
	title: string;
	measure: MeasureId;
	/** For the words where there is more than one series: which one the sentence is about; the first by default. */
	about?: number;
	/** The change of the last year on one basis, in words, where the line shows totals. */
	like?: string | null;
}

/** @throws where a series is of another quantity than the chart, e.g. a share beside amounts: one axis cannot say both */
export function checkQuantities(series: readonly TrendSeries[], measure: MeasureId): void {
	const { quantity } = measureOf(measure);
	const other = series.find((one) => measureOf(one.measure ?? measure).quantity !== quantity);
	if (other) throw new Error(`${other.name} is not of the quantity ${quantity} of ${measure}`);
}

/** Every year from the first to the last that any series names. */
export function spanOf(series: readonly TrendSeries[]): number[] {
	return everyYear(series.flatMap(({ points }) => points.map(({ year }) => year)));
}

/** True where each of several later years counts other departments than the year before: hollow points would tell none apart. */
export function isBrokenThroughout(series: readonly TrendSeries[]): boolean {
	const later = series.flatMap(({ points }) => points.slice(1));
	return spanOf(series).length > 2 && later.every(({ isBreak }) => isBreak);
}

export function valueIn(series: TrendSeries, year: number): Value {
	return series.points.find((point) => point.year === year)?.value ?? absent('not_filed');
}

/** Amounts and counts are drawn from 0; shares and scores keep close to their values. */
export function boundsOf(series: readonly TrendSeries[], scale: Scale): Partial<Bounds> {
	const { quantity } = measureOf(scale.measure);
	if (quantity !== 'ratio' && quantity !== 'points') return {};
	const all = series.flatMap(({ points }) =>
		points.flatMap(({ value }) => scale.number(value) ?? [])
	);
	return all.length === 0 ? {} : nearBounds(all, quantity === 'points' ? 100 : Infinity);
}
