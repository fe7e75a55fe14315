/**
 * The peers with which a department is compared. The rule is published with its members; a rule that finds too few widens and
 * says so.
 */
import { quantile } from './flags/spread.ts';
import type { Observation } from './observation.ts';

export const PEER_RULES = ['kind', 'kind_size', 'all'] as const;
export type PeerRule = (typeof PEER_RULES)[number];

export const PEER_RULE_NAMES: Record<PeerRule, string> = {
	kind: '同类部门',
	kind_size: '同类且规模相近的部门',
	all: '全部部门'
};

export const PEER_RULE_TEXT: Record<PeerRule, string> = {
	kind: '同一部门类别的其他部门。',
	kind_size: '同一部门类别、支出合计在同一规模档（全部部门按支出合计三等分）的其他部门。',
	all: '同一行政区划的其他部门。'
};

/** Fewer peers than this say little about what is usual, so the rule widens. */
export const LEAST_PEERS = 8;

/** Next wider rule. */
const WIDER: Record<PeerRule, PeerRule | null> = { kind_size: 'kind', kind: 'all', all: null };

export interface Peers {
	asked: PeerRule;
	/** The rule that the members come from: `asked`, or a wider one. */
	used: PeerRule;
	/** The other departments of the same year; never the department itself. */
	members: Observation[];
	/** One sentence where the rule was widened; else null. */
	widened: string | null;
}

/** The peers of one department among the observations of its year. */
export function peersOf(
	observation: Observation,
	population: readonly Observation[],
	asked: PeerRule
): Peers {
	const others = population.filter((other) => other.department.id !== observation.department.id);
	const size = sizeBands(population);
	let used: PeerRule = asked;
	let members = select(observation, others, used, size);
	const first = members.length;
	for (let wider = WIDER[used]; members.length < LEAST_PEERS && wider; wider = WIDER[used]) {
		used = wider;
		members = select(observation, others, used, size);
	}
	const widened =
		used === asked
			? null
			: `${PEER_RULE_NAMES[asked]}只有${first}家，不足${LEAST_PEERS}家，改与${PEER_RULE_NAMES[used]}（${members.length}家）比较。`;
	return { asked, used, members, widened };
}

type SizeOf = (observation: Observation) => number | null;

/** Band 0, 1 or 2 by spending_total; null where it is missing. */
export function sizeBands(population: readonly Observation[]): SizeOf {
	const amounts = population
		.map((observation) => observation.values.spending_total.value)
		.filter((amount) => amount !== null)
		.sort((a, b) => a - b);
	if (amounts.length === 0) return () => null;
	const lower = quantile(amounts, 1 / 3);
	const upper = quantile(amounts, 2 / 3);
	return (observation) => {
		const amount = observation.values.spending_total.value;
		if (amount === null) return null;
		if (amount <= lower) return 0;
		return amount <= upper ? 1 : 2;
	};
}

function select(
	observation: Observation,
	others: readonly Observation[],
	rule: PeerRule,
	size: SizeOf
): Observation[] {
	if (rule === 'all') return [...others];
	const { kind } = observation.department;
	if (kind === null) return [];
	const alike = others.filter((other) => other.department.kind === kind);
	if (rule === 'kind') return alike;
	const band = size(observation);
	return band === null ? [] : alike.filter((other) => size(other) === band);
}
