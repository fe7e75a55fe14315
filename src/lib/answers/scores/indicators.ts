/** Summaries of indicators as rows of text. */
import { formatDecimal, formatValue } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type { IndicatorSummary } from '#lib/comparison/score-items.ts';

const SHARE = { quantity: 'ratio' } as const;
const POINTS = { quantity: 'points' } as const;

export interface IndicatorRow {
	key: string;
	name: string;
	path: string;
	counted: string;
	weight: string;
	full: string;
	lost: string;
	spread: string;
	/** Rank correlation with what measures the indicator; empty where nothing does. */
	correlation: string;
	correlated_with: string;
	reason: string;
}

/** Rows that a page lists; the workbook has all. Where departments set indicators of their own, a city has hundreds. */
const MOST_LISTED = 60;

/** The indicators that lose most first; of more than a page lists, those on which most departments lose most together. */
export function indicatorRows(summaries: readonly IndicatorSummary[]): IndicatorRow[] {
	const lostTogether = (one: IndicatorSummary) => one.mean_lost * one.counted;
	return [...summaries]
		.sort((a, b) => lostTogether(b) - lostTogether(a))
		.slice(0, MOST_LISTED)
		.sort((a, b) => b.mean_lost - a.mean_lost)
		.map(indicatorRow);
}

/** Says how many are listed where not all are; empty where all are. */
export function listedIndicators(summaries: readonly IndicatorSummary[]): string {
	const all = summaries.length;
	return all > MOST_LISTED
		? `共${all}项，列出失分合计最多的${MOST_LISTED}项；全部见导出的Excel。`
		: '';
}

function indicatorRow(one: IndicatorSummary): IndicatorRow {
	const share = (value: number) => formatValue(SHARE, present(value), 'table');
	const weight = (value: number) => formatValue(POINTS, present(value), 'table');
	const [least, most] = one.weights;
	return {
		key: one.key,
		name: one.path.at(-1) ?? '',
		path: one.path.slice(0, -1).join(' › '),
		counted: String(one.counted),
		weight: least === most ? weight(least) : `${weight(least)}–${weight(most)}`,
		full: share(one.full_share),
		lost: share(one.mean_lost),
		spread: share(one.spread),
		correlation: one.correlation === null ? '' : formatDecimal(one.correlation, 2),
		correlated_with: one.correlated_with === null ? '' : measureOf(one.correlated_with).name,
		reason: one.reason ? `${one.reason.text}（${one.reason.times}家）` : ''
	};
}
