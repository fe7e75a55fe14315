/** Made-up reports in the filed form, as models: what the text reader must find again in their converted text. */
import fc from 'fast-check';
import type { ModelBlock } from './converted-text.ts';

const amount = fc.oneof(
	{ weight: 1, arbitrary: fc.constantFrom('0', '') },
	{ weight: 6, arbitrary: fc.integer({ min: 1, max: 9_999_999 }).map((n) => (n / 100).toFixed(2)) }
);
const sentence = fc.constantFrom(
	'完成年度任务',
	'推进重点项目建设，按期完成审批和验收工作',
	'全年开支按进度拨款，没有超出预算',
	'服务对象满意度达到百分之九十五以上。'
);
const list = fc
	.array(sentence, { minLength: 1, maxLength: 8 })
	.map((items) => items.map((item, n) => `${n + 1}、${item}`).join('\n'));

/** Rows of one width: one for a single unit, else a total and its parts. */
function unitRows(width: number): fc.Arbitrary<string[][]> {
	const figures = fc.array(amount, { minLength: width - 1, maxLength: width - 1 });
	return fc.array(figures, { minLength: 1, maxLength: 5 }).map((rows) =>
		rows.map((cells, n) => {
			if (rows.length === 1) return ['市教育局', ...cells];
			const name = n === 1 ? '1、局机关' : `${n}、二级机构${n - 1}`;
			return [n === 0 ? '局机关及二级机构汇总' : name, ...cells];
		})
	);
}

function section(head: string[][], width: number): fc.Arbitrary<string[][]> {
	return unitRows(width).map((rows) => [...head, ...rows]);
}

const MONEY_SECTIONS = [
	section(
		[
			['年度收入情况（万元）'],
			['机构名称', '收入合计', '其中：'],
			[
				'',
				'',
				'上年结转',
				'公共财\n政拨款',
				'政府基金拨款',
				'纳入专户管理的非税收入拨款',
				'其他\n收入'
			]
		],
		7
	),
	section(
		[
			['部门（单位）年度支出和结余情况（万元）'],
			['机构名称', '支出合计', '其中：', '结余'],
			['', '', '基本支出', '其中：', '项目支出', '当年结余', '累计结余'],
			['', '', '', '人员支出', '公用支出', '', '', '']
		],
		8
	),
	section(
		[
			['机构名称', '三公经费\n合计', '其中：'],
			['', '', '公务接待费', '公务用车运维费', '公务用车购置费', '因公出国费']
		],
		6
	),
	section(
		[
			['机构名称', '固定资产\n合计', '其中：', '其他'],
			['', '', '在用固定资产', '出租固定资产', '']
		],
		5
	)
];

const overview = fc
	.tuple(list, list, list)
	.map(([duties, work, results]) => [
		['一、部门（单位）基本概况'],
		['联系人', '〔已隐去〕', '联络电话', '〔已隐去〕'],
		['人员编制', '48', '实有人数', '45'],
		['职能职责概述', duties],
		['年度主要\n工作内容', work],
		['年度部门（单位）总体运行情况及取得的成绩', results]
	]);

const indicators = fc
	.array(fc.tuple(list, list), { minLength: 1, maxLength: 8 })
	.map((pairs) =>
		pairs.map(([target, result], n) => [
			'',
			n === 0 ? '产出目标\n（部门工作实绩）' : '',
			n % 3 === 0 ? '质量指标' : '',
			target,
			result
		])
	);

const goals = fc
	.tuple(list, list, indicators, amount)
	.map(([target, result, rows, score]) => [
		['三、部门（单位）整体支出绩效自评情况'],
		['整体支出绩效定性目标及实施计划完成情况', '预期目标', '实际完成'],
		['', target, result],
		['整体支出绩效定量目标及实施计划完成情况', '评价内容', '绩效目标', '完成情况'],
		...rows,
		['绩效自评综合得分', `${score || '90'}分`],
		['评价等次', '优'],
		['四、评价人员'],
		['姓  名', '职务/职称', '单  位', '签  字'],
		['〔已隐去〕', '财务科科长', '市教育局', ''],
		['评价组组长（签字）：\n                    年    月    日']
	]);

