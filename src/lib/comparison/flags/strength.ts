/** Measures the strength of a flag, in its year and over the years that it lasts. */
import type { FlagCandidate, FlagReason } from './flags.ts';

/** Above 1 beyond the threshold, what nature explains, and the least that matters: whichever is nearest tells how strong. */
export function strengthOf({
	z,
	tail_ratio,
	least_ratio,
	threshold
}: Pick<FlagCandidate, 'z' | 'tail_ratio' | 'least_ratio' | 'threshold'>): number {
	return Math.min(z / threshold, tail_ratio, least_ratio);
}

/** Two years are one departure and what is left of it: a run lasts longer. */
export const LEAST_RUN = 3;

/**
 * A year this near to the threshold continues a run: next to years beyond it, what is nearly as far is the same
 * finding. With the default threshold that is 2.5 robust standard deviations, the looser one of those in use (Leys and
 * others 2013).
 */
export const NEAR_SHARE = 2.5 / 3.5;

/** The robust standard deviations beyond which a distance may be flagged, alone or as a year of a run. */
export function leastZ(reason: FlagReason, threshold: number): number {
	return reason === 'peers' ? threshold * NEAR_SHARE : threshold;
}

/** The unbroken runs in which a measure of a department stands out from its peers on one side, in a year at least beyond the threshold. */
export function lastingRuns(candidates: readonly FlagCandidate[]): FlagCandidate[][] {
	const series = Map.groupBy(
		candidates.filter(({ reason }) => reason === 'peers'),
		({ observation, measure, score }) =>
			`${observation.department.id} ${measure} ${Math.sign(score)}`
	);
	return [...series.values()]
		.flatMap(runsOf)
		.filter((run) => run.length >= LEAST_RUN && run.some(isBeyond));
}

function isBeyond({ z, threshold }: FlagCandidate): boolean {
	return z > threshold;
}

/**
 * The candidates with the years of a run raised towards its strongest one, by the geometric mean: a department that is
 * far from its peers year after year is one finding, though it is nearer in one of the years. A year below the threshold
 * is left where that makes it strong.
 */
export function strengthenRuns(
	candidates: readonly FlagCandidate[],
	runs: readonly FlagCandidate[][]
): FlagCandidate[] {
	const factors = new Map(runs.flatMap(factorsOf));
	return candidates.flatMap((one) => {
		const factor = factors.get(one.id) ?? 1;
		const raised = {
			...one,
			z: one.z * factor,
			tail_ratio: one.tail_ratio * factor,
			least_ratio: one.least_ratio * factor
		};
		return isBeyond(one) || strengthOf(raised) > 1 ? raised : [];
	});
}

/** Splits flags of one department and measure where a year is missing. */
function runsOf(flags: readonly FlagCandidate[]): FlagCandidate[][] {
	const year = ({ observation }: FlagCandidate) => observation.fiscal_year;
	const runs: FlagCandidate[][] = [];
	for (const flag of flags.toSorted((a, b) => year(a) - year(b))) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		if (run && last && year(last) === year(flag) - 1) run.push(flag);
		else runs.push([flag]);
	}
	return runs;
}

function factorsOf(run: readonly FlagCandidate[]): [id: string, factor: number][] {
	const strongest = Math.max(...run.map(strengthOf));
	return run.map((one) => [one.id, Math.sqrt(strongest / strengthOf(one))]);
}
