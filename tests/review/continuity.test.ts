import { describe, expect, test } from 'vitest';
import { isJump } from '#lib/review/continuity.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { reviewFiling } from '#lib/review/review-filing.ts';
import type { PreviousLack } from '#lib/review/subject.ts';
import { buildSeed, type PrintedFigures, readFigures, reviewRule, withFigures } from './builder.ts';

const seed = buildSeed();

function inYear(year: number, filing: RecognisedFiling = seed): RecognisedFiling {
	return { ...filing, fiscal_year: year };
}

/** A filing of a table of figures only. */
function table(year: number, printed: PrintedFigures, unit: MoneyUnit = '万元'): RecognisedFiling {
	return { ...inYear(year), template: 'csv', figures: readFigures(printed, unit) };
}

describe('carry-over', () => {
	const opening = (printed: string, unit?: MoneyUnit) =>
		withFigures(seed, { income_carried_in: printed }, unit);
	const closing = (printed: string, unit?: MoneyUnit) =>
		inYear(2020, withFigures(seed, { balance_cumulative: printed }, unit));

	test.each<[string, RecognisedFiling, RecognisedFiling, FindingState, number | null, string]>([
		[
			'equal',
			opening('432.05'),
			closing('432.05'),
			'pass',
			0,
			'上年结转432.05万元，2020年累计结余432.05万元，衔接一致。'
		],
		[
			'zeros dropped',
			opening('432.1'),
			closing('432.10'),
			'pass',
			0,
			'上年结转432.1万元，2020年累计结余432.1万元，衔接一致。'
		],
		[
			'one digit off',
			opening('432.05'),
			closing('432.06'),
			'fail',
			-10000,
			'上年结转432.05万元，2020年累计结余432.06万元，少0.01万元。'
		],
		[
			'one yuan off',
			opening('432.0501'),
			closing('432.05'),
			'fail',
			100,
			'上年结转432.0501万元，2020年累计结余432.05万元，多0.0001万元。'
		],
		[
			'分 dropped',
			opening('432.05'),
			closing('432.050099'),
			'pass',
			-99,
			'上年结转432.05万元，2020年累计结余432.050099万元，相差0.000099万元，属尾差。'
		],
		[
			'blank beside zero',
			opening(''),
			closing('0'),
			'pass',
			0,
			'上年结转0万元，2020年累计结余0万元，衔接一致（未填的按0计）。'
		],
		['blank', opening(''), closing('432.05'), 'not_checkable', null, '上年结转未填。'],
		[
			'last year unread',
			opening('0'),
			closing('约3'),
			'not_checkable',
			null,
			'上年的累计结余无法识读（“约3”）。'
		]
	])('%s', (_name, now, before, state, difference, message) => {
		expect(reviewRule('carry_over_continuity', now, [before])).toMatchObject({
			state,
			difference,
			message
		});
	});

	const yuan: PrintedFigures = {
		income_total: '12060400',
		income_carried_in: '4320512.34',
		spending_total: '12059000',
		balance_cumulative: '1400'
	};
	test.each<[string, string, FindingState]>([
		['432.05', '4320512.34', 'pass'],
		['432.05', '4320551', 'fail'],
		['432.05', '4320450', 'pass']
	])('%s 万元 against %s 元', (now, before, state) => {
		const last = table(2020, { ...yuan, balance_cumulative: before }, '元');
		expect(reviewRule('carry_over_continuity', opening(now), [last]).state).toBe(state);
	});

	test('amounts in 元 break at one yuan', () => {
		const now = table(2021, yuan, '元');
		const last = (balance: string) => table(2020, { ...yuan, balance_cumulative: balance }, '元');
		expect(reviewRule('carry_over_continuity', now, [last('4320512.34')]).state).toBe('pass');
		expect(reviewRule('carry_over_continuity', now, [last('4320513.34')])).toMatchObject({
			state: 'fail',
			message: '上年结转432.051234万元，2020年累计结余432.051334万元，少0.0001万元。'
		});
	});

	test('amounts in 万元 with four decimals break at one yuan', () => {
		const fine: PrintedFigures = {
			income_total: '1206.0412',
			income_carried_in: '432.0512',
			spending_total: '1205.9033',
			balance_cumulative: '0.1379'
		};
		const last = table(2020, { ...fine, balance_cumulative: '432.0513' });
		expect(reviewRule('carry_over_continuity', table(2021, fine), [last]).state).toBe('fail');
	});

	test('only the year just before counts, whatever the order', () => {
		const years = [inYear(2018), closing('432.05'), inYear(2022)];
		expect(reviewRule('carry_over_continuity', opening('432.05'), years).state).toBe('pass');
		expect(reviewRule('carry_over_continuity', opening('432.05'), [inYear(2019)])).toMatchObject({
			state: 'not_checkable',
			message: '没有本部门的上年报告。'
		});
	});

	test.each<[PreviousLack, string]>([
		['missing', '没有本部门的上年报告。'],
		['not_comparable', '机构调整，上年报告不可比。'],
		['not_yet', '前3年没有本部门的报告，尚无法与上年比较。']
	])('a %s year before is said so by every rule that looks back', (lack, message) => {
		const said = reviewFiling(inYear(2021), [], { lack }).filter((finding) =>
			finding.message.startsWith(message.slice(0, -1))
		);
		expect(said.map(({ rule, state }) => [rule, state])).toEqual(
			[
				'recompute_three_public',
				'carry_over_continuity',
				'idle_carry_over',
				'scale_jump',
				'staff_quota_jump',
				'asset_continuity',
				'repeated_text'
			].map((rule) => [rule, 'not_checkable'])
		);
	});
});

