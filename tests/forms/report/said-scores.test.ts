/** Scores and grades in words that go beyond a label and a number, and sheets that score a part of the report. */
import { expect, test } from 'vitest';
import { filingOf, recogniseBlocks } from './tables.ts';

test.each<[string, string, number | null, string | null]>([
	['what was lost before what was scored', '各项指标共扣4.5分，得95.5分，评为优。', 95.5, '优'],
	[
		'the full marks, what was lost and what was scored',
		'自评100分，扣4.5分，得95.5分。',
		95.5,
		null
	],
	['what one part lost', '预算执行自评扣0.5分，得9.5分。', null, null],
	['what a project lost', '农机补贴项目扣5分，得95分。', null, null],
	['no word for points', '本次自评得分为95.5，等级为优。', 95.5, '优'],
	['no word for points before the most', '自评综合得分95.5（满分100）。', 95.5, null],
	[
		'points of each kind and their sum',
		'自评打分：投入类15分得15分，过程类40分得37.5分，产出类25分得25分，效果类20分得18分，合计得分95.5分。',
		95.5,
		null
	],
	['the full marks and what was scored of them', '自评100分，实得96分。', 96, null],
	['a weighed part', '二、预算执行（20分），自评得分：19.5', null, null],
	['fewer points than any whole has', '一、投入。自评得分15分。', null, null],
	[
		'what some indicators can score',
		'效益指标共30分，自评得68分。综合自评得分97.5分。',
		97.5,
		null
	],
	['whose score it is', '我局得分88.6分，综合评定为“良”。', 88.6, '良'],
	['fields in one line', '自评得分：96.5        自评等级：优', 96.5, '优'],
	['blanks between the signs', '自 评 得 分 92 分 ， 等 级 为 优 。', 92, '优'],
	['what others appraised', '信用评价得分为96，文明单位创建综合评分为98。', null, null],
	['whose appraisal it is', '本次营商环境评价我局得分91分。我局得分88分。', 88, null],
	['whose appraisal the clause before is', '在全市机关效能评估中，我局得分91分。', null, null],
	['what an appraisal took off', '党建考核扣1分，得99分。', null, null],
	[
		'what others gave before its own',
		'根据第三方机构评价，本部门得分90.6分；自评得分96.2分。',
		96.2,
		null
	],
	['what others alone gave', '根据第三方机构评价，本部门得分90.6分。', null, null],
	['what the last year is compared with', '自评得分96分，比上年提高2分，等级为优。', 96, '优'],
	['points of the last year behind', '2022年自评得分96分，较2021年94分提高2分。', 96, null],
	['the rise before the points', '自评得分同比提高2分，达到96分，等级为优。', 96, '优'],
	['what the treasury appraised', '市财政局组织的重点评价得分88分。', null, null],
	['both', '市财政局组织的重点评价得分88分，我局自评得分95分。', 95, null],
	['a survey', '满意度调查综合评价为优，得95分。', null, null],
	['how the score came about', '通过资料检查、现场评估，最终得分93分。', 93, null],
	['the grade before the score', '我局综合评价为良，得86分。', 86, '良'],
	['rules of a project', '按照农机补贴项目评分办法，自评得分99分。', null, null],
	['what is assumed', '如果预算执行率达到100%，部门整体支出绩效自评得分为98分。', null, null],
	['what a superior gave', '主管部门评价得分92分，我局自评得分95分。', 95, null],
	['works', '安全饮水工程自评得分98分，等级为优。', null, null],
	['a correction behind', '自评得分95.5分，后经调整为94分。', null, null],
	['about so many points', '自评得分为95分左右。', null, null],
	['whose evaluation it was', '我局在全市部门整体支出绩效评价中得分为90分。', null, null],
	['one kind of indicators', '预算管理综合得分38分，履职效能综合得分57分。', null, null],
	['last year’s points before this year’s', '上年度自评得分94分，本年度96分。', 96, null],
	['the average of bodies, called a whole', '下属单位整体支出自评得分93分。', null, null],
	['what was lost for', '因支付偏慢扣3分，目标不细扣2分，最终得分95分。', 95, null],
	[
		'what its parts make up',
		'评价得分：投入12分；过程38分；产出24分；效果19分；总分93分。',
		93,
		null
	],
	[
		'what the kinds of indicators make up, called a sum',
		'本次自评采用百分制，部门决策19分、过程27.5分、产出29分、效益20分，合计95.5分。',
		95.5,
		null
	],
	['a sum of some kinds', '本次自评过程28分、产出29分，合计57分。', null, null],
	['a sum that is none', '本次自评决策19分、过程27分、产出29分，合计95.5分。', null, null],
	['the grade in brackets behind the score', '自评得分98.5分（优）。', 98.5, '优'],
	['a deliberation', '经评价小组综合评议，部门整体支出得分96分。', 96, null],
	[
		'a body whose parts make up its score',
		'甲站本次自评决策19分、过程27分、产出29分、效益20分，总得分95分。',
		null,
		null
	],
	['the former year in brackets', '自评得分为93.8分（2021年为92.5分）。', 93.8, null],
	['the score behind the grade', '自评为良，88分。', 88, '良'],
	['both years', '2021年自评得分92分，2022年自评得分95.5分。', 95.5, null],
	['what the sheet shows', '部门整体支出评价得分表显示，本部门得分为93.75分。', 93.75, null],
	['what no heading below it says', '经综合评价，整体得98.7分，评定等级为优。', 98.7, '优'],
	[
		'a scale of grades in front',
		'评价等级：优（90-100分）、良（80-89分）。评价等级为良。',
		null,
		'良'
	]
])('%s', (_, text, score, grade) => {
	const filing = filingOf(text, [['人员编制', '3']]);
	expect(filing.score.form.value).toBe(score === null ? null : score * 100);
	expect(filing.score.grade?.printed ?? null).toBe(grade);
});

