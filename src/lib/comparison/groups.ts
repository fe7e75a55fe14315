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
}

/** The group of every department of one year, by department id. */
export function groupPeers(
	population: readonly Observation[],
	asked: PeerRule
): ReadonlyMap<number, PeerGroup> {
	const size = sizeBands(population);
	const all: PeerGroup = { rule: 'all', members: population };
	const byKind = collect(population, ({ department }) => department.kind);
	const bySize = collect(population, (observation) => {
		const { kind } = observation.department;
		const band = size(observation);
		return kind === null || band === null ? null : `${band} ${kind}`;
	});
	const enough = (members: readonly Observation[] | undefined) =>
		members !== undefined && members.length > LEAST_PEERS;
	return new Map(
		population.map((observation) => {
			const near = asked === 'kind_size' ? bySize.get(observation) : undefined;
			const kin = asked === 'all' ? undefined : byKind.get(observation);
			const group: PeerGroup =
				near && enough(near)
					? { rule: 'kind_size', members: near }
					: kin && enough(kin)
						? { rule: 'kind', members: kin }
						: all;
			return [observation.department.id, group];
		})
	);
}

/** Members by observation; those without a key are left out. */
function collect(
	population: readonly Observation[],
	keyOf: (observation: Observation) => string | null
): Map<Observation, Observation[]> {
	const byKey = new Map<string, Observation[]>();
	const found = new Map<Observation, Observation[]>();
	for (const observation of population) {
		const key = keyOf(observation);
		if (key === null) continue;
		const members = byKey.get(key) ?? [];
		if (members.length === 0) byKey.set(key, members);
		members.push(observation);
		found.set(observation, members);
	}
	return found;
}
