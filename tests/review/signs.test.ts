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

test('a negative balance is not said to be none', () => {
	const filing = withFigures(buildSeed(), { balance_cumulative: '-100' });
	expect(reviewRule('recompute_balance', filing)).toMatchObject({
		state: 'not_checkable',
		message: '累计结余−100万元，为负数，评分标准没有规定。'
	});
});
