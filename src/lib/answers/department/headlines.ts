import { chooseRowUnit, formatValue, type DisplayUnit } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { correctionNote } from '#lib/comparison/correction-marks.ts';
import { changeOf, type Change } from '#lib/comparison/change/change.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { measureHref } from '#lib/links.ts';

/** A leader looks for these first, in this order. */
const HEADLINES = [
	'spending_total',
	'three_public_total',
	'balance_cumulative',
	'carry_over_rate',
	'staffing_rate',
	'score_form'
] as const satisfies readonly MeasureId[];

/** A department's report, and the same as it is compared: without figures that are probably errors. */
export interface ComparedReport {
	observation: Observation;
	compared: Observation;
}

export interface HeadlineRow {
	measure: MeasureId;
	label: string;
	text: string;
	exact: string;
	missing: boolean;
	href: string;
	change: Change;
	unit: DisplayUnit;
	history: { fiscal_year: number; value: Value }[];
}

/** The unit of all headlines, and of the sentence above them. */
export function headlineUnit(observation: Observation): DisplayUnit {
	return chooseRowUnit(
		HEADLINES.map((measure) => ({ measure, value: valueOf(observation, measure).value }))
	);
}

export function headlineRows(
	{ observation, compared }: ComparedReport,
	history: readonly Observation[]
): HeadlineRow[] {
	const unit = headlineUnit(observation);
	return HEADLINES.map((measure) => {
		const value = valueOf(observation, measure);
		return {
			measure,
			label: [measureOf(measure).name, correctionNote(value)].filter(Boolean).join(' · '),
			text: formatValue(measure, value, 'headline', unit),
			exact: formatValue(measure, value, 'exact'),
			missing: value.value === null,
			href: measureHref(observation.filing_id, measure),
			change: changeOf(compared, measure),
			unit,
			history: history.map((one) => ({
				fiscal_year: one.fiscal_year,
				value: valueOf(one, measure)
			}))
		};
	});
}
