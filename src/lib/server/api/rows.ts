/** Answers of questions as API items. */
import { firstOf } from '#lib/comparison/amendment.ts';
import { correctableOf } from '#lib/catalogue/correctable.ts';
import { measureOf, outward, type MeasureId } from '#lib/catalogue/measures.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import type { MissingReason, Value } from '#lib/catalogue/values.ts';
import { flagSentence } from '#lib/comparison/flags/flag-words.ts';
import type { ContributionGrouping } from '#lib/comparison/change/contribution.ts';
import type { PartOnOneBasis } from '#lib/comparison/change/on-one-basis.ts';
import type { CorrectedValue } from '#lib/comparison/corrected.ts';
import {
	budgetBehind,
	type DepartmentName,
	type Observation
} from '#lib/comparison/observation.ts';
import { suspectFigures, type Suspects } from '#lib/comparison/flags/suspects.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { cellOf, type MeasureColumn } from '#lib/comparison/table.ts';
import type { CorrectionRow } from '../questions/reports/corrections.ts';
import type { FilingRow } from '#lib/comparison/filings.ts';
import type { FindingRow } from '../questions/findings/reviewed.ts';
import type { EntryRow, InquiryRow } from '../questions/reports/inquiries.ts';
import type { ReassessedRow } from '../questions/reports/reassessments.ts';
import type { HeadlineFigure } from '../questions/figures/overview.ts';

function answered(measure: MeasureId, { value }: Value): number | null {
	return outward(measureOf(measure).quantity, value);
}

export function departmentItem({
	code,
	name,
	kind
}: Pick<DepartmentName, 'code' | 'name' | 'kind'>) {
	return { code, name, kind };
}

/** The figure before a person corrected it and after. */
export function correctedItem(correction: CorrectedValue) {
	const { id, measure, old_value, old_missing, old_printed, value, printed } = correction;
	const { printed_unit, reason, corrected_by, corrected_at } = correction;
	const { quantity } = correctableOf(measure);
	return {
		id,
		old_value: outward(quantity, old_value),
		old_missing,
		old_printed,
		value: outward(quantity, value),
		printed,
		printed_unit,
		reason,
		corrected_by,
		corrected_at
	};
}

export function correctionItem(row: CorrectionRow) {
	const { department, fiscal_year, filing_id, measure, unit, state } = row;
	const { taken_back_by, taken_back_at, taken_back_reason } = row;
	return {
		department: departmentItem(department),
		fiscal_year,
		filing_id,
		measure,
		unit,
		state,
		...correctedItem(row),
		taken_back_by,
		taken_back_at,
		taken_back_reason
	};
}

/** One department and year with the columns of a list, keyed as `carry_over_rate` or `carry_over_rate.difference`. */
export function observationItem(
	observation: Observation,
	columns: readonly MeasureColumn[],
	suspects: Suspects
) {
	const missing: Record<string, MissingReason> = {};
	const values: Record<string, number | null> = {};
	for (const column of columns) {
		const value = cellOf(observation, column);
		values[column.key] = column.aspect === 'rate' ? value.value : answered(column.measure, value);
		if (value.value === null) missing[column.key] = value.missing;
	}
	return {
		department: departmentItem(observation.department),
		fiscal_year: observation.fiscal_year,
		filing_id: observation.filing_id,
		grade: observation.grade,
		missing,
		corrected: Object.fromEntries(
			Object.entries(observation.corrected ?? {}).map(([id, one]) => [id, correctedItem(one)])
		),
		suspect: [...suspectFigures(observation, suspects)],
		budget_basis: Object.fromEntries(
			columns.flatMap(({ measure }) => {
				const behind = budgetBehind(observation, measure);
				return behind ? [[measure, behind.basis]] : [];
			})
		),
		...values
	};
}

