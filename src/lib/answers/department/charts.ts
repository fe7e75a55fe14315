import { measureOf, type Measure, type MeasureId } from '#lib/catalogue/measures.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawBeside, drawChart } from '#lib/charts/draw.ts';
import { waterfall } from '#lib/charts/changes/waterfall.ts';
import { historySeries, spendingParts } from '#lib/charts/parts/rows.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { strip } from '#lib/charts/distributions/strip.ts';
import { lineName, trend } from '#lib/charts/trends/trend.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { PEER_RULE_NAMES, type Peers } from '#lib/comparison/peers.ts';
import { departmentHref, measureHref, type Chosen } from '#lib/links.ts';
import { perHeadUnit } from './figures.ts';

/** Years of a department: its own filings, and the lines in which predecessors are joined, with what is said of them. */
interface DepartmentYears {
	own: readonly Observation[];
	joined: readonly Observation[];
	/** Names former departments of the years that a chart shows a figure of. */
	note: (charted: readonly number[]) => string;
}

/** `2017、2018年含原单位商务局、粮食局。`; empty where nothing is joined in the years of a chart. */
export function joinedNote(
	joined: readonly { year: number; from: readonly string[] }[],
	within: (name: string) => string
): DepartmentYears['note'] {
	return (charted) => {
		const shown = joined.filter(({ year }) => charted.includes(year));
		const byNames = Map.groupBy(shown, ({ from }) => from.map(within).join('、'));
		return [...byNames]
			.map(([names, of]) => `${yearsInWords(of.map(({ year }) => year))}含原单位${names}。`)
			.join('');
	};
}

/** The department over its years: structure, spending, three-public items, balances, and how this year's money went. */
export function departmentCharts(
	observation: Observation,
	{ own: history, ...lines }: DepartmentYears,
	chosen: Chosen
): DrawnChart[] {
	const year = observation.fiscal_year;
	const structure = spendingStructure(
		history.map((one) => ({
			name: `${one.fiscal_year}年`,
			href: departmentHref(one.department.code, { ...chosen, year: one.fiscal_year }),
			highlighted: one.fiscal_year === year,
			...spendingParts(one)
		})),
		{ year, mode: 'share', noun: '个年度' }
	);
	const ledger = waterfall(waterfallRow(observation), {
		subject: observation.department.name,
		year
	});
	return [
		...drawBeside([
			{ id: 'structure', chart: structure },
			{ id: 'ledger', chart: ledger }
		]),
		...yearLines(lines)
	];
}

/** Lines over the years of a department and of those that were joined into it. */
export function yearLines({ joined, note }: Omit<DepartmentYears, 'own'>): DrawnChart[] {
	const lines = (title: string, id: string, measures: readonly MeasureId[], about = 0) => {
		const chart = trend(
			measures.map((measure) =>
				historySeries(lineName(measure), joined, measure, (one) =>
					one.filing_id === 0 ? undefined : measureHref(one.filing_id, measure)
				)
			),
			{ title, about, measure: measures[about] ?? 'spending_total' }
		);
		const charted = joined.flatMap((one) =>
			measures.some((measure) => valueOf(one, measure).value !== null) ? [one.fiscal_year] : []
		);
		return drawChart(
			{ ...chart, description: `${chart.description}${note(charted)}` },
			{ id, span: 'half' }
		);
	};
	return [
		lines('收入与支出', 'amounts', ['income_total', 'spending_total'], 1),
		lines('三公经费', 'three-public', ['three_public_total', 'three_public_without_purchase']),
		lines('结转结余率', 'carry-over', ['carry_over_rate']),
		lines('自评得分', 'scores', ['score_form'])
	];
}

function waterfallRow({ values }: Observation) {
	return {
		carried_in: values.income_carried_in,
		income_total: values.income_total,
		spending_total: values.spending_total,
		carried_out: values.balance_cumulative
	};
}

/** Measures that compare across sizes. */
const POSITIONS = [
	'carry_over_rate',
	'personnel_share',
	'operating_share',
	'project_share',
	'personnel_per_head',
	'operating_per_head',
	'three_public_per_head',
	'staffing_rate',
	'score_form'
] as const satisfies readonly MeasureId[];

/** Draws where the department is among its peers; null where there are none. */
export function positionChart(observation: Observation, peers: Peers): DrawnChart | null {
	if (peers.members.length === 0) return null;
	const unitOf = ({ quantity, group }: Measure) =>
		quantity === 'money_per_head' ? perHeadUnit(group, { observation, peers }) : undefined;
	const rows = POSITIONS.map((measure) => ({
		measure,
		unit: unitOf(measureOf(measure)),
		own: valueOf(observation, measure),
		peers: peers.members.map((member) => valueOf(member, measure)),
		href: measureHref(observation.filing_id, measure)
	}));
	const settings = {
		subject: observation.department.name,
		year: observation.fiscal_year,
		peers: PEER_RULE_NAMES[peers.used]
	};
	return drawChart(strip(rows, settings), { id: 'positions', span: 'full' });
}
