/** Checks what the prose repeats against what the tables state. */
import type { NarrativeFigure } from '#lib/filing/filing.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import { halfDigit } from './precision.ts';
import { figureOf, type Subject } from './subject.ts';
import { toleranceOf } from './sums.ts';
import { compare, giveUp, judgeAmounts, type AmountComparison } from './verdict.ts';
import {
	absenceText,
	amountText,
	quoteFigure,
	quoteMeasure,
	statedText,
	valueText
} from './wording.ts';

/**
 * A list whose amounts reach less than half of the project spending names examples, not all projects; it cannot be
 * added up.
 */
const WHOLE_LIST_SHARE = 0.5;

interface StatedPair {
	measure: FigureId;
	comparison: AmountComparison;
	text: string;
	places: QuotedPlace[];
}

/** Compares every figure of the prose that belongs to a rule. */
export function checkNarrative(
	rule: RuleId,
	measures: readonly FigureId[],
	subject: Subject
): Judgement {
	const { narrative_figures: all, fiscal_year } = subject.filing;
	const stated = all.filter((entry) => measures.includes(entry.measure));
	const names = measures.map((id) => measureOf(id).name).join('、');
	if (stated.length === 0) return giveUp(rule, `正文没有写到${names}`);
	const pairs = stated.flatMap((entry) => pairUp(entry, subject));
	if (pairs.length === 0)
		return giveUp(rule, unpairedText(stated, subject), quoteProse(stated, fiscal_year));
	const wrong = pairs.filter(({ comparison }) => comparison.outcome === 'different');
	const rounded = pairs.filter(({ comparison }) => comparison.outcome === 'rounding');
	const apart = wrong.length > 0 ? wrong : rounded;
	const [worst] = [...apart].sort(
		(a, b) => Math.abs(b.comparison.difference) - Math.abs(a.comparison.difference)
	);
	const shown = worst ? apart : pairs;
	const message = worst
		? `${shown.map((pair) => pair.text).join('；')}${wrong.length > 0 ? '' : '，属尾差'}。`
		: `正文所写${pairs.map((pair) => measureOf(pair.measure).name).join('、')}与表格一致。`;
	return judgeAmounts(rule, {
		comparison: worst?.comparison ?? compare(0, 0, 0),
		quantity: measures.some((id) => measureOf(id).quantity === 'people') ? 'people' : 'money',
		message,
		places: shown.flatMap((pair) => pair.places)
	});
}

/** A prose figure with its table figure; none where either is absent. */
function pairUp(entry: NarrativeFigure, subject: Subject): StatedPair[] {
	const table = figureOf(subject.filing, entry.measure);
	const prose = entry.figure;
	if (prose.value === null || table.value === null) return [];
	const isMoney = measureOf(entry.measure).quantity === 'money';
	const slack = isMoney
		? Math.max(
				entry.half_digit + halfDigit(table, subject.precision),
				subject.settings.rounding_limit
			)
		: 0;
	const comparison = compare(prose.value, table.value, slack);
	const gap = valueText(entry.measure, Math.abs(comparison.difference));
	const text = `正文${statedText(entry.measure, prose.value)}，表格${valueText(entry.measure, table.value)}，相差${gap}`;
	const { fiscal_year } = subject.filing;
	const places = [
		quoteFigure(`正文${measureOf(entry.measure).name}`, prose, fiscal_year),
		quoteMeasure(entry.measure, table, fiscal_year)
	];
	return [{ measure: entry.measure, comparison, text, places }];
}

function unpairedText(stated: readonly NarrativeFigure[], subject: Subject): string {
	const [first] = stated;
	if (!first) return '';
	const { name } = measureOf(first.measure);
	return first.figure.value === null
		? absenceText(`正文${name}`, first.figure)
		: absenceText(`表格${name}`, figureOf(subject.filing, first.measure));
}

function quoteProse(stated: readonly NarrativeFigure[], year: number): QuotedPlace[] {
	return stated.map((entry) =>
		quoteFigure(`正文${measureOf(entry.measure).name}`, entry.figure, year)
	);
}

/** The projects that the prose names, added up. */
export function checkProjects(subject: Subject): Judgement {
	const rule = 'narrative_project_items';
	const { projects, fiscal_year } = subject.filing;
	const total = figureOf(subject.filing, 'spending_project');
	const places = [
		quoteMeasure('spending_project', total, fiscal_year),
		...projects.map((project) => quoteFigure(project.name, project.amount, fiscal_year))
	];
	if (projects.length === 0) return giveUp(rule, '正文没有逐项列出项目金额');
	if (total.value === null) return giveUp(rule, absenceText('项目支出', total), places);
	const unread = projects.find((project) => project.amount.value === null);
	if (unread) return giveUp(rule, absenceText(`项目“${unread.name}”的金额`, unread.amount), places);
	const amounts = projects.map((project) => project.amount);
	const sum = amounts.reduce((all, amount) => all + (amount.value ?? 0), 0);
	const comparison = compare(sum, total.value, toleranceOf([total, ...amounts], subject));
	const stated = `正文列出的${projects.length}个项目合计${amountText(sum)}`;
	const listsExamples = projects.length === 1 || sum < total.value * WHOLE_LIST_SHARE;
	if (comparison.outcome === 'different' && sum < total.value && listsExamples) {
		return giveUp(
			rule,
			`${stated}，项目支出${amountText(total.value)}，正文只列出部分项目`,
			places
		);
	}
	const gap = amountText(Math.abs(comparison.difference));
	const end = {
		equal: '，等于项目支出',
		rounding: `，项目支出${amountText(total.value)}，相差${gap}，属尾差`,
		different: `，项目支出${amountText(total.value)}，相差${gap}`
	}[comparison.outcome];
	return judgeAmounts(rule, {
		comparison,
		quantity: 'money',
		message: `${stated}${end}。`,
		places
	});
}
