import { describe, expect, test } from 'vitest';
import type { RecognisedFiling, ScoreItem } from '#lib/filing/filing.ts';
import { filingOf, issuesOf } from './tables.ts';

const HEAD = ['一级指标', '二级指标', '三级指标', '评分标准', '分值', '自评得分', '扣分原因'];

/** Path, weight and score of an item; points as printed. */
function brief({ path, weight, score }: ScoreItem): string {
	const points = (figure: ScoreItem['weight']) =>
		figure.value === null ? (figure.missing ?? '') : String(figure.value / 100);
	return `${path.join('/')} ${points(weight)} ${points(score)}`;
}

function sheetOf({ score }: RecognisedFiling) {
	return {
		items: score.items.map(brief),
		weight: (score.sheet_weight.value ?? -100) / 100,
		total: (score.sheet.value ?? -100) / 100
	};
}

describe('a score sheet is read by its columns', () => {
	test.each<[string, string[][], { items: string[]; weight: number; total: number }]>([
		[
			'decimal scores, points with 分, full-width digits',
			[
				HEAD,
				['投入', '预算', '甲', '标准', '６０', '59.25分', ''],
				['', '', '乙', '标准', '40分', '39.5', ''],
				['总分', '', '', '', '100分', '98.75', '']
			],
			{ items: ['投入/预算/甲 60 59.25', '投入/预算/乙 40 39.5'], weight: 100, total: 98.75 }
		],
		[
			'a head of two rows',
			[
				['评价指标', '', '', '分值', '自评得分', '扣分原因'],
				['一级指标', '二级指标', '三级指标', '', '', ''],
				['投入', '预算', '甲', '60', '60', ''],
				['', '', '乙', '40', '38', ''],
				['合计', '', '', '100', '98', '']
			],
			{ items: ['投入/预算/甲 60 60', '投入/预算/乙 40 38'], weight: 100, total: 98 }
		],
		[
			'得分 beside every level is a weight, the last one the score',
			[
				[
					'一级指标',
					'得分',
					'二级指标',
					'得分',
					'三级指标',
					'得分',
					'评价标准',
					'指标说明',
					'得分'
				],
				['投入', '100', '预算', '100', '甲', '60', '标准', '', '60'],
				['', '', '', '', '乙', '40', '标准', '', '30'],
				['总分', '100', '', '100', '', '100', '', '', '90']
			],
			{ items: ['投入/预算/甲 60 60', '投入/预算/乙 40 30'], weight: 100, total: 90 }
		],
		[
			'cells that merged cells cover are left out',
			[
				HEAD,
				['投入（60分）', '预算', '甲', '标准', '60', '60', ''],
				['乙', '标准', '40', '35', '迟'],
				['总分', '100', '95']
			],
			{ items: ['投入/预算/甲 60 60', '投入/预算/乙 40 35'], weight: 100, total: 95 }
		],
		[
			'subtotals are no items',
			[
				HEAD,
				['投入', '预算', '甲', '标准', '60', '60', ''],
				['小计', '', '', '', '60', '60', ''],
				['产出', '职责', '乙', '标准', '40', '38', '迟'],
				['小计', '', '', '', '40', '38', ''],
				['总分', '', '', '', '100', '98', '']
			],
			{ items: ['投入/预算/甲 60 60', '产出/职责/乙 40 38'], weight: 100, total: 98 }
		],
		[
			'an item directly below a level of the first order',
			[
				HEAD,
				['投入', '', '甲', '标准', '60', '60', ''],
				['产出', '职责', '乙', '标准', '40', '38', '']
			],
			{ items: ['投入/甲 60 60', '产出/职责/乙 40 38'], weight: -1, total: -1 }
		],
		[
			'the template’s dots and its remarks are no items',
			[
				HEAD,
				['投入', '预算', '甲', '标准', '100', '98', ''],
				['', '', '……', '', '', '', ''],
				['总分', '', '', '', '100', '98', ''],
				['备注：本表须相应修改。']
			],
			{ items: ['投入/预算/甲 100 98'], weight: 100, total: 98 }
		],
		[
			'scores shared by several items',
			[
				HEAD,
				['效果', '效益', '经济效益', '共性', '60', '55', ''],
				['', '', '社会效益', '', '', '', ''],
				['', '', '满意度', '标准', '40', '40', ''],
				['总分', '', '', '', '100', '95', '']
			],
			{
				items: [
					'效果/效益/经济效益 60 55',
					'效果/效益/社会效益 blank blank',
					'效果/效益/满意度 40 40'
				],
				weight: 100,
				total: 95
			}
		],
		[
			'the weight stands in the indicator’s name',
			[
				['一级指标', '二级指标', '评分标准', '自评得分'],
				['投入', '甲（60分）', '标准', '60'],
				['', '乙（40分）', '标准', '33'],
				['总分', '', '', '93']
			],
			{ items: ['投入/甲 60 60', '投入/乙 40 33'], weight: -1, total: 93 }
		],
		[
			'one level of indicators',
			[
				['序号', '评价内容', '分值', '自评得分', '备注'],
				['1', '甲', '60', '60', ''],
				['2', '乙', '40', '31', '迟'],
				['合计', '', '100', '91', '']
			],
			{ items: ['甲 60 60', '乙 40 31'], weight: 100, total: 91 }
		],
		[
			'the bureau’s own score stands in another column',
			[
				['一级指标', '二级指标', '分值', '自评得分', '复核得分', '扣分原因'],
				['投入', '甲', '100', '97', '90', '']
			],
			{ items: ['投入/甲 100 97'], weight: -1, total: -1 }
		]
	])('%s', (_, table, expected) => {
		expect(sheetOf(filingOf(table))).toEqual(expected);
	});
});