const EXECUTION = [
	['预算执行情况', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
	['年度资金总额', '100', '110', '109', '10', '99%', '9.9']
];

test.each<[string, string[][], string, string, number | null]>([
	['of a few indicators', [], '30', '29', null],
	['of what is not execution', EXECUTION, '90', '88', null],
	['of all, with a slip in the weights', [], '97', '95', 95],
	['of all, with extra points', [], '110', '104', 104],
	['of all, below a weight that is too low', [], '50', '95', 95]
])('the total of a sheet %s', (_, above, weight, score, expected) => {
	const { filings, leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		[['人员编制', '3']],
		...(above.length > 0 ? [above] : []),
		[
			['一级指标', '二级指标', '分值', '得分'],
			['产出', '数量', weight, score],
			['合计', '', weight, score]
		]
	]);
	expect(filings[0]?.score.sheet.value).toBe(expected === null ? null : expected * 100);
	expect(leftovers.filter(({ why }) => why.includes('一部分指标')).map(({ text }) => text)).toEqual(
		expected === null ? [score] : []
	);
});

test.each([
	['自评扣4.5分，再经复核扣1分，最终得94.2分。', '94.2分'],
	['自评总得分＝投入15＋过程36＋产出23＋效果18＝92分。', '92分'],
	['预算编制一项打分，扣3分，得17分。', '17分'],
	['部门决策19分，部门管理28.5分，产出指标28分，效果指标20分，合计95.5分。', '95.5分']
])('a score that is not read is named: %s', (text, printed) => {
	const { leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		[['人员编制', '3']],
		text
	]);
	expect(leftovers.map((each) => each.text)).toEqual([printed]);
});

test.each([
	['我局自评得分98分，经市财政局复核后扣3分，最终得分95分。', '95分', '其他机构'],
	['自评得分96分。', '95分', '另写有'],
	['2021年自评得分92分，2022年自评得分95.5分。', '92分', '其他年度'],
	['自评得分96分，较上年的93分提高3分。', '93分', '其他年度'],
	['自评得分96分。评价等级由良提升为优。', '优', '没有认出']
])('beside a score that is read another is named: %s', (text, printed, why) => {
	const { leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		[['人员编制', '3']],
		text,
		...(why === '另写有' ? ['综上，自评得分95分。'] : [])
	]);
	expect(leftovers.map((each) => each.text)).toEqual([printed]);
	expect(leftovers[0]?.why).toContain(why);
});

test('a score below the heading of a project is named', () => {
	const { filings, leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		[['人员编制', '3']],
		'（二）防汛项目自评情况',
		'自评得分99分。'
	]);
	expect(filings[0]?.score.form.value).toBeNull();
	expect(leftovers.map(({ text }) => text)).toEqual(['99分']);
});

test.each([
	[['（一）优抚补助项目。年初预算数9万元，自评得分98分。', '部门整体自评得分95分。']],
	[['部门整体自评得分95分。', '附件2：示例中学2022年整体支出绩效自评情况', '自评得分98分。']],
	[['四、自评得分', '按照指标体系打分，总分为95分。']],
	[['四、项目支出绩效', '均已完成。', '五、自评结果：95分，优。']]
])('the score of the whole is told from those of its projects and bodies: %j', (texts) => {
	const { filings, leftovers } = recogniseBlocks([
		'岳北市水务局2022年度部门整体支出绩效评价报告',
		[['人员编制', '3']],
		...texts
	]);
	expect(filings[0]?.score.form.printed).toBe('95分');
	expect(leftovers.map(({ text }) => text).filter((text) => text.endsWith('分'))).toEqual(
		texts.join('').includes('98分') ? ['98分'] : []
	);
});

test('a score and a grade in numbered rows', () => {
	const { score } = filingOf([
		['人员编制', '3'],
		['四、自评得分', '97分'],
		['五、自评等级', '优']
	]);
	expect([score.form.value, score.grade?.printed]).toEqual([9700, '优']);
});
