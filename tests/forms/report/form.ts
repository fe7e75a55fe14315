/** The form as issued, filled in by a made-up department, and how a test varies it. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { IdentityClaim } from '#lib/filing/filing.ts';
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

export type Printed = Partial<Record<FigureId, string>>;

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

export const FORM_FIGURES: Printed = {
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

export const FORM_EXPECTED: Variant['expected'] = {
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

/** A report that differs from the form in some parts, and what is then expected. */
export function variant(
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

/** The row that stands for the department. */
export const total = (
	printed: string,
	figures: Printed = FORM_FIGURES,
	read = printed
): MadeUnit => ({
	printed,
	name: read,
	role: 'total',
	figures
});
