/** These balances are too large, are held too long, or do not agree with last year's closing balance. */
import { WAN, YUAN } from '../city/figures.ts';
import type { Oddity } from './oddity.ts';
import { fails, warns } from './oddity.ts';

export const LARGE_BALANCES: readonly Oddity[] = [
	{
		code: '305',
		year: 2021,
		what: '水库除险加固项目未开工，累计结余占支出46%，次年仍有31%',
		findings: [],
		measures: ['carry_over_rate'],
		events: { 2021: { balance_rate: 0.46, project: 0.68 }, 2022: { balance_rate: 0.31 } }
	},
	{
		code: '404',
		year: 2020,
		what: '文化活动因疫情取消，累计结余占支出33%',
		findings: [],
		measures: ['carry_over_rate'],
		events: { 2020: { balance_rate: 0.33, project: 0.7 } }
	},
	{
		code: '603',
		year: 2020,
		what: '专项年底下达未支出，累计结余占支出52%',
		findings: [],
		measures: ['carry_over_rate'],
		events: { 2020: { balance_rate: 0.52 } }
	},
	{
		code: '806',
		year: 2020,
		what: '累计结余自2018年起四年分文未动（2021年仍同），占支出14%以上',
		findings: [...warns(2020, 'idle_carry_over'), ...warns(2021, 'idle_carry_over')],
		measures: ['carry_over_rate'],
		events: {
			2018: { balance_rate: 0.16 },
			2019: { balance_unspent: true },
			2020: { balance_unspent: true },
			2021: { balance_unspent: true }
		}
	},
	{
		code: '706',
		year: 2023,
		what: '实训楼资金连续两年只增不减，累计结余占支出38%、41%',
		findings: warns(2023, 'idle_carry_over'),
		measures: ['carry_over_rate'],
		events: {
			2021: { balance_rate: 0.12 },
			2022: { balance_rate: 0.38 },
			2023: { balance_rate: 0.41 }
		}
	},
	{
		code: '506',
		year: 2022,
		what: '戒毒康复中心资金连续三年结余增加，占支出13%、15%、18%',
		findings: [...warns(2021, 'idle_carry_over'), ...warns(2022, 'idle_carry_over')],
		measures: ['carry_over_rate'],
		events: {
			2019: { balance_rate: 0.1 },
			2020: { balance_rate: 0.13 },
			2021: { balance_rate: 0.15 },
			2022: { balance_rate: 0.18 }
		}
	}
];

function breakOf(code: string, year: number, fen: number, what: string): Oddity {
	return {
		code,
		year,
		what,
		findings: fails(year, 'carry_over_continuity'),
		events: { [year]: { carried_in_off: fen } }
	};
}

export const BREAKS: readonly Oddity[] = [
	breakOf('308', 2020, 1_250 * WAN, '上年结转比上年累计结余多1,250.00万元'),
	breakOf('401', 2022, -88.6 * WAN, '上年结转比上年累计结余少88.60万元'),
	breakOf('206', 2023, 42.3 * WAN, '上年结转比上年累计结余多42.30万元'),
	breakOf('106', 2019, 0.35 * WAN, '上年结转比上年累计结余多0.35万元'),
	breakOf('702', 2021, 1 * YUAN, '上年结转比上年累计结余多1.00元'),
	breakOf('507', 2022, -2 * YUAN, '上年结转比上年累计结余少2.00元'),
	breakOf('609', 2019, 125.4 * YUAN, '上年结转比上年累计结余多125.40元')
];
