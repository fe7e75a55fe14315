import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/catalogue/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import {
	buildSeed,
	readFigures,
	readPoints,
	reviewRule,
	withFigures,
	withItem,
	withScore,
	type PrintedFigures
} from './builder.ts';

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
			'上年结转432.0501万元，2020年累计结余432.05万元，多1元。'
		],
		[
			'分 dropped',
			opening('432.05'),
			closing('432.050099'),
			'pass',
			-99,
			'上年结转432.05万元，2020年累计结余432.050099万元，相差0.99元，属尾差。'
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
			message: '上年结转432.051234万元，2020年累计结余432.051334万元，少1元。'
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
			message: '没有上年报告。'
		});
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

test('the idle amount is the least of the balances', () => {
	const now = table(2021, {
		income_carried_in: '150',
		balance_cumulative: '160',
		spending_total: '1000'
	});
	const before = table(2020, { income_carried_in: '140', balance_cumulative: '150' });
	expect(reviewRule('idle_carry_over', now, [before]).message).toBe(
		'年末累计结余依次为140万元、150万元、160万元，连续两年未消化，其中至少140万元可能形成存量资金。'
	);
});

describe('slips of scale', () => {
	const last = inYear(
		2020,
		withFigures(seed, { balance_cumulative: '432.05', income_carried_in: '300' })
	);
	const times = (factor: number, ids: (keyof PrintedFigures)[]): RecognisedFiling =>
		withFigures(
			seed,
			Object.fromEntries(
				ids.map((id) => [id, String(((seed.figures[id].value ?? 0) / 1e6) * factor)])
			)
		);

	test.each<[string, RecognisedFiling, string]>([
		[
			'one part in 元',
			withFigures(seed, { spending_personnel: '3010100' }),
			'人员支出3010100万元与各项不符，缩小一万倍为301.01万元则相符，提示核实单位或小数点。'
		],
		[
			'one part ten times',
			withFigures(seed, { income_fiscal: '7704.7' }),
			'公共财政拨款7704.7万元与各项不符，缩小十倍为770.47万元则相符，提示核实单位或小数点。'
		],
		[
			'one part a tenth',
			withFigures(seed, { three_public_vehicle_running: '1.152' }),
			'公务用车运维费1.152万元与各项不符，放大十倍为11.52万元则相符，提示核实单位或小数点。'
		],
		[
			'a total with one part only',
			withFigures(seed, { assets_total: '21321' }),
			'固定资产合计21321万元与各项不符，缩小十倍为2132.1万元则相符，或在用固定资产2132.1万元与各项不符，放大十倍为21321万元则相符，提示核实单位或小数点。'
		],
		[
			'三公 in 元',
			times(10000, [
				'three_public_total',
				'three_public_reception',
				'three_public_vehicle_running',
				'three_public_vehicle_purchase'
			]),
			'三公经费合计415700万元，大于支出合计1205.9万元，提示核实单位或小数点。'
		]
	])('%s, with no other year', (_name, filing, message) => {
		expect(reviewRule('scale_jump', filing)).toMatchObject({ state: 'warn', message });
	});

	test('a whole table in 元 against last year', () => {
		const ids = [
			'three_public_total',
			'three_public_reception',
			'three_public_vehicle_running',
			'three_public_vehicle_purchase'
		] as const;
		expect(reviewRule('scale_jump', times(10000, [...ids]), [last])).toMatchObject({
			state: 'warn',
			message:
				'三公经费合计、公务接待费、公务用车运维费、公务用车购置费与上年相差约一万倍（三公经费合计415700万元，上年41.57万元），提示核实单位或小数点。'
		});
	});

	test('all tables in 元, with no other year', () => {
		const money = Object.keys(seed.figures).filter(
			(id) => !id.startsWith('staff')
		) as (keyof PrintedFigures)[];
		const finding = reviewRule('scale_jump', times(10000, money));
		expect(finding.state).toBe('warn');
		expect(finding.message).toContain(
			'人员支出3010100万元，实有人数22人，人均136822.727273万元，单位疑似相差万倍'
		);
	});

	test.each<[string, PrintedFigures, PrintedFigures, FindingState]>([
		[
			'a lone total ten times',
			{ assets_total: '21000', spending_total: '1100' },
			{ assets_total: '2132.1', spending_total: '1000' },
			'warn'
		],
		[
			'a lone total in 元',
			{ income_total: '12060400', spending_total: '1205' },
			{ income_total: '1150', spending_total: '1100' },
			'warn'
		],
		[
			'everything ten times',
			{
				income_total: '12060',
				spending_total: '12059',
				spending_personnel: '3010',
				spending_operating: '480',
				assets_total: '21321'
			},
			{
				income_total: '1180',
				spending_total: '1170',
				spending_personnel: '310',
				spending_operating: '47',
				assets_total: '2100'
			},
			'warn'
		],
		[
			'growth by four',
			{ income_total: '4800', spending_total: '4700' },
			{ income_total: '1206', spending_total: '1205' },
			'pass'
		],
		[
			'a new project',
			{ spending_total: '9100', spending_basic: '350', spending_project: '8750' },
			{ spending_total: '1200', spending_basic: '345', spending_project: '855' },
			'pass'
		],
		[
			'a car bought',
			{ three_public_vehicle_purchase: '27.25', spending_total: '1200' },
			{ three_public_vehicle_purchase: '2.7', spending_total: '1190' },
			'pass'
		],
		[
			'from next to nothing',
			{ income_other: '52', income_total: '1200' },
			{ income_other: '0.0052', income_total: '1190' },
			'pass'
		],
		[
			'a balance used up',
			{ balance_cumulative: '0.04', spending_total: '1200' },
			{ balance_cumulative: '432', spending_total: '1190' },
			'pass'
		],
		[
			'a total that its parts bear out',
			{
				assets_total: '21000',
				assets_in_use: '20000',
				assets_leased: '1000',
				assets_other: '0',
				spending_total: '1100'
			},
			{
				assets_total: '2100',
				assets_in_use: '2000',
				assets_leased: '100',
				assets_other: '0',
				spending_total: '1000'
			},
			'pass'
		]
	])('against last year: %s', (_name, now, before, state) => {
		expect(reviewRule('scale_jump', table(2021, now), [table(2020, before)]).state).toBe(state);
	});

	test('a sum that is merely wrong is no slip', () => {
		expect(
			reviewRule('scale_jump', withFigures(seed, { income_total: '1290' }), [last]).state
		).toBe('pass');
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

describe('repeated text', () => {
	const text = (problems: string, measures = '短'): RecognisedFiling => ({
		...seed,
		passages: [
			{ kind: 'problems', heading: '存在的主要问题', text: problems, place: null },
			{ kind: 'measures', heading: '改进措施', text: measures, place: null }
		]
	});
	const long = '2021年推进口岸开放发展还有不足，优化口岸营商环境力度还要加大。'.repeat(3);
	test.each<[string, RecognisedFiling, RecognisedFiling, FindingState, string]>([
		[
			'the same but for years and blanks',
			text(long),
			text(long.replaceAll('2021', '2020').replaceAll('，', ' ，\n')),
			'warn',
			'“存在的问题”部分与2020年逐字相同。'
		],
		[
			'both parts',
			text(long, long),
			text(long, long),
			'warn',
			'“存在的问题”、“改进措施”部分与2020年逐字相同。'
		],
		['different', text(long), text(long.replace('不足', '差距')), 'pass', '存在的问题与上年不同。'],
		[
			'too short to tell',
			text('无。'),
			text('无。'),
			'not_checkable',
			'两年报告中没有可以比对的问题或措施部分。'
		]
	])('%s', (_name, now, before, state, message) => {
		expect(reviewRule('repeated_text', now, [inYear(2020, before)])).toMatchObject({
			state,
			message
		});
	});
});

describe('equal scores', () => {
	const totals = withScore(seed, { items: [] });
	const other = withItem(seed, '支付进度', { score: readPoints('2') });
	test.each<[string, RecognisedFiling, RecognisedFiling[], FindingState, string]>([
		['two years', seed, [inYear(2020)], 'not_checkable', '连续报送2年，满3年才能判断。'],
		[
			'three years',
			seed,
			[inYear(2020), inYear(2019)],
			'warn',
			'2019至2021年自评得分均为94分，各项得分也完全相同。'
		],
		[
			'one item differs',
			seed,
			[inYear(2020, other), inYear(2019)],
			'pass',
			'2019至2021年自评得分不完全相同。'
		],
		['a gap', seed, [inYear(2019), inYear(2018)], 'not_checkable', '连续报送1年，满3年才能判断。'],
		[
			'totals only',
			totals,
			[inYear(2020, totals), inYear(2019, totals)],
			'not_checkable',
			'连续报送3年，满4年才能判断。'
		],
		[
			'totals for four years',
			totals,
			[2020, 2019, 2018].map((year) => inYear(year, totals)),
			'warn',
			'2018至2021年自评得分均为94分。'
		],
		[
			'no score',
			withScore(totals, { form: readPoints(''), sheet: readPoints('') }),
			[],
			'not_checkable',
			'自评得分未填。'
		]
	])('%s', (_name, now, before, state, message) => {
		expect(reviewRule('score_always_same', now, before)).toMatchObject({ state, message });
	});
});
