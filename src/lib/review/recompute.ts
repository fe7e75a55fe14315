/** Self-scores against what the filing's own figures allow. */
import { INDICATORS } from '#lib/catalogue/indicators.ts';
import { nameOnBasis, type FigureId } from '#lib/catalogue/measures.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import { budgetOf, findIndicatorItem, rescore, type Rescored } from './rescore.ts';
import { figureOf, type Subject } from './subject.ts';
import { compare, giveUp, judge, judgeAmounts } from './verdict.ts';
import {
	absenceText,
	LACK_TEXT,
	pointsText,
	quoteFigure,
	quoteMeasure,
	statedText
} from './wording.ts';

export function checkStaffOverQuota({ filing }: Subject): Judgement {
	const rule = 'staff_over_quota';
	const actual = figureOf(filing, 'staff_actual');
	const quota = figureOf(filing, 'staff_quota');
	const places = () => [
		quoteMeasure('staff_actual', actual, filing.fiscal_year),
		quoteMeasure('staff_quota', quota, filing.fiscal_year)
	];
	if (quota.value === null) return giveUp(rule, absenceText('人员编制', quota), places);
	if (actual.value === null) return giveUp(rule, absenceText('实有人数', actual), places);
	const [people, posts] = [actual.value, quota.value];
	const stated = () => `${statedText('staff_actual', people)}，${statedText('staff_quota', posts)}`;
	const over = people - posts;
	if (over <= 0) return judge(rule, 'pass', () => `${stated()}，未超编。`, places);
	return judgeAmounts(rule, {
		comparison: compare(people, posts, 0),
		quantity: 'people',
		message: () => `${stated()}，超编${over}人。`,
		places
	});
}

/** Compares a self-score with the interval that the printed rule allows. */
export function checkRescored(rule: RuleId, { filing, previous, lack }: Subject): Judgement {
	const { items } = filing.score;
	if (items.length === 0) return giveUp(rule, '报告中没有评分表');
	const name = INDICATORS.find((indicator) => indicator.rule === rule)?.name ?? '';
	const item = findIndicatorItem(items, rule);
	if (!item) return giveUp(rule, `评分表中没有“${name}”指标`);
	const places = [
		quoteFigure(`${name}自评得分`, item.score, filing.fiscal_year),
		quoteFigure(`${name}分值`, item.weight, filing.fiscal_year),
		...inputsOfRule(rule).flatMap((id) => [
			quoteMeasure(id, figureOf(filing, id), filing.fiscal_year),
			...(rule === 'recompute_three_public' && previous
				? [quoteMeasure(id, figureOf(previous, id), previous.fiscal_year)]
				: []),
			...(rule === 'recompute_three_public_control' ? quoteBudget(id, filing) : [])
		])
	];
	const rescored = rescore(item, filing, previous ?? { reason: LACK_TEXT[lack] });
	if (rescored.reason !== null) return giveUp(rule, rescored.reason, places);
	if (item.score.value === null)
		return giveUp(rule, absenceText(`${name}得分`, item.score), places);
	const { low, high } = rescored;
	const nearest = Math.min(Math.max(item.score.value, low), high);
	const message = rescoredText(rescored, item.score.value);
	if (item.score.value === nearest) return judge(rule, 'pass', message, places);
	// Another city's rule may be the stricter one; a score above the usual rule is worth a question all the same.
	if (rescored.is_usual && item.score.value < nearest) return giveUp(rule, BELOW_USUAL, places);
	const comparison = compare(item.score.value, nearest, 0);
	const otherwise = rescored.is_usual ? 'warn' : 'fail';
	return judgeAmounts(rule, { comparison, quantity: 'points', message, places, otherwise });
}

const BELOW_USUAL = '评分表未附评分标准，自评得分低于按通用评分标准复算的得分，可能另有标准';

function quoteBudget(id: FigureId, filing: Subject['filing']): QuotedPlace[] {
	const budget = budgetOf(filing, id);
	if (!budget) return [];
	const name = nameOnBasis(id, budget.basis);
	return [quoteFigure(name, budget.figure, filing.fiscal_year)];
}

function inputsOfRule(rule: RuleId) {
	return INDICATORS.find((indicator) => indicator.rule === rule)?.inputs ?? [];
}

function rescoredText({ low, high, basis, reading, is_usual }: Rescored, score: number): string {
	const inside = score >= low && score <= high;
	const should =
		low === high ? `得${pointsText(low)}` : `在${pointsText(low)}至${pointsText(high)}之间`;
	const rule = is_usual ? `评分表未附评分标准，按通用评分标准${reading}` : reading;
	return `${basis}；${rule}，应${should}，自评${pointsText(score)}${inside ? '，相符' : ''}。`;
}
