/** The score sheet in itself: weights, scores, totals, grade, reasons for lost points. */
import { quoteText } from '#lib/catalogue/characters.ts';
import type { Figure, ScoreHeading, ScoreItem } from '#lib/filing/filing.ts';
import { bandOf, recogniseGrade } from '#lib/catalogue/grades.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import type { Subject } from './subject.ts';
import { compare, giveUp, judge, judgeAmounts } from './verdict.ts';
import { absenceText, pointsText, quoteFigure } from './wording.ts';

const NO_SHEET = '报告中没有评分表';
const FORM_SCORE = '自评表综合得分';
const SHEET_SCORE = '评分表总分';

/** Lines that share one weight, or a single line. */
export interface WeightGroup {
	items: readonly ScoreItem[];
	/** The weight printed for all of them. */
	weight: Figure;
}

/** The lines of a sheet by the weight that they are scored against. */
export function groupByWeight(items: readonly ScoreItem[]): WeightGroup[] {
	const groups = new Map<number | ScoreItem, ScoreItem[]>();
	for (const item of items) {
		const key = item.weight_group ?? item;
		groups.set(key, [...(groups.get(key) ?? []), item]);
	}
	return [...groups.values()].flatMap((members) => {
		const printed = members.find((item) => item.weight.value !== null) ?? members[0];
		return printed ? [{ items: members, weight: printed.weight }] : [];
	});
}

export function checkWeights({ filing, settings }: Subject): Judgement {
	const rule = 'score_weights';
	const { items, headings, sheet_weight } = filing.score;
	if (items.length === 0) return giveUp(rule, NO_SHEET);
	const groups = groupByWeight(items);
	const open = groups.find(({ weight }) => weight.value === null);
	if (open) return giveUp(rule, absenceText(`${groupName(open)}的分值`, open.weight));
	const sum = sumOfWeights(groups);
	const places = [quoteFigure('总分行分值', sheet_weight, filing.fiscal_year)];
	const printed = sheet_weight.value;
	if (sum !== settings.full_score || (printed !== null && printed !== sum)) {
		const total = printed === null ? '' : `总分行分值${pointsText(printed)}，`;
		const message = `各指标分值之和为${pointsText(sum)}，${total}应为${pointsText(settings.full_score)}。`;
		const expected =
			sum === settings.full_score && printed !== null ? printed : settings.full_score;
		return judgeAmounts(rule, {
			comparison: compare(sum, expected, 0),
			quantity: 'points',
			message,
			places
		});
	}
	const wrong = headings.flatMap((heading) => wrongHeading(heading, groups));
	if (wrong.length === 0) {
		return judge(rule, 'pass', `各指标分值之和为${pointsText(sum)}，与各级标题一致。`, places);
	}
	const [first] = wrong;
	return judgeAmounts(rule, {
		comparison: compare(first?.sum ?? 0, first?.heading.weight ?? 0, 0),
		quantity: 'points',
		message: `${wrong.map(headingText).join('；')}。`,
		places: wrong.map(({ heading }) => ({
			label: heading.path.join(' · '),
			printed: pointsText(heading.weight),
			fiscal_year: filing.fiscal_year,
			place: heading.place
		}))
	});
}

interface WrongHeading {
	heading: ScoreHeading;
	sum: number;
}

/** A heading whose lines do not add up to it; a weight shared beyond the heading leaves it open. */
function wrongHeading(heading: ScoreHeading, groups: readonly WeightGroup[]): WrongHeading[] {
	if (heading.path.length === 0) return [];
	const under = (item: ScoreItem) =>
		heading.path.every(
			(name, level) => normaliseLabel(item.path[level] ?? '') === normaliseLabel(name)
		);
	const touching = groups.filter((group) => group.items.some(under));
	if (touching.length === 0 || !touching.every((group) => group.items.every(under))) return [];
	const sum = sumOfWeights(touching);
	return sum === heading.weight ? [] : [{ heading, sum }];
}

function headingText({ heading, sum }: WrongHeading): string {
	const name = quoteText(heading.path.join(' · '));
	return `${name}标注${pointsText(heading.weight)}，其下各指标分值之和为${pointsText(sum)}`;
}

function sumOfWeights(groups: readonly WeightGroup[]): number {
	return groups.reduce((sum, group) => sum + (group.weight.value ?? 0), 0);
}

