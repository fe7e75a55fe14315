/** Splits the change of a cost into what more or fewer people made of it, and what each of them costs. */
import type { MeasureId } from '#lib/catalogue/measures.ts';

/** Costs that the number of people drives. */
const BY_PEOPLE: readonly MeasureId[] = ['spending_personnel', 'spending_operating'];

export function isByPeople(measure: MeasureId): boolean {
	return BY_PEOPLE.includes(measure);
}

/** A cost in 分, or a number of people, of one department in the two years. */
interface CountedPart {
	/** Department code. */
	key: string;
	before: number | null;
	after: number | null;
	comparable: boolean;
}

/** The two effects, in 分; they add up to the change of the cost. */
export interface PeopleEffects {
	people: number;
	per_head: number;
}

/** The effects together, over the departments that state the cost and the people in both years. */
export interface PeopleSplit extends PeopleEffects {
	counted: number;
}

/** Splits department by department, what two effects make of each being exact to the 分. */
export function splitByPeople(
	costs: readonly CountedPart[],
	staff: readonly CountedPart[]
): PeopleSplit {
	const staffOf = new Map(staff.map((part) => [part.key, part]));
	const split = { people: 0, per_head: 0, counted: 0 };
	for (const cost of costs) {
		const effects = effectsOf(cost, staffOf.get(cost.key));
		if (!effects) continue;
		split.people += effects.people;
		split.per_head += effects.per_head;
		split.counted += 1;
	}
	return split;
}

/**
 * Counts people at the cost per head of the earlier year, and the change of that cost over the people of the later one.
 * Null where a year states one of the two alone, or nobody was there to cost anything.
 */
function effectsOf(cost: CountedPart, staff: CountedPart | undefined): PeopleEffects | null {
	if (!cost.comparable || !staff?.comparable) return null;
	if (cost.before === null || cost.after === null) return null;
	if (staff.before === null || staff.before <= 0 || staff.after === null) return null;
	const people = Math.round((cost.before * (staff.after - staff.before)) / staff.before);
	return { people, per_head: cost.after - cost.before - people };
}
