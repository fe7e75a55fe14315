/**
 * One department in one year together with the year before: the unit of every comparison.
 */
import { nameWithin } from '#lib/catalogue/departments.ts';
import { firstStated, measureValue } from '#lib/catalogue/formulas.ts';
import { ofStored, type AmountBasis } from '#lib/catalogue/budgets.ts';
import { BASIS_NAMES, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import { absent, type Value } from '#lib/catalogue/values.ts';
import type { Corrected } from './corrected.ts';

export interface DepartmentName {
	id: number;
	code: string;
	name: string;
	/** Department kind (党政机关 …); null where the registry does not say. */
	kind: string | null;
	/** 归口业务科室; null where the registry does not say. */
	division: string | null;
}

/** Values that a filing states, budgets included, in storage units. */
export type ReportedValues = Record<StoredId, Value>;

/** Facts that one current filing states. */
export interface DepartmentYear {
	department: DepartmentName;
	fiscal_year: number;
	filing_id: number;
	template: 'form' | 'national' | 'csv';
	grade: string | null;
	findings: { fail: number; warn: number; not_checkable: number };
	values: ReportedValues;
	/** The figures among them that were corrected by hand; left out where none was. */
	corrected?: Corrected;
}

export interface Observation extends DepartmentYear {
	/**
	 * The values of the year compared with, by default the year before; of merged predecessors their sums, named in `bridged_from`.
	 * Null where neither the department nor any predecessor filed.
	 */
	previous: {
		fiscal_year: number;
		values: ReportedValues;
		/** The filing the values are in; null for sums over merged predecessors. */
		filing_id: number | null;
		bridged_from: string[];
		/** Set where a merged predecessor did not file: every value is absent, for reason `reorganised`. */
		incomplete?: true;
	} | null;
	/** As filed, where a figure of either year is probably an error: the same without those, to compare. */
	sound?: Observation;
}

/** The values of the year compared with; null where nobody filed, or not all of the merged predecessors did. */
export function comparableBefore({ previous }: Observation): Observation['previous'] {
	return previous?.incomplete ? null : previous;
}

/** A measure of an observation, reported or derived, with its reason where it is absent. */
export function valueOf(observation: Observation, id: MeasureId): Value {
	return measureValue(id, (reported, when) => {
		if (when === 'current') return observation.values[reported];
		return observation.previous?.values[reported] ?? absent('previous_missing');
	});
}

/** The budget that a measure of the year is computed from, and whether it stands in for that of the whole year; null where none is. */
export function budgetBehind(
	{ values }: Observation,
	id: MeasureId
): { basis: AmountBasis; isStandIn: boolean } | null {
	const stated = firstStated(id, (one) => values[one]);
	return stated && { basis: ofStored(stated.id).basis, isStandIn: stated.isStandIn };
}

/** `按年初预算数`; empty for a measure that no budget is behind. */
export function budgetInWords(observation: Observation, id: MeasureId): string {
	const behind = budgetBehind(observation, id);
	return behind === null ? '' : `按${BASIS_NAMES[behind.basis]}`;
}

/** The same where the budget stands in for that of the whole year, which the definition of the measure names. */
export function standInBudgetInWords(observation: Observation, id: MeasureId): string {
	return budgetBehind(observation, id)?.isStandIn ? budgetInWords(observation, id) : '';
}

/** The same measure a year before; derived measures that themselves look back are absent. */
export function previousValueOf(observation: Observation, id: MeasureId): Value {
	const previous = observation.previous;
	if (!previous) return absent('previous_missing');
	return measureValue(id, (reported, when) =>
		when === 'current' ? previous.values[reported] : absent('previous_missing')
	);
}

/** The same departments by their names within the jurisdiction, as lists and charts of one jurisdiction show them. */
export function namedWithin<T extends NamedDepartment>(
	jurisdiction: string,
	rows: readonly T[]
): T[] {
	const within = (name: string) => nameWithin(jurisdiction, name);
	return rows.map((row) => {
		const { department, previous } = row;
		const named = { ...row, department: { ...department, name: within(department.name) } };
		if (!previous?.bridged_from) return named;
		return {
			...named,
			previous: { ...previous, bridged_from: previous.bridged_from.map(within) }
		};
	});
}

interface NamedDepartment {
	department: { name: string };
	previous?: { bridged_from?: readonly string[] } | null;
}
