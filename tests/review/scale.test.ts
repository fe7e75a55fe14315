import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { timesText } from '#lib/review/wording.ts';
import { buildSeed, type PrintedFigures, readFigures, reviewRule, withFigures } from './builder.ts';

const seed = buildSeed();

function inYear(year: number, filing: RecognisedFiling = seed): RecognisedFiling {
	return { ...filing, fiscal_year: year };
}

/** A filing of a table of figures only. */
function table(year: number, printed: PrintedFigures, unit: MoneyUnit = '万元'): RecognisedFiling {
	return { ...inYear(year), template: 'csv', figures: readFigures(printed, unit) };
}

const NO_VEHICLES: PrintedFigures = {
	three_public_vehicle_running: '0',
	three_public_vehicle_purchase: '0',
	three_public_abroad: '0'
};

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
			'人员支出3,010,100万元与各项不符，缩小一万倍为301.01万元则相符，提示核实单位或小数点。'
		],
		[
			'one part ten times',
			withFigures(seed, { income_fiscal: '7704.7' }),
			'公共财政拨款7,704.7万元与各项不符，缩小十倍为770.47万元则相符，提示核实单位或小数点。'
		],
		[
			'one part a tenth',
			withFigures(seed, { three_public_vehicle_running: '1.152' }),
			'公务用车运维费1.152万元与各项不符，放大十倍为11.52万元则相符，提示核实单位或小数点。'
		],
		[
			'one part a hundred times',
			withFigures(seed, { spending_operating: '4800' }),
			'公用支出4,800万元与各项不符，缩小一百倍为48万元则相符，提示核实单位或小数点。'
		],
		[
			'one part a thousandth',
			withFigures(seed, { income_fiscal: '0.77047' }),
			'公共财政拨款0.77047万元与各项不符，放大一千倍为770.47万元则相符，提示核实单位或小数点。'
		],
		[
			'a total with one part only',
			withFigures(seed, { assets_total: '21321' }),
			'固定资产合计21,321万元与各项不符，缩小十倍为2,132.1万元则相符，或在用固定资产2,132.1万元与各项不符，放大十倍为21,321万元则相符，提示核实单位或小数点。'
		],
		[
			'三公 in 元',
			times(10000, [
				'three_public_total',
				'three_public_reception',
				'three_public_vehicle_running',
				'three_public_vehicle_purchase'
			]),
			'三公经费合计415,700万元，大于支出合计1,205.9万元，提示核实单位或小数点。'
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
				'三公经费合计、公务接待费、公务用车运维费、公务用车购置费与上年相差约1万倍（三公经费合计415,700万元，上年41.57万元），提示核实单位或小数点。'
		});
	});

	test.each([
		[17_811, '约1.8万倍'],
		[5_123, '约5,100倍'],
		[9_970, '约1万倍']
	])('one amount %d times last year’s is said to be so many times', (factor, said) => {
		const { message } = reviewRule(
			'scale_jump',
			withFigures(seed, { assets_total: String(2132.1 * factor) }),
			[withFigures(last, { assets_total: '2132.1' })]
		);
		expect(message).toContain(`相差${said}`);
	});

	test('amounts so many times last year’s in one table are told with the least and the most of them', () => {
		expect(timesText([20_811, 1 / 8_712])).toBe('约8,700倍至2.1万倍');
		expect(timesText([9.6, 12.04])).toBe('约9.6倍至12倍');
	});

	test('all tables in 元, with no other year', () => {
		const money = Object.keys(seed.figures).filter(
			(id) => !id.startsWith('staff')
		) as (keyof PrintedFigures)[];
		const finding = reviewRule('scale_jump', times(10000, money));
		expect(finding.state).toBe('warn');
		expect(finding.message).toContain(
			'人员支出3,010,100万元，实有人数22人，人均约136,822.73万元，单位疑似相差万倍'
		);
	});

	test('figures that a sum ties to a slipped one slipped with it', () => {
		const money = Object.keys(seed.figures).filter(
			(id) => !id.startsWith('staff')
		) as (keyof PrintedFigures)[];
		const { places } = reviewRule('scale_jump', times(10000, money));
		const labels = places.map(({ label }) => label);
		expect(labels).toEqual(
			expect.arrayContaining([
				'人员支出',
				'支出合计',
				'项目支出',
				'收入合计',
				'累计结余',
				'公务接待费'
			])
		);
	});

	test('the whole slipped where pay did, though a part of the spending is blank', () => {
		const money = Object.keys(seed.figures).filter(
			(id) => !id.startsWith('staff') && id !== 'spending_operating'
		) as (keyof PrintedFigures)[];
		const filing = withFigures(times(10000, money), { spending_operating: '' });
		const labels = reviewRule('scale_jump', filing).places.map(({ label }) => label);
		expect(labels).toEqual(expect.arrayContaining(['支出合计', '收入合计', '上年结转']));
	});

	test('a table in 元 in a year without last year’s purchase', () => {
		const now = { three_public_reception: '13700', three_public_vehicle_running: '23800' };
		const before = { three_public_reception: '1.4', three_public_vehicle_running: '2.36' };
		const { state, places } = reviewRule(
			'scale_jump',
			table(2021, {
				...now,
				three_public_total: '37500',
				three_public_vehicle_purchase: '0',
				spending_total: '9000'
			}),
			[
				table(2020, {
					...before,
					three_public_total: '21.12',
					three_public_vehicle_purchase: '17.36',
					spending_total: '8900'
				})
			]
		);
		expect(state).toBe('warn');
		expect(places.filter(({ fiscal_year }) => fiscal_year === 2021)).toHaveLength(3);
	});

	test.each<[string, PrintedFigures, PrintedFigures, FindingState]>([
		[
			'a small total near a tenth of which its parts lie by chance',
			{ three_public_total: '1.54', three_public_reception: '0.13', ...NO_VEHICLES },
			{},
			'pass'
		],
		[
			'a small total whose parts are a tenth of it',
			{ three_public_total: '1.54', three_public_reception: '0.15', ...NO_VEHICLES },
			{},
			'warn'
		],
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
			'everything ten times in a year in which projects doubled',
			{
				income_total: '23800',
				spending_total: '23700',
				spending_personnel: '3110',
				spending_operating: '460',
				spending_project: '20130',
				assets_total: '21321'
			},
			{
				income_total: '1180',
				spending_total: '1170',
				spending_personnel: '310',
				spending_operating: '47',
				spending_project: '813',
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
			'a total and its only part fallen to next to nothing',
			{ three_public_total: '0.01', three_public_vehicle_purchase: '0.01' },
			{ three_public_total: '50', three_public_vehicle_purchase: '50' },
			'pass'
		],
		[
			'a total and nearly its only part fallen to next to nothing',
			{ three_public_total: '0.0136', three_public_reception: '0.0135' },
			{ three_public_total: '128.31', three_public_reception: '100.31' },
			'pass'
		],
		[
			'a total risen from next to nothing, with a part beside',
			{ three_public_total: '20.1', three_public_vehicle_running: '20' },
			{ three_public_total: '0.002', three_public_vehicle_running: '0.002' },
			'pass'
		],
		[
			'a total and its only part in 元',
			{ assets_total: '1305700', assets_in_use: '1305700' },
			{ assets_total: '127.24', assets_in_use: '127.24' },
			'warn'
		],
		[
			'a small table in 亿元',
			{ three_public_total: '0.0052', three_public_reception: '0.0031' },
			{ three_public_total: '50', three_public_reception: '31' },
			'warn'
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

	test('a year before in the same wrong unit leaves no figure out', () => {
		const wrong: PrintedFigures = {
			staff_actual: '22',
			income_total: '0.012',
			spending_total: '0.011',
			spending_basic: '0.006',
			spending_personnel: '0.005',
			spending_operating: '0.001',
			spending_project: '0.005',
			balance_cumulative: '0.001',
			three_public_total: '0.0009',
			assets_total: '0.05'
		};
		const doubted = (before: RecognisedFiling[]) =>
			reviewRule('scale_jump', table(2021, wrong), before)
				.places.filter(({ fiscal_year }) => fiscal_year === 2021)
				.map(({ label }) => label);
		expect(doubted([])).toContain('三公经费合计');
		expect(doubted([table(2020, wrong)])).toEqual(doubted([]));
	});

	test('a sum that is merely wrong is no slip', () => {
		expect(
			reviewRule('scale_jump', withFigures(seed, { income_total: '1290' }), [last]).state
		).toBe('pass');
	});

	test('a small balance where none should be left is wrong, not slipped', () => {
		const filing = withFigures(seed, {
			income_total: '1205.9',
			income_other: '3.38',
			balance_cumulative: '12.97'
		});
		expect(reviewRule('scale_jump', filing, [last]).state).toBe('pass');
	});
});
