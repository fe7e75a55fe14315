/** Hunan's 部门整体支出绩效评价基础数据表: staff, then 三公 and other expenses by last year, budget and accounts. */
import type { FormDefinition } from '../definition.ts';

export const BASE_TABLE: FormDefinition = {
	id: 'base-table',
	name: '部门整体支出绩效评价基础数据表',
	tells: [['财政供养人员情况'], ['经费控制情况']],
	labels: [
		{
			label: '公务用车购置和维护经费',
			measure: null,
			why: '公务用车购置与运行维护的小计，分项已另外读取'
		},
		{ label: '公务用车购置及维护经费', measure: null, why: '公务用车购置与运行维护的小计' }
	],
	holds: [
		'staff_quota',
		'staff_actual',
		'three_public_total',
		'three_public_vehicle_purchase',
		'three_public_vehicle_running',
		'three_public_abroad',
		'three_public_reception',
		'spending_project',
		'spending_operating'
	]
};
