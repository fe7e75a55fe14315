import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	chooseColumnUnit,
	chooseMoneyUnit,
	chooseRowUnit,
	chooseSharedUnit,
	formatChange,
	formatDecimal,
	formatDifference,
	formatPoints,
	formatRelativeChange,
	formatShare,
	formatValue,
	unitLabel,
	type DisplayUnit,
	type FormatContext
} from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { parseMoney } from '#lib/catalogue/units.ts';
import { absent, present } from '#lib/catalogue/values.ts';

test.each<[MeasureId, number, FormatContext, DisplayUnit, string]>([
	['income_total', 1206040000, 'table', '万元', '1,206.04'],
	['income_total', 1206040000, 'axis', '万元', '1,206.04'],
	['income_total', 1200000000, 'axis', '万元', '1,200'],
	['income_total', 1206040000, 'tooltip', '万元', '1,206.04万元'],
	['income_total', 1206040000, 'headline', '亿元', '0.12亿元'],
	['income_total', 1206040000, 'exact', '亿元', '12,060,400.00元'],
	['income_total', 1206040000, 'export', '元', '12060400'],
	['income_total', 1206041234, 'export', '万元', '1206.041234'],
	['income_total', 1206045000, 'table', '万元', '1,206.05'],
	['income_total', 1206044999, 'table', '万元', '1,206.04'],
	['income_total', 0, 'table', '万元', '0.00'],
	['balance_current', -431910000, 'table', '万元', '−431.91'],
	['balance_current', -431910000, 'exact', '万元', '−4,319,100.00元'],
	['balance_current', -431910000, 'export', '元', '-4319100'],
	['balance_current', -4999, 'table', '万元', '−不足0.01'],
	['three_public_total', 3592, 'table', '万元', '不足0.01'],
	['three_public_total', 3592, 'headline', '亿元', '不足0.01亿元'],
	['three_public_total', 3592, 'axis', '万元', '0'],
	['three_public_per_head', 0.3, 'table', '元', '不足0.01'],
	['staffing_rate', 10001 / 10000, 'headline', '万元', '100.0%以上'],
	['personnel_share', 9999 / 10000, 'table', '万元', '99.9%以上'],
	['personnel_share', 1, 'table', '万元', '100.0%'],
	['carry_over_rate', 0.0004, 'tooltip', '万元', '不足0.1%'],
	['carry_over_rate', -0.0004, 'table', '万元', '−不足0.1%'],
	['carry_over_rate', 0, 'table', '万元', '0.0%'],
	['carry_over_rate', 0.0004, 'exact', '万元', '0.0400%'],
	['staff_actual', 22, 'table', '万元', '22'],
	['staff_actual', 22, 'headline', '万元', '22人'],
	['staff_actual', 12345, 'table', '万元', '12,345'],
	['staff_actual', 22.5, 'tooltip', '万元', '22.5人'],
	['score_form', 9400, 'table', '万元', '94.00'],
	['score_form', 9450, 'table', '万元', '94.50'],
	['score_form', 9400, 'headline', '万元', '94分'],
	['score_form', 9450, 'headline', '万元', '94.5分'],
	['score_form', 9425, 'export', '万元', '94.25'],
	['carry_over_rate', 0.0901234, 'table', '万元', '9.0%'],
	['carry_over_rate', 0.0901234, 'tooltip', '万元', '9.0%'],
	['carry_over_rate', 0.09, 'axis', '万元', '9%'],
	['carry_over_rate', 0.0901234, 'exact', '万元', '9.0123%'],
	['carry_over_rate', 0.09012345, 'export', '万元', '0.090123'],
	['carry_over_rate', 0.285, 'headline', '万元', '28.5%'],
	['carry_over_rate', 1.005, 'headline', '万元', '100.5%'],
	['carry_over_change', -0.9997, 'headline', '万元', '−99.9%以上'],
	['carry_over_rate', 0.2845, 'headline', '万元', '28.5%'],
	['carry_over_rate', 569 / 2000, 'table', '万元', '28.5%'],
	['operating_per_head', 779379 / 2, 'headline', '元', '3,896.90元/人'],
	['operating_per_head', 71717 / 2, 'table', '元', '358.59'],
	['personnel_per_head', 301010000 / 22, 'headline', '万元', '13.68万元/人'],
	['personnel_per_head', 301010000 / 22, 'exact', '万元', '136,822.73元/人'],
	['personnel_per_head', 301010000 / 22, 'table', '元', '136,822.73']
])('%s %d as %s in %s is %s', (measure, value, context, unit, expected) => {
	expect(formatValue(measure, present(value), context, unit)).toBe(expected);
});