export function headlineItem(
	fiscal_year: number,
	{ measure, total, as_filed, change }: HeadlineFigure
) {
	return {
		fiscal_year,
		measure,
		value: answered(measure, total.value),
		as_filed: answered(measure, as_filed),
		missing: total.value.missing,
		counted: total.counted,
		left_out: total.left_out,
		change: {
			previous: answered(measure, change.previous),
			current: answered(measure, change.current),
			difference: answered(measure, change.difference),
			rate: change.rate.value,
			compared: change.compared
		}
	};
}

export function changeItem({ part, comparable }: PartOnOneBasis, by: ContributionGrouping) {
	const { key, department, before, after, contribution, state } = part;
	const who = department ? { department: departmentItem(department) } : { [by]: key };
	const amended = contribution - firstOf(part).contribution;
	// What people and the cost per head made has no amounts of its own, and yet is known.
	const isUnknown = before === null && after === null && state !== 'both';
	const made = isUnknown ? { contribution: null, amended: null } : { contribution, amended };
	return { ...who, before, after, ...made, comparable, state };
}

export function flagItem(flag: Flag) {
	const { observation, measure, reason } = flag;
	// Positions on a scale that is not linear have no unit; scores keep hundredths there as well.
	const { quantity } = measureOf(measure);
	const linear = flag.peers?.scale === 'linear';
	return {
		department: departmentItem(observation.department),
		fiscal_year: observation.fiscal_year,
		filing_id: observation.filing_id,
		measure,
		value: outward(quantity, flag.value),
		budget_basis: budgetBehind(observation, measure)?.basis ?? null,
		reason,
		id: flag.id,
		tier: flag.tier,
		cause: flag.cause,
		at_stake: flag.at_stake,
		since: flag.since,
		score: flag.score,
		threshold: reason === 'line' ? outward(quantity, flag.threshold) : flag.threshold,
		severity: flag.severity,
		previous: outward(quantity, flag.previous),
		previous_year: reason === 'history' ? flag.previous_year : null,
		peers: flag.peers && {
			...flag.peers,
			median: outward(quantity, flag.peers.median),
			mad: linear ? outward(quantity, flag.peers.mad) : flag.peers.mad
		},
		clears_at: outward(quantity, flag.clears_at),
		rank: flag.rank,
		sentence: flagSentence(flag)
	};
}

export function findingItem(row: FindingRow) {
	const { department, fiscal_year, filing_id, rule, state, message, quantity, rounding, places } =
		row;
	return {
		department: departmentItem(department),
		fiscal_year,
		filing_id,
		rule,
		state,
		message,
		difference: outward(quantity, row.difference),
		quantity,
		rounding,
		places,
		follows_from: row.follows_from ?? null,
		follow_up: row.follow_up.status
	};
}

export function filingItem(row: FilingRow) {
	const { department, fiscal_year, status, due_on, filed_on, filing_id, version, findings } = row;
	const { state, decision } = row;
	return {
		department: departmentItem(department),
		fiscal_year,
		status,
		state,
		decision,
		due_on,
		filed_on,
		filing_id,
		version,
		// Where nobody has filed nothing was checked, which is another thing than nothing found.
		findings: filing_id === null ? null : findings
	};
}

export function inquiryItem(row: InquiryRow, entries: readonly EntryRow[]) {
	const { department, fiscal_year, topic_kind, topic, status } = row;
	return {
		department: departmentItem(department),
		fiscal_year,
		topic_kind,
		topic,
		status,
		entries: entries.map(({ entry, text, written_by, written_at, filing_id }) => ({
			entry,
			text,
			written_by,
			written_at,
			filing_id
		}))
	};
}

export function reassessmentItem({ department, ...row }: ReassessedRow) {
	const { weight, self_score, score, gap } = row;
	return {
		...row,
		department: departmentItem(department),
		weight: toPoints(weight),
		self_score: toPoints(self_score),
		score: toPoints(score),
		gap: toPoints(gap)
	};
}
