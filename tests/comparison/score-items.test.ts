import { expect, test } from 'vitest';
import { lostShare, summariseIndicators, type SheetLine } from '#lib/comparison/score-items.ts';
import { observation } from './samples.ts';

const STAFFING = ['投入', '预算配置', '财政供养人员控制率'];

function line(department: number, score: number | null, rest: Partial<SheetLine> = {}): SheetLine {
	return {
		department,
		path: STAFFING,
		criterion: '',
		weight: 500,
		weight_group: null,
		score,
		reason: '',
		...rest
	};
}

test.each([
	[line(1, 500), 0],
	[line(1, 400), 0.2],
	[line(1, 600), 0],
	[line(1, null), null],
	[line(1, 300, { weight: null }), null],
	[line(1, 300, { weight_group: 1 }), null],
	[line(1, 0, { weight: 0 }), null]
])('%j loses %d of its weight', (one, share) => expect(lostShare(one).value).toBe(share));

test('an indicator says who lost, how much, why, and whether it follows what is measured', () => {
	const rates = [0.9, 1, 1.1, 1.2];
	const population = rates.map((rate, index) =>
		observation({ id: index + 1, now: { staff_quota: 10, staff_actual: rate * 10 } })
	);
	const lines = [
		line(1, 500),
		line(2, 500),
		line(3, 400, { reason: '超编' }),
		line(4, 200, { reason: '超编' }),
		line(9, null)
	];
	const [summary, ...others] = summariseIndicators(lines, population);
	expect(others).toEqual([]);
	expect(summary).toMatchObject({
		key: '投入 › 预算配置 › 财政供养人员控制率',
		counted: 4,
		weights: [500, 500],
		full_share: 0.5,
		mean_lost: 0.2,
		lost: 400,
		correlated_with: 'staffing_rate',
		reason: { text: '超编', times: 2 }
	});
	// Lost shares 0 0 0.2 0.6 have the variance (0.04 + 0.04 + 0 + 0.16) ÷ 4.
	expect(summary?.spread).toBeCloseTo(Math.sqrt(0.06), 12);
	// Ranks 3.5 3.5 2 1 of the scores against 1 2 3 4 of the rates: −4.5 ÷ √(4.5 · 5).
	expect(summary?.correlation).toBeCloseTo(-4.5 / Math.sqrt(22.5), 12);
});

test('two indicators of one name under different heads stay two', () => {
	const other = ['过程', '资产管理', '管理制度健全性'];
	const keys = summariseIndicators(
		[line(1, 1, { path: ['过程', '预算管理', '管理制度健全性'] }), line(1, 2, { path: other })],
		[]
	).map(({ key }) => key);
	expect(keys).toHaveLength(2);
});
