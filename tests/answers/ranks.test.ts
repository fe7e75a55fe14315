import { expect, test } from 'vitest';
import { rankCharts } from '#lib/answers/changes/ranks.ts';
import { town } from '../comparison/samples.ts';

/** Returns what the chart says of the ranks of departments with these amounts, then and now. */
function said(then: number[], now: number[]): string {
	const history = [then, now].flatMap((amounts, index) =>
		town(
			amounts.map((amount) => ({ spending_total: amount })),
			2020 + index
		)
	);
	const chosen = { area: null, year: null };
	const nameOf = (one: (typeof history)[number]) => one.department.name;
	const asked = {
		measure: 'spending_total',
		year: 2021,
		base: 2020,
		nameOf,
		chosen,
		pins: []
	} as const;
	return rankCharts(history, asked)[0]?.description ?? '';
}

test.each<[string, number[], number[], string]>([
	[
		'who rose and who fell',
		[30, 20, 10],
		[10, 20, 30],
		'上升最多的是部门003（2位，到第1位），下降最多的是部门001（2位，到第3位）。'
	],
	[
		'those who share a rank have not moved',
		[0, 0, 0],
		[0, 0, 5],
		'下降最多的是部门001等（1位）。并列的在图中依次排开。'
	],
	['nobody moved', [30, 20, 10], [30, 20, 10], '位次都没有变。'],
	['all equal', [5, 5, 5], [5, 5, 5], '位次都没有变。并列的在图中依次排开。']
])('%s', (_, then, now, expected) => {
	expect(said(then, now)).toBe(`2020—2021年支出合计在前列的3家，${expected}`);
});

test('two departments are no ranking', () => {
	expect(said([1, 2], [2, 1])).toBe('');
});
