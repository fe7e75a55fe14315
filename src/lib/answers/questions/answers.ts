/** Questions that leaders ask again and again, each with its computed answer and the page that shows why. */
import { LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { CARRY_OVER_RATE_LINE } from '#lib/catalogue/policy-lines.ts';
import { href } from '#lib/links.ts';
import { balanceSentence, continuitySentence } from '../balances/sentence.ts';
import { scoreSentence } from '../scores/sentence.ts';
import { outlierSentence } from '../outliers/flags.ts';
import { structureSentence } from '../structure/sentence.ts';
import { threePublicSentence } from '../three-public/sentence.ts';
import { balancesUnit, carryOver, idle } from './balance-sentences.ts';
import {
	failing,
	highest,
	lateTwice,
	largestChanges,
	lost,
	overQuota,
	rising,
	scoreGap,
	runs,
	topFive,
	type ReadyInput
} from './sentences.ts';

export interface ReadyAnswer {
	/** Stable, for permalinks. */
	id: string;
	question: string;
	/** Null before anybody has filed for the year, which the page says once for all of these. */
	answer: string | null;
	/** The page that shows why. */
	href: string;
}

/** Makes a link that keeps what the reader has chosen. */
type Link = (path: string, query?: Record<string, string>) => string;

export function answerReady(input: ReadyInput): ReadyAnswer[] {
	const to: Link = (path, query = {}) => href(path, { ...input.chosen, ...query });
	const answers = [
		...spendingAnswers(input, to),
		...balanceAnswers(input, to),
		...threePublicAnswers(input, to),
		...filingAnswers(input, to),
		...staffAnswers(input, to),
		...scoreAnswers(input, to)
	];
	if (input.observations.length > 0) return answers;
	return answers.map((one) => (OF_THE_ROUND.includes(one.id) ? one : { ...one, answer: null }));
}

/** The heading of the questions that are not answered yet, and what stands for their answers in a file. */
export const ANSWERED_LATER = '收到报告后作答';

/** The sentence at the top of the page; that nobody has filed yet is said beside it, as on every page. */
export function answersSentence(year: number, answers: readonly ReadyAnswer[]): string {
	return answers.every(({ answer }) => answer !== null)
		? `领导常问的问题，答案由${year}年的报告即时算出。`
		: '领导常问的问题列在下面，收到报告后即时作答；报送情况现在即可回答。';
}

/** Questions that are answered before anybody has filed for the year. */
const OF_THE_ROUND = ['filed', 'late'];

function spendingAnswers(input: ReadyInput, to: Link): ReadyAnswer[] {
	return [
		{
			id: 'structure',
			question: '钱花在哪里，结构怎么变？',
			answer: structureSentence(input.year, input.observations),
			href: to('/structure')
		},
		{
			id: 'largest-changes',
			question: '谁的支出变化最大？',
			answer: largestChanges(input.observations),
			href: to('/departments', { sort: '-spending_total.rate' })
		},
		{
			id: 'top-five',
			question: '支出最多的五家占多少？',
			answer: topFive(input.observations),
			href: to('/structure', { sort: '-spending_total' })
		},
		{
			id: 'standing-out',
			question: '哪些部门需重点关注？',
			answer: outlierSentence(input.year, input.flags),
			href: to('/outliers')
		}
	];
}

function balanceAnswers(input: ReadyInput, to: Link): ReadyAnswer[] {
	const unit = balancesUnit(input.observations);
	return [
		{
			id: 'carry-over',
			question: '谁的结转结余最多，为什么？',
			answer: carryOver(input, unit),
			href: to('/balances', { sort: '-balance_cumulative' })
		},
		{
			id: 'balances',
			question: '结余总体怎样？',
			answer: balanceSentence(
				input.year,
				input.observations,
				CARRY_OVER_RATE_LINE,
				LAST_YEAR,
				unit
			),
			href: to('/balances')
		},
		{
			id: 'idle',
			question: '哪些结余可能两年未动用？',
			answer: idle(input.observations, unit),
			href: to('/balances')
		},
		{
			id: 'continuity',
			question: '谁的年初结转与上年年末结余不衔接？',
			answer: continuitySentence(input.observations),
			href: to('/balances')
		}
	];
}

function threePublicAnswers(input: ReadyInput, to: Link): ReadyAnswer[] {
	return [
		{
			id: 'three-public',
			question: '三公经费总体怎样？',
			answer: threePublicSentence(input.year, input.observations),
			href: to('/three-public')
		},
		{
			id: 'three-public-rising',
			question: '三公经费谁在上升？',
			answer: rising(input.observations),
			href: to('/three-public', { sort: '-three_public_change' })
		},
		{
			id: 'three-public-runs',
			question: '谁的三公经费连续三年增长？',
			answer: runs(input),
			href: to('/three-public', { sort: '-three_public_change' })
		}
	];
}

function filingAnswers(input: ReadyInput, to: Link): ReadyAnswer[] {
	return [
		{
			id: 'filed',
			question: '谁没有报送？',
			answer: input.filed,
			href: to('/filings', { status: 'missing' })
		},
		{
			id: 'late',
			question: '谁多次逾期报送？',
			answer: lateTwice(input),
			href: to('/filings', { status: 'late' })
		},
		{
			id: 'findings',
			question: '勾稽核对发现了哪些问题？',
			answer: failing(input),
			href: to('/findings', { state: 'fail' })
		}
	];
}

function staffAnswers(input: ReadyInput, to: Link): ReadyAnswer[] {
	return [
		{
			id: 'staffing',
			question: '谁超编？',
			answer: overQuota(input.observations),
			href: to('/scores', { sort: '-staffing_rate' })
		},
		{
			id: 'operating',
			question: '谁的人均公用支出最高？',
			answer: highest(input.observations, 'operating_per_head'),
			href: to('/structure', { sort: '-operating_per_head' })
		}
	];
}

function scoreAnswers(input: ReadyInput, to: Link): ReadyAnswer[] {
	return [
		{
			id: 'scores',
			question: '自评都是高分吗？',
			answer: scoreSentence(input.year, input.observations),
			href: to('/scores')
		},
		{ id: 'lost', question: '谁失分，分扣在哪些指标？', answer: lost(input), href: to('/scores') },
		{
			id: 'score-gap',
			question: '谁的两处得分不一致？',
			answer: scoreGap(input.observations),
			href: to('/findings', { rule: 'score_form_vs_sheet' })
		}
	];
}
