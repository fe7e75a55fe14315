/** Chooses which departments are compared. */
import type { Observation } from '#lib/comparison/observation.ts';
import { sortTable } from '#lib/comparison/table.ts';
import { VIEWS } from '#lib/comparison/views.ts';

export const MOST_COMPARED = 6;
const FEWEST_COMPARED = 2;

export interface Choice {
	observations: Observation[];
	/** Asked for, but without a report of the year. */
	unknown: string[];
	notices: string[];
}

/**
 * The departments with the codes asked for. One alone is set beside the largest other of its kind; none asked for
 * gives the two largest.
 */
export function chooseDepartments(
	population: readonly Observation[],
	asked: readonly string[]
): Choice {
	const codes = [...new Set(asked.filter((code) => code !== ''))];
	const found = codes.flatMap((code) =>
		population.filter(({ department }) => department.code === code)
	);
	const unknown = codes.filter((code) => !found.some(({ department }) => department.code === code));
	const notices =
		found.length > MOST_COMPARED ? [`最多对比${MOST_COMPARED}家，只列前${MOST_COMPARED}家。`] : [];
	const chosen = found.slice(0, MOST_COMPARED);
	return { observations: [...chosen, ...fill(chosen, population)], unknown, notices };
}

function fill(chosen: readonly Observation[], population: readonly Observation[]): Observation[] {
	const kind = chosen[0]?.department.kind;
	const order = { key: 'spending_total', descending: true };
	const others = sortTable(population, VIEWS.departments.columns, order).filter(
		(one) => !chosen.includes(one)
	);
	const kin = others.filter(({ department }) => kind !== undefined && department.kind === kind);
	const next = kin.length > 0 ? kin : others;
	return next.slice(0, Math.max(0, FEWEST_COMPARED - chosen.length));
}
