/** The national 整体支出绩效自评表: budgets and execution of the year, then indicators with 年度指标值 and 实际完成值. */
import type { FormDefinition } from '../definition.ts';

export const NATIONAL: FormDefinition = {
	id: 'national',
	name: '部门整体支出绩效自评表',
	tells: [
		['年初预算数', '全年执行数'],
		['全年预算数', '全年执行数'],
		['年初预算数', '全年预算数']
	],
	labels: [
		{ label: '年度资金总额', measure: 'spending_total' },
		{ label: '年度资金总额合计', measure: 'spending_total' },
		{ label: '资金总额', measure: 'spending_total' },
		{ label: '总额', measure: 'spending_total' },
		{ label: '合计', measure: 'spending_total' },
		{ label: '部门整体支出总额', measure: 'spending_total' },
		{ label: '部门整体资金', measure: 'spending_total' },
		{ label: '预算执行情况', measure: 'spending_total' }
	],
	holds: ['spending_total']
};
