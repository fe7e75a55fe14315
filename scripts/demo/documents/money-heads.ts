/** This module makes the columns and heads of the four money tables, in the bureau's wording and in another. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { GridRow } from './wordml.ts';
import { cell, covered } from './wordml.ts';

export type PrintedLabels = Partial<Record<FigureId, string>>;

export const FORM_LABELS: PrintedLabels = {
	income_fiscal: '公共财\n政拨款',
	income_other: '其他\n收入',
	three_public_total: '三公经费\n合计',
	assets_total: '固定资产\n合计',
	assets_other: '其他'
};

export const OTHER_LABELS: PrintedLabels = {
	...FORM_LABELS,
	income_carried_in: '上年结转和结余',
	income_fiscal: '一般公共预算拨款',
	income_gov_fund: '政府性基金拨款',
	income_other: '其它收入',
	spending_personnel: '人员经费',
	spending_operating: '日常公用经费',
	spending_project: '专项支出',
	balance_cumulative: '年末结转结余',
	three_public_total: '“三公”经费合计',
	three_public_vehicle_running: '公务用车运行维护费',
	three_public_abroad: '因公出国（境）费'
};

/** A column of a money table shows one figure and spans one or more grid columns. */
export type MoneyColumn = readonly [id: FigureId, span: number];

export const INCOME: readonly MoneyColumn[] = [
	['income_total', 1],
	['income_carried_in', 1],
	['income_fiscal', 1],
	['income_gov_fund', 1],
	['income_nontax', 1],
	['income_other', 2]
];
export const SPENDING: readonly MoneyColumn[] = [
	['spending_total', 1],
	['spending_basic', 1],
	['spending_personnel', 1],
	['spending_operating', 1],
	['spending_project', 1],
	['balance_current', 1],
	['balance_cumulative', 1]
];
export const THREE_PUBLIC: readonly MoneyColumn[] = [
	['three_public_total', 1],
	['three_public_reception', 1],
	['three_public_vehicle_running', 1],
	['three_public_vehicle_purchase', 1],
	['three_public_abroad', 3]
];
export const ASSETS: readonly MoneyColumn[] = [
	['assets_total', 1],
	['assets_in_use', 2],
	['assets_leased', 2],
	['assets_other', 2]
];

/** The first row holds `机构名称`, the total and `其中：`; the second row holds the parts. */
export function simpleHead(labels: PrintedLabels, columns: readonly MoneyColumn[]): GridRow[] {
	const [total, ...parts] = columns;
	if (!total) return [];
	return [
		[cell('机构名称', 1, 'start'), cell(labelOf(labels, total[0]), 1, 'start'), cell('其中：', 6)],
		[covered(), covered(), ...parts.map(([id, span]) => cell(labelOf(labels, id), span))]
	];
}

export function spendingHead(labels: PrintedLabels): GridRow[] {
	const start = (id: FigureId) => cell(labelOf(labels, id), 1, 'start');
	return [
		[cell('机构名称', 1, 'start'), start('spending_total'), cell('其中：', 4), cell('结余', 2)],
		[
			covered(),
			covered(),
			start('spending_basic'),
			cell('其中：', 2),
			start('spending_project'),
			start('balance_current'),
			start('balance_cumulative')
		],
		[
			covered(),
			covered(),
			covered(),
			cell(labelOf(labels, 'spending_personnel')),
			cell(labelOf(labels, 'spending_operating')),
			covered(),
			covered(),
			covered()
		]
	];
}

export function assetsHead(labels: PrintedLabels): GridRow[] {
	return [
		[
			cell('机构名称', 1, 'start'),
			cell(labelOf(labels, 'assets_total'), 1, 'start'),
			cell('其中：', 4),
			cell(labelOf(labels, 'assets_other'), 2, 'start')
		],
		[
			covered(),
			covered(),
			cell(labelOf(labels, 'assets_in_use'), 2),
			cell(labelOf(labels, 'assets_leased'), 2),
			covered(2)
		]
	];
}

function labelOf(labels: PrintedLabels, id: FigureId): string {
	return labels[id] ?? measureOf(id).name;
}
