/** Splits the change of a cost into what more or fewer people made of it, and what each of them costs. */
import type { MeasureId } from '#lib/catalogue/measures.ts';

/** Costs that the number of people drives. */
const BY_PEOPLE: readonly MeasureId[] = ['spending_personnel', 'spending_operating'];

export function isByPeople(measure: MeasureId): boolean {
	return BY_PEOPLE.includes(measure);
}

/** A cost in 分 and the people that it is for. */
export interface CostOfPeople {
	cost: number | null;
	people: number | null;
}

/** The two effects of one department, in 分; they add up to the change of the cost. */
export interface PeopleEffects {
	people: number;
	per_head: number;
}

/**
 * Counts people at the cost per head of the earlier year, and the change of that cost over the people of the later one.
 * Null where a year states one of the two alone, or nobody was there to cost anything.
 */
export function peopleEffects(before: CostOfPeople, after: CostOfPeople): PeopleEffects | null {
	if (before.cost === null || after.cost === null) return null;
	if (before.people === null || before.people <= 0 || after.people === null) return null;
	const people = Math.round((before.cost * (after.people - before.people)) / before.people);
	return { people, per_head: after.cost - before.cost - people };
}
