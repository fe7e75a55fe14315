/**
 * The order of flags. One cause moves many figures of a department, in its year and in the next: the flag that tells
 * it stands by its own strength, and what follows from it comes after all causes.
 */
import { fenIn } from '#lib/catalogue/units.ts';
import { measureOf, type MeasureGroup, type MeasureId } from '#lib/catalogue/measures.ts';
import { isExplained } from './consequences.ts';
import { lumpsOf, makeMost, type Lump, type RoutineLumps } from './lumps.ts';
import type { Population } from '../population.ts';
import { TIERS, type Flag, type FlagCandidate } from './flags.ts';
import { LEAST_RUN, lastingRuns, strengthenRuns, strengthOf } from './strength.ts';

/** A measure that moves because another one does tells the cause only where that one is not flagged. */
const PART_OF: Partial<Record<MeasureId, readonly MeasureId[]>> = {
	three_public_reception: ['three_public_total', 'three_public_without_purchase'],
	three_public_per_head: ['three_public_total', 'three_public_without_purchase'],
	staff_actual: ['staffing_rate'],
	income_fiscal: ['spending_total', 'carry_over_rate']
};

/** Groups whose figures move one another: money that is not spent is carried over and asked for no more. */
const FAMILY: Record<MeasureGroup, string> = {
	staff: 'money',
	income: 'money',
	spending: 'money',
	balance: 'money',
	three_public: 'three_public',
	assets: 'assets',
	score: 'score'
};

/** The flags with their severity and tier, in the order of {@link byPriority}. */
export function orderFlags(
	found: readonly FlagCandidate[],
	{ routine_lumps, yearsOf }: Pick<Population, 'routine_lumps' | 'yearsOf'>
): Flag[] {
	const runs = lastingRuns(found);
	const lasting = new Set(runs.flat().map(({ id }) => id));
	const candidates = strengthenRuns(found, runs);
	const routineIn = (flag: FlagCandidate) => routineLump(flag, routine_lumps);
	const isRoutine = (flag: FlagCandidate) => routineIn(flag) !== null;
	const odd = oddYears(candidates.filter((flag) => !isRoutine(flag)));
	const isCause = (flag: FlagCandidate) =>
		!isRoutine(flag) &&
		!isExplained(flag, lasting.has(flag.id), yearsOf(flag.observation)) &&
		!leadsFromOdd(flag, odd);
	const byYear = Map.groupBy(candidates, ({ observation }) => observation);
	const settled = [...byYear.values()].flatMap((group) => {
		const own = group.filter(isCause);
		const cause = own.filter((flag) => !isPart(flag, own)).sort(byStrength)[0];
		return group.map((flag) => {
			if (flag === cause) return settle(flag, null, null);
			const follows = routineIn(flag)?.measure ?? cause?.measure ?? flag.measure;
			return settle(flag, follows, cause && strengthOf(cause) > 1 ? cause.id : null);
		});
	});
	return foldKnown(withRuns(settled)).sort(byPriority);
}

/**
 * A difference that has led before and is the same for {@link LEAST_RUN} years and more is known: it leads no longer, and
 * its cause, like that of what follows from it, is the flag that led first.
 */
function foldKnown(flags: readonly Flag[]): Flag[] {
	const leading = flags.filter(({ tier }) => tier === 'leading');
	const runs = Map.groupBy(
		leading,
		({ observation, measure, score, since }) =>
			`${observation.department.id} ${measure} ${Math.sign(score)} ${since}`
	);
	const firsts = new Map<string, string>();
	for (const run of runs.values()) {
		const [first, ...later] = run.toSorted(
			(a, b) => a.observation.fiscal_year - b.observation.fiscal_year
		);
		for (const { id, observation, since } of later) {
			const isKnown = observation.fiscal_year - since + 1 >= LEAST_RUN;
			if (first && isKnown) firsts.set(id, first.id);
		}
	}
	return flags.map((flag) => {
		const first = firsts.get(flag.id);
		if (first !== undefined) return { ...flag, tier: 'further', cause: first };
		return { ...flag, cause: firsts.get(flag.cause ?? '') ?? flag.cause };
	});
}

