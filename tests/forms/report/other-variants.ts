/** Made-up reports that differ from the form in everything but their tables of figures, or lack some of these. */
import {
	FORM_EXPECTED,
	FORM_FIGURES,
	INCOME,
	SHEET,
	SPENDING,
	total,
	variant,
	type Variant
} from './form.ts';

export const OTHER_VARIANTS: Variant[] = [
	variant(
		'no tables of 三公 and assets, no score sheet, no goals',
		{
			tables: [INCOME, SPENDING],
			sheet: null,
			rating: [
				['自评得分', '88.5'],
				['评价等级', '良好']
			]
		},
		{
			form: 8850,
			grade: '良好',
			claims: [
				['cover', '岳北市水务局'],
				['narrative_title', '岳北市水务局'],
				['unit_column', '市水务局']
			],
			completions: []
		}
	),
	variant(
		'only a score sheet',
		{
			staff: [],
			tables: [],
			units: [],
			rating: [],
			layout: 'separate_tables',
			narrative: ['2022年度部门整体支出绩效评价评分表', '填报单位：岳北市水务局']
		},
		{
			jurisdiction: '岳北市',
			claims: [['score_sheet', '岳北市水务局']],
			form: null,
			grade: null,
			projects: [],
			narrative: {},
			completions: []
		}
	),
	variant('the score sheet over a page break, head and merged cells repeated', {
		sheet: { ...SHEET, breakBefore: 4 }
	}),
	variant('a score sheet of two levels, other order, other words, an extra column', {
		sheet: {
			columns: [
				['level1', '一级指标'],
				['level3', '二级指标'],
				['weight', '权重'],
				['extra', '指标说明'],
				['criterion', '评价标准'],
				['reason', '扣分原因'],
				['score', '得分']
			],
			levels: SHEET.levels.map((level) => ({
				...level,
				children: [{ name: '', items: level.children.flatMap((child) => child.items) }]
			})),
			total: { label: '合计', weight: '100分', score: '96.0' }
		}
	}),
	variant(
		'cover fields, a year in Chinese numerals, a filing date in the next year',
		{
			cover: [
				'东江县二〇二三年度部门（单位）整体支出',
				'绩效评价自评报告',
				'部门（单位）名称：  东江县水利局   ',
				'预 算 编 码：  306001 ',
				'评价方式：部门（单位）绩效自评',
				'报告日期：2024年3月15日',
				'东江县财政局（制）'
			],
			narrative: ['一、基本情况', '我局主要负责水利工作。', '二、存在的问题', '人手不足。'],
			sheet: null
		},
		{
			year: 2023,
			jurisdiction: '东江县',
			claims: [
				['budget_code', '306001'],
				['cover', '东江县水利局'],
				['unit_column', '市水务局']
			],
			projects: [],
			narrative: {},
			completions: ['2022-11-30']
		}
	),
	variant(
		'the department in the title line, projects one a paragraph',
		{
			cover: ['2019年度岳北市林业局部门整体支出绩效自评报告'],
			units: [total('林业局')],
			narrative: [
				'一、部门概况',
				'编制30名，在职人员28名。',
				'二、收支情况',
				'2019年总支出2300.05万元，比上年增加120万元，其中基本支出1500.05万元，项目支出800万元，具体如下：',
				'1、森林防火经费300万元，其中设备120万元，人员180万元。',
				'2、造林补助499.5万元；',
				'3、其他项目0.5万元。',
				'2018年基本支出1400万元。2019年三公经费预算数50万元，实际支出36.6万元。',
				'三、下一步改进措施',
				'加强管理。'
			],
			sheet: null,
			rating: [
				['绩效自评综合得分', '96分'],
				['评价等次', '优']
			]
		},
		{
			year: 2019,
			jurisdiction: null,
			claims: [
				['narrative_title', '岳北市林业局'],
				['unit_column', '林业局']
			],
			projects: [
				['森林防火经费', 300],
				['造林补助', 499.5],
				['其他项目', 0.5]
			],
			narrative: {
				staff_quota: 30,
				staff_actual: 28,
				spending_total: 2300.05,
				spending_basic: 1500.05,
				spending_project: 800,
				three_public_total: 36.6
			},
			completions: []
		}
	),
	variant(
		'year and department only in the file name',
		{ cover: ['部门整体支出绩效自评报告'], narrative: [], sheet: null, units: [total('局机关')] },
		{
			year: 2020,
			jurisdiction: null,
			claims: [['file_name', '岳北市审计局']],
			projects: [],
			narrative: {},
			completions: ['2022-11-30']
		},
		'岳北市审计局2020年度部门整体支出绩效自评报告（定稿）.docx'
	),
	variant(
		'cells that are no numbers, and one that prints its own unit',
		{
			units: [
				total('市水务局', {
					...FORM_FIGURES,
					income_total: '约2415',
					income_fiscal: '19981000元',
					spending_basic: '1500.O5',
					assets_total: '——'
				})
			]
		},
		{ issues: ['figure_unreadable', 'unit_in_cell', 'figure_unreadable'] }
	),
	variant(
		'years that contradict each other: most places win',
		{ cover: ['岳北市2021年度部门（单位）整体支出', '绩效评价自评报告', '岳北市财政局（制）'] },
		{
			issues: ['fiscal_year_conflict'],
			claims: [...FORM_EXPECTED.claims, ['file_name', '岳北市水务局']]
		},
		'岳北市水务局2022年度.docx'
	),
	variant('weights and scores in a column beside every level', {
		sheet: {
			...SHEET,
			columns: SHEET.columns.map(([role, head]) => [role, role === 'score' ? '得分' : head])
		}
	})
];
