import { expect, test } from 'vitest';
import { flagRow, flagRows } from '#lib/answers/outliers/flags.ts';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { flagSentence } from '#lib/comparison/flags/flag-words.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { flagSuspects } from '#lib/comparison/flags/policy-flags.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { observation, town } from '../comparison/samples.ts';

const WAN = 1_000_000;
const NOWHERE = { area: null, year: null };

test.each([
	[
		'one of which reaches 1亿元',
		7_400,
		18_000,
		['7,400.00万元', '18,000.00万元'],
		'折合5,780.00万元'
	],
	[
		'one of which and what is beyond the line reach it',
		18_000,
		9_000,
		['18,000.00万元', '9,000.00万元'],
		'折合17,190.00万元'
	],
	['both of which do', 27_400, 118_000, ['2.74亿元', '11.80亿元'], '折合1.68亿元']
])('the amounts behind a share, %s, are in one unit', (_, balance, spending, said, beyond) => {
	const odd = { spending_total: spending * WAN, balance_cumulative: balance * WAN };
	const settings = { threshold: 3.5, peers: 'all', lines: POLICY_LINES, measures: [] } as const;
	const { flags } = findOutliers(town([odd]), settings);
	const flag = flags.find(
		({ measure, reason }) => measure === 'carry_over_rate' && reason === 'line'
	);
	if (!flag) throw new Error('the share is not above its line');
	const { components, sentence } = flagRow(flag, NOWHERE, new Map());
	expect(components.map(({ value }) => value)).toEqual(said);
	expect(sentence).toContain(beyond);
});

test.each([
	[2020, '与上年比', '上年 3.00万元'],
	[2019, '与2019年比', '2019年 3.00万元'],
	[2022, '与2022年比', '2022年 3.00万元']
])('what %i stated is not called 上年 where it is not', (previous_year, reason, usual) => {
	const flag = {
		observation: observation({ id: 1, year: 2021 }),
		measure: 'three_public_total',
		reason: 'history',
		value: 9 * WAN,
		previous: 3 * WAN,
		previous_year,
		peers: null,
		line: null
	} as unknown as Flag;
	const row = flagRow(flag, NOWHERE, new Map());
	expect([row.reason, row.usual]).toEqual([reason, usual]);
});

test.each<[what: string, now: number, before: number, clears: number | null, said: string[]]>([
	['one of 亿元', 8_000, 20_000, null, ['8,000.00万元', '上年 20,000.00万元', '减少12,000.00万元']],
	['both of 亿元', 80_000, 20_000, null, ['8.00亿元', '上年 2.00亿元', '增加6.00亿元']],
	[
		'one that clears between',
		80_000,
		20_000,
		30_000,
		['80,000.00万元', '上年 20,000.00万元', '增加60,000.00万元', '不高于30,000.00万元']
	],
	['one below 元', 0.0001, 5, null, ['1.00元', '上年 50,000.00元', '减少49,999.00元']]
])('the amounts that a flag sets beside each other, %s, are in one unit', (_, ...stated) => {
	const [now, before, clears, said] = stated;
	const flag = {
		observation: observation({ id: 1, year: 2021 }),
		measure: 'spending_total',
		reason: 'history',
		value: now * WAN,
		previous: before * WAN,
		previous_year: 2020,
		peers: { rule: 'kind', count: 9, of: 9, median: 0, scale: 'log' },
		rank: 1,
		score: now - before,
		clears_at: clears === null ? null : clears * WAN,
		message: null,
		line: null,
		lump: null
	} as unknown as Flag;
	const { value, usual, sentence, clears: until } = flagRow(flag, NOWHERE, new Map());
	for (const words of said) expect([value, usual, sentence, until].join(' ')).toContain(words);
	expect(new Set(`${value}${usual}${sentence}${until}`.match(/亿元|万元|(?<=\d)元/g)).size).toBe(1);
});

test('the explanation of a slip is told once a report, its largest figure first', () => {
	const [one, other] = town([{}, {}]);
	if (!one || !other) throw new Error('two departments are needed');
	const slip = (who: typeof one, measure: 'income_total' | 'spending_total', amount: number) => ({
		observation: who,
		measure,
		value: amount * WAN,
		message: `${who.department.name}相差约1万倍。`
	});
	const flags = flagSuspects([
		slip(one, 'spending_total', 50_000),
		slip(other, 'income_total', 60_000),
		slip(one, 'income_total', 70_000)
	]);
	const rows = flagRows(flags, NOWHERE, new Map());
	expect(rows.map(({ sentence }) => sentence)).toEqual([
		'部门001相差约1万倍。',
		'部门002相差约1万倍。'
	]);
	expect(rows.map(({ measure, alike }) => [measure, ...alike.map((each) => each.name)])).toEqual([
		['收入合计', '支出合计'],
		['收入合计']
	]);
	expect(rows[0]?.alike[0]?.value).toBe('5.00亿元');
});

test('who has nothing of an amount that is compared by factors is not counted among the compared', () => {
	const spent = Array.from({ length: 20 }, (_, index) => ({
		staff_actual: 10,
		spending_operating: (index === 0 ? 400 : 20 + (index % 5)) * WAN
	}));
	const none = Array.from({ length: 7 }, () => ({ staff_actual: 10, spending_operating: 0 }));
	const settings = { threshold: 3.5, peers: 'all', lines: [], measures: [] } as const;
	const { flags } = findOutliers(town([...spent, ...none]), settings);
	const flag = flags.find(({ measure }) => measure === 'operating_per_head');
	expect(flag && flagSentence(flag)).toContain('全部部门（27家中可比的20家）中位数');
});
