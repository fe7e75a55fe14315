/** Sichuan's 部门整体绩效自评表 of 2023 and 得分表 of 2017: `总额` below 年初预算, 调整后预算数 and 预算执行数. */
import type { FormDefinition } from '../definition.ts';
import { EXECUTION_ROWS } from '../execution-rows.ts';

export const SICHUAN: FormDefinition = {
	id: 'sichuan',
	name: '部门整体绩效自评表（调整后预算数、预算执行数）',
	tells: [
		['调整后预算数', '预算执行数'],
		['预算执行数', '预算执行率']
	],
	labels: EXECUTION_ROWS,
	holds: ['spending_total', 'score_sheet']
};