test.each([
	['blank', '未填'],
	['not_in_template', '本年模板不含此项'],
	['previous_zero', '上年为0']
] as const)('%s is said in words in every context', (reason, words) => {
	expect(formatValue('income_total', absent(reason), 'table')).toBe(words);
	expect(formatValue('income_total', absent(reason), 'export')).toBe(words);
	expect(formatChange('income_total', absent(reason), 'axis')).toBe(words);
	expect(formatRelativeChange(absent(reason), 'table')).toBe(words);
});

test.each<[MeasureId, number, FormatContext, string]>([
	['income_total', 12340000, 'table', '+12.34'],
	['income_total', -12340000, 'headline', '−12.34万元'],
	['income_total', 0, 'table', '0.00'],
	['staff_actual', 2, 'headline', '+2人'],
	['score_form', -200, 'headline', '−2分'],
	['carry_over_rate', 0.012, 'table', '+1.2个百分点'],
	['carry_over_rate', -0.012, 'headline', '−1.2个百分点'],
	['carry_over_rate', 0.00001, 'axis', '+不足0.1个百分点'],
	['carry_over_rate', -0.0004, 'table', '−不足0.1个百分点'],
	['carry_over_rate', 0, 'axis', '0个百分点'],
	['carry_over_rate', -0.012, 'export', '-0.012']
])('a change of %s by %d as %s is %s', (measure, change, context, expected) => {
	expect(formatChange(measure, present(change), context)).toBe(expected);
});

test('a difference of ratios is never written with %', () => {
	const contexts: FormatContext[] = ['table', 'axis', 'tooltip', 'headline', 'exact', 'export'];
	for (const context of contexts) {
		expect(formatChange('asset_utilisation', present(0.0345), context)).not.toContain('%');
	}
});

test.each([
	[0.123, 'headline', '+12.3%'],
	[-0.5, 'table', '−50.0%'],
	[0, 'table', '0.0%'],
	[0.00001, 'table', '+不足0.1%'],
	[-0.0004, 'headline', '−不足0.1%'],
	[-0.9994, 'table', '−99.9%'],
	[-0.9996, 'table', '−99.9%以上'],
	[-0.99999999, 'axis', '−99.9%以上'],
	[-1, 'table', '−100.0%'],
	[-1, 'axis', '−100%'],
	[-1.0003, 'table', '−100.0%以上'],
	[-1.001, 'table', '−100.1%'],
	[-0.99999999, 'exact', '−99.9999%以上'],
	[0.5, 'export', '+0.5']
] as const)('a relative change of %d as %s is %s', (change, context, expected) => {
	expect(formatRelativeChange(present(change), context)).toBe(expected);
});

test.each<[string, number[], DisplayUnit]>([
	['nothing', [], '万元'],
	['only zeros', [0, 0], '万元'],
	['small sums', [99_999_900, 500], '万元'],
	['below one 万元', [999_999, 0], '元'],
	['departments', [229_460_000, 3_859_000_000], '万元'],
	['one giant among them', [229_460_000, 3_859_000_000, 20_000_000_000], '万元'],
	['a city', [12_345_678_900_00, 9_345_678_900_00], '亿元'],
	['negative balances', [-431_910_000, 140_000], '万元'],
	['just one 万元', [1_000_000], '万元'],
	['half of two from one 亿元 on', [10_000_000_000, 5_000_000_000], '亿元'],
	['less than half', [10_000_000_000, 5_000_000_000, 100], '万元']
])('the unit for %s', (_name, values, unit) => {
	expect(chooseMoneyUnit(values)).toBe(unit);
});

test.each<[string, number[], DisplayUnit]>([
	['reads 0.01 of 亿元', [1_234_567_890_000, 934_567_890_000, 50_000_000], '亿元'],
	['would read 0.00', [1_234_567_890_000, 934_567_890_000, -49_999_999], '万元'],
	['is nothing', [1_234_567_890_000, 0], '亿元'],
	['is small among small ones', [999_999, 100], '元']
])('the unit for a column in which the least %s', (_name, values, unit) => {
	expect(chooseColumnUnit(values)).toBe(unit);
});

