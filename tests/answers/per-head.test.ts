import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perHeadSentence } from '#lib/answers/changes/per-head.ts';
import { splitByPeople } from '#lib/comparison/change/per-head.ts';

const part = (key: string, before: number | null, after: number | null) => ({
	key,
	before,
	after,
	comparable: before !== null && after !== null
});

test('more people at the old cost, and the new cost of all people', () => {
	const costs = [part('1', 10_000_000, 18_000_000), part('2', null, 1), part('3', 5, 9)];
	const staff = [part('1', 10, 12), part('2', null, 5), part('3', null, 5)];
	const split = splitByPeople(costs, staff);
	expect(split).toEqual({ people: 2_000_000, per_head: 6_000_000, counted: 1 });
	expect(perHeadSentence(split, 'spending_personnel')).toBe(
		'其中人数变化使人员支出增加2.00万元，人均变化使其增加6.00万元（按两年都填报人数的1家逐家计算）'
	);
});

test('no department states both in both years: nothing is said', () => {
	const split = splitByPeople([part('1', 5, 9)], [part('1', 0, 5)]);
	expect(perHeadSentence(split, 'spending_personnel')).toBeNull();
});

test('the effects add up to the change to the 分', () => {
	const count = fc.integer({ min: 1, max: 3000 });
	const amount = fc.integer({ min: 0, max: 10_000_000_000 });
	fc.assert(
		fc.property(fc.array(fc.tuple(count, amount, count, amount), { minLength: 1 }), (years) => {
			const costs = years.map(([, before, , after], index) => part(`${index}`, before, after));
			const staff = years.map(([before, , after], index) => part(`${index}`, before, after));
			const change = years.reduce((sum, [, before, , after]) => sum + after - before, 0);
			const { people, per_head } = splitByPeople(costs, staff);
			expect(people + per_head).toBe(change);
		})
	);
});
