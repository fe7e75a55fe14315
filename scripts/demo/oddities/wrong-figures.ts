/** These figures were typed wrong: sums do not add up, or amounts are in a wrong unit. */
import { addUp, WAN, YUAN } from '../city/figures.ts';
import type { Oddity } from './oddity.ts';
import { add, fails, scale, warns } from './oddity.ts';

export const BROKEN_SUMS: readonly Oddity[] = [
	{
		code: '204',
		year: 2018,
		what: '公共财政拨款少写36.50万元，各项之和不等于收入合计',
		findings: fails(2018, 'income_parts'),
		figures: add('income_fiscal', -36.5 * WAN)
	},
	{
		code: '402',
		year: 2019,
		what: '公用支出多写18.00万元，基本支出与两项之和不符',
		findings: fails(2019, 'basic_parts'),
		figures: add('spending_operating', 18 * WAN)
	},
	{
		code: '307',
		year: 2022,
		what: '项目支出少写200.00万元，支出合计与分项不符',
		findings: fails(2022, 'spending_parts'),
		figures: add('spending_project', -200 * WAN)
	},
	{
		code: '208',
		year: 2021,
		what: '累计结余多写10.00万元，与收支之差不符，次年结转也接不上',
		findings: [
			...fails(2021, 'balance_cumulative_identity'),
			...fails(2022, 'carry_over_continuity')
		],
		figures: add('balance_cumulative', 10 * WAN)
	},
	{
		code: '501',
		year: 2020,
		what: '当年结余漏写负号',
		findings: fails(2020, 'balance_current_identity'),
		figures: (figures) => {
			figures.balance_current = -(figures.balance_current ?? 0);
		}
	},
	{
		code: '104',
		year: 2019,
		what: '三公经费合计少写1.20万元，与四项之和不符',
		findings: fails(2019, 'three_public_parts'),
		figures: add('three_public_total', -1.2 * WAN)
	},
	{
		code: '504',
		year: 2023,
		what: '三公经费合计多写0.80万元，与四项之和不符',
		findings: fails(2023, 'three_public_parts'),
		figures: add('three_public_total', 0.8 * WAN)
	},
	{
		code: '607',
		year: 2022,
		what: '公务接待费多写3,000.00元，四项之和大于三公经费合计',
		findings: fails(2022, 'three_public_parts'),
		figures: add('three_public_reception', 3_000 * YUAN)
	},
	{
		code: '207',
		year: 2020,
		what: '出租固定资产少写12.00万元，分项之和不等于合计',
		findings: fails(2020, 'assets_parts'),
		figures: add('assets_leased', -12 * WAN)
	},
	{
		code: '202',
		year: 2020,
		what: '基本支出与分项相差0.02万元：属尾差，通过并注明',
		findings: [
			{ year: 2020, rule: 'basic_parts', state: 'pass' },
			{ year: 2020, rule: 'spending_parts', state: 'pass' }
		],
		figures: add('spending_basic', 0.02 * WAN)
	}
];

/**
 * None of them makes an amount of a whole department ten thousand times too large: one such row would hide the rest of
 * the city in every total.
 */
export const WRONG_UNITS: readonly Oddity[] = [
	{
		code: '701',
		year: 2021,
		what: '三公经费各栏按万元填写而单位写作元，小一万倍',
		findings: [2021, 2022].flatMap((year) => [
			...warns(year, 'scale_jump'),
			...fails(year, 'recompute_three_public')
		]),
		figures: scale(1 / 10_000, 'three_public')
	},
	{
		code: '703',
		year: 2019,
		what: '金额按万元填写而单位写作元，整行小一万倍',
		findings: [
			...warns(2019, 'scale_jump', 'asset_continuity'),
			...warns(2020, 'scale_jump', 'asset_continuity'),
			...fails(2019, 'carry_over_continuity'),
			...fails(2020, 'carry_over_continuity', 'recompute_three_public')
		],
		measures: ['spending_total', 'personnel_per_head'],
		figures: (figures) => {
			scale(1 / 10_000)(figures);
			Object.assign(figures, addUp(figures));
		}
	},
	{
		code: '605',
		year: 2022,
		what: '固定资产各栏按元填写，大一万倍',
		findings: [
			...warns(2022, 'scale_jump', 'asset_continuity'),
			...warns(2023, 'scale_jump', 'asset_continuity')
		],
		figures: scale(10_000, 'assets')
	},
	{
		code: '301',
		year: 2018,
		what: '公用支出小数点错一位，大十倍，与基本支出不符',
		findings: [...fails(2018, 'basic_parts'), ...warns(2018, 'scale_jump')],
		measures: ['operating_per_head'],
		figures: (figures) => {
			figures.spending_operating = (figures.spending_operating ?? 0) * 10;
		}
	}
];
