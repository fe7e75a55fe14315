/** These self-scores contradict each other or the figures. */
import type { YearEvent } from '../city/events.ts';
import type { Oddity } from './oddity.ts';
import { change, fails, warns } from './oddity.ts';
import type { DemoScoreSheet } from '../scores/self-scores.ts';

/** Returns years in which no computed score changes: no balance, no new car, and less three-public spending. */
function unchangedYears(first: number, last: number): Record<number, YearEvent> {
	const events: Record<number, YearEvent> = {};
	for (let year = first; year <= last; year++) {
		const falling = 1 - 0.04 * (year - first);
		events[year] = { balance_rate: 0, cars_bought: 0, reception: falling, running: falling };
	}
	return events;
}

export const SCORES: readonly Oddity[] = [
	{
		code: '102',
		year: 2022,
		what: '自评表综合得分比评分表总分高2分',
		findings: fails(2022, 'score_form_vs_sheet'),
		sheet: (sheet) => {
			sheet.form = sheet.total + 200;
		}
	},
	{
		code: '503',
		year: 2019,
		what: '自评表综合得分比评分表总分高3.5分',
		findings: fails(2019, 'score_form_vs_sheet'),
		sheet: (sheet) => {
			sheet.form = sheet.total + 350;
		}
	},
	{
		code: '805',
		year: 2023,
		what: '自评表综合得分比评分表总分低1分',
		findings: fails(2023, 'score_form_vs_sheet'),
		sheet: (sheet) => {
			sheet.form = sheet.total - 100;
		}
	},
	{
		code: '206',
		year: 2021,
		what: '评分表总分比各项得分之和多2分',
		findings: fails(2021, 'score_sheet_sum'),
		sheet: (sheet) => {
			sheet.total += 200;
			sheet.form = sheet.total;
			sheet.grade = '优';
		}
	},
	{
		code: '704',
		year: 2018,
		what: '评分表总分比各项得分之和少1分',
		findings: fails(2018, 'score_sheet_sum'),
		sheet: (sheet) => {
			sheet.total -= 100;
			sheet.form = sheet.total;
		}
	},
	{
		code: '408',
		year: 2020,
		what: '“其他工作实绩指标完成情况”分值误作2分，分值之和为98分',
		findings: fails(2020, 'score_weights'),
		sheet: (sheet) => {
			change(sheet, '其他工作实绩指标完成情况', 200, '');
			for (const line of sheet.lines) {
				if (line.path[2] === '其他工作实绩指标完成情况') line.weight = 200;
			}
		}
	},
	{
		code: '606',
		year: 2019,
		what: '“资产管理安全性”得分5分，超过分值4分',
		findings: fails(2019, 'score_within_weight'),
		sheet: (sheet) => {
			change(sheet, '资产管理安全性', 500, '');
			change(sheet, '预算调整率', 100, '新增任务较多，调整率超过10%');
		}
	},
	{
		code: '604',
		year: 2021,
		what: '综合得分89.5分，等次填“优”，应为“良”',
		findings: fails(2021, 'grade_band'),
		measures: ['score_form'],
		sheet: (sheet) => {
			lowerTo(sheet, 8950);
			sheet.grade = '优';
		}
	},
	{
		code: '203',
		year: 2018,
		what: '综合得分92分以上，等次填“良”，应为“优”',
		findings: fails(2018, 'grade_band'),
		sheet: (sheet) => {
			sheet.grade = '良';
		}
	},
	{
		code: '103',
		year: 2020,
		what: '预算调整率扣1分未写原因',
		findings: fails(2020, 'deduction_reason'),
		sheet: (sheet) => change(sheet, '预算调整率', 200, '')
	},
	{
		code: '809',
		year: 2022,
		what: '两处扣分未写原因',
		findings: fails(2022, 'deduction_reason'),
		sheet: (sheet) => {
			change(sheet, '预算调整率', 200, '新增任务追加预算');
			change(sheet, '支付进度', 250, '');
			change(sheet, '政府采购执行率', 240, '');
		}
	},
	{
		code: '208',
		year: 2023,
		what: '资产管理安全性扣1分未写原因',
		findings: fails(2023, 'deduction_reason'),
		sheet: (sheet) => {
			change(sheet, '资产管理安全性', 300, '');
			change(sheet, '公务卡刷卡率', 260, '基层网点不便刷卡');
		}
	},
	{
		code: '306',
		year: 2020,
		what: '结余超过上年结转，按标准不得分，自评2分',
		findings: fails(2020, 'recompute_balance'),
		events: { 2019: { balance_rate: 0.03 }, 2020: { balance_rate: 0.07 } },
		sheet: (sheet) => change(sheet, '资金结余', 200, '年末有结余')
	},
	{
		code: '105',
		year: 2022,
		what: '年末有结余，资金结余仍自评满分3分',
		findings: fails(2022, 'recompute_balance'),
		events: { 2021: { balance_rate: 0.06 }, 2022: { balance_rate: 0.04 } },
		sheet: (sheet) => change(sheet, '资金结余', 300, '')
	},
	{
		code: '303',
		year: 2018,
		what: '三公经费比上年增长，变动率仍自评满分5分',
		findings: fails(2018, 'recompute_three_public'),
		events: { 2018: { reception: 1.5, cars_bought: 0 }, 2017: { cars_bought: 0 } },
		sheet: (sheet) => change(sheet, '“三公经费”变动率', 500, '')
	},
	{
		code: '405',
		year: 2021,
		what: '固定资产利用率约92%，仍自评满分3分',
		findings: fails(2021, 'recompute_assets'),
		measures: ['asset_utilisation'],
		sheet: (sheet) => change(sheet, '固定资产利用率', 300, '')
	},
	{
		code: '108',
		year: 2023,
		what: '2020年至2023年各项得分完全相同',
		findings: [...warns(2022, 'score_always_same'), ...warns(2023, 'score_always_same')],
		events: unchangedYears(2019, 2023)
	},
	{
		code: '502',
		year: 2022,
		what: '2020年至2022年各项得分完全相同',
		findings: warns(2022, 'score_always_same'),
		events: unchangedYears(2019, 2022)
	}
];

/** These departments copy last year's scores from the first to the last of the two years. */
export const COPIED_SCORES: Readonly<Record<string, readonly [number, number]>> = {
	'108': [2021, 2023],
	'502': [2021, 2022]
};

/** Takes points off the outputs until a total is reached, with a reason. */
function lowerTo(sheet: DemoScoreSheet, total: number): void {
	for (const line of sheet.lines) {
		const excess = sheet.total - total;
		if (excess <= 0) break;
		if (line.path[0] !== '产出') continue;
		const lost = Math.min(excess, line.score);
		change(sheet, line.path[2], line.score - lost, '任务延期，完成率未达目标');
	}
}
