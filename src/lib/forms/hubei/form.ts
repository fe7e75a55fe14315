/** Hubei's 部门整体绩效自评表: totals of basic and project spending beside their names, execution of 20 points. */
import type { FormDefinition } from '../definition.ts';
import { EXECUTION_ROWS } from '../execution-rows.ts';

export const HUBEI: FormDefinition = {
	id: 'hubei',
	name: '部门整体绩效自评表（基本支出总额、项目支出总额）',
	tells: [
		['基本支出总额'],
		['项目支出总额'],
		['部门整体支出总额'],
		['预算数', '执行数', '执行率', '得分']
	],
	labels: [
		{ label: '基本支出总额', measure: 'spending_basic' },
		{ label: '项目支出总额', measure: 'spending_project' },
		...EXECUTION_ROWS
	],
	holds: ['spending_total', 'spending_basic', 'spending_project', 'score_sheet']
};
