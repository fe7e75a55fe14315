/** Departments of all years, with the peers of each and the year that its change starts from. */
import { columnsOf, type MeasureColumns } from './column.ts';
import { groupPeers, type PeerGroup } from './groups.ts';
import { routineLumps, type RoutineLumps } from './flags/lumps.ts';
import { comparableBefore, type Observation, type ReportedValues } from './observation.ts';
import type { PeerRule } from './peers.ts';

/** Departments of all years with whom each is compared. */
export interface Population {
	observations: readonly Observation[];
	/** Years of one department, ascending. */
	yearsOf: (observation: Observation) => readonly Observation[];
	/** Positions in `observations` of one department's years, ascending. */
	historyOf: (observation: Observation) => readonly number[];
	/** The group of each observation among those of its year. */
	groups: readonly PeerGroup[];
	/** Positions in `observations` of a group's members. */
	members: ReadonlyMap<PeerGroup, readonly number[]>;
	/** The year that each observation's change starts from; null where there is none. */
	starts: readonly (number | null)[];
	/** By observation: its own values, and those that its change starts from. */
	columns: MeasureColumns;
	columns_before: MeasureColumns;
	/** The ordinary amount of each item that comes in lumps. */
	routine_lumps: RoutineLumps;
}

interface Start {
	fiscal_year: number;
	values: ReportedValues;
}

export function populate(observations: readonly Observation[], rule: PeerRule): Population {
	const byDepartment = Map.groupBy(observations, ({ department }) => department.id);
	for (const years of byDepartment.values()) years.sort((a, b) => a.fiscal_year - b.fiscal_year);
	const yearsOf = ({ department }: Observation) => byDepartment.get(department.id) ?? [];
	const index = new Map(observations.map((observation, at) => [observation, at]));
	const histories = new Map(
		[...byDepartment].map(([id, years]) => [id, years.flatMap((one) => index.get(one) ?? [])])
	);
	const byYear = Map.groupBy(observations, ({ fiscal_year }) => fiscal_year);
	const grouped = new Map([...byYear].map(([year, all]) => [year, groupPeers(all, rule)]));
	const groups = observations.map(({ fiscal_year, department }) => {
		const group = grouped.get(fiscal_year)?.get(department.id);
		if (!group) throw new Error(`Department ${department.code} stands in no group`);
		return group;
	});
	const starts = observations.map((observation) => startOf(observation, yearsOf(observation)));
	const before = columnsOf(observations.map(({ previous }) => previous?.values ?? null));
	return {
		observations,
		yearsOf,
		historyOf: ({ department }) => histories.get(department.id) ?? [],
		groups,
		members: indexMembers(index, groups),
		starts: starts.map((start) => start?.fiscal_year ?? null),
		columns: columnsOf(
			observations.map(({ values }) => values),
			before
		),
		columns_before: columnsOf(starts.map((start) => start?.values ?? null)),
		routine_lumps: routineLumps(observations)
	};
}

function indexMembers(
	index: ReadonlyMap<Observation, number>,
	groups: readonly PeerGroup[]
): ReadonlyMap<PeerGroup, number[]> {
	const members = new Map<PeerGroup, number[]>();
	for (const group of groups) {
		for (let one: PeerGroup | null = group; one && !members.has(one); one = one.wider) {
			members.set(
				one,
				one.members.flatMap((member) => index.get(member) ?? [])
			);
		}
	}
	return members;
}

/**
 * The filing before, or, of a department's first filing, the next: what was odd in the first year shows only when it
 * is over. A department's own filings before it took others over are too small to start from.
 */
function startOf(observation: Observation, years: readonly Observation[]): Start | null {
	const before = comparableBefore(observation);
	if (before !== null) return before;
	const index = years.indexOf(observation);
	if (observation.previous?.incomplete && index > 0) return null;
	const other = years[index - 1] ?? years[index + 1];
	return other ? { fiscal_year: other.fiscal_year, values: other.values } : null;
}
