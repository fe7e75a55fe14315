/** Amounts are laid out evenly along the axis of a chart, or by powers of ten where one would flatten the rest. */
export type AxisScale = 'linear' | 'log';

/** Choices of the reader; `auto` lets the amounts decide. */
export const AXIS_CHOICES = ['auto', 'linear', 'log'] as const;
export type AxisChoice = (typeof AXIS_CHOICES)[number];

export const AXIS_CHOICE_NAMES: Readonly<Record<AxisChoice, string>> = {
	auto: '自动',
	linear: '等距刻度',
	log: '对数刻度'
};

/** The median amount is at least this share of the largest where even steps let the rest be told apart. */
const LEAST_MEDIAN = 0.1;

/** The scale chosen; by default powers of ten where all amounts are above 0 and most are in a corner of even steps. */
export function axisScale(choice: AxisChoice, amounts: readonly number[]): AxisScale {
	if (choice !== 'auto') return choice;
	const sorted = amounts.toSorted((a, b) => a - b);
	const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
	const isFlat = median < LEAST_MEDIAN * (sorted.at(-1) ?? 0);
	return isFlat && (sorted[0] ?? 0) > 0 ? 'log' : 'linear';
}
