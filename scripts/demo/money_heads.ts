/** Columns and heads of the four money tables, in the bureau's words and in others'. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { TableRow } from './wordml.ts';
import { cell, covered } from './wordml.ts';

export type Labels = Partial<Record<FigureId, string>>;

export const FORM_LABELS: Labels = {
	income_total: '收入合计',
	income_carried_in: '上年结转',
	income_fiscal: '公共财\n政拨款',
	income_gov_fund: '政府基金拨款',
	income_nontax: '纳入专户管理的非税收入拨款',
	income_other: '其他\n收入',
	spending_total: '支出合计',
	spending_basic: '基本支出',
	spending_personnel: '人员支出',
	spending_operating: '公用支出',
	spending_project: '项目支出',
	balance_current: '当年结余',
	balance_cumulative: '累计结余',
	three_public_total: '三公经费\n合计',
	three_public_reception: '公务接待费',
	three_public_vehicle_running: '公务用车运维费',
	three_public_vehicle_purchase: '公务用车购置费',
	three_public_abroad: '因公出国费',
	assets_total: '固定资产\n合计',
	assets_in_use: '在用固定资产',
	assets_leased: '出租固定资产',
	assets_other: '其他'
};

export const OTHER_LABELS: Labels = {
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

/** A column of a money table: which figure, and how many grid columns wide. */
export type Column = readonly [id: FigureId, span: number];

export const INCOME: readonly Column[] = [
	['income_total', 1],
	['income_carried_in', 1],
	['income_fiscal', 1],
	['income_gov_fund', 1],
	['income_nontax', 1],
	['income_other', 2]
];
export const SPENDING: readonly Column[] = [
	['spending_total', 1],
	['spending_basic', 1],
	['spending_personnel', 1],
	['spending_operating', 1],
	['spending_project', 1],
	['balance_current', 1],
	['balance_cumulative', 1]
];
export const THREE_PUBLIC: readonly Column[] = [
	['three_public_total', 1],
	['three_public_reception', 1],
	['three_public_vehicle_running', 1],
	['three_public_vehicle_purchase', 1],
	['three_public_abroad', 3]
];
export const ASSETS: readonly Column[] = [
	['assets_total', 1],
	['assets_in_use', 2],
	['assets_leased', 2],
	['assets_other', 2]
];

/** `机构名称`, the total, `其中：`, and below it the parts. */
export function simpleHead(labels: Labels, columns: readonly Column[]): TableRow[] {
	const [total, ...parts] = columns;
	if (!total) return [];
	return [
		[cell('机构名称', 1, 'start'), cell(labelOf(labels, total[0]), 1, 'start'), cell('其中：', 6)],
		[covered(), covered(), ...parts.map(([id, span]) => cell(labelOf(labels, id), span))]
	];
}

export function spendingHead(labels: Labels): TableRow[] {
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

export function assetsHead(labels: Labels): TableRow[] {
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

function labelOf(labels: Labels, id: FigureId): string {
	return labels[id] ?? '';
}