test('a shared weight groups its items, a new heading ends the group', () => {
	const { items } = filingOf([
		HEAD,
		['效果', '效益甲', '一', '共性', '15', '5', ''],
		['', '', '二', '', '', '5', ''],
		['', '效益乙', '三', '标准', '', '5', ''],
		['', '', '四', '标准', '10', '5', '']
	]).score;
	expect(items.map((item) => item.weight_group)).toEqual([1, 1, null, null]);
	expect(items.map((item) => item.criterion)).toEqual(['共性', '共性', '标准', '标准']);
});

test('a second sheet belongs to another document', () => {
	const filing = filingOf(
		[HEAD, ['投入', '预算', '甲', '标准', '100', '98', ''], ['总分', '', '', '', '100', '98', '']],
		'财政支出项目绩效评价评分表',
		[HEAD, ['项目', '立项', '丙', '标准', '100', '60', ''], ['总分', '', '', '', '100', '60', '']]
	);
	expect(sheetOf(filing)).toEqual({ items: ['投入/预算/甲 100 98'], weight: 100, total: 98 });
});

test('the national table scores the execution of the budget above its indicators', () => {
	const filing = filingOf([
		['部门（单位）名称', '某镇人民政府'],
		[
			'年度预算申请（万元）',
			'',
			'年初预算数',
			'全年预算数',
			'全年执行数',
			'分值',
			'执行率',
			'得分'
		],
		['', '年度资金总额', '1172.55', '1300', '1268.72', '10', '97.6%', '9.8'],
		['', '其中：基本支出', '985.19', '1000', '914.97', '', '', ''],
		['年度总体目标', '预期目标', '实际完成情况'],
		['', '目标1：完成甲', '已完成甲'],
		[
			'绩效指标',
			'一级指标',
			'二级指标',
			'三级指标',
			'年度指标值',
			'实际完成值',
			'分值',
			'得分',
			'偏差原因分析及改进措施'
		],
		['', '产出指标', '数量指标', '公里数', '20公里', '21公里', '70', '70', ''],
		['', '', '质量指标', '合格率', '100%', '98%', '20', '19', '略低'],
		['总分', '100', '98.8', '']
	]);
	expect(filing.template).toBe('national');
	expect(sheetOf(filing)).toEqual({
		items: [
			'预算执行/年度资金总额 10 9.8',
			'产出指标/数量指标/公里数 70 70',
			'产出指标/质量指标/合格率 20 19'
		],
		weight: 100,
		total: 98.8
	});
	expect(filing.score.items[0]).toMatchObject({ reason: '执行率97.6%' });
	expect(filing.score.items[2]).toMatchObject({ criterion: '100%', reason: '略低' });
	expect(filing.goals).toMatchObject([{ target: '目标1：完成甲', result: '已完成甲' }]);
	expect(filing.indicators).toMatchObject([
		{ path: ['产出指标', '数量指标', '公里数'], target: '20公里', result: '21公里' },
		{ path: ['产出指标', '质量指标', '合格率'], result: '98%' }
	]);
	expect(filing.claims).toMatchObject([{ source: 'cover', text: '某镇人民政府' }]);
});

