/**
 * Defines what a comparison of departments with their year before comes to. Nothing found, nothing comparable and
 * nothing to compare with yet are three different answers, and each has its own sentence.
 */
import type { Observation } from './observation.ts';

export const RESULT_STATES = ['some', 'none', 'not_comparable', 'not_yet'] as const;
export type ResultState = (typeof RESULT_STATES)[number];

export interface Result<T> {
	/**
	 * `some`: found; `none`: compared and not found; `not_comparable`: there is a year before, but not one department
	 * states what is needed; `not_yet`: no department has a year before.
	 */
	state: ResultState;
	items: readonly T[];
	/** Departments that could be compared, and those that could not. */
	compared: number;
	left_out: number;
}

/** The result of a comparison with the year before, over departments that `isComparable` lets in. */
export function resultOf<T>(
	items: readonly T[],
	observations: readonly Observation[],
	isComparable: (observation: Observation) => boolean
): Result<T> {
	const compared = observations.filter(isComparable).length;
	const left_out = observations.length - compared;
	return { state: stateOf(items.length, compared, observations), items, compared, left_out };
}

function stateOf(
	found: number,
	compared: number,
	observations: readonly Observation[]
): ResultState {
	if (found > 0) return 'some';
	if (compared > 0) return 'none';
	return observations.some(({ previous }) => previous !== null) ? 'not_comparable' : 'not_yet';
}

/** The sentence for a result without items. */
export function emptySentence(
	{ state, compared, left_out }: Pick<Result<unknown>, 'state' | 'compared' | 'left_out'>,
	none: string
): string {
	if (compared + left_out === 0) return '没有本年报告可供比较。';
	if (state === 'not_yet') return '各部门都没有上年报告，尚无法与上年比较。';
	if (state === 'not_comparable') return `${left_out}家部门均缺少所需的数据，无法比较。`;
	return `${none}（可比较的${compared}家${left_out > 0 ? `，另有${left_out}家缺少数据未比较` : ''}）。`;
}
