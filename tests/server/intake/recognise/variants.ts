/** Made-up reports that differ from the known one in labels, order, units, years, tables and layout. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { IdentityClaim } from '#lib/catalogue/filing.ts';
import type { Column, FigureTable, MadeReport, MadeSheet, MadeUnit } from './reports.ts';

export interface Variant {
	title: string;
	report: MadeReport;
	file_name: string;
	expected: {
		year: number;
		jurisdiction: string | null;
		claims: [IdentityClaim['source'], string][];
		/** The unit that the tables print amounts in. */
		unit: '万元' | '元';
		form: number | null;
		grade: string | null;
		/** Names and amounts in 万元. */
		projects: [string, number][];
		/** Amounts in 万元, people as they are. */
		narrative: Partial<Record<FigureId, number>>;
		completions: string[];
		issues: string[];
	};
}

type Printed = Partial<Record<FigureId, string>>;

export const name = (label = '机构名称'): Column => ({ label, name: true });
export const figure = (label: string, id: FigureId): Column => ({ label, figure: id });
export const group = (label: string, ...children: Column[]): Column => ({ label, children });

/** The form's own tables. */
export const INCOME: FigureTable = {
	captions: ['年度收入情况（万元）'],
	columns: [
		name(),
		figure('收入合计', 'income_total'),
		group(
			'其中：',
			figure('上年结转', 'income_carried_in'),
			figure('公共财\n政拨款', 'income_fiscal'),
			figure('政府基金拨款', 'income_gov_fund'),
			figure('纳入专户管理的非税收入拨款', 'income_nontax'),
			figure('其他\n收入', 'income_other')
		)
	]
};
export const SPENDING: FigureTable = {
	captions: ['部门（单位）年度支出和结余情况（万元）'],
	columns: [
		name(),
		figure('支出合计', 'spending_total'),
		group(
			'其中：',
			figure('基本支出', 'spending_basic'),
			group(
				'其中：',
				figure('人员支出', 'spending_personnel'),
				figure('公用支出', 'spending_operating')
			),
			figure('项目支出', 'spending_project')
		),
		group('结余', figure('当年结余', 'balance_current'), figure('累计结余', 'balance_cumulative'))
	]
};
export const THREE_PUBLIC: FigureTable = {
	columns: [
		name(),
		figure('三公经费\n合计', 'three_public_total'),
		group(
			'其中：',
			figure('公务接待费', 'three_public_reception'),
			figure('公务用车运维费', 'three_public_vehicle_running'),
			figure('公务用车购置费', 'three_public_vehicle_purchase'),
			figure('因公出国费', 'three_public_abroad')
		)
	]
};
export const ASSETS: FigureTable = {
	columns: [
		name(),
		figure('固定资产\n合计', 'assets_total'),
		group(
			'其中：',
			figure('在用固定资产', 'assets_in_use'),
			figure('出租固定资产', 'assets_leased')
		),
		figure('其他', 'assets_other')
	]
};

const FORM_FIGURES: Printed = {
	income_total: '2415.30',
	income_carried_in: '310.2',
	income_fiscal: '1998.1',
	income_gov_fund: '0',
	income_nontax: '87',
	income_other: '20',
	spending_total: '2300.05',
	spending_basic: '1500.05',
	spending_personnel: '1320.05',
	spending_operating: '180',
	spending_project: '800',
	balance_current: '-194.95',
	balance_cumulative: '115.25',
	three_public_total: '36.6',
	three_public_reception: '6.1',
	three_public_vehicle_running: '12.5',
	three_public_vehicle_purchase: '18',
	three_public_abroad: '',
	assets_total: '5210.77',
	assets_in_use: '5200.77',
	assets_leased: '10',
	assets_other: ''
};

export const SHEET: MadeSheet = {
	columns: [
		['level1', '一级指标'],
		['level2', '二级指标'],
		['level3', '三级指标'],
		['criterion', '评分标准'],
		['weight', '分值'],
		['score', '自评得分'],
		['reason', '扣分原因和其他说明']
	],
	levels: [
		{
			name: '投  入\n（15分）',
			children: [
				{
					name: '预算配置\n（15分）',
					items: [
						{ name: '财政供养人员\n控制率', weight: '5', score: '5' },
						{ name: '“三公经费”\n变动率', weight: '5', score: '3.5', reason: '购置车辆' },
						{ name: '重点支出\n安排率', weight: '5', score: '5' }
					]
				}
			]
		},
		{
			name: '过  程\n（45分）',
			children: [
				{
					name: '预算管理\n（30分）',
					items: [
						{
							name: '管理制度\n健全性',
							weight: '20',
							score: '20',
							criterion: '①有制度；\n②有执行。'
						},
						{ name: '资金使用合规性', weight: '10', score: '9', reason: '一笔附件不全' }
					]
				},
				{
					name: '资产管理\n（15分）',
					items: [{ name: '管理制度\n健全性', weight: '15', score: '15' }]
				}
			]
		},
		{
			name: '效  果（40分）',
			children: [
				{
					name: '履职效益（40分）',
					items: [
						{ name: '经济效益', weight: '30', score: '10', criterion: '共性要素。' },
						{ name: '社会效益', weight: null, score: '10', criterion: '' },
						{ name: '生态效益', weight: null, score: '9', criterion: '', reason: '进度偏慢' },
						{ name: '社会公众或服务对象满意度', weight: '10', score: '9.5', reason: '未全部回访' }
					]
				}
			]
		}
	],
	total: { label: '总  分', weight: '100', score: '96' }
};

