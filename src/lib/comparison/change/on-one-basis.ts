/** The parts of a change, each with its contribution to the change of the totals and to the change on one basis. */
import type { Contribution } from './contribution.ts';

export interface PartOnOneBasis {
	part: Contribution;
	/** The part's contribution by the departments that state the measure in both years; 0 where none of them has it. */
	comparable: number;
}

/**
 * All parts of the change of the totals. What the components leave open among the departments of both years alone is a
 * part without a change of its own, so that both columns add up.
 */
export function besideOneBasis(
	items: readonly Contribution[],
	compared: readonly Contribution[]
): PartOnOneBasis[] {
	const known = new Set(items.map(({ key }) => key));
	const only = compared
		.filter(({ key }) => !known.has(key))
		.map(({ key, department, state, comparable }) => {
			return { key, department, state, comparable, before: 0, after: 0, contribution: 0 };
		});
	const byKey = new Map(compared.map(({ key, contribution }) => [key, contribution]));
	return [...items, ...only].map((part) => ({ part, comparable: byKey.get(part.key) ?? 0 }));
}
