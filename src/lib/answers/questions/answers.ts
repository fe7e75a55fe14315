/** Questions that leaders ask again and again, each with its computed answer and the page that shows why. */
import { chooseMoneyUnit, formatRelativeChange, formatValue } from '#lib/catalogue/format.ts';
import { CARRY_OVER_RATE_LINE } from '#lib/catalogue/policy-lines.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { ruleOf, type RuleId } from '#lib/catalogue/rules.ts';
import { present } from '#lib/catalogue/values.ts';
import { changeOf } from '#lib/comparison/change.ts';
import { inWords } from '#lib/catalogue/change-words.ts';
import { flagSentence } from '#lib/comparison/flag-words.ts';
import { idleBalances } from '#lib/comparison/idle.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { Flag } from '#lib/comparison/flags.ts';
import type { IndicatorSummary } from '#lib/comparison/score-items.ts';
import { href, type Chosen } from '#lib/links.ts';
import type { RuleCount } from '#lib/server/questions/findings.ts';
import { balanceSentence } from '../balances/sentence.ts';
import { scoreSentence } from '../scores/sentence.ts';
import { structureSentence } from '../structure/sentence.ts';
import { threePublicSentence } from '../three-public/sentence.ts';

export interface ReadyInput {
	year: number;
	chosen: Chosen;
	observations: readonly Observation[];
	/** Who filed, in one sentence. */
	filed: string;
	rules: readonly RuleCount[];
	/** One a department, the most severe first. */
	flags: readonly Flag[];
	indicators: readonly IndicatorSummary[];
}

export interface ReadyAnswer {
	/** Stable, for permalinks. */
	id: string;
	question: string;
	answer: string;
	/** The page that shows why. */
	href: string;
}

/** Departments named in an answer. */
const NAMED = 3;

export function answerReady(input: ReadyInput): ReadyAnswer[] {
	const { year, chosen, observations: rows } = input;
	const to = (path: string, query: Record<string, string> = {}) =>
		href(path, { ...chosen, ...query });
	const top = (measure: MeasureId) => highest(rows, measure);
	return [
		{
			id: 'structure',
			question: '钱花在哪里，结构怎么变？',
			answer: structureSentence(year, rows),
			href: to('/structure')
		},
		{
			id: 'standing-out',
			question: '谁最不一样？',
			answer: firstFlag(input),
			href: to('/outliers')
		},
		{
			id: 'carry-over',
			question: '谁的结转结余率最高，为什么？',
			answer: carryOver(rows),
			href: to('/balances', { sort: '-carry_over_rate' })
		},
		{
			id: 'balances',
			question: '结余总体怎样？',
			answer: balanceSentence(year, rows, CARRY_OVER_RATE_LINE),
			href: to('/balances')
		},
		{ id: 'idle', question: '哪些钱两年没有动？', answer: idle(rows), href: to('/balances') },
		{
			id: 'continuity',
			question: '谁的年初数与上年年末数接不上？',
			answer: ruleAnswer(input, 'carry_over_continuity'),
			href: to('/findings', { rule: 'carry_over_continuity' })
		},
		{
			id: 'three-public',
			question: '三公经费总体怎样？',
			answer: threePublicSentence(year, rows),
			href: to('/three-public')
		},
		{
			id: 'three-public-rising',
			question: '三公经费谁在上升？',
			answer: rising(rows),
			href: to('/three-public', { sort: '-three_public_change' })
		},
		{
			id: 'filed',
			question: '谁没交？',
			answer: input.filed,
			href: to('/filings', { status: 'missing' })
		},
		{
			id: 'findings',
			question: '哪些报告对不上？',
			answer: failing(input),
			href: to('/findings', { state: 'fail' })
		},
		{
			id: 'staffing',
			question: '谁超编？',
			answer: overQuota(rows),
			href: to('/scores', { sort: '-staffing_rate' })
		},
		{
			id: 'operating',
			question: '谁的人均公用支出最高？',
			answer: `依次是${top('operating_per_head')}。`,
			href: to('/structure', { sort: '-operating_per_head' })
		},
		{
			id: 'scores',
			question: '自评都是高分吗？',
			answer: scoreSentence(year, rows),
			href: to('/scores')
		},
		{ id: 'lost', question: '分扣在哪些指标？', answer: lost(input), href: to('/scores') },
		{
			id: 'score-gap',
			question: '谁的两处得分不一致？',
			answer: ruleAnswer(input, 'score_form_vs_sheet'),
			href: to('/findings', { rule: 'score_form_vs_sheet' })
		}
	];
}

