/** Places equal or near values beside one another, so that every dot can be seen; the same values always alike. */

/** For each value, in the order given: 0, 1, −1, 2, … lanes from the middle among values within one `step`. */
export function swarm(values: readonly number[], step: number): number[] {
	const taken = new Map<number, number>();
	const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
	const lanes = new Array<number>(values.length).fill(0);
	for (const { value, index } of order) {
		const cell = step > 0 ? Math.round(value / step) : 0;
		const before = taken.get(cell) ?? 0;
		taken.set(cell, before + 1);
		lanes[index] = laneOf(before);
	}
	return lanes;
}

/** Dots further out than this cover one another: there is no room in a row. */
const OUTERMOST = 5;

function laneOf(count: number): number {
	const lane = Math.ceil(count / 2) * (count % 2 === 0 ? -1 : 1) || 0;
	return Math.max(-OUTERMOST, Math.min(OUTERMOST, lane));
}
