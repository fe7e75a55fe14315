import { expect, test } from 'vitest';
import { isRuleId, RULES } from '#lib/catalogue/rules.ts';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { buildSeed, reviewRule } from './builder.ts';

const NEEDS_PREVIOUS = '前3年没有本部门的报告，尚无法与上年比较。';

test.each([
	['income_parts', 'pass', '收入合计1,206.04万元，等于各分项之和。'],
	['basic_parts', 'pass', '基本支出349.01万元，等于各分项之和。'],
	['spending_parts', 'pass', '支出合计1,205.9万元，等于各分项之和。'],
	['balance_cumulative_identity', 'pass', '累计结余0.14万元，等于收入合计减支出合计。'],
	['balance_current_identity', 'pass', '当年结余−431.91万元，等于收入合计减上年结转减支出合计。'],
	['three_public_parts', 'pass', '三公经费合计41.57万元，等于各分项之和。'],
	['assets_parts', 'pass', '固定资产合计2,132.1万元，等于各分项之和（其他固定资产未填，按0计）。'],
	['units_sum', 'not_checkable', '表中只有一行，没有分单位的数据可以汇总。'],
	['score_weights', 'pass', '各指标分值之和为100分，与各级标题一致。'],
	['score_within_weight', 'pass', '25项指标的得分均在0与分值之间。'],
	['score_sheet_sum', 'pass', '各项自评得分之和92分，等于评分表总分。'],
	['score_form_vs_sheet', 'fail', '自评表综合得分94分，评分表总分92分，相差2分。'],
	['grade_band', 'pass', '自评表综合得分94分，评价等次填写为“优”，与分档相符（90分起为优）。'],
	['deduction_reason', 'pass', '3处扣分均写明了原因。'],
	['staff_over_quota', 'pass', '实有人数22人，人员编制22人，未超编。'],
	[
		'recompute_staffing',
		'pass',
		'实有人数22人、人员编制22人，控制率100.00%；每超过1个百分点扣0.5分，按舍去、进位或按比例计算，应得5分，自评5分，相符。'
	],
	[
		'recompute_balance',
		'pass',
		'累计结余0.14万元、上年结转432.05万元；有结余但不超过上年结转，应得2分，自评2分，相符。'
	],
	[
		'recompute_assets',
		'pass',
		'在用固定资产2,132.1万元、固定资产合计2,132.1万元，利用率100.00%；每低于1个百分点扣0.1分，按舍去、进位或按比例计算，应得3分，自评3分，相符。'
	],
	[
		'recompute_three_public',
		'not_checkable',
		'前3年没有本部门的报告，尚无法与上年比较，无法计算三公经费变动率。'
	],
	['narrative_basic', 'pass', '正文所写基本支出、人员支出、公用支出与表格一致。'],
	[
		'narrative_three_public',
		'pass',
		'正文所写公务用车购置费、因公出国费、公务用车运维费、公务接待费与表格一致。'
	],
	['narrative_project', 'pass', '正文所写项目支出与表格一致。'],
	['narrative_staff', 'pass', '正文所写人员编制、实有人数与表格一致。'],
	['narrative_project_items', 'pass', '正文列出的14个项目合计856.89万元，等于项目支出。'],
	['completed_in_year', 'warn', '所写完成日期2022年3月31日不在2021年度内。'],
	['satisfaction_evidence', 'not_checkable', '满意度自评5分，报告中没有写明满意率。'],
	['carry_over_continuity', 'not_checkable', NEEDS_PREVIOUS],
	['idle_carry_over', 'not_checkable', NEEDS_PREVIOUS],
	[
		'scale_jump',
		'not_checkable',
		'前3年没有本部门的报告，尚无法与上年比较，本年各栏之间未见数量级异常。'
	],
	['staff_quota_jump', 'not_checkable', NEEDS_PREVIOUS],
	['asset_continuity', 'not_checkable', NEEDS_PREVIOUS],
	['repeated_text', 'not_checkable', NEEDS_PREVIOUS],
	['score_always_same', 'not_checkable', '连续报送1年，满3年才能判断。']
])('%s on the real report: %s', (rule, state, message) => {
	if (!isRuleId(rule)) throw new Error(rule);
	expect(reviewRule(rule, buildSeed())).toMatchObject({ state, message });
});

test('every rule gives one finding, in the order of the catalogue', () => {
	const findings = reviewFiling(buildSeed(), []);
	expect(findings.map((finding) => finding.rule)).toEqual(RULES.map((rule) => rule.id));
});

test('the mismatch of scores quotes both cells and counts hundredths', () => {
	const finding = reviewRule('score_form_vs_sheet', buildSeed());
	expect(finding).toMatchObject({ difference: 200, quantity: 'points', rounding: false });
	expect(finding.places.map(({ label, printed }) => [label, printed])).toEqual([
		['自评表综合得分', '94分'],
		['评分表总分', '92']
	]);
});
