import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perHeadSentence, perHeadSplit } from '#lib/answers/changes/per-head.ts';
import { observation } from '../comparison/samples.ts';

const year = (staff_actual: number, spending_personnel: number) => ({
	staff_actual,
	spending_personnel
});

test('more people at the old cost, and the new cost of all people', () => {
	const rows = [
		observation({ id: 1, before: year(10, 10_000_000), now: year(12, 18_000_000) }),
		observation({ id: 2, before: null, now: year(5, 1) }),
		observation({ id: 3, before: { spending_personnel: 5 }, now: year(5, 9) })
	];
	expect(perHeadSplit(rows, 'spending_personnel')).toEqual({
		people: 2_000_000,
		per_head: 6_000_000,
		counted: 1
	});
	expect(perHeadSentence(rows, 'spending_personnel')).toBe(
		'其中人数变化使人员支出增加2.00万元，人均变化使其增加6.00万元（按两年都填报人数的1家逐家计算）'
	);
});

test.each(['spending_total', 'three_public_total'] as const)('%s is not split', (measure) => {
	expect(perHeadSentence([observation({ id: 1, now: {}, before: {} })], measure)).toBeNull();
});

test('the effects add up to the change to the 分', () => {
	const count = fc.integer({ min: 1, max: 3000 });
	const amount = fc.integer({ min: 0, max: 10_000_000_000 });
	fc.assert(
		fc.property(fc.array(fc.tuple(count, amount, count, amount), { minLength: 1 }), (years) => {
			const rows = years.map(([n0, p0, n1, p1], index) =>
				observation({ id: index + 1, before: year(n0, p0), now: year(n1, p1) })
			);
			const change = years.reduce((sum, [, p0, , p1]) => sum + p1 - p0, 0);
			const split = perHeadSplit(rows, 'spending_personnel');
			expect((split?.people ?? 0) + (split?.per_head ?? 0)).toBe(change);
		})
	);
});