test.each([
	[
		[HEAD, ['投入', '预算', '甲', '标准', '100', '满分', '']],
		'表1 第2行 第6格（甲 · 自评得分）：“甲自评得分”读到“满分”，应为以分为单位的数字或空白；该数按无法识读处理，请改正后重新报送。'
	],
	[
		[
			['人员编制', '3', '实有人数', '3'],
			['绩效自评综合得分', '约九十四点五分']
		],
		'表1 第2行 第2格（绩效自评综合得分）：“绩效自评综合得分”读到“约九十四点五分”，应为以分为单位的数字或空白；该数按无法识读处理，请改正后重新报送。'
	]
])('a score that is no number is said', (table, sentence) => {
	expect(issuesOf(table)).toEqual([sentence]);
});

describe('one sheet of several', () => {
	const OWN = [
		HEAD,
		['投入', '预算', '甲', '标准', '60', '60', ''],
		['小  计', '60', '60', ''],
		['产出', '职责', '乙', '标准', '30', '30', ''],
		['', '', '丙', '标准', '10', '8', '不足'],
		['产出小计', '40', '38', ''],
		['总分', '', '', '', '100', '98', '']
	];
	const withoutScores = (rows: string[][]) =>
		rows.map((row) =>
			row.length > 4 && /\d/.test(row[5] ?? '') ? [...row.slice(0, 5), '', ''] : row
		);
	const SAMPLE = withoutScores(OWN).filter((row) => !row[0]?.includes('计'));
	const read = {
		items: ['投入/预算/甲 60 60', '产出/职责/乙 30 30', '产出/职责/丙 10 8'],
		weight: 100,
		total: 98
	};

	test.each<[string, string[][][]]>([
		['subtotals are no indicators', [OWN]],
		['a sample before it', [SAMPLE, OWN]],
		['a sample without a total before it', [SAMPLE.slice(0, -1), OWN]],
		['a sample after it', [OWN, SAMPLE]],
		['over pages, the head repeated', [OWN.slice(0, 4), [HEAD, ...OWN.slice(4)]]]
	])('%s', (_, sheets) => {
		expect(sheetOf(filingOf(...sheets))).toEqual(read);
	});

	test('a sample that starts over ends a sheet without a total', () => {
		const filing = filingOf(OWN.slice(0, -1), SAMPLE);
		expect(filing.score.items.map(brief)).toEqual(read.items);
	});
});

test.each<[string, string[][], boolean]>([
	['without a total', [], true],
	['with a total', [['总分', '', '', '', '100', '98', '']], false],
	['with the total of the form', [['绩效自评综合得分', '98分']], false]
])('scores of indicators %s', (_, rows, isSaid) => {
	const said = issuesOf([
		HEAD,
		['投入', '预算', '甲', '标准', '60', '60', ''],
		['产出', '职责', '乙', '标准', '40', '38', '不足'],
		...rows
	]);
	const sentence = '评分表各项有得分，但没有写明总分，综合得分未读入；请补上总分后再报送。';
	expect(said.includes(sentence)).toBe(isSaid);
});

describe('a score that no table holds', () => {
	test.each<[string, string[][], string, string]>([
		[
			'is not filed where the form has a score and a sheet',
			[
				['机构名称', '人员编制', '实有人数'],
				['示例市水务局', '40', '38']
			],
			'not_filed',
			'not_filed'
		],
		[
			'is not in the template of a table of basic data',
			[
				['财政供养人员情况', '编制数', '2022年实际在职人数', '控制率'],
				['', '40', '38', '95%']
			],
			'not_in_template',
			'not_in_template'
		],
		[
			'is not filed as the score of a form that scores in its sheet alone',
			[
				['', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
				['年度资金总额', '100', '110', '99', '10', '90%', '9']
			],
			'not_in_template',
			'not_filed'
		]
	])('%s', (_name, rows, form, sheet) => {
		const { score } = filingOf(rows);
		expect([score.form.missing, score.sheet.missing]).toEqual([form, sheet]);
	});
});
