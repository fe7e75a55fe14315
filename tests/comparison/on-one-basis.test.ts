import { expect, test } from 'vitest';
import { firstOf } from '#lib/comparison/amendment.ts';
import { REMAINDER, type Contribution } from '#lib/comparison/change/contribution.ts';
import { besideOneBasis } from '#lib/comparison/change/on-one-basis.ts';

const part = (key: string, before: number, after: number): Contribution => ({
	key,
	department: null,
	before,
	after,
	contribution: after - before,
	state: 'both',
	comparable: true
});

test('what is left open on one basis alone changes no total, now or as filed first', () => {
	const whole = [part('spending_personnel', 10, 30), part('spending_project', 0, 7)];
	const open = {
		...part(REMAINDER, 4, 9),
		first: { before: 4, after: 6, contribution: 2 },
		corrected: ['after'] as const
	};
	const rows = besideOneBasis(whole, [part('spending_personnel', 10, 15), open]);
	expect(
		rows.map((row) => [
			row.part.key,
			row.part.contribution,
			firstOf(row.part).contribution,
			row.comparable
		])
	).toEqual([
		['spending_personnel', 20, 20, 5],
		['spending_project', 7, 7, 0],
		[REMAINDER, 0, 0, 5]
	]);
});