/** Each flag with the first year of the run in which its measure stood out the same way. */
function withRuns(flags: readonly Flag[]): Flag[] {
	const key = (flag: Flag, year: number) =>
		`${flag.observation.department.id} ${flag.measure} ${Math.sign(flag.score)} ${year}`;
	const known = new Set(
		flags
			.filter(({ reason }) => reason === 'peers')
			.map((flag) => key(flag, flag.observation.fiscal_year))
	);
	return flags.map((flag) => {
		let since = flag.observation.fiscal_year;
		while (flag.reason === 'peers' && known.has(key(flag, since - 1))) since -= 1;
		return { ...flag, since };
	});
}

/** The families of figures that are odd in themselves, by department and year. */
type OddYears = ReadonlyMap<string, ReadonlySet<string>>;

function oddYears(flags: readonly FlagCandidate[]): OddYears {
	const odd = new Map<string, Set<string>>();
	for (const flag of flags.filter(({ tail_ratio }) => tail_ratio > 1)) {
		const key = yearKey(flag, flag.observation.fiscal_year);
		odd.set(key, (odd.get(key) ?? new Set()).add(familyOf(flag)));
	}
	return odd;
}

function yearKey({ observation }: FlagCandidate, year: number): string {
	return `${observation.department.id} ${year}`;
}

function familyOf({ measure }: FlagCandidate): string {
	return FAMILY[measureOf(measure).group];
}

/** Tells whether a change starts from a year that was odd itself, in its family or all over: leaving it is no news. */
function leadsFromOdd(flag: FlagCandidate, odd: OddYears): boolean {
	if (flag.previous_year === null) return false;
	const families = odd.get(yearKey(flag, flag.previous_year));
	return families !== undefined && (families.has(familyOf(flag)) || families.size > 1);
}

function isPart({ measure }: FlagCandidate, causes: readonly FlagCandidate[]): boolean {
	return causes.some((other) => PART_OF[measure]?.includes(other.measure));
}

function byStrength(a: FlagCandidate, b: FlagCandidate): number {
	return strengthOf(b) - strengthOf(a);
}

/** Above 1 what nature does not explain; between 0.5 and 1 first what it hardly does, then what follows from a cause. */
function settle(
	{ z, tail_ratio, least_ratio, ...flag }: FlagCandidate,
	follows: MeasureId | null,
	cause: string | null
): Flag {
	const strength = strengthOf({ z, tail_ratio, least_ratio, threshold: flag.threshold });
	const leads = follows === null && strength > 1;
	const own = strength > 1 ? strength : 0.5 + strength / 2;
	return {
		...flag,
		tier: leads ? 'leading' : 'further',
		follows,
		cause,
		since: flag.observation.fiscal_year,
		lump: lumpOf(flag),
		severity: follows === null ? own : 1 - 1 / (2 + strength)
	};
}

/**
 * Orders flags as a leader looks at them: severity times the order of magnitude of the money at stake, in 万元. A flag
 * without money behind it counts with its severity alone.
 */
export function priorityOf({ severity, at_stake }: Pick<Flag, 'severity' | 'at_stake'>): number {
	return severity * (1 + Math.log10(1 + (at_stake ?? 0) / fenIn('万元')));
}

function byPriority(a: Flag, b: Flag): number {
	return (
		TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) ||
		priorityOf(b) - priorityOf(a) ||
		b.observation.fiscal_year - a.observation.fiscal_year ||
		a.id.localeCompare(b.id)
	);
}

type Lumped = Pick<Flag, 'measure' | 'value' | 'observation' | 'previous'>;

/** The purchase of vehicles, or the travel, that makes most of the rise or of the amount per head; null where none does. */
function lumpOf(flag: Lumped): Lump | null {
	const [first] = lumpsOf(flag);
	return first && makeMost([first], flag) ? first : null;
}

/** The largest of the ordinary purchases and travels that together make most of it; null where they do not. */
function routineLump(flag: FlagCandidate, routine: RoutineLumps): Lump | null {
	const ordinary = lumpsOf(flag).filter(({ measure, amount }) => amount <= routine[measure]);
	return makeMost(ordinary, flag) ? (ordinary[0] ?? null) : null;
}
