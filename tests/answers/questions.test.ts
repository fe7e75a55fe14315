import { expect, test } from 'vitest';
import { answerReady, answersSentence } from '#lib/answers/questions/answers.ts';
import { carryOver } from '#lib/answers/questions/balance-sentences.ts';
import {
	failing,
	highest,
	largestChanges,
	lateTwice,
	lost,
	overQuota,
	rising,
	topFive,
	type ReadyInput
} from '#lib/answers/questions/sentences.ts';
import { balanceSentence, continuitySentence } from '#lib/answers/balances/sentence.ts';
import { findingSentence } from '#lib/answers/findings/rows.ts';
import { structureSentence } from '#lib/answers/structure/sentence.ts';
import type { StoredId } from '#lib/catalogue/measures.ts';
import { RULES } from '#lib/catalogue/rules.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { RuleCount } from '#lib/server/questions/findings/reviewed.ts';
import { observation, town } from '../comparison/samples.ts';

const wan = (amount: number) => amount * 1_000_000;

test('a year that nobody has filed for yet is not said to lack the year before', () => {
	const input = { year: 2024, chosen: {}, observations: [], history: [], late: [], dated: [] };
	const rest = { filed: '2024年应报3家，实报0家。', rules: [], indicators: [] };
	const flags = { flags: [], tests: 0, lined: 0 };
	const answers = answerReady({ ...input, ...rest, flags } as unknown as ReadyInput);
	const said = new Map(answers.map(({ id, answer }) => [id, answer]));
	expect(said.get('filed')).toBe('2024年应报3家，实报0家。');
	expect(said.get('three-public-rising')).toBeNull();
	expect(answersSentence(2024, answers)).toBe(
		'领导常问的问题列在下面，收到报告后即时作答；报送情况现在即可回答。'
	);
	expect(continuitySentence([])).toBe('没有本年报告可供比较。');
});

const NO_SHEET = '没有报送结余指标的得分，未写明原因';

/** The answer where neither other years nor score sheets are known. */
function largestBalance(observations: readonly Observation[]): string {
	return carryOver({ observations, history: observations, lines: [] });
}

const BALANCE_LINE = { department: 1, path: ['过程', '资金结余'], weight: 5, score: 3, reason: '' };

test.each<[string, object[], string]>([
	['a reason is stated', [{ ...BALANCE_LINE, reason: '年末有结余' }], '扣分说明为“年末有结余”'],
	['points are lost without a reason', [BALANCE_LINE], '扣分说明未写明结余原因'],
	['no point is lost', [{ ...BALANCE_LINE, score: 5 }], '结余指标未扣分，未写明原因'],
	['another department filed the sheet', [{ ...BALANCE_LINE, department: 2 }], NO_SHEET]
])('why the largest balance is there, where %s', (_, lines, said) => {
	const balances = (amount: number) => ({
		balance_cumulative: wan(amount),
		income_carried_in: wan(amount - 50)
	});
	const history = [2019, 2020, 2021].map((year) =>
		observation({
			id: 1,
			year,
			now: { ...balances(year - 1721), balance_current: wan(50) },
			before: balances(year - 1722)
		})
	);
	const observations = [
		...history.slice(-1),
		...town([{}, { balance_cumulative: wan(100) }]).slice(1)
	];
	const input = { observations, history, lines } as unknown as ReadyInput;
	expect(carryOver(input)).toContain(
		`（300.00万元，占合计的75.0%）；部门001的上年结转250.00万元，当年结余50.00万元，累计结余连增3年，${said}；`
	);
});

test.each<[string, number[], string]>([
	['a largest among several', [300, 100], '累计结余最多的是部门001（300.00万元，占合计的75.0%）；'],
	['one department alone', [300], '只有部门001填报累计结余（300.00万元）；'],
	['a negative balance beside', [1000, -600], '累计结余最多的是部门001（1,000.00万元）；'],
	['equal balances', [5, 5], ''],
	[
		'two that hold most',
		[4, 4, 2],
		'累计结余最多的是部门001（4.00万元，占合计的40.0%），另有1家与之相等；'
	],
	['no money', [0, 0], ''],
	['nothing but negative ones', [-5, -6], ''],
	['no department', [], '']
])('the largest balance: %s', (_, balances, said) => {
	const rows = town(balances.map((amount) => ({ balance_cumulative: wan(amount) })));
	const why = said === '' ? '' : `部门001的上年结转未填，当年结余未填，${NO_SHEET}；`;
	expect(largestBalance(rows)).toBe(`${said}${why}没有可以计算的结转结余率。`);
});

