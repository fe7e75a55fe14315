/** Where nothing was filed, stated or compared, no sentence says that nothing was found. */
import { expect, test } from 'vitest';
import { noFinding } from '#lib/answers/brief/findings.ts';
import { noFlag } from '#lib/answers/department/filing.ts';
import { listSentence } from '#lib/answers/departments/sentence.ts';
import { noneCopied } from '#lib/answers/findings/copied.ts';
import { compareSentence } from '#lib/answers/compare/rows.ts';
import { balanceCharts } from '#lib/answers/balances/charts.ts';
import { ruleRows } from '#lib/answers/overview/rules.ts';
import type { Overview } from '#lib/server/questions/figures/overview.ts';
import { saidOf } from '#lib/answers/overview/headlines.ts';
import { RULES } from '#lib/catalogue/rules.ts';
import { groupChange } from '#lib/comparison/change/change.ts';
import { balanceSentence } from '#lib/answers/balances/sentence.ts';
import { noMisfitSentence, scoreSentence } from '#lib/answers/scores/sentence.ts';
import { absent } from '#lib/catalogue/values.ts';
import { countFilings, type FilingRow } from '#lib/comparison/filings.ts';
import type { SheetLine } from '#lib/comparison/score-items.ts';
import type { RuleCount } from '#lib/server/questions/findings/reviewed.ts';
import { observation, town } from '../comparison/samples.ts';

const CHOSEN = { area: '999900', year: 2024 };
const ALONE = observation({ id: 1 });

test.each([
	[noneCopied(2024, 0), '2024年报告带有文字部分的不足两家，无法比对。'],
	[noneCopied(2024, 7), '2024年比对了7家报告的文字部分，没有雷同。'],
	[noFinding([{ missing: true }, { missing: true }], 4), '没有可以比较的数据，无法判断。'],
	[noFinding([{ missing: true }, { missing: false }], 4), '没有需要说明的事项。'],
	[
		noFinding([{ missing: true }, { missing: false }], 0),
		'没有足够的部门或历年数据可供比较，无法判断。'
	],
	[noFlag(ALONE, { members: [] }, 9), '没有可比较的部门和上年数据，不可比。'],
	[noFlag(ALONE, { members: [ALONE] }, 0), '没有足够的部门或历年数据可供比较，无法判断。'],
	[noFlag(ALONE, { members: [ALONE] }, 9), '没有符合条件的提示。'],
	[
		listSentence({ year: 2024, base_name: '上年' }, [], 0, absent('input_missing')),
		'2024年尚未收到报告。'
	]
])('%s', (said, sentence) => {
	expect(said).toBe(sentence);
});

const LINE = { path: ['资金结余'] } as unknown as SheetLine;
const counted = (pass: number): RuleCount[] => [
	{ rule: 'recompute_balance', pass, fail: 0, warn: 0, not_checkable: 9 }
];

test.each([
	[counted(0), [], '没有评分表数据，得分无从复算。'],
	[counted(0), [LINE], '评分表中没有可以复算的得分，无法判断是否相符。'],
	[counted(3), [LINE], '复算了3项得分，没有与复算不符的。']
])('scores recomputed: %j', (counts, lines, sentence) => {
	expect(noMisfitSentence(counts, lines)).toBe(sentence);
});

test('one department with both scores does not speak for all', () => {
	const rows = town([{ score_form: 9500, score_sheet: 9400 }, { score_form: 9500 }]);
	expect(scoreSentence(2024, rows)).toContain(
		'；只有1家填报两处得分，其自评表与评分表得分不一致。'
	);
	expect(scoreSentence(2024, rows.slice(0, 1))).toContain('；自评表与评分表得分不一致。');
});

test('one department with a rate has not the highest of several', () => {
	const rows = town([{ spending_total: 100, balance_cumulative: 9 }, { spending_total: 100 }]);
	expect(compareSentence(2024, rows)).toContain('；有结转结余率的只有部门001（9.0%）。');
});

test('what cannot be compared is named where other clauses stand before it', () => {
	const rows = [observation({ id: 1, now: { balance_cumulative: 9 }, before: {} })];
	expect(balanceSentence(2024, rows, 0.09)).toContain(
		'；年初结转与上年年末结余：1家部门均缺少所需的数据，无法比较。'
	);
});

test('amounts of which no department states all four make no account, and are not without data', () => {
	const words = (figures: Parameters<typeof town>[0]) => {
		const shown = { year: 2024, chosen: CHOSEN, pins: [], area: '示例市', line: 0.09 };
		return balanceCharts(town(figures), shown)[0]?.description;
	};
	expect(words([{ spending_total: 100 }, { balance_cumulative: 9 }])).toBe(
		'示例市2024年没有上年结转、收入、支出、累计结余四项都填报的部门，无法合计。'
	);
	expect(words([{}])).toBe('示例市2024年没有收支和结余数据。');
});

test('a year of which no report was checked had not 0 findings', () => {
	const now = [{ rule: 'signs', fail: 0, warn: 1, pass: 0, not_checkable: 0 }];
	const before = (pass: number) => [{ rule: 'signs', fail: 0, warn: 0, pass, not_checkable: 0 }];
	const counted = [0, 5].map((pass) => {
		const overview = { rules: now, rules_before: before(pass) } as unknown as Overview;
		return ruleRows(overview, CHOSEN)[0]?.before;
	});
	expect(counted).toEqual([null, 0]);
});

test('a filter that lets no department through finds nothing, and checks nothing', () => {
	const shown = { year: 2024, base_name: '上年' };
	expect(listSentence(shown, [], 5, absent('input_missing'))).toBe(
		'2024年5家部门已报送，没有符合条件的部门。'
	);
});

test.each([
	['2025-03-31', '2025-03-30', 0],
	[null, '2025-03-30', null],
	['2025-03-31', null, null]
])('due on %s and filed on %s, %s are late', (due_on, filed_on, late) => {
	const row = { status: 'filed', state: 'filed', times_filed: 1, due_on, filed_on } as FilingRow;
	expect(countFilings([row]).late).toBe(late);
});

test.each([
	[0, '可以核验的规则均未发现不符。'],
	[RULES.length, '没有可以核验的数据。']
])('reports of which %d rules could not be tried', (not_checkable, words) => {
	const row = { ...ALONE, findings: { fail: 0, warn: 0, not_checkable } };
	const said = listSentence({ year: 2024, base_name: '上年' }, [row], 1, absent('input_missing'));
	expect(said).toContain(words);
});

test.each([
	['somebody else filed last year', { before: 5, after: 7 }, 'nobody_in_both'],
	['nobody filed last year', null, 'previous_missing']
] as const)('a head figure without its change: %s', (_name, changes, missing) => {
	const change = groupChange([ALONE], 'spending_total');
	const overview = { changes } as unknown as Overview;
	expect(saidOf(change, overview).difference).toEqual(absent(missing));
});

test('departments that all file for the first time are not the first year', () => {
	expect(
		balanceSentence(2024, [observation({ id: 1, now: { balance_cumulative: 9 } })], 0.09)
	).toMatch(/；各部门都没有上年报告，尚无法与上年比较。$/);
});
