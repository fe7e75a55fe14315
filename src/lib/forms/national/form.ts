/** The national 整体支出绩效自评表: budgets and execution of the year, then indicators with 年度指标值 and 实际完成值. */
import type { FormDefinition } from '../definition.ts';
import { EXECUTION_ROWS } from '../execution-rows.ts';

export const NATIONAL: FormDefinition = {
	id: 'national',
	name: '部门整体支出绩效自评表',
	tells: [
		['年初预算数', '全年执行数'],
		['全年预算数', '全年执行数'],
		['年初预算数', '全年预算数']
	],
	labels: EXECUTION_ROWS,
	holds: ['spending_total', 'score_sheet']
};
