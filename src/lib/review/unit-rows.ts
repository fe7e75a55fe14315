/** The row that stands for the department against the rows of its units, column by column. */
import type { Figure, Unit } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import type { Subject } from './subject.ts';
import { toleranceOf } from './sums.ts';
import { compare, giveUp, judge, judgeAmounts, type AmountComparison } from './verdict.ts';
import { quoteFigure, statedText, valueText } from './wording.ts';

const RULE = 'units_sum';

interface UnitColumn {
	measure: FigureId;
	total: number;
	sum: number;
	comparison: AmountComparison;
	places: QuotedPlace[];
}

export function checkUnits(subject: Subject): Judgement {
	const { units } = subject.filing;
	const total = units.find((unit) => unit.role === 'total');
	const parts = units.filter((unit) => unit.role === 'headquarters' || unit.role === 'subunit');
	if (parts.length === 0) return giveUp(RULE, '表中只有一行，没有分单位的数据可以汇总');
	if (!total) return giveUp(RULE, '表中没有汇总行');
	const columns = FIGURE_IDS.flatMap((id) => compareColumn(id, total, parts, subject));
	const unread = FIGURE_IDS.filter((id) => {
		return [total, ...parts].some((unit) => unit.figures[id]?.missing === 'unreadable');
	});
	const note =
		unread.length > 0
			? `${unread.map((id) => measureOf(id).name).join('、')}有无法识读的格，未核对`
			: '';
	if (columns.length === 0) return giveUp(RULE, note || '各单位行没有可以汇总的数字');
	return concludeUnits(columns, parts.length, note && `（${note}）`);
}

function concludeUnits(columns: readonly UnitColumn[], parts: number, note: string): Judgement {
	const wrong = columns.filter(({ comparison }) => comparison.outcome === 'different');
	const rounded = columns.filter(({ comparison }) => comparison.outcome === 'rounding');
	const [worst] = [...(wrong.length > 0 ? wrong : rounded)].sort(bySize);
	if (!worst)
		return judge(RULE, 'pass', `汇总行${columns.length}栏均等于${parts}家单位之和${note}。`);
	const listed = wrong.length > 0 ? wrong : rounded;
	const sentences = listed.map(columnText).join('；');
	const tail = `${wrong.length > 0 ? '' : '，属尾差'}${note}。`;
	return judgeAmounts(RULE, {
		comparison: worst.comparison,
		quantity: measureOf(worst.measure).quantity === 'people' ? 'people' : 'money',
		message: sentences + tail,
		places: listed.flatMap((column) => column.places)
	});
}

/** One column; none where a unit's figure is missing in a way that leaves the sum open. */
function compareColumn(
	measure: FigureId,
	total: Unit,
	parts: readonly Unit[],
	subject: Subject
): UnitColumn[] {
	const stated = total.figures[measure];
	const figures = parts.map((unit) => unit.figures[measure]);
	const known = figures.filter((figure): figure is Figure => figure !== undefined);
	const open =
		known.length < parts.length || known.some((f) => f.value === null && f.missing !== 'blank');
	if (stated === undefined || stated.value === null || open) return [];
	if (known.every((figure) => figure.value === null)) return [];
	const sum = known.reduce((all, figure) => all + (figure.value ?? 0), 0);
	const isMoney = measureOf(measure).quantity === 'money';
	const tolerance = isMoney ? toleranceOf([stated, ...known], subject) : 0;
	const rows = [
		{ unit: total, figure: stated },
		...parts.map((unit, i) => ({ unit, figure: known[i] }))
	];
	return [
		{
			measure,
			total: stated.value,
			sum,
			comparison: compare(stated.value, sum, tolerance),
			places: rows.flatMap(({ unit, figure }) =>
				figure
					? [
							quoteFigure(
								`${unit.name} · ${measureOf(measure).name}`,
								figure,
								subject.filing.fiscal_year
							)
						]
					: []
			)
		}
	];
}

function columnText({ measure, total, sum, comparison }: UnitColumn): string {
	const gap = valueText(measure, Math.abs(comparison.difference));
	return `汇总行${statedText(measure, total)}，各单位之和${valueText(measure, sum)}，相差${gap}`;
}

function bySize(a: UnitColumn, b: UnitColumn): number {
	return Math.abs(b.comparison.difference) - Math.abs(a.comparison.difference);
}
