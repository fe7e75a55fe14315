import { DEPARTMENT_TABLE } from '../view-page.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawBeside } from '#lib/charts/draw.ts';
import { waterfall } from '#lib/charts/changes/waterfall.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';

interface BalanceChartContext {
	year: number;
	chosen: Chosen;
	pins: readonly Pin[];
	/** Name of the jurisdiction, for the words. */
	area: string;
	/** The reader's line, a plain ratio. */
	line: number;
}

const LEDGER = [
	'income_carried_in',
	'income_total',
	'spending_total',
	'balance_cumulative'
] as const satisfies readonly MeasureId[];

/** Draws how the money of the shown departments went, and every department's rate against its size. */
export function balanceCharts(
	rows: readonly Observation[],
	shown: BalanceChartContext
): DrawnChart[] {
	const { year, chosen, area, line, pins } = shown;
	// Sums of different departments would not balance.
	const whole = rows.filter(({ values }) => LEDGER.every((id) => values[id].value !== null));
	const out = rows.length - whole.length;
	const left = out > 0 && whole.length > 0 ? `（另有${out}家缺数或存疑，未计入）` : '';
	const counted = whole.length > 0 ? `${whole.length}家部门${left}` : '';
	const subject = `${area}${counted}`;
	const sums = waterfall(
		{
			carried_in: aggregate(whole, 'income_carried_in').value,
			income_total: aggregate(whole, 'income_total').value,
			spending_total: aggregate(whole, 'spending_total').value,
			carried_out: aggregate(whole, 'balance_cumulative').value
		},
		{ subject, year, nothing: noLedger(rows, area, year) }
	);
	const scatter = thresholdScatter(
		rows.map((row) => ({
			name: row.department.name,
			href: departmentHref(row.department.code, chosen),
			x: row.values.spending_total,
			y: valueOf(row, 'carry_over_rate')
		})),
		{
			title: '结转结余率与支出规模',
			year,
			x: 'spending_total',
			y: 'carry_over_rate',
			line: { value: line, name: '关注线' },
			xAxis: 'log',
			rest_at: DEPARTMENT_TABLE
		}
	);
	return drawBeside(
		[
			{ id: 'ledger', chart: sums },
			{ id: 'rates', chart: scatter }
		],
		pins
	);
}

/** Amounts that are stated, but by no department all four, make no account; that is not to be without data. */
function noLedger(rows: readonly Observation[], area: string, year: number): string {
	const isStated = rows.some(({ values }) => LEDGER.some((id) => values[id].value !== null));
	return isStated
		? `${area}${year}年没有上年结转、收入、支出、累计结余四项都填报的部门，无法合计。`
		: `${area}${year}年没有收支和结余数据。`;
}