test.each<[string, number[], string]>([
	['lower than the highest', [100, 90, 80], '；自评得分最低的是部门003（80分）、部门002（90分）'],
	['of two the lower', [99, 90], '；自评得分最低的是部门002（90分）'],
	['all equal', [100, 100, 100], ''],
	['one department', [90], ''],
	[
		'more that share the last than are named',
		[100, 90, 90, 90, 90],
		'；自评得分最低的是部门005（90分）、部门004（90分）、部门003（90分）等'
	]
])('the lowest scores: %s', (_, scores, said) => {
	const observations = town(scores.map((points) => ({ score_form: points * 100 })));
	const indicators = [{ path: ['过程', '执行率'], mean_lost: 0.1, counted: 3, lost: 300 }];
	const input = { observations, indicators } as unknown as ReadyInput;
	expect(lost(input)).toBe(`失分合计最多的是执行率（共失3分，平均失10.0%）${said}。`);
});

test.each<[string, [string, number, number?][], string]>([
	['one that loses', [['过程/甲', 0.25]], '失分合计最多的是甲（共失22.5分，平均失25.0%）。'],
	[
		'two of one name',
		[
			['过程/预算/制度', 0.3],
			['过程/资产/制度', 0.2],
			['过程/资产/利用', 0.1]
		],
		'失分合计最多的是预算 › 制度（共失27分，平均失30.0%）、资产 › 制度（共失18分，平均失20.0%）、利用（共失9分，平均失10.0%）。'
	],
	[
		'more that share the last loss than are named',
		[
			['甲', 0.5],
			['乙', 0.4],
			['丙', 0.1 + 0.2],
			['丁', 0.3],
			['戊', 0.3]
		],
		'失分合计最多的是甲（共失45分，平均失50.0%）、乙（共失36分，平均失40.0%）、丙（共失27分，平均失30.0%）；另有2项与其中最少的相等。'
	],
	[
		'an indicator that one department has of its own after what all lost on together',
		[
			['甲', 1, 1],
			['乙', 0.1, 70]
		],
		'失分合计最多的是乙（共失70分，平均失10.0%）、甲（1家共失10分，平均失100.0%）。'
	],
	['nothing lost', [['甲', 0]], '各指标均没有扣分。'],
	['no sheet', [], '没有评分表数据，无法判断。']
])('the indicators that lose most: %s', (_, lines, said) => {
	const indicators = lines.map(([path, mean_lost, counted = 9]) => ({
		path: path.split('/'),
		mean_lost,
		counted,
		lost: Math.round(mean_lost * counted * 1000)
	}));
	expect(lost({ observations: [], indicators } as unknown as ReadyInput)).toBe(said);
});

/** A department for each pair of amounts in 万元, of the year before and of this year. */
const changed = (measure: StoredId, pairs: readonly [number, number][]) =>
	pairs.map(([before, now], at) =>
		observation({ id: at + 1, before: { [measure]: wan(before) }, now: { [measure]: wan(now) } })
	);

test('of equals none is told as the only one', () => {
	const rates = [3, 3, 1].map((part) => ({
		balance_cumulative: wan(part),
		spending_total: wan(100)
	}));
	expect(largestBalance(town(rates))).toMatch(
		/结转结余率最高的是部门001（3\.0%）：.*；另有1家的结转结余率与之相等。$/
	);
	const four = [10, 11] as [number, number];
	expect(largestChanges(changed('spending_total', [four, four, four, four]))).toMatch(
		/；另有1家与其中最少的相等；幅度最大的是部门001，另有3家与之相等。$/
	);
	expect(rising(changed('three_public_total', [[1, 9], four, four, four]))).toMatch(
		/部门003比上年增长10\.0%（增加1\.00万元）；另有1家与其中最少的相等。$/
	);
	const broken = { income_carried_in: wan(9) };
	const breaks = [1, 2].map((id) =>
		observation({ id, now: broken, before: { balance_cumulative: wan(5) } })
	);
	expect(continuitySentence(breaks)).toContain(
		'差额最大的是部门001（多4.00万元），另有1家与之相等'
	);
	const counts = [2, 2, 1].map((fail, at) => ({ rule: RULES[at]?.id, fail, warn: 0, pass: 0 }));
	expect(
		findingSentence(2021, counts.map((count) => ({ ...count, not_checkable: 0 })) as RuleCount[])
	).toContain('（2份，另有1条规则与之相等）');
});