export function checkScoresWithinWeights({ filing }: Subject): Judgement {
	const rule = 'score_within_weight';
	const { items } = filing.score;
	if (items.length === 0) return giveUp(rule, NO_SHEET);
	const groups = groupByWeight(items);
	const wrong = groups.flatMap((group) => outsideWeight(group));
	if (wrong.length > 0) {
		const [first] = wrong;
		return {
			...judge(rule, 'fail', `${wrong.map((w) => w.text).join('；')}。`),
			difference: first?.excess ?? null,
			quantity: 'points',
			places: wrong.flatMap((w) => quoteScores(w.group, filing.fiscal_year))
		};
	}
	const open = groups.find((group) => group.weight.value === null || !isScored(group));
	if (open) return giveUp(rule, openText(open), quoteScores(open, filing.fiscal_year));
	return judge(rule, 'pass', `${items.length}项指标的得分均在0与分值之间。`);
}

/** Returns how far a group's scores lie outside 0 and its weight; none where they lie inside, or cannot be told. */
function outsideWeight(group: WeightGroup): { group: WeightGroup; text: string; excess: number }[] {
	const negative = group.items.find((item) => (item.score.value ?? 0) < 0);
	if (negative?.score.value) {
		const text = `${itemName(negative)}得分${pointsText(negative.score.value)}，低于0分`;
		return [{ group, text, excess: negative.score.value }];
	}
	const sum = sumOfScores(group.items);
	const weight = group.weight.value;
	if (weight === null || sum <= weight) return [];
	const text = `${groupName(group)}得分${pointsText(sum)}，超过分值${pointsText(weight)}`;
	return [{ group, text, excess: sum - weight }];
}

export function checkSheetSum({ filing }: Subject): Judgement {
	const rule = 'score_sheet_sum';
	const { items, sheet } = filing.score;
	const places = [quoteFigure(SHEET_SCORE, sheet, filing.fiscal_year)];
	if (items.length === 0) return giveUp(rule, NO_SHEET, places);
	if (sheet.value === null) return giveUp(rule, absenceText(SHEET_SCORE, sheet), places);
	const unread = items.find(
		(item) => item.score.missing !== null && item.score.missing !== 'blank'
	);
	if (unread) return giveUp(rule, absenceText(`${itemName(unread)}得分`, unread.score), places);
	const blanks = items.filter((item) => item.score.value === null);
	if (blanks.length === items.length) return giveUp(rule, '各项自评得分均未填', places);
	const sum = sumOfScores(items);
	const comparison = compare(sum, sheet.value, 0);
	const note = blanks.length > 0 ? `（${blanks.length}项得分未填，按0计）` : '';
	const message =
		comparison.outcome === 'equal'
			? `各项自评得分之和${pointsText(sum)}，等于评分表总分${note}。`
			: `各项自评得分之和${pointsText(sum)}，评分表总分${pointsText(sheet.value)}，` +
				`相差${pointsText(Math.abs(comparison.difference))}${note}。`;
	return judgeAmounts(rule, { comparison, quantity: 'points', message, places });
}

export function checkFormAgainstSheet({ filing }: Subject): Judgement {
	const rule = 'score_form_vs_sheet';
	const { form, sheet } = filing.score;
	const places = [
		quoteFigure(FORM_SCORE, form, filing.fiscal_year),
		quoteFigure(SHEET_SCORE, sheet, filing.fiscal_year)
	];
	if (form.value === null) return giveUp(rule, absenceText(FORM_SCORE, form), places);
	if (sheet.value === null) return giveUp(rule, absenceText(SHEET_SCORE, sheet), places);
	const comparison = compare(form.value, sheet.value, 0);
	const stated = `自评表综合得分${pointsText(form.value)}，评分表总分${pointsText(sheet.value)}`;
	const end =
		comparison.outcome === 'equal' ? '一致' : `相差${pointsText(Math.abs(comparison.difference))}`;
	return judgeAmounts(rule, {
		comparison,
		quantity: 'points',
		message: `${stated}，${end}。`,
		places
	});
}

export function checkGrade({ filing, settings }: Subject): Judgement {
	const rule = 'grade_band';
	const { grade, form, sheet } = filing.score;
	const score = form.value === null ? sheet : form;
	const label = form.value === null ? SHEET_SCORE : FORM_SCORE;
	if (!grade || grade.printed === '') return giveUp(rule, '评价等次未填');
	const places: QuotedPlace[] = [
		{
			label: '评价等次',
			printed: grade.printed,
			fiscal_year: filing.fiscal_year,
			place: grade.place
		},
		quoteFigure(label, score, filing.fiscal_year)
	];
	if (score.value === null) return giveUp(rule, absenceText(label, score), places);
	const known = recogniseGrade(grade.printed, settings.grade_schemes);
	if (!known) return giveUp(rule, `评价等次${quoteText(grade.printed)}不在已设置的分档中`, places);
	const band = bandOf(score.value, known.scheme);
	const stated = `${label}${pointsText(score.value)}，评价等次填写为${quoteText(grade.printed)}`;
	const fits = band.name === known.band.name;
	const message = fits
		? `${stated}，与分档相符（${pointsText(band.from)}起为${band.name}）。`
		: `${stated}，按分档应为“${band.name}”。`;
	return judge(rule, fits ? 'pass' : 'fail', message, places);
}

