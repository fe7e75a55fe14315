/** The department that holds most of a total, and the one that made most of its change. */
import { expect, test } from 'vitest';
import { whoHoldsMost, whoMovedMost } from '#lib/answers/who.ts';
import { observation, town } from '../comparison/samples.ts';

const wan = (amount: number) => amount * 1_000_000;

test.each<[what: string, balances: number[], said: string | null]>([
	['a largest one', [300, 100], '累计结余最多的是部门001（300.00万元，占75.0%）'],
	[
		'one in the unit of the whole',
		[9000, 8000, 1000],
		'累计结余最多的是部门001（0.90亿元，占50.0%）'
	],
	['two alike', [200, 200, 100], '累计结余最多的是部门001（200.00万元，占40.0%），另有1家与之相等'],
	['one alone', [300], null],
	['all alike', [200, 200], null],
	['a deficit among them', [300, -100], null],
	['nothing held', [0, 0], null],
	['nobody', [], null]
])('of %s', (_, balances, said) => {
	const rows = town(balances.map((amount) => ({ balance_cumulative: wan(amount) })));
	expect(whoHoldsMost('balance_cumulative', rows)).toBe(said);
});

test.each<[what: string, years: [before: number | null, after: number][], said: string | null]>([
	[
		'a fall',
		[
			[900, 200],
			[100, 150],
			[80, 60]
		],
		'减少最多的是部门001（减少700.00万元）'
	],
	[
		'a rise',
		[
			[900, 200],
			[100, 1000],
			[80, 60]
		],
		'增加最多的是部门002（增加900.00万元）'
	],
	[
		'a fall in the unit of the whole',
		[
			[100_000, 95_000],
			[50_000, 50_100]
		],
		'减少最多的是部门001（减少0.50亿元）'
	],
	[
		'two falls alike',
		[
			[90, 80],
			[90, 80]
		],
		'减少最多的是部门001（减少10.00万元），另有1家与之相等'
	],
	[
		'rises and falls that cancel',
		[
			[90, 80],
			[80, 90]
		],
		null
	],
	['one department', [[90, 80]], null],
	[
		'no last year',
		[
			[null, 80],
			[null, 90]
		],
		null
	]
])('of %s', (_, years, said) => {
	const rows = years.map(([before, after], index) =>
		observation({
			id: index + 1,
			now: { three_public_total: wan(after) },
			before: before === null ? null : { three_public_total: wan(before) }
		})
	);
	expect(whoMovedMost('three_public_total', rows)).toBe(said);
});
