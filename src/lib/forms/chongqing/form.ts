/** Chongqing's 部门整体绩效自评表: the amounts of the year in one row, indicators without levels. */
import type { FormDefinition } from '../definition.ts';
import { EXECUTION_ROWS } from '../execution-rows.ts';

export const CHONGQING: FormDefinition = {
	id: 'chongqing',
	name: '部门整体绩效自评表（得分系数、指标权重）',
	tells: [['得分系数'], ['执行率权重'], ['执行率得分']],
	labels: EXECUTION_ROWS,
	holds: ['spending_total', 'score_form', 'score_sheet']
};
