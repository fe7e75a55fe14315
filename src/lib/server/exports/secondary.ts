/** The tables beside a page's main one: totals by kind and by year, breaks, idle balances, indicators. */
import { NO_KIND } from '#lib/comparison/change/contribution.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { continuityBreaks, NO_BREAK } from '#lib/comparison/change/continuity.ts';
import { idleBalances, NOTHING_IDLE } from '#lib/comparison/flags/idle.ts';
import { emptySentence, type Result } from '#lib/comparison/result.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { IndicatorSummary } from '#lib/comparison/score-items.ts';
import { column } from '#lib/comparison/table.ts';
import type { ViewId } from '#lib/comparison/views.ts';
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts';
import { count, measureColumn, number, outgoing, text, year } from './tables.ts';

/** Measures of which a view's workbook shows totals. Scores are not added up. */
const TOTALS: Record<ViewId, readonly MeasureId[]> = {
	departments: ['income_total', 'spending_total', 'three_public_total', 'balance_cumulative'],
	structure: ['spending_total', 'spending_personnel', 'spending_operating', 'spending_project'],
	'three-public': [
		'three_public_total',
		'three_public_without_purchase',
		'three_public_reception',
		'three_public_vehicle_running',
		'three_public_vehicle_purchase',
		'three_public_abroad'
	],
	balances: [
		'income_carried_in',
		'income_total',
		'spending_total',
		'balance_current',
		'balance_cumulative'
	],
	scores: []
};

/** The totals of a view by kind of department and by year; none for a view whose measures are not added up. */
export function totalSheets(
	view: ViewId,
	rows: readonly Observation[],
	history: readonly Observation[]
): Sheet[] {
	const measures = TOTALS[view];
	if (measures.length === 0) return [];
	return [
		groupSheet(
			'按类别',
			text('类别'),
			Map.groupBy(rows, (row) => row.department.kind ?? NO_KIND),
			measures
		),
		groupSheet(
			'历年合计',
			year(),
			Map.groupBy(history, (row) => row.fiscal_year),
			measures
		)
	];
}

/** Each total with the number of departments that state the measure: totals of two rows may cover different ones. */
function groupSheet(
	name: string,
	head: SheetColumn,
	groups: ReadonlyMap<string | number, readonly Observation[]>,
	measures: readonly MeasureId[]
): Sheet {
	return {
		name,
		columns: [
			head,
			count('部门数'),
			...measures.flatMap((id) => [
				measureColumn(column(id)),
				count(`${measureOf(id).short}计入家数`)
			])
		],
		rows: [...groups].map(([group, members]) => [
			group,
			members.length,
			...measures.flatMap((id): SheetCell[] => {
				const { value, counted } = aggregate(members, id);
				return [outgoing(value, measureColumn(column(id)).format), counted];
			})
		])
	};
}

const DEPARTMENT = ['部门编码', '部门'].map(text);

function money(name: string): SheetColumn {
	return { name, unit: '元', format: 'money' };
}

/** One row an item; where there is none, a row that says whether nothing was found, compared, or filed before. */
function rowsOf<T>(
	result: Result<T>,
	none: string,
	rowOf: (item: T) => SheetCell[]
): SheetCell[][] {
	return result.items.length === 0 ? [[emptySentence(result, none)]] : result.items.map(rowOf);
}

export function continuitySheet(rows: readonly Observation[]): Sheet {
	return {
		name: '年初结转不衔接',
		columns: [
			...DEPARTMENT,
			year(),
			...['上年年末累计结余', '本年年初结转', '差额'].map(money),
			text('说明')
		],
		rows: rowsOf(continuityBreaks(rows), NO_BREAK, ({ observation, continuity }) => [
			observation.department.code,
			observation.department.name,
			observation.fiscal_year,
			outgoing(continuity.closing_before, 'money'),
			outgoing(continuity.opening, 'money'),
			outgoing(continuity.difference, 'money'),
			continuity.bridged_from.length > 0 ? `上年为${continuity.bridged_from.join('、')}合计` : ''
		])
	};
}

export function idleSheet(rows: readonly Observation[]): Sheet {
	const amount = (value: number) => outgoing(present(value), 'money');
	return {
		name: '两年未动用结余',
		columns: [
			...DEPARTMENT,
			year(),
			...['最多未动用', '可证明未动用', '上年年末累计结余', '本年年末累计结余'].map(money)
		],
		rows: rowsOf(idleBalances(rows), NOTHING_IDLE, (idle) => [
			idle.observation.department.code,
			idle.observation.department.name,
			idle.observation.fiscal_year,
			amount(idle.at_most),
			amount(idle.at_least),
			amount(idle.closing_before),
			amount(idle.closing)
		])
	};
}

export function indicatorSheet(summaries: readonly IndicatorSummary[]): Sheet {
	const share = (name: string): SheetColumn => ({ name, unit: '', format: 'ratio' });
	const points = (name: string): SheetColumn => ({ name, unit: '分', format: 'points' });
	return {
		name: '指标',
		columns: [
			text('指标'),
			count('家数'),
			...['最低分值', '最高分值'].map(points),
			...['满分家数占比', '平均失分率', '失分率标准差'].map(share),
			number('与实际数据的秩相关系数'),
			...['对应的实际数据', '最常见扣分原因'].map(text)
		],
		rows: summaries.map((one) => [
			one.path.join(' › '),
			one.counted,
			...one.weights.map((weight) => outgoing(present(weight), 'points')),
			one.full_share,
			one.mean_lost,
			one.spread,
			one.correlation,
			one.correlated_with === null ? null : measureOf(one.correlated_with).name,
			one.reason ? `${one.reason.text}（${one.reason.times}家）` : null
		])
	};
}
