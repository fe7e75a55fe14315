/** Answers of questions as API items. */
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { MissingReason, Value } from '#lib/catalogue/values.ts';
import { flagSentence } from '#lib/comparison/flag-words.ts';
import type { Contribution, ContributionGrouping } from '#lib/comparison/contribution.ts';
import type { DepartmentName, Observation } from '#lib/comparison/observation.ts';
import type { Flag } from '#lib/comparison/flags.ts';
import { cellOf, type MeasureColumn } from '#lib/comparison/table.ts';
import type { FilingRow } from '#lib/server/questions/filings.ts';
import type { FindingRow } from '#lib/server/questions/findings.ts';
import type { HeadlineFigure } from '#lib/server/questions/overview.ts';

/** Scores are stored in hundredths and answered in points; everything else as stored. */
export function outward(measure: MeasureId, value: number): number {
	return measureOf(measure).quantity === 'points' ? value / 100 : value;
}

function answered(measure: MeasureId, { value }: Value): number | null {
	return value === null ? null : outward(measure, value);
}

export function departmentItem({
	code,
	name,
	kind
}: Pick<DepartmentName, 'code' | 'name' | 'kind'>) {
	return { code, name, kind };
}

/** One department and year with the columns of a list, keyed as `carry_over_rate` or `carry_over_rate.difference`. */
export function observationItem(observation: Observation, columns: readonly MeasureColumn[]) {
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

export function changeItem(part: Contribution, by: ContributionGrouping) {
	const { key, department, before, after, contribution, state } = part;
	const who = department ? { department: departmentItem(department) } : { [by]: key };
	return { ...who, before, after, contribution, state };
}

export function flagItem(flag: Flag) {
	const { observation, measure, reason } = flag;
	// Positions on a scale that is not linear have no unit; scores keep hundredths there as well.
	const inUnit = (value: number | null) => (value === null ? null : outward(measure, value));
	const linear = flag.peers?.scale === 'linear';
	return {
		department: departmentItem(observation.department),
		fiscal_year: observation.fiscal_year,
		filing_id: observation.filing_id,
		measure,
		value: outward(measure, flag.value),
		reason,
		id: flag.id,
		tier: flag.tier,
		cause: flag.cause,
		at_stake: flag.at_stake,
		since: flag.since,
		score: flag.score,
		threshold: reason === 'line' ? outward(measure, flag.threshold) : flag.threshold,
		severity: flag.severity,
		previous: inUnit(flag.previous),
		peers: flag.peers && {
			...flag.peers,
			median: outward(measure, flag.peers.median),
			mad: linear ? outward(measure, flag.peers.mad) : flag.peers.mad
		},
		clears_at: inUnit(flag.clears_at),
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
		difference:
			row.difference !== null && quantity === 'points' ? row.difference / 100 : row.difference,
		quantity,
		rounding,
		places,
		follow_up: row.follow_up.status
	};
}

export function filingItem(row: FilingRow) {
	const { department, fiscal_year, status, due_on, filed_on, filing_id, version, findings } = row;
	return {
		department: departmentItem(department),
		fiscal_year,
		status,
		due_on,
		filed_on,
		filing_id,
		version,
		findings
	};
}
