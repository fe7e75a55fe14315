/** The totals and balances that follow from the parts. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Facts } from './history.ts';

/** The figures with every total and balance recomputed; what is blank counts as nothing. */
export function addUp(parts: Partial<Facts>): Partial<Facts> {
	const sum = (...ids: FigureId[]) => ids.reduce((all, id) => all + (parts[id] ?? 0), 0);
	const carried = sum('income_carried_in');
	const income = carried + sum('income_fiscal', 'income_gov_fund', 'income_nontax', 'income_other');
	const basic = sum('spending_personnel', 'spending_operating');
	const spending = basic + sum('spending_project');
	return {
		...parts,
		income_total: income,
		spending_total: spending,
		spending_basic: basic,
		balance_current: income - carried - spending,
		balance_cumulative: income - spending,
		three_public_total: sum(
			'three_public_reception',
			'three_public_vehicle_running',
			'three_public_vehicle_purchase',
			'three_public_abroad'
		),
		assets_total: sum('assets_in_use', 'assets_leased', 'assets_other')
	};
}