const NARRATIVE = [
	'　　岳北市水务局2022年度',
	'部门整体支出绩效评价报告',
	'一、基本概况',
	'（一）人员情况',
	'2022年末，核定编制86人，实有在职人员81人，退休30人。',
	'二、部门整体支出情况',
	'（一）基本支出',
	'全年基本支出1500.05万元，其中：人员经费1320.05万元，日常公用经费180万元。',
	'“三公”经费支出36.6万元，其中公务接待费6.1万元，公务用车运行维护费12.5万元，公务用车购置费18万元，因公出国（境）费0万元。',
	'（二）项目支出',
	'项目支出800万元，主要用于：河道整治500万元；山塘、水库除险加固费200.5万元；水质监测（含设备80万元）99.5万元。',
	'三、存在的主要问题',
	'（一）预算编制不够细。',
	'四、改进措施和有关建议',
	'（一）细化预算，计划于2023年6月30日前完成编制办法修订。'
];

const RATING = [
	['整体支出绩效定性目标及实施计划完成情况', '预期目标', '实际完成'],
	[
		'',
		'目标1：整治河道20公里。\n目标2：完成水库除险加固',
		'1、整治河道21公里。2、水库除险加固于2022年11月30日完工验收。'
	],
	['整体支出绩效定量目标及实施计划完成情况', '评价内容', '绩效目标', '完成情况'],
	['', '产出目标\n（部门工作实绩）', '数量指标', '指标1：整治河道20公里', '整治21公里'],
	['', '效益目标', '满意度', '指标1：群众满意度', '满意率96%'],
	['绩效自评综合得分', '96分'],
	['评价等次', '优']
];

/** The form as issued, filled in by another department in another year. */
const FORM: MadeReport = {
	cover: ['岳北市20 22 年度部门（单位）整体支出', '绩效评价自评报告', '岳北市财政局（制）'],
	staff: [
		['联系人', '〔已隐去〕', '联络电话', '〔已隐去〕'],
		['人员编制', '86', '实有人数', '81'],
		['职能职责概述', '（1）负责全市水资源管理。\n（2）负责防汛抗旱。']
	],
	tables: [INCOME, SPENDING, THREE_PUBLIC, ASSETS],
	units: [{ printed: '市水务局', name: '市水务局', role: 'total', figures: FORM_FIGURES }],
	rating: RATING,
	narrative: [...NARRATIVE, '附件4-1', '部门整体支出绩效评价评分表', '单位：岳北市水务局'],
	sheet: SHEET,
	layout: 'one_table'
};

const FORM_EXPECTED: Variant['expected'] = {
	year: 2022,
	jurisdiction: '岳北市',
	claims: [
		['narrative_title', '岳北市水务局'],
		['score_sheet', '岳北市水务局'],
		['unit_column', '市水务局']
	],
	unit: '万元',
	form: 9600,
	grade: '优',
	projects: [
		['河道整治', 500],
		['山塘、水库除险加固费', 200.5],
		['水质监测', 99.5]
	],
	narrative: {
		staff_quota: 86,
		staff_actual: 81,
		spending_basic: 1500.05,
		spending_personnel: 1320.05,
		spending_operating: 180,
		spending_project: 800,
		three_public_total: 36.6,
		three_public_reception: 6.1,
		three_public_vehicle_running: 12.5,
		three_public_vehicle_purchase: 18,
		three_public_abroad: 0
	},
	completions: ['2022-11-30'],
	issues: []
};

function variant(
	title: string,
	report: Partial<MadeReport>,
	expected: Partial<Variant['expected']> = {},
	fileName = 'report.docx'
): Variant {
	return {
		title,
		report: { ...FORM, ...report },
		file_name: fileName,
		expected: { ...FORM_EXPECTED, ...expected }
	};
}

const total = (printed: string, figures: Printed = FORM_FIGURES, read = printed): MadeUnit => ({
	printed,
	name: read,
	role: 'total',
	figures
});

const ALL_ZERO = Object.fromEntries(Object.keys(FORM_FIGURES).map((id) => [id, '0']));
const BLANK = Object.fromEntries(Object.keys(FORM_FIGURES).map((id) => [id, '']));

