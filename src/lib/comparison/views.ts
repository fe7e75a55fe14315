/**
 * The comparisons that leaders ask for, as data: which measures a page's table shows, in which order, and how it is
 * sorted when nobody has chosen. Page, exports and API read the same entry.
 */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { column, type MeasureColumn, type TableOrder } from './table.ts';

export const VIEW_IDS = ['departments', 'structure', 'three-public', 'balances', 'scores'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

export interface View {
	id: ViewId;
	/** Chinese title of the page. */
	title: string;
	columns: MeasureColumn[];
	order: TableOrder;
}

export const VIEWS: Record<ViewId, View> = {
	departments: {
		id: 'departments',
		title: '部门',
		columns: [
			column('spending_total'),
			column('spending_total', 'rate'),
			column('personnel_share'),
			column('operating_share'),
			column('project_share'),
			column('three_public_total'),
			column('three_public_change'),
			column('balance_cumulative'),
			column('carry_over_rate'),
			column('score_form')
		],
		order: { key: 'spending_total', descending: true }
	},
	structure: {
		id: 'structure',
		title: '支出结构',
		columns: [
			column('spending_total'),
			column('spending_personnel'),
			column('spending_operating'),
			column('spending_project'),
			column('personnel_share'),
			column('personnel_share', 'difference'),
			column('operating_share'),
			column('operating_share', 'difference'),
			column('project_share'),
			column('project_share', 'difference'),
			column('staff_actual'),
			column('personnel_per_head'),
			column('operating_per_head')
		],
		order: { key: 'spending_total', descending: true }
	},
	'three-public': {
		id: 'three-public',
		title: '三公经费',
		columns: [
			column('three_public_total'),
			column('three_public_total', 'previous'),
			column('three_public_change'),
			column('three_public_without_purchase'),
			column('three_public_without_purchase', 'rate'),
			column('three_public_reception'),
			column('three_public_vehicle_running'),
			column('three_public_vehicle_purchase'),
			column('three_public_abroad'),
			column('three_public_per_head'),
			column('three_public_to_operating')
		],
		order: { key: 'three_public_total', descending: true }
	},
	balances: {
		id: 'balances',
		title: '结转结余',
		columns: [
			column('income_carried_in'),
			column('income_total'),
			column('spending_total'),
			column('balance_current'),
			column('balance_cumulative'),
			column('carry_over_rate'),
			column('carry_over_rate', 'difference'),
			column('carry_over_change'),
			column('carried_in_share'),
			column('execution_rate')
		],
		order: { key: 'carry_over_rate', descending: true }
	},
	scores: {
		id: 'scores',
		title: '绩效得分',
		columns: [
			column('score_form'),
			column('score_form', 'difference'),
			column('score_sheet'),
			column('score_gap'),
			column('staffing_rate'),
			column('asset_utilisation')
		],
		order: { key: 'score_form', descending: false }
	}
};

/** Measures by which the overview's table compares departments. */
export const SUMMARY_MEASURES = [
	'spending_total',
	'income_total',
	'three_public_total',
	'balance_cumulative',
	'spending_personnel',
	'score_form'
] as const satisfies readonly MeasureId[];
export type SummaryMeasure = (typeof SUMMARY_MEASURES)[number];

/** The measure that an order is by, whose course and change the table shows; spending where it is by none. */
export function measureOfOrder({ key }: TableOrder): SummaryMeasure {
	return SUMMARY_MEASURES.find((id) => key.split('.')[0] === id) ?? 'spending_total';
}

/** The change of a measure: of an amount also in percent. */
export function changeColumns(measure: SummaryMeasure): MeasureColumn[] {
	const difference = column(measure, 'difference');
	return measure === 'score_form' ? [difference] : [difference, column(measure, 'rate')];
}

/** Columns by which the overview's table can be sorted. */
export const SUMMARY_KEYS: readonly string[] = [
	'name',
	'findings',
	...SUMMARY_MEASURES.flatMap((id) => [id, ...changeColumns(id).map(({ key }) => key)])
];

export function isViewId(text: string): text is ViewId {
	return (VIEW_IDS as readonly string[]).includes(text);
}
