/**
 * The order of flags. One cause moves many figures of a department, in its year and in the next: the flag that tells
 * it stands by its own strength, and what follows from it comes after all causes.
 */
import { measureOf, type MeasureGroup, type MeasureId } from '#lib/catalogue/measures.ts';
import { previousValueOf, type Observation } from './observation.ts';
import type { Flag, LooseFlag } from './flags.ts';

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

const PURCHASE = 'three_public_vehicle_purchase';

/** Where more department years than this share, and more than one, buy vehicles, a purchase singles nobody out. */
const ROUTINE_PURCHASES = 0.005;

export function purchasesAreRoutine(observations: readonly Observation[]): boolean {
	const bought = observations.filter(({ values }) => (values[PURCHASE].value ?? 0) > 0);
	return bought.length > Math.max(1, observations.length * ROUTINE_PURCHASES);
}

/** The flags with their severity, the most severe first. */
export function orderFlags(flags: readonly LooseFlag[], routinePurchases: boolean): Flag[] {
	const isRoutine = (flag: LooseFlag) => routinePurchases && isPurchase(flag);
	const odd = oddYears(flags.filter((flag) => !isRoutine(flag)));
	const byYear = Map.groupBy(flags, ({ observation }) => observation);
	const settled = [...byYear.values()].flatMap((group) => {
		const own = group.filter((flag) => !isRoutine(flag) && !leadsFromOdd(flag, odd));
		const cause = own.filter((flag) => !isPart(flag, own)).sort(byStrength)[0];
		return group.map((flag) => {
			if (flag === cause) return settle(flag, null);
			return settle(flag, isRoutine(flag) ? PURCHASE : (cause?.measure ?? flag.measure));
		});
	});
	return settled.sort(bySeverity);
}

/** The families of figures that are odd in themselves, by department and year. */
type OddYears = ReadonlyMap<string, ReadonlySet<string>>;

function oddYears(flags: readonly LooseFlag[]): OddYears {
	const odd = new Map<string, Set<string>>();
	for (const flag of flags.filter(({ rarity }) => rarity > 1)) {
		const key = yearKey(flag, flag.observation.fiscal_year);
		odd.set(key, (odd.get(key) ?? new Set()).add(familyOf(flag)));
	}
	return odd;
}

function yearKey({ observation }: LooseFlag, year: number): string {
	return `${observation.department.id} ${year}`;
}

function familyOf({ measure }: LooseFlag): string {
	return FAMILY[measureOf(measure).group];
}

/** Whether a change starts from a year that was odd itself, in the same family or all over: leaving it is no news. */
function leadsFromOdd(flag: LooseFlag, odd: OddYears): boolean {
	if (flag.previous_year === null) return false;
	const families = odd.get(yearKey(flag, flag.previous_year));
	return families !== undefined && (families.has(familyOf(flag)) || families.size > 1);
}

function isPart({ measure }: LooseFlag, causes: readonly LooseFlag[]): boolean {
	return causes.some((other) => PART_OF[measure]?.includes(other.measure));
}

function byStrength(a: LooseFlag, b: LooseFlag): number {
	return strengthOf(b) - strengthOf(a);
}

function strengthOf({
	reach,
	rarity,
	threshold
}: Pick<LooseFlag, 'reach' | 'rarity' | 'threshold'>) {
	return Math.min(reach / threshold, rarity);
}

/** Above 1 what nature does not explain; between 0.5 and 1 first what it hardly does, then what follows from a cause. */
function settle({ reach, rarity, ...flag }: LooseFlag, follows: MeasureId | null): Flag {
	const strength = strengthOf({ reach, rarity, threshold: flag.threshold });
	if (follows === null)
		return { ...flag, follows, severity: strength > 1 ? strength : 0.5 + strength / 2 };
	return { ...flag, follows, severity: 1 - 1 / (2 + strength) };
}

function bySeverity(a: Flag, b: Flag): number {
	return (
		b.severity - a.severity ||
		b.observation.fiscal_year - a.observation.fiscal_year ||
		a.observation.department.code.localeCompare(b.observation.department.code) ||
		a.measure.localeCompare(b.measure)
	);
}

/** Whether most of the rise, or of the amount a head, is a purchase of vehicles. */
function isPurchase({ measure, observation, reason }: LooseFlag): boolean {
	if (measure !== 'three_public_total' && measure !== 'three_public_per_head') return false;
	const { three_public_total: total, [PURCHASE]: bought } = observation.values;
	const before = (id: 'three_public_total' | typeof PURCHASE) =>
		reason === 'history' ? (previousValueOf(observation, id).value ?? 0) : 0;
	const risen = (total.value ?? 0) - before('three_public_total');
	return (bought.value ?? 0) - before(PURCHASE) > risen / 2;
}