/** Amounts in 元 of {@link FORM_FIGURES}, with separators. */
const IN_YUAN: Printed = Object.fromEntries(
	Object.entries(FORM_FIGURES).map(([id, text]) => [
		id,
		text === '' ? '' : (Number(text) * 10_000).toLocaleString('en-US', { minimumFractionDigits: 2 })
	])
);

export const VARIANTS: Variant[] = [
	variant('the form as issued', {}),
	variant('separate tables with captions as paragraphs', { layout: 'separate_tables' }),
	variant(
		'a total row, the own office, a sub-unit and an empty placeholder',
		{
			units: [
				total('局机关及二级机构汇总'),
				{
					printed: '1、局机关',
					name: '局机关',
					role: 'headquarters',
					figures: { ...FORM_FIGURES, income_total: '2000' }
				},
				{
					printed: '2、二级机构1',
					name: '二级机构1',
					role: 'subunit',
					figures: { ...ALL_ZERO, income_total: '415.3' }
				},
				{ printed: '3、二级机构2', name: '二级机构2', role: 'placeholder', figures: BLANK }
			]
		},
		{ claims: FORM_EXPECTED.claims.slice(0, 2) }
	),
	variant(
		'the total row last, called 合计',
		{
			units: [
				{
					printed: '局本级',
					name: '局本级',
					role: 'headquarters',
					figures: { ...FORM_FIGURES, spending_total: '1' }
				},
				{ printed: '市防汛服务中心', name: '市防汛服务中心', role: 'subunit', figures: ALL_ZERO },
				total('合  计', FORM_FIGURES, '合计')
			]
		},
		{ claims: FORM_EXPECTED.claims.slice(0, 2) }
	),
	variant('no row called total, but one without a number', {
		units: [
			total('市水务局'),
			{
				printed: '1.机关',
				name: '机关',
				role: 'headquarters',
				figures: { ...FORM_FIGURES, spending_total: '9' }
			},
			{
				printed: '２．河道所',
				name: '河道所',
				role: 'subunit',
				figures: { ...ALL_ZERO, income_other: '3' }
			}
		]
	}),
	variant(
		'amounts in 元, with separators and full-width digits',
		{
			tables: [
				{ ...INCOME, captions: ['年度收入情况（单位：元）'] },
				{ ...SPENDING, captions: ['年度支出和结余情况（元）'] },
				THREE_PUBLIC,
				ASSETS
			],
			units: [
				total('市水务局', {
					...IN_YUAN,
					income_total: '２４，１５３，０００．００',
					balance_current: '（1,949,500.00）'
				})
			]
		},
		{ unit: '元' }
	),
	variant('other wordings of all labels, split labels, columns in another order, extra columns', {
		staff: [['编制人数', '86人', '实有在职人数', '81人', '控制率', '94.19%']],
		tables: [
			{
				captions: ['一、年度收入情况', '金额单位：万元'],
				columns: [
					{ label: '序号' },
					name('单位名称'),
					group(
						'收入',
						figure('一般公共预算\n财政拨款', 'income_fiscal'),
						figure('上年结转和结余', 'income_carried_in'),
						figure('政府性基金预算拨款', 'income_gov_fund'),
						figure('财政专户\n管理资金', 'income_nontax'),
						figure('其他', 'income_other'),
						figure('合计', 'income_total')
					),
					{ label: '备注' }
				]
			},
			{
				captions: ['二、年度支出和结转结余情况（万元）'],
				columns: [
					name('单位名称'),
					group(
						'本年支出',
						figure('合计', 'spending_total'),
						group(
							'基本支出',
							figure('小计', 'spending_basic'),
							figure('人 员 经 费', 'spending_personnel'),
							figure('日常公用经费', 'spending_operating')
						),
						figure('专项支出', 'spending_project')
					),
					group(
						'结转结余',
						figure('本年结转结余', 'balance_current'),
						figure('年末结转和结余', 'balance_cumulative')
					)
				]
			},
			{
				columns: [
					name('单位名称'),
					group(
						'“三公”经费',
						figure('因公出国（境）费', 'three_public_abroad'),
						group(
							'公务用车',
							figure('购置费', 'three_public_vehicle_purchase'),
							figure('运行维护费', 'three_public_vehicle_running')
						),
						figure('公务接待', 'three_public_reception'),
						figure('合计', 'three_public_total')
					)
				]
			},
			{
				columns: [
					name('单位名称'),
					figure('固定资产总额', 'assets_total'),
					figure('其中：在用', 'assets_in_use'),
					figure('出租出借', 'assets_leased'),
					figure('其它', 'assets_other')
				]
			}
		]
	}),
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
				'2018年基本支出1400万元。三公经费预算数50万元，实际支出36.6万元。',
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
				spending_basic: 1500.05,
				spending_project: 800
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
