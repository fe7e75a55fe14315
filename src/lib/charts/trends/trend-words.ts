/** The sentence of a trend: the last figure, how it came about, and what the line leaves out. */
import { differenceInWords, rateInWords } from '#lib/catalogue/change-words.ts';
import { baseInWords } from '#lib/catalogue/formulas.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { MISSING_TEXT, type MissingReason, type Value } from '#lib/catalogue/values.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import { wordsOver, type Scale } from '../parts/amounts.ts';
import { cutNote } from '../parts/frame.ts';
import {
	boundsOf,
	isBrokenThroughout,
	spanOf,
	valueIn,
	type TrendSeries,
	type TrendSettings
} from './trend-series.ts';
import { periodOf } from '../parts/wording.ts';

/** Says how the series that the chart is about went, and what to know of its line and axis. */
export function describeTrend(
	series: readonly TrendSeries[],
	scale: Scale,
	settings: TrendSettings
): string {
	const subject = series[settings.about ?? 0];
	if (!subject) return `${settings.title}：没有数据。`;
	const years = spanOf(series);
	const isNothing = series.every((one) => isZeroThroughout(one, years));
	const said = isNothing ? zeros(series, years) : courseOf(subject, series, { ...settings, scale });
	return said + breakNote(series) + startNote(series, scale);
}

type TrendDrawn = TrendSettings & { scale: Scale };

/** The course of the subject, or where it has no figure but others have, that it has none and how the first of those went. */
function courseOf(
	subject: TrendSeries,
	series: readonly TrendSeries[],
	settings: TrendDrawn
): string {
	const years = spanOf(series);
	const isStated = (one: TrendSeries) => years.some((year) => valueIn(one, year).value !== null);
	const other = isStated(subject) ? undefined : series.find(isStated);
	if (!other) return course(subject, years, settings);
	const none = `${subject.name}${periodOf(years)}${whyNone(subject, years, settings.measure)}`;
	// The change on one basis is that of the subject.
	return `${none}；${course(other, years, { ...settings, like: null })}`;
}

function course(
	series: TrendSeries,
	years: readonly number[],
	{ title, measure, like = null, scale }: TrendDrawn
): string {
	const known = years.flatMap((year) => {
		const { value } = valueIn(series, year);
		return value === null ? [] : [{ year, value }];
	});
	const first = known[0];
	const last = known.at(-1);
	if (!first || !last) {
		return `${title}：${periodOf(years)}${whyNone(series, years, measure)}。`;
	}
	if (isZeroThroughout(series, years)) return zeros([series], years);
	const now = `${series.name}${last.year}年为${wordsOver(scale, last.value)}`;
	const missing = gapWords(years.map((year) => ({ year, value: valueIn(series, year) })));
	if (first === last) return `${now}${missing}。`;
	if (like !== null) return `${now}，${like}${missing}。`;
	// Totals of different departments are not compared.
	const isOneBasis = !series.points.some(({ isBreak }) => isBreak);
	const change = isOneBasis ? changeWords(first.value, last.value, measure) : '';
	return `${now}，${first.year}年为${wordsOver(scale, first.value)}${change}${missing}。`;
}

/** Words for what a ratio is divided by, where it cannot be computed. */
const NO_RATIO: Partial<Record<string, string>> = {
	zero_denominator: '为0',
	negative_denominator: '为负'
};

/** A ratio that cannot be computed in any year, always for one reason, is not without data. */
function whyNone(series: TrendSeries, years: readonly number[], measure: MeasureId): string {
	const [reason, ...others] = new Set(years.map((year) => valueIn(series, year).missing ?? ''));
	const why = others.length === 0 ? NO_RATIO[reason ?? ''] : undefined;
	if (why === undefined) return '没有数据';
	return `${baseInWords(measure)}${years.length > 1 ? '都' : ''}${why}，无法计算`;
}

/** Reasons that a year is left out of the line although its report has a figure. */
const LEFT_OUT: ReadonlySet<MissingReason> = new Set(['reorganised', 'suspect']);

const NO_DATA = '无数据';

/** `；2020年无数据`; of years whose figures are left out, why they are. */
function gapWords(years: readonly { year: number; value: Value }[]): string {
	const gaps = years.filter(({ value }) => value.value === null);
	const byReason = Map.groupBy(gaps, ({ value: { missing } }) =>
		missing !== null && LEFT_OUT.has(missing) ? MISSING_TEXT[missing] : NO_DATA
	);
	// Reasons are told in the order of their years, but for the plain one, which is told first.
	const told = [...byReason]
		.sort(([one], [other]) => Number(other === NO_DATA) - Number(one === NO_DATA))
		.map(([reason, of]) => `${yearsInWords(of.map(({ year }) => year))}${reason}`);
	return told.length > 0 ? `；${told.join('，')}` : '';
}

/** True of several years, each with the figure 0. */
function isZeroThroughout(series: TrendSeries, years: readonly number[]): boolean {
	return years.length > 1 && years.every((year) => valueIn(series, year).value === 0);
}

function zeros(series: readonly TrendSeries[], years: readonly number[]): string {
	return `${series.map(({ name }) => name).join('、')}${periodOf(years)}各年均为0。`;
}

function changeWords(before: number, after: number, measure: MeasureId): string {
	const { quantity } = measureOf(measure);
	if (before === after) return '，持平';
	if (quantity === 'ratio' || quantity === 'points')
		return `，${differenceInWords(measure, after - before)}`;
	return before > 0 ? `，累计${rateInWords((after - before) / before)}` : '';
}

/** Says which totals cover other departments than those of the year before; nothing where none does. */
export function breakNote(series: readonly TrendSeries[]): string {
	const broken = series.flatMap((one) =>
		one.points.flatMap(({ year, isBreak }) =>
			isBreak ? [{ year, isAfterGap: valueIn(one, year - 1).value === null }] : []
		)
	);
	const yearsOf = (isAfterGap: boolean) =>
		broken.flatMap((one) => (one.isAfterGap === isAfterGap ? [one.year] : []));
	const [afterGap, differing] = [yearsOf(true), yearsOf(false)];
	// Years without data are named beside the course of the line.
	if (isBrokenThroughout(series))
		return differing.length > 0 ? '各年计入的部门都与前一年不同，线的升降含报送变化。' : '';
	const hollow = (years: number[], words: string) =>
		years.length > 0 ? `空心点（${yearsInWords(years)}）${words}。` : '';
	return `${hollow(differing, '计入的部门与前一年不同，线的升降含报送变化')}${hollow(afterGap, '的前一年没有数据，不作比较')}`;
}

function startNote(series: readonly TrendSeries[], scale: Scale): string {
	const isLine = spanOf(series).length > 1;
	return isLine ? cutNote('纵轴', boundsOf(series, scale), scale.unit) : '';
}
