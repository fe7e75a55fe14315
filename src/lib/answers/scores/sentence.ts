import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { inWords } from '#lib/catalogue/change-words.ts';
import { verifiablePoints } from '#lib/catalogue/indicators.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { SheetLine } from '#lib/comparison/score-items.ts';
import type { RuleCount } from '#lib/server/questions/findings/reviewed.ts';
import { spreadOf, type Spread } from '#lib/comparison/flags/spread.ts';

const points = (hundredths: number) => inWords('score_form', hundredths);

/** Says in one sentence where the self-scores lie and how many agree in both places. */
export function scoreSentence(year: number, rows: readonly Observation[]): string {
	const scores = rows.map((row) => row.values.score_form.value).filter((score) => score !== null);
	const spread = spreadOf(scores);
	if (!spread) return `${year}年没有符合条件的自评得分。`;
	const full = scores.filter((score) => score >= FULL_SCORE).length;
	const lowest = namesAt(rows, spread.min);
	return `${year}年${whereTheyLie(scores.length, spread, { full, lowest })}；${gapClause(gapsOf(rows), scores.length)}。`;
}

/** Stands in place of an empty list of departments whose two scores differ. */
export function noGapSentence(rows: readonly Observation[]): string {
	return gapsOf(rows).length === 0 ? `${NONE_STATES_BOTH}。` : '自评表与评分表的得分都一致。';
}

/** Stands in place of an empty list of scores that do not fit: none does, none could be computed, or there are no scores. */
export function noMisfitSentence(
	recomputed: readonly RuleCount[],
	lines: readonly SheetLine[]
): string {
	if (lines.length === 0) return '没有评分表数据，得分无从复算。';
	const times = recomputed.reduce((sum, { pass, warn, fail }) => sum + pass + warn + fail, 0);
	return times === 0
		? '评分表中没有可以复算的得分，无法判断是否相符。'
		: `复算了${times}项得分，没有与复算不符的。`;
}

/** `，共85项，列出前60项`; empty where nothing is listed. */
export function listedClause(listed: number, total: number): string {
	if (total === 0) return '';
	return `，共${total}项${listed < total ? `，列出前${listed}项` : ''}`;
}

/** The differences of the departments that state both scores. */
function gapsOf(rows: readonly Observation[]): number[] {
	return rows.flatMap((row) => valueOf(row, 'score_gap').value ?? []);
}

const NONE_STATES_BOTH = '没有同时填报自评表与评分表得分的部门，两处得分无从比较';

/** Names the department with this score, or the first of several and their number. */
function namesAt(rows: readonly Observation[], score: number): string {
	const at = rows.filter((row) => row.values.score_form.value === score);
	const name = at[0]?.department.name ?? '';
	return at.length > 1 ? `${name}等${at.length}家` : name;
}

function whereTheyLie(
	count: number,
	{ median, min, max }: Spread,
	{ full, lowest }: { full: number; lowest: string }
): string {
	if (min === max && count > 1) return `${count}家部门自评得分均为${points(median)}`;
	if (count === 1) return `1家部门自评得分${points(median)}`;
	const fullMarks = full > 0 ? `${full}家满分` : '没有满分';
	return `${count}家部门自评得分的中位数为${points(median)}，最低${points(min)}（${lowest}），${fullMarks}`;
}

/** The gaps of those among the `scored` departments that state both scores. */
function gapClause(gaps: readonly number[], scored: number): string {
	if (gaps.length === 0) return NONE_STATES_BOTH;
	const unlike = gaps.filter((gap) => gap !== 0).length;
	if (gaps.length === 1) {
		const which = scored > 1 ? '只有1家填报两处得分，其' : '';
		return `${which}自评表与评分表得分${unlike === 0 ? '一致' : '不一致'}`;
	}
	if (unlike === 0) return `两处得分都填报的${gaps.length}家均一致`;
	return `${unlike}家的自评表与评分表得分不一致`;
}

/** Says how much of a sheet can be checked from the filings at all; sheets differ, so the range is given. */
export function selfScoreSentence(lines: readonly SheetLine[]): string | null {
	const sheets = [...Map.groupBy(lines, (line) => line.department).values()].map((sheet) =>
		verifiablePoints(
			sheet.map((line) => ({
				path: [...line.path],
				criterion: line.criterion,
				weight: {
					value: line.weight,
					missing: line.weight === null ? 'blank' : null,
					printed: '',
					place: null
				},
				weight_group: line.weight_group
			}))
		)
	);
	if (sheets.length === 0) return null;
	const range = (values: readonly number[]) => {
		const [least, most] = [Math.min(...values), Math.max(...values)];
		return least === most ? points(least) : `${points(least)}至${points(most)}`;
	};
	const own = range(sheets.map((sheet) => sheet.this_report));
	const both = range(sheets.map((sheet) => sheet.with_previous));
	const budget = range(sheets.map((sheet) => sheet.with_budget));
	const withBudget = budget === both ? '' : `，再有预算数为${budget}`;
	return `每份100分的评分表中，凭本年报告可复算的有${own}，连同上年报告为${both}${withBudget}；其余得分报告中没有依据，本系统不作判断。`;
}
