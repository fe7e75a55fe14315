/** The figures of the page, each with a footnote that says where it comes from. */
import { againstLastYear, baseName, LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { formatValue, type DisplayUnit } from '#lib/catalogue/format.ts';
import { formulaInWords, inputsOf } from '#lib/catalogue/formulas.ts';
import { isDerived, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { describePlace } from '#lib/documents/place.ts';
import { absenceSince, MISSING_TEXT, type Value } from '#lib/catalogue/values.ts';
import type { GroupValue } from '#lib/comparison/aggregate.ts';
import { changeOf, type Change } from '#lib/comparison/change/change.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { href, measureHref, type Chosen } from '#lib/links.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import type { Overview } from '#lib/server/questions/figures/overview.ts';
import { correctionSentence } from '../corrections.ts';
import { headlineUnit as departmentUnit, type ComparedReport } from '../department/headlines.ts';
import { DETAIL, headlineUnit, saidOf } from '../overview/headlines.ts';

export interface BriefFigure {
	measure: MeasureId;
	name: string;
	stated: Value;
	/** The figure as words state it, in the unit of all figures of the page. */
	value: string;
	change: string;
	href: string;
	/** Text of the footnote. */
	note: string;
	missing: boolean;
}

const DEPARTMENT_MEASURES = [
	'spending_total',
	'personnel_share',
	'project_share',
	'three_public_total',
	'three_public_without_purchase',
	'balance_cumulative',
	'carry_over_rate',
	'staffing_rate',
	'score_form'
] as const satisfies readonly MeasureId[];

function changeText(
	measure: MeasureId,
	change: Change,
	unit: DisplayUnit,
	base: string = LAST_YEAR
): string {
	const { difference } = change;
	return (
		againstLastYear(measure, change, base, unit) ??
		absenceSince(difference.missing ?? 'previous_missing', base)
	);
}

/** Totals over all departments; the footnote says how many and the formula. */
export function bureauFigures(overview: Overview, chosen: Chosen): BriefFigure[] {
	const unit = headlineUnit(overview);
	const base = baseName(overview.year, overview.base);
	return overview.headlines.map(({ measure, total, change }) => ({
		measure,
		name: measureOf(measure).name,
		stated: total.value,
		value: formatValue(measure, total.value, 'headline', unit),
		missing: total.value.value === null,
		change: changeText(measure, saidOf(change, overview), unit, base),
		href: href(DETAIL[measure], { ...chosen, sort: `-${measure}` }),
		note: `${formula(measure)}${countedInWords(total)}${change.compared === 0 ? '' : `；变动按两年均计入的${change.compared}家计算`}。`
	}));
}

function countedInWords({ counted, left_out }: GroupValue): string {
	const left = left_out > 0 ? `，${left_out}家缺少数据或存疑，未计入` : '';
	return counted > 0 ? `${counted}家部门报告相应栏目合计${left}` : `没有可以合计的数据${left}`;
}

function formula(measure: MeasureId): string {
	return isDerived(measureOf(measure)) ? `${formulaInWords(measure)}，` : '';
}

/** A department's figures; the footnote names the cells. */
export function departmentFigures(
	{ observation, compared }: ComparedReport,
	content: FilingContent
): BriefFigure[] {
	const unit = departmentUnit(observation);
	return DEPARTMENT_MEASURES.map((measure) => ({
		measure,
		name: measureOf(measure).name,
		stated: valueOf(observation, measure),
		value: formatValue(measure, valueOf(observation, measure), 'headline', unit),
		missing: valueOf(observation, measure).value === null,
		change: changeText(measure, changeOf(compared, measure), unit),
		href: measureHref(observation.filing_id, measure),
		note: `${formula(measure)}${cellsOf(measure, observation, content)}`
	}));
}

function cellsOf(
	measure: MeasureId,
	{ values }: Observation,
	{ figures, corrections }: FilingContent
): string {
	const cells = inputsOf(measure).flatMap((input) => {
		const figure = figures[input.id];
		if (input.when === 'previous' || !figure?.place) return [];
		const correction = corrections.find((one) => one.id === figure.place?.correction);
		const { missing } = values[input.id];
		const isEmpty = figure.printed === '' && missing !== null;
		const said = isEmpty ? `${MISSING_TEXT[missing]}，` : `“${figure.printed}”`;
		const where = `${measureOf(input.id).name}${said}见${describePlace(figure.place)}`;
		return correction ? [where, correctionSentence(correction)] : [where];
	});
	return cells.length === 0 ? '报告中没有这一栏。' : `${cells.join('；')}。`;
}
