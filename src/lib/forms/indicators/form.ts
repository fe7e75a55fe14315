/** 绩效评价指标体系 or 评分表 filed without any table of figures. */
import type { FormDefinition } from '../definition.ts';

export const INDICATORS: FormDefinition = {
	id: 'indicators',
	name: '部门整体支出绩效评价指标体系',
	tells: [['一级指标']],
	labels: [],
	holds: ['score_sheet']
};