const form = fc
	.tuple(
		overview,
		fc.tuple(...MONEY_SECTIONS.map((rows) => fc.option(rows, { freq: 8, nil: [] }))),
		goals
	)
	.map(([first, money, last]) => [
		...first,
		['二、部门（单位）收支情况'],
		...money.flat(),
		...last
	]);

const SHEET_HEAD = [
	'一级指标',
	'二级指标',
	'三级指标',
	'评分标准',
	'分值',
	'自评得分',
	'扣分原因和其他说明'
];

const sheetRows = fc
	.array(fc.tuple(list, fc.constantFrom('3', '5', '15'), fc.constantFrom('', '有结余')), {
		minLength: 3,
		maxLength: 20
	})
	.map((items) => [
		...items.map(([criterion, score, reason], n) => [
			n % 5 === 0 ? '过  程\n（40分）' : '',
			n % 5 === 0 ? '预算管理\n（15分）' : '',
			`指标名称${n}`,
			criterion,
			'5',
			score,
			reason
		]),
		['总 分', '', '', '', '100', '92', '']
	]);

/** The sheet as one table, or as two with the head repeated, as a page break leaves it. */
const sheet = fc.tuple(sheetRows, fc.option(fc.nat(10))).map(([rows, cut]): string[][][] => {
	const at = cut === null ? 0 : Math.min(cut, rows.length - 1);
	const first = rows.slice(0, at);
	const second = [SHEET_HEAD, ...rows.slice(at)];
	return first.length === 0 ? [second] : [[SHEET_HEAD, ...first], second];
});

const narrative = fc
	.array(sentence, { minLength: 3, maxLength: 12 })
	.map((lines) => [
		'填报人（签名）：                          联系电话',
		'市教育局2022年度',
		'部门整体支出绩效评价报告',
		...lines
	]);

export const reports: fc.Arbitrary<ModelBlock[]> = fc
	.tuple(form, fc.option(narrative, { freq: 4, nil: [] }), sheet, fc.boolean())
	.map(([formRows, prose, sheets, hasNote]) => [
		'示例市2022年度部门（单位）整体支出',
		'绩效评价自评报告',
		formRows,
		...prose,
		'附件4-1',
		'部门整体支出绩效评价评分表',
		'单位：市教育局',
		...sheets,
		...(hasNote ? ['备注：如修改调整了附件3，须相应修改调整本表中的对应部分。'] : [])
	]);

/** Tables of other forms that arrive in the same folders: the national self-evaluation, a county's base data. */
export const OTHER_FORMS: [name: string, rows: string[][]][] = [
	[
		'national self-evaluation',
		[
			['部门整体支出绩效自评表'],
			['一级预算部门名称', '市教育局'],
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
			['', '年度资金总额', '100.5', '110', '105', '10', '95%', '9.5'],
			['', '按收入性质分：', '按支出性质分：'],
			['', '其中：一般公共预算：100', '其中：基本支出：80'],
			['', '政府性基金拨款：', '项目支出：20'],
			['', '纳入专户管理的非税收入拨款：', ''],
			['年度总体目标', '预期目标', '实际完成情况'],
			['', '1、推进重点项目\n2、按期完成审批和验收', '1、已完成\n2、已完成'],
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
			['', '产出指标', '数量指标', '新建学位数', '≥1000个', '1200个', '10', '10', ''],
			['', '', '质量指标', '验收合格率', '100%', '96%', '10', '9', '部分项目跨年度实施'],
			['总分', '100', '98.5', '']
		]
	],
	[
		'base data of a county',
		[
			['部门整体支出绩效评价基础数据表'],
			['财政供养人员情况', '编制数', '实际在职人数', '控制率'],
			['', '32', '30', '93.75%'],
			['经费控制情况', '上年决算数', '本年预算数', '本年决算数'],
			['三公经费', '41.57', '50', '32.2'],
			['1、公务用车购置和维护经费', '27.25', '', '11.52'],
			['2、出国经费', '0', '0', '0'],
			['项目支出：', '856.89', '900', '870'],
			['公用经费', '48', '50', '49'],
			['政府采购金额', '——', '120', '118'],
			[
				'楼堂馆所控制情况',
				'批复规模\n（㎡）',
				'实际规模（㎡）',
				'规模控制率',
				'预算投资（万元）',
				'实际投资（万元）'
			],
			['', '', '', '', '', ''],
			['厉行节约保障措施', '1、严控三公经费\n2、节约水电']
		]
	]
];
