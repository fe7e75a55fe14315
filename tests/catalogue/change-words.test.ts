import { expect, test } from 'vitest';
import {
	againstLastYear,
	changeInWords,
	differenceInWords,
	statedInWords
} from '#lib/catalogue/change-words.ts';
import type { DisplayUnit } from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { absent, present } from '#lib/catalogue/values.ts';

test.each<[MeasureId, number, number, string]>([
	['spending_total', 10_483_315_982_74, 11_185_815_982_74, '下降6.3%（减少7.03亿元）'],
	['spending_total', 11_000_000, 10_000_000, '增长10.0%（增加1.00万元）'],
	['spending_total', 918_400_000_000, 924_850_410_000, '下降0.7%（减少0.65亿元）'],
	['spending_total', 918_400_000_000, 919_400_000_000, '下降0.1%（减少0.10亿元）'],
	['spending_total', 918_400_000_000, 919_399_000_000, '下降0.1%（减少999.00万元）'],
	['spending_total', 9_000_000_000, 12_000_000_000, '下降25.0%（减少3,000.00万元）'],
	['spending_total', 9_000_000_000, 30_000_000_000, '下降70.0%（减少21,000.00万元）'],
	['spending_total', 5, 5, '持平'],
	['spending_total', 105_960_000, 134_157_759_280_000, '下降99.9%以上（减少134,157,653.32万元）'],
	['spending_total', 0, 500, '下降100.0%（减少5.00元）'],
	['balance_cumulative', -30, 1_000_000, '下降100.0%以上（减少10,000.30元）'],
	['spending_total', 10_000_000_001, 10_000_000_000, '基本持平（增加0.01元）'],
	['three_public_total', 3_000_000, 0, '由0增加3.00万元'],
	['balance_cumulative', 2_000_000, -1_000_000, '由−1.00万元增加3.00万元'],
	['carry_over_rate', 0.1, 0.05, '上升5.0个百分点'],
	['score_form', 9000, 9450, '降低4.5分'],
	['staff_actual', 18, 20, '下降10.0%（减少2人）']
])('%s %d after %d', (measure, current, previous, words) => {
	expect(changeInWords(measure, { current, previous })).toBe(words);
});

test.each<[number, DisplayUnit, string]>([
	[10_483_315_982_74, '万元', '下降6.3%（减少70,250.00万元）'],
	[11_185_815_982_04, '万元', '基本持平（减少0.70元）'],
	[11_175_815_982_74, '元', '下降0.1%（减少10,000,000.00元）']
])('beside an amount in its unit: %d in %s', (current, unit, words) => {
	const change = { current, previous: 11_185_815_982_74 };
	expect(changeInWords('spending_total', change, unit)).toBe(words);
});

test('a difference that the last digit does not show is none', () => {
	expect(differenceInWords('operating_share', 0.0001)).toBe('基本持平');
});

test.each([
	[present(5), present(5), '与上年持平'],
	[present(20_000_000), present(10_000_000), '比上年增长100.0%（增加10.00万元）'],
	[present(10_000_000_001), present(10_000_000_000), '与上年基本持平（增加0.01元）'],
	[present(3_000_000), present(0), '由上年的0增加3.00万元'],
	[present(2_000_000), present(-1_000_000), '由上年的−1.00万元增加3.00万元'],
	[present(5), absent('previous_missing'), null],
	[absent('blank'), present(5), null]
])('%j against %j', (current, previous, words) => {
	expect(againstLastYear('spending_total', { current, previous })).toBe(words);
});

test.each<[MeasureId, number, string]>([
	['three_public_total', 12_000_000, '三公经费合计12.00万元'],
	['three_public_change', 0.123, '三公经费比上年增长12.3%'],
	['carry_over_change', 0, '累计结余与上年结转持平'],
	['carry_over_change', 0.00001, '累计结余与上年结转基本持平']
])('%s %d stated: %s', (measure, value, words) => {
	expect(statedInWords(measure, value)).toBe(words);
});
