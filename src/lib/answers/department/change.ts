/** A department's own change taken apart, and what stands beside: its share of the whole, runs, late filings. */
import { formatShare } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import { runInWords } from '#lib/catalogue/change-words.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { partName, REMAINDER, type ChangeOnOneBasis } from '#lib/comparison/change/contribution.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { describePosition, positionOf } from '#lib/comparison/rank.ts';
import { runOf } from '#lib/comparison/change/change.ts';
import type { Chosen } from '#lib/links.ts';
import { changeChart } from '../changes/charts.ts';
import { ownBasis } from '../changes/sentence.ts';

/** Head figures of a department whose change its page takes apart. */
export const OWN_CHANGES = [
	'spending_total',
	'three_public_total',
	'income_total',
	'balance_cumulative',
	'spending_personnel'
] as const satisfies readonly MeasureId[];

interface OwnChange {
	measure: MeasureId;
	change: ChangeOnOneBasis;
}

/** The change of each head figure by component; none where the base year states nothing to compare with, or no component. */
export function ownChangeCharts(
	changes: readonly OwnChange[],
	{ observation, base, chosen }: { observation: Observation; base: number; chosen: Chosen }
): DrawnChart[] {
	const { previous, fiscal_year: year } = observation;
	const bridged = previous?.bridged_from ?? [];
	const joined = bridged.length > 0 ? `${base}年含原单位${bridged.join('、')}。` : '';
	return changes
		.filter(({ change }) => change.whole.like.counted > 0)
		.filter(({ change }) => change.compared.some(({ key }) => key !== REMAINDER))
		.map(({ measure, change }) =>
			changeChart(change, {
				id: `change-${measure.replaceAll('_', '-')}`,
				span: 'half',
				descriptionIn: (unit) =>
					`${ownBasis(change.whole, { measure, year, base, unit })}${joined}`,
				measure,
				year,
				base,
				nameOf: (part) => (part.department ? '本部门' : partName(part, 'component')),
				chosen,
				limit: change.compared.length
			})
		);
}

/** Measures whose runs a leader asks about. */
const RUNS = [
	'spending_total',
	'spending_personnel',
	'three_public_total',
	'balance_cumulative'
] as const satisfies readonly MeasureId[];

interface RecordAsked {
	observation: Observation;
	/** The department's years. */
	history: readonly Observation[];
	/** All departments of the year. */
	everyone: readonly Observation[];
	/** Years in which the department filed late, ascending. */
	late: readonly number[];
}

/** `支出占合计的8.2%（第3位，共70家）；支出合计连增3年；逾期报送2次（2019、2021年）；共报送7年。` */
export function recordSentence({ observation, history, everyone, late }: RecordAsked): string {
	const { fiscal_year: year } = observation;
	const until = history.filter(({ fiscal_year }) => fiscal_year <= year);
	const runs = RUNS.flatMap((measure) => {
		const words = runInWords(runOf(until, measure));
		return words === '' ? [] : [`${measureOf(measure).name}${words}`];
	});
	return `${[
		shareClause(observation, everyone),
		...runs,
		late.length > 0 ? `逾期报送${late.length}次（${yearsInWords(late)}）` : null,
		`共报送${history.length}年`
	]
		.filter((clause) => clause !== null)
		.join('；')}。`;
}

function shareClause(observation: Observation, everyone: readonly Observation[]): string | null {
	// Where the amount is probably an error, the department is not among those that are added up and ordered.
	const among = everyone.find(({ department }) => department.id === observation.department.id);
	if (!among) return null;
	const own = valueOf(among, 'spending_total');
	const { value: total } = aggregate(everyone, 'spending_total');
	const values = everyone.map((one) => valueOf(one, 'spending_total'));
	const position = positionOf(own, values);
	if (own.value === null || total.value === null || total.value <= 0 || !position) return null;
	if (position.ranked < 2) return null;
	const share = formatShare(present(own.value / total.value), 'headline');
	return `支出占各部门合计的${share}（由高到低${describePosition(position)}）`;
}
