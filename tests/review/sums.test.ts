import { describe, expect, test } from 'vitest';
import { isExact } from '#lib/review/exact-sums.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import { buildSeed, type PrintedFigures, reviewRule, withFigures } from './builder.ts';

const seed = buildSeed();

describe('sums', () => {
	test.each<[RuleId, PrintedFigures, FindingState, number | null, string]>([
		[
			'income_parts',
			{ income_total: '1206.05' },
			'pass',
			10000,
			'收入合计1,206.05万元，各分项之和为1,206.04万元，相差0.01万元，属尾差。'
		],
		[
			'income_parts',
			{ income_total: '1206.09' },
			'pass',
			50000,
			'收入合计1,206.09万元，各分项之和为1,206.04万元，相差0.05万元，属尾差。'
		],
		[
			'income_parts',
			{ income_total: '1206.10' },
			'fail',
			60000,
			'收入合计1,206.1万元，各分项之和为1,206.04万元，相差0.06万元。'
		],
		[
			'income_parts',
			{ income_fiscal: '约770' },
			'not_checkable',
			null,
			'公共财政拨款无法识读（“约770”）。'
		],
		['income_parts', { income_total: '' }, 'not_checkable', null, '收入合计未填。'],
		[
			'income_parts',
			{ income_gov_fund: '/', income_nontax: '-' },
			'pass',
			0,
			'收入合计1,206.04万元，等于各分项之和（政府基金拨款、纳入专户管理的非税收入拨款未填，按0计）。'
		],
		[
			'income_parts',
			{ income_other: '' },
			'fail',
			3520000,
			'收入合计1,206.04万元，各分项之和为1,202.52万元，相差3.52万元（其他收入未填，按0计）。'
		],
		['income_parts', { income_fiscal: '' }, 'not_checkable', null, '公共财政拨款未填，无法核对。'],
		[
			'basic_parts',
			{ spending_basic: '359.01' },
			'fail',
			10000000,
			'基本支出359.01万元，各分项之和为349.01万元，相差10万元。'
		],
		[
			'spending_parts',
			{ spending_project: '' },
			'fail',
			856890000,
			'支出合计1,205.9万元，各分项之和为349.01万元，相差856.89万元（项目支出未填，按0计）。'
		],
		[
			'balance_cumulative_identity',
			{ balance_cumulative: '-0.14' },
			'fail',
			-280000,
			'累计结余−0.14万元，收入合计减支出合计为0.14万元，相差0.28万元。'
		],
		[
			'balance_current_identity',
			{ balance_current: '431.91' },
			'fail',
			863820000,
			'当年结余431.91万元，收入合计减上年结转减支出合计为−431.91万元，相差863.82万元。'
		],
		[
			'three_public_parts',
			{ three_public_abroad: '无' },
			'pass',
			0,
			'三公经费合计41.57万元，等于各分项之和（因公出国费未填，按0计）。'
		],
		[
			'assets_parts',
			{ assets_in_use: '', assets_leased: '' },
			'not_checkable',
			null,
			'各分项均未填。'
		],
		[
			'assets_parts',
			{ assets_in_use: '2l32.1' },
			'not_checkable',
			null,
			'在用固定资产无法识读（“2l32.1”）。'
		]
	])('%s with %j: %s', (rule, printed, state, difference, message) => {
		const finding = reviewRule(rule, withFigures(seed, printed));
		expect(finding).toMatchObject({ state, difference, message });
		expect(finding.rounding).toBe(state === 'pass' && difference !== 0);
		expect(finding.quantity).toBe(difference === null ? null : 'money');
	});

	test('an unreadable figure touches only the rules that need it', () => {
		const filing = withFigures(seed, { spending_personnel: '三百零一' });
		expect(reviewRule('basic_parts', filing).state).toBe('not_checkable');
		expect(reviewRule('spending_parts', filing).state).toBe('pass');
		expect(reviewRule('narrative_basic', filing).state).toBe('pass');
	});

	test('a hostile text is quoted on one line and cut', () => {
		const filing = withFigures(seed, { income_total: `<b>${'长'.repeat(50)}\n\n</b>` });
		expect(reviewRule('income_parts', filing).message).toBe(
			`收入合计无法识读（“<b>${'长'.repeat(37)}…”）。`
		);
	});
});

test.each([
	['amounts that add up', [5, 2, 3], [false, false, false], true],
	['amounts that do not', [5, 2, 4], [false, false, false], false],
	['a blank as 0', [5, 5, NaN], [false, false, true], true],
	['what is no blank', [5, 5, NaN], [false, true, false], false],
	['blanks alone', [0, NaN, NaN], [false, true, true], false],
	['no total', [NaN, 2, 3], [false, false, false], false]
])('a sum of %s', (_name, amounts, blank, expected) => {
	const terms = [1, 2].map((at) => ({ at, sign: 1 }));
	expect(isExact({ total: 0, terms }, amounts, blank)).toBe(expected);
});