test.each<[number, string]>([
	[50, '累计结余5.00万元，结转结余率10.0%；'],
	[0, '累计结余5.00万元，支出合计为0，没有结转结余率；']
])('the rate of balances over a spending of %d万元', (spending, said) => {
	const rows = town([{ balance_cumulative: wan(5), spending_total: wan(spending) }]);
	expect(balanceSentence(2021, rows, 0.09)).toContain(said);
});

test.each<[spending: number[], said: string]>([
	[[100, 100], '；没有部门高于9.0%关注线；'],
	[[10, 100], '；1家高于9.0%关注线；'],
	[[0, 100], '；没有部门高于9.0%关注线（可比较的1家）；'],
	[[0, 0], '；没有部门的结转结余率可与9.0%关注线比较；']
])('the balances of spendings of %j万元 and the line', (spending, said) => {
	const rows = town(
		spending.map((total) => ({ balance_cumulative: wan(5), spending_total: wan(total) }))
	);
	expect(balanceSentence(2021, rows, 0.09)).toContain(said);
});

test('rises are said in one unit a sentence', () => {
	const rows = changed('three_public_total', [
		[1, 1.3],
		[0.5, 0.75],
		[2, 2.1]
	]);
	expect(rising(rows)).toBe(
		'可比较的3家中3家上升：部门001比上年增长30.0%（增加0.30万元）、部门002比上年增长50.0%（增加0.25万元）、部门003比上年增长5.0%（增加0.10万元）。'
	);
});

test('departments of one name are told apart', () => {
	const late = [2020, 2021].map((year) => ({ name: '实验小学', years: [year] }));
	expect(lateTwice({ late, dated: [2020, 2021] } as unknown as ReadyInput)).toBe(
		'没有部门两次及以上逾期报送。'
	);
});

test.each<[string, number[], string]>([
	['different', [6, 5, 4, 3, 2, 1], '占6家支出合计的95.2%。'],
	['two alike at the end', [6, 5, 4, 3, 2, 2], '占6家支出合计的90.9%；另有1家与其中最少的相等。'],
	['five alone', [5, 4, 3, 2, 1], '有支出数据的部门不足六家，不计算占比。'],
	['next to nothing beside', [1e5, 1e5, 1e5, 1e5, 1e5, 1], '占6家支出合计的99.9%以上。'],
	['nothing spent', [0, 0, 0, 0, 0, 0], '6家支出合计不大于0，不计算占比。']
])('the share of the five that spend most: %s', (_, amounts, said) => {
	const rows = town(amounts.map((amount) => ({ spending_total: wan(amount * 100) })));
	expect(topFive(rows)).toContain(said);
});

test('the largest changes and balances are said in one unit a sentence', () => {
	const row = (id: number, before: number, now: number) =>
		observation({
			id,
			now: { spending_total: wan(now), balance_cumulative: wan(now / 5) },
			before: { spending_total: wan(before) }
		});
	const rows = [row(1, 100_000, 60_000), row(2, 40_000, 38_000), row(3, 900, 600)];
	expect(largestChanges(rows)).toBe(
		'金额变化最大的是部门001下降40.0%（减少40,000.00万元）、部门002下降5.0%（减少2,000.00万元）、部门003下降33.3%（减少300.00万元）；幅度最大的是部门001。'
	);
	expect(largestBalance([...rows, row(4, 1, 0)])).not.toMatch(/亿元.*万元|万元.*亿元/);
});

test('those over their quota are named with how many people', () => {
	const rows = town([
		{ staff_actual: 430, staff_quota: 412 },
		{ staff_actual: 10, staff_quota: 10 }
	]);
	expect(overQuota(rows)).toBe('1家超编：部门001超18人（104.4%）。');
	const many = [3, 1, 2, 1].map((more) => ({ staff_quota: 100, staff_actual: 100 + more }));
	expect(overQuota(town(many))).toBe(
		'4家超编，比例最高的是部门001超3人（103.0%）、部门003超2人（102.0%）、部门002超1人（101.0%）等。'
	);
});

test('of one department alone nothing is the largest change', () => {
	const [before, now] = [{ spending_total: wan(100) }, { spending_total: wan(90) }];
	const rows = [observation({ id: 1, before, now }), observation({ id: 2, before: null, now })];
	expect(largestChanges(rows)).toBe('可比较的只有部门001，支出比上年下降10.0%（减少10.00万元）。');
});

