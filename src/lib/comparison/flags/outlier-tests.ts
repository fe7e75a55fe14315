/**
 * The measures that outliers are looked for in, and how distance is measured on each. A distance has to be both unusual (the modified
 * z-score) and large enough to matter (`least`): in a group where nearly all are equal, any difference is unusual.
 */
import type { MeasureId } from '#lib/catalogue/measures.ts';

/** Iglewicz and Hoaglin's threshold for the modified z-score. */
export const DEFAULT_THRESHOLD = 3.5;

/**
 * The scales on which distances are symmetric: `log` for amounts and per-head figures, which differ by factors;
 * `linear` for rates, shares and scores.
 */
export const SCALES = ['linear', 'log'] as const;
export type ScaleId = (typeof SCALES)[number];

export interface OutlierTest {
	measure: MeasureId;
	scale: ScaleId;
	/** This side attracts attention; on the other side nothing is flagged. */
	side: 'high' | 'low' | 'both';
	/** Compare with peers of the same year. */
	peers: boolean;
	/** Compare the change against last year with the peers' changes, and the value with the department's own past. */
	history: boolean;
	/**
	 * Least distance that matters, on the scale: for `log` the logarithm of a factor, else in the measure's storage
	 * unit.
	 */
	least: number;
	/** Least amount in 分, or number of people, that has to be involved: a jump from 1 yuan to 10 is no news. */
	least_amount: number;
}

const WAN = 1_000_000;
/** From here on an amount is among the findings of 领导一页纸: breaks, failed checks and rises of less are no leader's news. */
export const LEAST_IN_BRIEF = WAN;
/** The logarithm of 1.6: smaller differences of amounts are common between years and departments. */
export const FACTOR = Math.log(1.6);
/** A factor of 2 for per-head figures, which differ more between departments of one kind. */
const PER_HEAD_FACTOR = Math.log(2);
/**
 * Two months of spending: so much is left where the bills of December are paid early in the next year, which is no
 * idle money. Nearer rates are told by the policy line of 9%: schools that keep a tenth every year are no news.
 */
const TWO_MONTHS = 2 / 12;
/** A factor of 1.5 for pay, which one scale of salaries sets for all departments. */
const PAY_FACTOR = Math.log(1.5);

export const OUTLIER_TESTS: readonly OutlierTest[] = [
	{
		measure: 'carry_over_rate',
		scale: 'linear',
		side: 'high',
		peers: true,
		history: false,
		least: TWO_MONTHS,
		least_amount: WAN
	},
	{
		measure: 'staffing_rate',
		scale: 'linear',
		side: 'high',
		peers: true,
		history: false,
		least: 0.1,
		least_amount: 2
	},
	{
		measure: 'personnel_share',
		scale: 'linear',
		side: 'both',
		peers: true,
		history: true,
		least: 0.15,
		least_amount: 0
	},
	{
		measure: 'operating_share',
		scale: 'linear',
		side: 'both',
		peers: true,
		history: true,
		least: 0.15,
		least_amount: 0
	},
	{
		measure: 'project_share',
		scale: 'linear',
		side: 'both',
		peers: true,
		history: true,
		least: 0.12,
		least_amount: 0
	},
	{
		measure: 'personnel_per_head',
		scale: 'log',
		side: 'both',
		peers: true,
		history: true,
		least: PAY_FACTOR,
		least_amount: 0
	},
	{
		measure: 'operating_per_head',
		scale: 'log',
		side: 'high',
		peers: true,
		history: true,
		least: PER_HEAD_FACTOR,
		least_amount: 0
	},
	{
		measure: 'three_public_per_head',
		scale: 'log',
		side: 'high',
		peers: true,
		history: false,
		least: PER_HEAD_FACTOR,
		least_amount: 2 * WAN
	},
	{
		measure: 'three_public_total',
		scale: 'log',
		side: 'high',
		peers: false,
		history: true,
		least: FACTOR,
		least_amount: 2 * WAN
	},
	{
		measure: 'three_public_without_purchase',
		scale: 'log',
		side: 'high',
		peers: false,
		history: true,
		least: FACTOR,
		least_amount: 2 * WAN
	},
	{
		measure: 'three_public_reception',
		scale: 'log',
		side: 'high',
		peers: false,
		history: true,
		least: FACTOR,
		least_amount: 2 * WAN
	},
	{
		measure: 'spending_total',
		scale: 'log',
		side: 'both',
		peers: false,
		history: true,
		least: FACTOR,
		least_amount: 10 * WAN
	},
	{
		measure: 'budget_execution_rate',
		scale: 'linear',
		side: 'low',
		peers: true,
		history: false,
		least: 0.15,
		least_amount: 10 * WAN
	},
	{
		measure: 'income_fiscal',
		scale: 'log',
		side: 'both',
		peers: false,
		history: true,
		least: FACTOR,
		least_amount: 10 * WAN
	},
	{
		measure: 'assets_total',
		scale: 'log',
		side: 'both',
		peers: false,
		history: true,
		least: FACTOR,
		least_amount: 10 * WAN
	},
	{
		measure: 'staff_actual',
		scale: 'log',
		side: 'both',
		peers: false,
		history: true,
		least: Math.log(1.3),
		least_amount: 5
	},
	{
		measure: 'asset_utilisation',
		scale: 'linear',
		side: 'low',
		peers: true,
		history: true,
		least: 0.1,
		least_amount: 0
	},
	{
		measure: 'fiscal_dependence',
		scale: 'linear',
		side: 'low',
		peers: false,
		history: true,
		least: 0.2,
		least_amount: 0
	},
	{
		measure: 'score_form',
		scale: 'linear',
		side: 'low',
		peers: true,
		history: true,
		least: 500,
		least_amount: 0
	},
	{
		measure: 'score_gap',
		scale: 'linear',
		side: 'both',
		peers: true,
		history: false,
		least: 500,
		least_amount: 0
	}
];

/** The test of a measure that is tested. */
export function testOf(measure: MeasureId): OutlierTest {
	const test = OUTLIER_TESTS.find((one) => one.measure === measure);
	if (!test) throw new Error(`No test of ${measure}`);
	return test;
}

/** On the scale; null where the value has no place on it (a logarithm of nothing). */
export function toScale(value: number, scale: ScaleId): number | null {
	if (scale === 'log') return value > 0 ? Math.log(value) : null;
	return value;
}

/** Back from the scale. */
export function fromScale(position: number, scale: ScaleId): number {
	return scale === 'log' ? Math.exp(position) : position;
}

/**
 * The median of ascending places, on the scale: of two middle ones the place of the mean of their values, so that the
 * value told is the median that anybody computes.
 */
export function middleOn(ascending: ArrayLike<number>, scale: ScaleId): number {
	const last = ascending.length - 1;
	const low = ascending[Math.floor(last / 2)] ?? NaN;
	const high = ascending[Math.ceil(last / 2)] ?? NaN;
	if (low === high) return low;
	return toScale((fromScale(low, scale) + fromScale(high, scale)) / 2, scale) ?? NaN;
}

/** The part of a distance that its usual value is computed from. */
interface Usual {
	from: { value: number } | null;
	spread: { median: number };
	step: number;
}

/** The usual value in storage units; for a change, the value that the usual change leads to. */
export function usualValue({ from, spread, step }: Usual, scale: ScaleId): number {
	const start = from === null ? 0 : (toScale(from.value, scale) ?? 0);
	return fromScale(start + spread.median * step, scale);
}
