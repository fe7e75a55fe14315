/** 部门（单位）整体支出绩效评价自评报告 of cities and counties: a row per unit below the names of the figures. */
import { REPORTED_IDS } from '#lib/catalogue/measures.ts';
import type { FormDefinition } from '../definition.ts';

export const CITY: FormDefinition = {
	id: 'city',
	name: '部门（单位）整体支出绩效评价自评报告',
	tells: [['机构名称'], ['人员编制', '实有人数']],
	labels: [],
	holds: REPORTED_IDS
};