test('of nothing spent there are no shares', () => {
	expect(structureSentence(2021, town([{ spending_total: 0 }, { spending_total: 0 }]))).toBe(
		'2021年2家部门支出合计为0，没有占比。'
	);
});

test('a share that nobody states is said to lack its data', () => {
	const now = {
		spending_total: wan(100),
		spending_personnel: wan(40),
		spending_operating: wan(10)
	};
	expect(structureSentence(2021, [observation({ id: 1, before: null, now })])).toBe(
		'2021年1家部门支出100.00万元，人员占40.0%，公用占10.0%，项目占比缺少数据。'
	);
});

test.each<[string, { staff_actual?: number; staff_quota?: number }[], string]>([
	['nobody', [{ staff_actual: 5, staff_quota: 5 }, {}], '填报编制和实有人数的1家均未超编。'],
	['nobody stated', [{ staff_actual: 5 }, {}], '没有部门填报编制和实有人数，无法判断。'],
	[
		'one without a quota',
		[
			{ staff_actual: 12, staff_quota: 10 },
			{ staff_actual: 3, staff_quota: 0 }
		],
		'2家超编：部门002超3人（编制为0）、部门001超2人（120.0%）。'
	]
])('who has more people than places: %s', (_, stated, said) => {
	expect(overQuota(town(stated))).toBe(said);
});

test.each<[string, number[], string]>([
	[
		'of several sizes in one unit',
		[1_620_000, 827_048, 623_289],
		'从高到低前3家为部门001（1.62万元）、部门002（0.83万元）、部门003（0.62万元）。'
	],
	[
		'too small for the unit of the others',
		[1_620_000, 30],
		'从高到低前2家为部门001（16,200.00元）、部门002（0.30元）。'
	],
	[
		'equal to the last',
		[3e6, 2e6, 1e6, 1e6, 1e6],
		'从高到低前3家为部门001（3.00万元）、部门002（2.00万元）、部门003（1.00万元）；另有2家与其中最少的相等。'
	]
])('the highest: %s', (_, amounts, said) => {
	expect(
		highest(town(amounts.map((spending_total) => ({ spending_total }))), 'spending_total')
	).toBe(said);
});

test.each<[string, number[], string]>([
	['all rules named', [5, 4], '共9项不符，涉及2条规则：两处得分不一致5份、超编4份。'],
	[
		'more rules than are named',
		[5, 4, 3, 2],
		'共14项不符，涉及4条规则，最多的是两处得分不一致5份、超编4份、'
	]
])('what failed: %s', (_, counts, said) => {
	const ids = ['score_form_vs_sheet', 'staff_over_quota', 'income_parts', 'basic_parts'];
	const rules = counts.map((fail, at) => ({ rule: ids[at], fail, warn: 0, pass: 0 }));
	expect(failing({ rules } as unknown as ReadyInput)).toContain(said);
});

test('a department whose spending stayed is not among those that changed', () => {
	const rows = [
		observation({ id: 1, now: { spending_total: wan(120) }, before: { spending_total: wan(100) } }),
		observation({ id: 2, now: { spending_total: wan(80) }, before: { spending_total: wan(80) } })
	];
	expect(largestChanges(rows)).toBe(
		'可比较的2家中只有部门001有变动，支出比上年增长20.0%（增加20.00万元）。'
	);
});

test.each<[string, number[], string]>([
	['all of a size', [30_000, 20_000, 10_000], '亿元'],
	['one that would have one digit in 亿元', [30_000, 20_000, 900], '万元'],
	['small', [300, 200, 100], '万元']
])('the answers on balances that are %s tell them in one unit', (_, balances, unit) => {
	const observations = town(
		balances.map((amount) => ({
			balance_cumulative: wan(amount),
			income_carried_in: wan(amount),
			balance_current: 0,
			// The smallest balance has the highest rate.
			spending_total: wan(amount) * amount
		}))
	);
	const input = {
		year: 2021,
		chosen: {},
		observations,
		history: observations,
		late: [],
		dated: []
	};
	const rest = { filed: '', rules: [], indicators: [], lines: [] };
	const flags = { flags: [], tests: 0, lined: 0 };
	const answers = answerReady({ ...input, ...rest, flags } as unknown as ReadyInput);
	const told = answers
		.filter(({ id }) => id === 'carry-over' || id === 'balances')
		.map(({ answer }) => /累计结余(?:最多的是.*?（)?[\d.,]+([亿万]?元)/.exec(answer ?? '')?.[1]);
	expect(told).toEqual([unit, unit]);
});