test.each<[string, number[], DisplayUnit]>([
	['are of one size', [2_000_000, 5_000_000], '万元'],
	['are all small', [500_000, 300], '元'],
	['are small and large', [999_900, 1_200_000], '万元'],
	['hold one that would read 0.00', [4_900, 1_200_000], '元'],
	['are large and larger', [118_000_000_000, 7_400_000_000], '万元'],
	['are all over 1亿元', [118_000_000_000, 27_400_000_000], '亿元'],
	['hold nothing', [0, 0], '万元']
])('the unit of amounts that %s', (_name, values, unit) => {
	expect(chooseSharedUnit(values)).toBe(unit);
});

test.each<[string, number[], DisplayUnit]>([
	['a city whose three-public spending is below 1亿元', [1.2e12, 9e9, 8e9], '万元'],
	['a city of which all is over 1亿元', [1.2e12, 1e10, 1e10], '亿元'],
	['a part below 1万元', [1.2e10, 20_000, 10_000], '万元'],
	['a part that would read 0.00', [1.2e10, 4_000, 4_000], '元'],
	['a department of which all is small', [900_000, 20_000, 0], '元']
])('one unit for all head figures of %s', (_name, [spending, all, rest], unit) => {
	const row = [
		{ measure: 'spending_total', value: spending ?? null },
		{ measure: 'three_public_total', value: all ?? null },
		{ measure: 'three_public_without_purchase', value: rest ?? null },
		{ measure: 'balance_cumulative', value: null },
		{ measure: 'carry_over_rate', value: 0.1 }
	] as const;
	expect(chooseRowUnit(row)).toBe(unit);
});

test.each<[number, FormatContext, string]>([
	[0.398, 'table', '+39.8%'],
	[-0.049, 'headline', '−4.9%'],
	[0, 'tooltip', '0.0%'],
	[-0.9999, 'table', '−99.9%以上'],
	[0.0001, 'headline', '+不足0.1%'],
	[0.398, 'export', '0.398']
])('a change of %d in a %s', (change, context, text) => {
	expect(formatValue('three_public_change', present(change), context)).toBe(text);
});

test.each<[number | null, FormatContext, string]>([
	[0.523, 'headline', '52.3%'],
	[0, 'headline', '0.0%'],
	[0.0004, 'headline', '不足0.1%'],
	[0.9996, 'headline', '99.9%以上'],
	[1, 'headline', '100.0%'],
	[-0.25, 'headline', '−25.0%'],
	[0.0004, 'export', '0.0004'],
	[null, 'table', '未报送']
])('a share of %d in a %s is %s', (share, context, text) => {
	expect(formatShare(share === null ? absent('not_filed') : present(share), context)).toBe(text);
});

test.each([
	[0.0123, '+1.23'],
	[-0.2, '−20.00'],
	[0, '0.00'],
	[0.0006, '+0.06'],
	[-0.00005, '−0.01'],
	[0.0000412, '+不足0.01'],
	[-0.0000412, '−不足0.01']
])('a difference of %d is %s points', (difference, text) => {
	expect(formatPoints(difference)).toBe(text);
});

test.each([
	[-0.352, 2, '−0.35'],
	[-0.004, 2, '0.00'],
	[12.25, 1, '12.3'],
	[1234.5, 1, '1,234.5']
])('%d with %d decimals is %s', (value, decimals, text) => {
	expect(formatDecimal(value, decimals)).toBe(text);
});

test.each<[MeasureId, number | null, string]>([
	['carry_over_rate', 0.0123, '+1.2'],
	['spending_total', -1_234_500_000, '−1,234.50'],
	['carry_over_rate', null, '未报送']
])('a difference of %s by %d stands under a head with its unit as %s', (measure, change, text) => {
	expect(formatDifference(measure, change === null ? absent('not_filed') : present(change))).toBe(
		text
	);
});

test.each<[MeasureId, DisplayUnit, string]>([
	['income_total', '亿元', '亿元'],
	['personnel_per_head', '元', '元/人'],
	['staff_quota', '万元', '人'],
	['score_form', '万元', '分'],
	['carry_over_rate', '万元', '%']
])('the unit label of %s', (measure, unit, label) => {
	expect(unitLabel(measure, unit)).toBe(label);
});

test('an exported or exact amount is read back to the 分', () => {
	fc.assert(
		fc.property(
			fc.maxSafeInteger(),
			fc.constantFrom<DisplayUnit>('元', '万元', '亿元'),
			(fen, unit) => {
				const exported = formatValue('income_total', present(fen), 'export', unit);
				expect(parseMoney(exported, unit).value).toBe(fen);
				expect(
					parseMoney(formatValue('income_total', present(fen), 'exact', unit), unit).value
				).toBe(fen);
			}
		)
	);
});