export function checkDeductionReasons({ filing }: Subject): Judgement {
	const rule = 'deduction_reason';
	const { items } = filing.score;
	if (items.length === 0) return giveUp(rule, NO_SHEET);
	const scored = groupByWeight(items).filter((g) => g.weight.value !== null && isScored(g));
	if (scored.length === 0) return giveUp(rule, '分值或得分未填，无法判断是否扣分');
	const losing = scored.filter((group) => sumOfScores(group.items) < (group.weight.value ?? 0));
	const silent = losing.filter((group) => !group.items.some((item) => hasReason(item)));
	if (losing.length === 0) return judge(rule, 'pass', '各项指标均未扣分。');
	if (silent.length === 0) return judge(rule, 'pass', `${losing.length}处扣分均写明了原因。`);
	// A table of figures may have been made without the column of reasons.
	if (filing.template === 'csv' && !items.some((item) => hasReason(item))) {
		return giveUp(rule, '导入的数据中没有扣分原因');
	}
	const names = silent.map((group) => {
		return `${groupName(group)}扣${pointsText((group.weight.value ?? 0) - sumOfScores(group.items))}`;
	});
	const places = silent.flatMap((group) => quoteScores(group, filing.fiscal_year));
	return judge(rule, 'fail', `${silent.length}处扣分未写原因：${names.join('，')}。`, places);
}

/** A reason that names lost points beside full marks: one of the two is wrong. */
export function checkReasonsWithoutLoss({ filing }: Subject): Judgement {
	const rule = 'reason_without_loss';
	const { items } = filing.score;
	if (items.length === 0) return giveUp(rule, NO_SHEET);
	const scored = groupByWeight(items).filter((g) => g.weight.value !== null && isScored(g));
	if (scored.length === 0) return giveUp(rule, '分值或得分未填，无法判断是否扣分');
	const wrong = scored.filter(
		(group) =>
			sumOfScores(group.items) >= (group.weight.value ?? 0) &&
			group.items.some(({ reason }) => /(?<!不|未|没有)扣(?:减|除|了)?\d/.test(reason))
	);
	if (wrong.length === 0) return judge(rule, 'pass', '写明扣分的指标均已扣分。');
	const names = wrong.map(groupName).join('、');
	const places = wrong.flatMap((group) => quoteScores(group, filing.fiscal_year));
	return judge(rule, 'warn', `${names}写明扣分，得分却为满分。`, places);
}

/** A dash or 无 gives no reason. */
function hasReason(item: ScoreItem): boolean {
	return !/^[\s\-—–/无…]*$/.test(item.reason);
}

/** Lines of one weight may share one score, printed on one of them; a single line has its own. */
function isScored({ items }: WeightGroup): boolean {
	const isRead = items.every(({ score }) => score.value !== null || score.missing === 'blank');
	return isRead && items.some(({ score }) => score.value !== null);
}

function sumOfScores(items: readonly ScoreItem[]): number {
	return items.reduce((sum, item) => sum + (item.score.value ?? 0), 0);
}

function openText(group: WeightGroup): string {
	const unscored = group.items.find((item) => item.score.value === null);
	return unscored
		? absenceText(`${itemName(unscored)}得分`, unscored.score)
		: absenceText(`${groupName(group)}的分值`, group.weight);
}

/** The indicator by the last two elements of its path: two may bear one name. */
function itemName(item: ScoreItem): string {
	return quoteText(item.path.slice(-2).join(' · '));
}

function groupName(group: WeightGroup): string {
	const names = group.items.map((item) => item.path.at(-1) ?? '');
	const [first] = group.items;
	return group.items.length === 1 && first ? itemName(first) : `${quoteText(names.join('、'))}合计`;
}

function quoteScores(group: WeightGroup, year: number): QuotedPlace[] {
	return group.items.map((item) =>
		quoteFigure(`${item.path.join(' · ')} 自评得分`, item.score, year)
	);
}
