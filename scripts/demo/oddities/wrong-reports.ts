/** These Word reports are wrong beside their figures and scores. */
import { WAN } from '../city/figures.ts';
import type { Oddity } from './oddity.ts';
import { change, fails, warns } from './oddity.ts';

export const REPORTS: readonly Oddity[] = [
	{
		code: '314',
		year: 2021,
		what: '正文所写人员经费比表格多3.00万元',
		findings: fails(2021, 'narrative_basic'),
		report: { prose: { spending_personnel: 3 * WAN } }
	},
	{
		code: '314',
		year: 2022,
		what: '正文逐项列出的项目金额之和比项目支出少60.00万元',
		findings: fails(2022, 'narrative_project_items'),
		report: { project_off: -60 * WAN }
	},
	{
		code: '312',
		year: 2022,
		what: '正文所写公务接待费与表格不符',
		findings: fails(2022, 'narrative_three_public'),
		report: { prose: { three_public_reception: 0.8 * WAN } }
	},
	{
		code: '312',
		year: 2023,
		what: '一项任务写明2024年2月20日完成，在年度之外',
		findings: warns(2023, 'completed_in_year'),
		report: { completed_on: '2024年2月20日' }
	},
	{
		code: '801',
		year: 2022,
		what: '正文所写实有人数比表格多2人',
		findings: fails(2022, 'narrative_staff'),
		report: { prose: { staff_actual: 2 } }
	},
	{
		code: '801',
		year: 2023,
		what: '问题与措施部分与上年逐字相同',
		findings: warns(2023, 'repeated_text'),
		report: { copied_text: true }
	},
	{
		code: '302',
		year: 2023,
		what: '各单位行项目支出之和比汇总行少320.00万元',
		findings: fails(2023, 'units_sum'),
		report: { unit_off: { spending_project: -320 * WAN } }
	},
	{
		code: '601',
		year: 2023,
		what: '正文所写专项支出比表格多15.00万元',
		findings: fails(2023, 'narrative_project'),
		report: { prose: { spending_project: 15 * WAN } }
	},
	{
		code: '707',
		year: 2023,
		what: '满意度写明91%，按标准应得3分，自评5分',
		findings: warns(2023, 'satisfaction_evidence'),
		report: { satisfaction: 91 },
		sheet: (sheet) => change(sheet, '社会公众或服务对象满意度', 500, '')
	}
];

/** This is no mistake: the tables are in 元 and the prose in 万元, so that rounding leaves small differences. */
export const ROUNDED: readonly Oddity[] = [
	{
		code: '707',
		year: 2023,
		what: '表格以元、正文以万元保留两位小数：四舍五入的尾差，通过并注明',
		findings: (
			[
				'narrative_basic',
				'narrative_project',
				'narrative_project_items',
				'narrative_three_public'
			] as const
		).map((rule) => ({ year: 2023, rule, state: 'pass' }))
	}
];