test.each<[string, PrintedFigures, PrintedFigures, FindingState]>([
	[
		'untouched and large',
		{ income_carried_in: '150', balance_cumulative: '160', spending_total: '1000' },
		{ income_carried_in: '140', balance_cumulative: '150' },
		'warn'
	],
	[
		'drawn down this year',
		{ income_carried_in: '150', balance_cumulative: '149', spending_total: '1000' },
		{ income_carried_in: '140', balance_cumulative: '150' },
		'pass'
	],
	[
		'drawn down last year',
		{ income_carried_in: '150', balance_cumulative: '160', spending_total: '1000' },
		{ income_carried_in: '151', balance_cumulative: '150' },
		'pass'
	],
	[
		'small against spending',
		{ income_carried_in: '50', balance_cumulative: '60', spending_total: '1000' },
		{ income_carried_in: '40', balance_cumulative: '50' },
		'pass'
	],
	[
		'nothing two years ago',
		{ income_carried_in: '150', balance_cumulative: '160', spending_total: '1000' },
		{ income_carried_in: '0', balance_cumulative: '150' },
		'pass'
	],
	[
		'nothing spent',
		{ income_carried_in: '150', balance_cumulative: '160', spending_total: '0' },
		{ income_carried_in: '140', balance_cumulative: '150' },
		'warn'
	],
	[
		'not stated',
		{ income_carried_in: '150', balance_cumulative: '160', spending_total: '1000' },
		{ balance_cumulative: '150' },
		'not_checkable'
	]
])('idle balance: %s', (_name, now, before, state) => {
	expect(reviewRule('idle_carry_over', table(2021, now), [table(2020, before)]).state).toBe(state);
});

test('the idle amount is at most the least of the balances', () => {
	const now = table(2021, {
		income_carried_in: '150',
		balance_cumulative: '160',
		spending_total: '1000'
	});
	const before = table(2020, { income_carried_in: '140', balance_cumulative: '150' });
	expect(reviewRule('idle_carry_over', now, [before]).message).toBe(
		'最近三个年末的累计结余为140万元、150万元、160万元，连续两年未见下降，可能形成存量资金的至多140万元。'
	);
});

test.each([
	['-3', '-5', '-5', '−3万元、−5万元、−5万元，没有连续两年都有的结余。'],
	['0', '0', '0', '0万元、0万元、0万元，没有连续两年都有的结余。'],
	['50', '40', '30', '50万元、40万元、30万元，近两年有所消化。']
])('balances of %s, %s and %s lay idle in no year', (first, second, third, said) => {
	const now = table(2021, {
		income_carried_in: second,
		balance_cumulative: third,
		spending_total: '1000'
	});
	const before = table(2020, { income_carried_in: first, balance_cumulative: second });
	expect(reviewRule('idle_carry_over', now, [before])).toMatchObject({
		state: 'pass',
		message: `最近三个年末的累计结余为${said}`
	});
});

test.each<[string, string, FindingState, string]>([
	['22', '22', 'pass', '人员编制22人，上年22人，没有变动。'],
	['25', '22', 'pass', '人员编制25人，上年22人，增加3人。'],
	['30', '22', 'warn', '人员编制30人，上年22人，增加8人。'],
	['15', '22', 'warn', '人员编制15人，上年22人，减少7人。'],
	['/', '22', 'not_checkable', '人员编制未填（“/”）。'],
	['22', '', 'not_checkable', '上年人员编制未填。']
])('quota from %s, was %s', (now, before, state, message) => {
	const last = inYear(2020, withFigures(seed, { staff_quota: before }));
	expect(
		reviewRule('staff_quota_jump', withFigures(seed, { staff_quota: now }), [last])
	).toMatchObject({ state, message });
});

test.each<[string, string, FindingState]>([
	['2132.1', '2000', 'pass'],
	['2132.1', '1000', 'warn'],
	['2132.1', '5000', 'warn'],
	['40', '10', 'pass'],
	['', '10', 'not_checkable']
])('assets of %s, were %s', (now, before, state) => {
	const last = inYear(2020, withFigures(seed, { assets_total: before }));
	expect(
		reviewRule('asset_continuity', withFigures(seed, { assets_total: now }), [last]).state
	).toBe(state);
});

test.each([
	[120, 100, true],
	[80, 100, true],
	[119, 100, false],
	[81, 100, false],
	[15, 10, true],
	[14, 10, false],
	[5, 0, true],
	[4, 0, false],
	[-80, -100, true]
])('%i after %i is a jump of a fifth and of five at least: %s', (now, before, expected) => {
	expect(isJump(now, before, { share: 0.2, amount: 5 })).toBe(expected);
});
