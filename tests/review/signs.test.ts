import { expect, test } from 'vitest';
import type { FindingState } from '#lib/catalogue/rules.ts';
import { buildSeed, readFigures, reviewRule, withFigures, type PrintedFigures } from './builder.ts';

test.each<[PrintedFigures, FindingState, string]>([
	[
		{ income_total: '100', spending_total: '90', balance_current: '-5' },
		'pass',
		'各项金额的正负相称。'
	],
	[{ balance_cumulative: '-100' }, 'warn', '累计结余−100万元，为负数，提示核实。'],
	[{ income_fiscal: '-1' }, 'warn', '公共财政拨款−1万元，为负数，提示核实。'],
	[
		{ income_total: '100', spending_total: '120' },
		'warn',
		'支出合计120万元，大于收入合计100万元，提示核实。'
	]
])('signs of %j', (figures, state, message) => {
	const finding = reviewRule('signs', { ...buildSeed(), figures: readFigures(figures) });
	expect([finding.state, finding.message]).toEqual([state, message]);
});

test('sums that one wrong total breaks say so after the first', () => {
	const filing = withFigures(buildSeed(), { spending_total: '1305.90' });
	expect(reviewRule('spending_parts', filing).message).not.toContain('同一原因');
	for (const rule of ['balance_cumulative_identity', 'balance_current_identity'] as const) {
		expect(reviewRule(rule, filing)).toMatchObject({ state: 'fail' });
		expect(reviewRule(rule, filing).message).toContain(
			'与“支出分项之和与合计不符”或为同一原因：支出合计有误'
		);
	}
});

test('a negative balance is not said to be none', () => {
	const filing = withFigures(buildSeed(), { balance_cumulative: '-100' });
	expect(reviewRule('recompute_balance', filing)).toMatchObject({
		state: 'not_checkable',
		message: '累计结余−100万元，为负数，评分标准没有规定。'
	});
});
