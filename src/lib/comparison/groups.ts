/**
 * Departments grouped with their peers, each department in its own group: what statistics are computed over.
 * `peers.ts` names the same departments without the one that is compared.
 */
import { LEAST_PEERS, sizeBands, type PeerRule } from './peers.ts';
import type { Observation } from './observation.ts';

export interface PeerGroup {
	/** The rule that the members come from; wider than asked for where too few were found. */
	rule: PeerRule;
	members: readonly Observation[];
	/** Taken instead where too few of the members state a measure; null for all departments. */
	wider: PeerGroup | null;
}

/** The group of every department of one year, by department id. Departments of one group share the object. */
export function groupPeers(
	population: readonly Observation[],
	asked: PeerRule
): ReadonlyMap<number, PeerGroup> {
	const all: PeerGroup = { rule: 'all', members: population, wider: null };
	let groups = new Map(population.map((one) => [one, all]));
	if (asked !== 'all') groups = narrow(groups, 'kind', ({ department }) => department.kind);
	if (asked === 'kind_size') {
		const size = sizeBands(population);
		groups = narrow(groups, 'kind_size', (one) => {
			const { kind } = one.department;
			const band = size(one);
			return kind === null || band === null ? null : `${band} ${kind}`;
		});
	}
	return new Map([...groups].map(([{ department }, group]) => [department.id, group]));
}

/** Tells whether so many, one of them the department itself, leave enough peers. */
export function areEnough(count: number): boolean {
	return count > LEAST_PEERS;
}

/** Departments with the same key become a group where they are enough; all others stay where they were. */
function narrow(
	groups: ReadonlyMap<Observation, PeerGroup>,
	rule: PeerRule,
	keyOf: (observation: Observation) => string | null
): Map<Observation, PeerGroup> {
	const narrowed = new Map(groups);
	for (const [key, members] of Map.groupBy(groups.keys(), keyOf)) {
		const [first] = members;
		if (key === null || !first || !areEnough(members.length)) continue;
		const group = { rule, members, wider: groups.get(first) ?? null };
		for (const member of members) narrowed.set(member, group);
	}
	return narrowed;
}
