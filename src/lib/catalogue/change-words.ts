/** Changes as an official writes them: 增长, 下降, 增加, 减少 in front of the amount, never a sign. */
import {
	DISPLAY_UNITS,
	type DisplayUnit,
	chooseMoneyUnit,
	formatChange,
	formatRelativeChange,
	formatValue
} from './format.ts';
import { measureOf, type MeasureId, type Quantity } from './measures.ts';
import { fenIn, PRINTED_STEP } from './units.ts';
import { present, type Value } from './values.ts';

/**
 * A value with its unit; without `unit` that of an amount is chosen by the value itself, which stands alone in a sentence. A
 * rate of change is told by its direction: `增长12.3%`.
 */
export function inWords(
	measure: MeasureId,
	value: number,
	unit: DisplayUnit = chooseMoneyUnit([value])
): string {
	if (measureOf(measure).change_of !== undefined) return rateInWords(value);
	return formatValue(measure, present(value), 'headline', unit);
}

/** `三公经费合计12.00万元`; of a rate of change its subject instead of its name: `三公经费比上年增长12.3%`. */
export function statedInWords(measure: MeasureId, value: number, unit?: DisplayUnit): string {
	const { name, change_of } = measureOf(measure);
	const words = inWords(measure, value, unit);
	if (change_of === undefined) return `${name}${words}`;
	// 比 needs a direction: nothing is 比上年持平.
	return words.endsWith('持平')
		? `${change_of.replace('比', '与')}${words}`
		: `${change_of}${words}`;
}

/** `增长12.3%`, `下降6.3%`, `下降99.9%以上`, `基本持平` where the rate rounds to nothing, `持平` where nothing changed. */
export function rateInWords(rate: number): string {
	if (rate === 0) return '持平';
	const size = withoutSign(formatRelativeChange(present(rate), 'headline'));
	if (isUnseen(size)) return '基本持平';
	return `${rate > 0 ? '增长' : '下降'}${size}`;
}

const IN_AMOUNT = { more: '增加', less: '减少' };
const DIRECTIONS: Record<Quantity, { more: string; less: string }> = {
	money: IN_AMOUNT,
	money_per_head: IN_AMOUNT,
	people: IN_AMOUNT,
	points: { more: '提高', less: '降低' },
	ratio: { more: '上升', less: '下降' }
};

/** The two ways that a measure moves, as a verb. */
export function directionsOf(measure: MeasureId): { more: string; less: string } {
	return DIRECTIONS[measureOf(measure).quantity];
}

/** `增加7.02亿元`, `减少3人`; of a ratio `上升1.2个百分点`, of a score `提高0.5分`; `持平` where nothing changed. */
export function differenceInWords(
	measure: MeasureId,
	difference: number,
	unit: DisplayUnit = chooseMoneyUnit([difference])
): string {
	if (difference === 0) return '持平';
	const { more, less } = directionsOf(measure);
	const size = withoutSign(formatChange(measure, present(difference), 'headline', unit));
	if (isUnseen(size)) return '基本持平';
	return `${difference > 0 ? more : less}${size}`;
}

function withoutSign(text: string): string {
	return text.replace(/^[+−]/, '');
}

/** Less than the last digit shown is no news in a sentence: `上升0.0个百分点` says nothing. */
function isUnseen(size: string): boolean {
	return size.startsWith('不足') || !/[1-9]/.test(size);
}

/** Two values of a measure in words; both are present. */
export interface StatedChange {
	current: number;
	previous: number;
}

/**
 * `下降6.3%（减少7.02亿元）`; a ratio or score by its difference alone, and likewise an amount that starts from nothing
 * or from less, of which no rate can be said: `由0增加7.02亿元`, `由−1.00万元增加3.00万元`. `unit` is that of the amount beside it.
 */
export function changeInWords(
	measure: MeasureId,
	change: StatedChange,
	unit: DisplayUnit = chooseMoneyUnit([change.current === 0 ? change.previous : change.current])
): string {
	const { current, previous } = change;
	const difference = current - previous;
	const { quantity } = measureOf(measure);
	if (quantity === 'ratio' || quantity === 'points' || difference === 0)
		return differenceInWords(measure, difference);
	const amount = differenceInWords(measure, difference, unitBeside(unit, difference));
	if (previous <= 0) {
		const start = previous === 0 ? '0' : inWords(measure, previous, unitBeside(unit, previous));
		return `由${start}${amount}`;
	}
	return `${rateInWords(difference / previous)}（${amount}）`;
}

/** A change by less than this (分) has fewer than two digits in 亿元 with two decimals. */
const LEAST_IN_YI = fenIn('亿元') / 10;

/**
 * The unit of a change beside the amount that it is a change of: that of the amount, since 91.84亿元 and 6,450.41万元 are not
 * compared at a glance. A change that would lose its first digits there has its own; in 元 none does.
 */
export function unitBeside(amountUnit: DisplayUnit, change: number): DisplayUnit {
	const size = Math.abs(change);
	if (amountUnit === '亿元' && size >= LEAST_IN_YI) return '亿元';
	if (amountUnit === '元') return '元';
	return size >= PRINTED_STEP ? '万元' : chooseMoneyUnit([change]);
}

/** One unit for several amounts told beside another: that of the other, or the smaller one that the least of them needs. */
export function unitBesideAll(amountUnit: DisplayUnit, beside: readonly number[]): DisplayUnit {
	const needed = new Set(
		beside.filter((amount) => amount !== 0).map((amount) => unitBeside(amountUnit, amount))
	);
	return DISPLAY_UNITS.find((unit) => needed.has(unit)) ?? amountUnit;
}

/** The year before, which is compared with unless the reader chooses another. */
export const LAST_YEAR = '上年';

/** Names the year that is compared with: 上年, or its number where it is another one. */
export function baseName(year: number, base: number): string {
	return base === year - 1 ? LAST_YEAR : `${base}年`;
}

/** `比上年下降6.3%（减少7.02亿元）`, `与上年基本持平（增加0.01元）`, `由上年的0增加7.02亿元`; null where one of the years states nothing. `base` as in {@link baseName}. */
export function againstLastYear(
	measure: MeasureId,
	{ current, previous }: { current: Value; previous: Value },
	base: string = LAST_YEAR,
	unit?: DisplayUnit
): string | null {
	if (current.value === null || previous.value === null) return null;
	if (current.value === previous.value) return `与${base}持平`;
	const change = { current: current.value, previous: previous.value };
	const words = changeInWords(measure, change, unit);
	if (words.startsWith('由')) return `由${base}的${words.slice(1)}`;
	return `${words.startsWith('基本持平') ? '与' : '比'}${base}${words}`;
}

/** `连增3年`, `连降2年`; empty where no two years in a row go one way. `run` is negative for falls. */
export function runInWords(run: number): string {
	if (Math.abs(run) < 2) return '';
	return `${run > 0 ? '连增' : '连降'}${Math.abs(run)}年`;
}
