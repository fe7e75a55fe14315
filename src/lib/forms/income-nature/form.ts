/** Hunan's 自评表: below the national head, amounts by the nature of income and of spending inside the label cells. */
import type { FormDefinition } from '../definition.ts';

export const INCOME_NATURE: FormDefinition = {
	id: 'income-nature',
	name: '部门整体支出绩效自评表（按收支性质）',
	tells: [['按收入性质分'], ['按支出性质分']],
	labels: [
		{ label: '一般公共预算', measure: 'income_fiscal' },
		{ label: '一般公共预算资金', measure: 'income_fiscal' },
		{ label: '政府性基金拨款', measure: 'income_gov_fund' },
		{ label: '政府性基金预算资金', measure: 'income_gov_fund' },
		{ label: '其他资金', measure: 'income_other' },
		{ label: '按收入性质分', measure: null, why: '按收入性质分的合计，分项已另外读取' },
		{ label: '按支出性质分', measure: 'spending_total' }
	],
	holds: [
		'spending_total',
		'spending_basic',
		'spending_project',
		'income_fiscal',
		'income_gov_fund',
		'income_nontax',
		'income_other',
		'score_sheet'
	]
};
