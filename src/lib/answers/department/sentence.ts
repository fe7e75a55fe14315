import { againstLastYear, inWords, LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { MISSING_TEXT } from '#lib/catalogue/values.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { changeOf } from '#lib/comparison/change/change.ts';
import { FLAG_REASON_NAMES, isLasting, type Flag, type Tier } from '#lib/comparison/flags/flags.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { headlineUnit, type ComparedReport } from './headlines.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';

/**
 * The department's year in one sentence: spending and its change, its largest part, balance, score, what stands
 * out of its figures, findings.
 */
export function departmentSentence(
	{ observation, compared }: ComparedReport,
	content: FilingContent,
	flags: readonly Flag[],
	base: string = LAST_YEAR
): string {
	const clauses = [
		spendingClause({ observation, compared }, base),
		shareClause(compared),
		clause(compared, 'carry_over_rate', '结转结余率'),
		scoreClause(observation),
		...flagClauses(flags),
		findingClause(content)
	];
	return `${clauses.filter((text) => text !== null).join('；')}。`;
}

function spendingClause({ observation, compared }: ComparedReport, base: string): string {
	const { value, missing } = observation.values.spending_total;
	if (value === null) return `${observation.fiscal_year}年支出合计${MISSING_TEXT[missing]}`;
	const unit = headlineUnit(observation);
	const changed = changeOf(compared, 'spending_total');
	const change =
		changed.current.missing === 'suspect'
			? '疑似填报错误，核实前不作比较'
			: againstLastYear('spending_total', changed, base, unit);
	return `${observation.fiscal_year}年支出${inWords('spending_total', value, unit)}${change === null ? '' : `，${change}`}`;
}

function shareClause(observation: Observation): string | null {
	const known = SPENDING_PARTS.map((part) => ({
		...part,
		value: valueOf(observation, part.share)
	}));
	const largest = known.reduce((a, b) => ((b.value.value ?? -1) > (a.value.value ?? -1) ? b : a));
	if (largest.value.value === null) return null;
	return `${measureOf(largest.measure).name}占${formatValue(largest.share, largest.value, 'headline')}`;
}

function clause(observation: Observation, id: MeasureId, name: string): string | null {
	const value = valueOf(observation, id);
	return value.value === null ? null : `${name}${formatValue(id, value, 'headline')}`;
}

function scoreClause(observation: Observation): string | null {
	const score = observation.values.score_form;
	if (score.value === null) return null;
	const grade = observation.grade ? `（${observation.grade}）` : '';
	return `自评${formatValue('score_form', score, 'headline')}${grade}`;
}

/** The leading one by its name, the others by their number; what follows from a cause is not said again. */
function flagClauses(flags: readonly Flag[]): string[] {
	const of = (tier: Tier) => flags.filter((flag) => flag.tier === tier);
	const counted = (tier: Tier, words: string) =>
		of(tier).length > 0 ? [`${of(tier).length}项${words}`] : [];
	return [
		...of('leading').map(({ measure }) => `${measureOf(measure).name}需重点关注`),
		...flags.filter(isLasting).map(lastingClause),
		...counted('line', FLAG_REASON_NAMES.line),
		...counted('slip', FLAG_REASON_NAMES.scale)
	];
}

function lastingClause({ measure, score, since }: Flag): string {
	return `${measureOf(measure).name}自${since}年起连续偏${score > 0 ? '高' : '低'}`;
}

function findingClause(content: FilingContent): string {
	const count = (state: string) => content.findings.filter((one) => one.state === state).length;
	const fail = count('fail');
	const warn = count('warn');
	const pass = count('pass');
	if (fail + warn === 0) return pass > 0 ? `可以核验的${pass}项未见不符` : '没有可以核验的数据';
	const parts = [fail > 0 ? `${fail}项不符` : '', warn > 0 ? `${warn}项提示` : ''];
	return `核对有${parts.filter(Boolean).join('、')}`;
}
