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
	['what others alone gave', '根据第三方机构评价，本部门得分90.6分。', 90.6, null],
	['what the treasury appraised', '市财政局组织的重点评价得分88分。', null, null],
	['both', '市财政局组织的重点评价得分88分，我局自评得分95分。', 95, null],
	['a survey', '满意度调查综合评价为优，得95分。', null, null],
	['how the score came about', '通过资料检查、现场评估，最终得分93分。', 93, null],
	['the grade before the score', '我局综合评价为良，得86分。', 86, '良'],
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
	['评价得分：投入12分；过程38分；产出24分；效果19分；总分93分。', '93分'],
	['自评总得分＝投入15＋过程36＋产出23＋效果18＝92分。', '92分'],
	['预算编制一项打分，扣3分，得17分。', '17分']
])('a score that is not read is named: %s', (text, printed) => {
	const { leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		[['人员编制', '3']],
		text
	]);
	expect(leftovers.map((each) => each.text)).toEqual([printed]);
});

test('a score and a grade in numbered rows', () => {
	const { score } = filingOf([
		['人员编制', '3'],
		['四、自评得分', '97分'],
		['五、自评等级', '优']
	]);
	expect([score.form.value, score.grade?.printed]).toEqual([9700, '优']);
});
