import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import { buildSeed, CELL, readPoints, reviewRule, withItem, withScore } from './builder.ts';

const seed = buildSeed();

describe('score sheet', () => {
	const items = seed.score.items;
	test.each<[string, RuleId, RecognisedFiling, FindingState, number | null, string]>([
		[
			'no sheet',
			'score_weights',
			withScore(seed, { items: [] }),
			'not_checkable',
			null,
			'报告中没有评分表。'
		],
		[
			'weights',
			'score_weights',
			withItem(seed, '重点支出安排率', { weight: readPoints('6') }),
			'fail',
			100,
			'各指标分值之和为101分，总分行分值100分，应为100分。'
		],
		[
			'total row',
			'score_weights',
			withScore(seed, { sheet_weight: readPoints('98') }),
			'fail',
			200,
			'各指标分值之和为100分，总分行分值98分，应为100分。'
		],
		[
			'heading',
			'score_weights',
			withScore(seed, {
				headings: [{ path: ['产出'], weight: 3000, place: CELL }]
			}),
			'fail',
			-500,
			'“产出”标注30分，其下各指标分值之和为25分。'
		],
		[
			'a weight unread',
			'score_weights',
			withItem(seed, '支付进度', { weight: readPoints('三') }),
			'not_checkable',
			null,
			'“预算执行 · 支付进度”的分值无法识读（“三”）。'
		],
		[
			'over weight',
			'score_within_weight',
			withItem(seed, '支付进度', { score: readPoints('4') }),
			'fail',
			100,
			'“预算执行 · 支付进度”得分4分，超过分值3分。'
		],
		[
			'negative',
			'score_within_weight',
			withItem(seed, '支付进度', { score: readPoints('-1') }),
			'fail',
			-100,
			'“预算执行 · 支付进度”得分−1分，低于0分。'
		],
		[
			'shared weight',
			'score_within_weight',
			withItem(seed, '社会效益', { score: readPoints('6') }),
			'fail',
			100,
			'“经济效益、社会效益、生态效益”合计得分16分，超过分值15分。'
		],
		[
			'one score for all of a weight',
			'score_within_weight',
			withItem(withItem(seed, '社会效益', { score: readPoints('') }), '生态效益', {
				score: readPoints('')
			}),
			'pass',
			null,
			'25项指标的得分均在0与分值之间。'
		],
		[
			'score unread',
			'score_within_weight',
			withItem(seed, '支付进度', { score: readPoints('优') }),
			'not_checkable',
			null,
			'“预算执行 · 支付进度”得分无法识读（“优”）。'
		],
		[
			'sum',
			'score_sheet_sum',
			withScore(seed, { sheet: readPoints('93') }),
			'fail',
			-100,
			'各项自评得分之和92分，评分表总分93分，相差1分。'
		],
		[
			'blank score',
			'score_sheet_sum',
			withItem(withScore(seed, { sheet: readPoints('89') }), '支付进度', { score: readPoints('') }),
			'pass',
			0,
			'各项自评得分之和89分，等于评分表总分（1项得分未填，按0计）。'
		],
		[
			'no total',
			'score_sheet_sum',
			withScore(seed, { sheet: readPoints('') }),
			'not_checkable',
			null,
			'评分表总分未填。'
		],
		[
			'form blank',
			'score_form_vs_sheet',
			withScore(seed, { form: readPoints('') }),
			'not_checkable',
			null,
			'自评表综合得分未填。'
		],
		[
			'form equals',
			'score_form_vs_sheet',
			withScore(seed, { form: readPoints('92.0') }),
			'pass',
			0,
			'自评表综合得分92分，评分表总分92分，一致。'
		],
		[
			'89.5 is 良',
			'grade_band',
			withScore(seed, { form: readPoints('89.5') }),
			'fail',
			null,
			'自评表综合得分89.5分，评价等次填写为“优”，按分档应为“良”。'
		],
		[
			'sheet serves',
			'grade_band',
			withScore(seed, { form: readPoints('') }),
			'pass',
			null,
			'评分表总分92分，评价等次填写为“优”，与分档相符（90分起为优）。'
		],
		[
			'合格',
			'grade_band',
			withScore(seed, { grade: { printed: '合格', place: CELL } }),
			'pass',
			null,
			'自评表综合得分94分，评价等次填写为“合格”，与分档相符（60分起为合格）。'
		],
		[
			'no grade',
			'grade_band',
			withScore(seed, { grade: null }),
			'not_checkable',
			null,
			'评价等次未填。'
		],
		[
			'unknown grade',
			'grade_band',
			withScore(seed, { grade: { printed: '甲', place: CELL } }),
			'not_checkable',
			null,
			'评价等次“甲”不在已设置的分档中。'
		],
		[
			'no reason',
			'deduction_reason',
			withItem(seed, '资金结余', { reason: ' 无 ' }),
			'fail',
			null,
			'1处扣分未写原因：“预算执行 · 资金结余”扣1分。'
		],
		[
			'shared, no reason',
			'deduction_reason',
			withItem(seed, '社会效益', { reason: '' }),
			'fail',
			null,
			'1处扣分未写原因：“经济效益、社会效益、生态效益”合计扣2分。'
		],
		[
			'csv without reasons',
			'deduction_reason',
			{
				...withScore(seed, { items: items.map((item) => ({ ...item, reason: '' })) }),
				template: 'csv'
			},
			'not_checkable',
			null,
			'导入的数据中没有扣分原因。'
		]
	])('%s', (_name, rule, filing, state, difference, message) => {
		expect(reviewRule(rule, filing)).toMatchObject({ state, difference, message });
	});
});