function ranked(rows: readonly Observation[], measure: MeasureId) {
	return rows
		.flatMap((row) => {
			const { value } = valueOf(row, measure);
			return value === null ? [] : [{ row, value }];
		})
		.sort((a, b) => b.value - a.value);
}

function highest(rows: readonly Observation[], measure: MeasureId): string {
	return (
		ranked(rows, measure)
			.slice(0, NAMED)
			.map(({ row, value }) => `${row.department.name}（${inWords(measure, value)}）`)
			.join('、') || '（没有数据）'
	);
}

function firstFlag({ flags }: ReadyInput): string {
	const first = flags[0];
	if (!first) return '没有达到阈值的突出数据。';
	return `${flags.length}家部门有突出的数据，最突出的是${first.observation.department.name}：${flagSentence(first)}`;
}

function carryOver(rows: readonly Observation[]): string {
	const first = ranked(rows, 'carry_over_rate')[0];
	if (!first) return '没有可以计算的结转结余率。';
	const { row, value } = first;
	const part = (id: 'balance_cumulative' | 'spending_total' | 'income_carried_in') =>
		formatValue(id, row.values[id], 'headline', chooseMoneyUnit([row.values[id].value ?? 0]));
	return `${row.department.name}，${inWords('carry_over_rate', value)}：累计结余${part('balance_cumulative')}，支出合计${part('spending_total')}，上年结转${part('income_carried_in')}。`;
}

function idle(rows: readonly Observation[]): string {
	const found = idleBalances(rows);
	if (found.length === 0) return '没有连续两年未动用且占支出较大的结余。';
	const names = found
		.slice(0, NAMED)
		.map(
			(one) =>
				`${one.observation.department.name}（至少${inWords('balance_cumulative', one.untouched)}）`
		);
	return `${found.length}家有连续两年未动用的结余，最多的是${names.join('、')}。`;
}

function rising(rows: readonly Observation[]): string {
	const risen = rows
		.map((row) => ({ row, change: changeOf(row, 'three_public_total') }))
		.filter(({ change }) => (change.difference.value ?? 0) > 0)
		.sort((a, b) => (b.change.difference.value ?? 0) - (a.change.difference.value ?? 0));
	if (risen.length === 0) return '没有部门的三公经费上升。';
	const names = risen.slice(0, NAMED).map(({ row, change }) => {
		const rate =
			change.rate.value === null ? '上年为0' : formatRelativeChange(change.rate, 'headline');
		return `${row.department.name}（增加${inWords('three_public_total', change.difference.value ?? 0)}，${rate}）`;
	});
	return `${risen.length}家上升，增加最多的是${names.join('、')}。`;
}

function failing({ rules }: ReadyInput): string {
	const failed = rules.filter(({ fail }) => fail > 0).sort((a, b) => b.fail - a.fail);
	if (failed.length === 0) return '没有勾稽不符的报告。';
	const named = failed.slice(0, NAMED).map(({ rule, fail }) => `${ruleOf(rule).name}${fail}份`);
	const all = failed.reduce((sum, { fail }) => sum + fail, 0);
	return `共${all}项不符，涉及${failed.length}条规则，最多的是${named.join('、')}。`;
}

function ruleAnswer({ rules }: ReadyInput, rule: RuleId): string {
	const count = rules.find((one) => one.rule === rule);
	if (!count) return '没有核对结果。';
	const { fail, warn, pass, not_checkable } = count;
	return `${ruleOf(rule).statement}${fail}份不符，${warn}份提示，${pass}份通过，${not_checkable}份无法核验。`;
}

function overQuota(rows: readonly Observation[]): string {
	const over = ranked(rows, 'staffing_rate').filter(({ value }) => value > 1);
	if (over.length === 0) return '没有部门的实有人数超过编制。';
	const names = over
		.slice(0, NAMED)
		.map(({ row, value }) => `${row.department.name}（${inWords('staffing_rate', value)}）`);
	return `${over.length}家超编，依次是${names.join('、')}。`;
}

function lost({ indicators }: ReadyInput): string {
	const worst = [...indicators].sort((a, b) => b.mean_lost - a.mean_lost);
	const named = worst
		.filter((one) => one.mean_lost > 0)
		.slice(0, NAMED)
		.map((one) => {
			const share = formatValue({ quantity: 'ratio' }, present(one.mean_lost), 'headline');
			return `${one.path.at(-1) ?? ''}（平均失${share}）`;
		});
	return named.length === 0 ? '没有评分表，或没有扣分。' : `失分最多的是${named.join('、')}。`;
}
