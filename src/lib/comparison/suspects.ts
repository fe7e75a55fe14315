/**
 * Figures that look ten or ten thousand times too large or too small are left out of totals, peers and statistics until
 * the department has confirmed them: they count as absent, with a reason that every table shows.
 */
import type { StoredId } from '#lib/catalogue/measures.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { Observation, ReportedValues } from './observation.ts';

/** The suspect figures of one department and year. */
export type Suspects = ReadonlyMap<string, ReadonlySet<StoredId>>;

/** The key of a department and year in {@link Suspects}. */
export function suspectKey(department: number, year: number): string {
	return `${department} ${year}`;
}

/** The observation without its suspect figures, in its year and in the year before. */
export function withoutSuspects(observation: Observation, suspects: Suspects): Observation {
	const { department, fiscal_year, previous, values } = observation;
	const now = suspects.get(suspectKey(department.id, fiscal_year));
	const before = suspects.get(suspectKey(department.id, fiscal_year - 1));
	if (!now && !(before && previous)) return observation;
	return {
		...observation,
		values: leaveOut(values, now),
		previous: previous && { ...previous, values: leaveOut(previous.values, before) }
	};
}

function leaveOut(values: ReportedValues, ids: ReadonlySet<StoredId> | undefined): ReportedValues {
	if (!ids) return values;
	return { ...values, ...Object.fromEntries([...ids].map((id) => [id, absent('suspect')])) };
}
