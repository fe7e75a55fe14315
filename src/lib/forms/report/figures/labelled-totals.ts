/** The department's figures in rows of labels, and which of several totals is the one that is asked for. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Budget, Figure, Figures } from '#lib/filing/filing.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { describePlace, type Place } from '#lib/documents/place.ts';
import { figureFrom } from './cells.ts';
import type { FigurePair, Unstored } from './row-reading.ts';
import { addBudget, addFigures } from './figure-sets.ts';
import type { FigureTables } from './figure-tables.ts';
import { cellPlace } from '../lines.ts';

/** Rows of labels add what no row of a unit states; of several the one whose label and year fit best. */
export function readPairs(
	{ pairs }: FigureTables,
	total: Figures,
	budgets: Budget[],
	issues: Issue[],
	unstored: Unstored[]
): void {
	const ranked = pairs
		.map((pair) => ({ pair, rank: rankOf(pair) }))
		.sort((a, b) => a.rank - b.rank);
	for (const { pair } of ranked) {
		const { row, cell, use } = pair;
		if ('skipped' in use) {
			if (cell.isNumber) unstored.push({ row, cell, why: use.skipped });
			continue;
		}
		const place = cellPlace(row, cell, null, pair.label);
		const measure = pair.isBalance ? balanceOf(pair, place, total) : pair.figure;
		if (!measure) {
			if (cell.isNumber) unstored.push({ row, cell, why: UNCLEAR_BALANCE });
			continue;
		}
		if (pair.sumOf && !isSum(pair, place, total, budgets)) {
			if (cell.isNumber) unstored.push({ row, cell, why: NOT_THE_SUM });
			continue;
		}
		if (use.basis !== 'actual') {
			const stored = budgets.find((each) => each.measure === measure && each.basis === use.basis);
			if (stored?.figure.missing === null) {
				if (cell.isNumber) unstored.push({ row, cell, why: alreadyRead(measure, stored.figure) });
				continue;
			}
			addBudget(budgets, {
				measure,
				basis: use.basis,
				figure: figureFrom(pair, cell, place, issues)
			});
			continue;
		}
		const before = total[measure];
		if (before?.missing === null) {
			if (cell.isNumber) unstored.push({ row, cell, why: alreadyRead(measure, before) });
			continue;
		}
		const figure = figureFrom(pair, cell, place, issues);
		if (use.stale && figure.value !== null) issues.push(staleHead(pair, place));
		addFigures(total, { [measure]: figure }, issues);
	}
}

const NOT_THE_SUM = '这一行的合计与上方各项之和不等，无法判断是什么的合计，未存入';
/** Parts printed in 万元 are rounded. */
const MOST_ROUNDED = 10_000;

/** Tells whether a bare `合计` equals what stands above it on the same basis. */
function isSum(
	pair: FigurePair,
	place: Place,
	total: Figures,
	budgets: readonly Budget[]
): boolean {
	const basis = 'basis' in pair.use ? pair.use.basis : 'actual';
	const valueOf = (id: FigureId) =>
		basis === 'actual'
			? total[id]?.value
			: budgets.find((each) => each.measure === id && each.basis === basis)?.figure.value;
	const parts = pair.sumOf?.map(valueOf) ?? [];
	const { value } = figureFrom(pair, pair.cell, place, []);
	if (value === null || parts.some((part) => typeof part !== 'number')) return false;
	const sum = parts.reduce<number>((all, part) => all + (part ?? 0), 0);
	return Math.abs(sum - value) <= MOST_ROUNDED;
}

const UNCLEAR_BALANCE = '没有写明是当年结余还是累计结余，收入、上年结转和支出也判断不了，未存入';

/** The balance that a bare `结余` is: with what was carried in, all that is left; without it, this year's. Null where the sums do not tell. */
function balanceOf(pair: FigurePair, place: Place, total: Figures): FigureId | null {
	const valueOf = (id: FigureId) => total[id]?.value ?? null;
	const [income, carried, spent] = BALANCED.map(valueOf);
	const { value } = figureFrom(pair, pair.cell, place, []);
	const isActual = 'basis' in pair.use && pair.use.basis === 'actual' && !pair.use.stale;
	if (!isActual || value === null || income == null || carried == null || spent == null)
		return null;
	const isNear = (sum: number) => Math.abs(sum - value) <= MOST_ROUNDED;
	// Of an income without what was carried in, the same would be this year's balance.
	const isAllIncome = carried === 0 || Math.abs(sumOfIncome(total) - income) <= MOST_ROUNDED;
	if (isNear(income - spent)) return isAllIncome ? 'balance_cumulative' : null;
	return isNear(income - carried - spent) ? 'balance_current' : null;
}

const BALANCED: readonly FigureId[] = ['income_total', 'income_carried_in', 'spending_total'];

/** The lowest is the best; pairs of one rank keep their order. */
function rankOf({ use, figure, label, sumOf, isBalance }: FigurePair): number {
	const stale = 'stale' in use && use.stale ? 2 : 0;
	// A sum is compared with its parts, which come first.
	return stale + (sumOf ? 4 : 0) + (isBalance ? 8 : 0) + (isPartial(figure, label) ? 1 : 0);
}

/** `本年收入合计` may leave out what was carried in, `支出总计` may include what is left. */
function isPartial(figure: FigureId, label: string): boolean {
	if (figure === 'income_total') return label.includes('本年收入');
	return figure === 'spending_total' && label.includes('总计');
}

/** Marks totals of which the other figures show that they are of another extent. */
export function refusePartialTotals(total: Figures, issues: Issue[]): void {
	const value = (id: FigureId) => total[id]?.value ?? 0;
	const income = total.income_total;
	const isOfRow = income?.place?.kind === 'cell' && income.place.row_label === null;
	// Below a head, 上年结转 among the parts of 本年收入合计 is included in it.
	if (
		income?.value &&
		isOfRow &&
		isPartial('income_total', labelOf(income)) &&
		value('income_carried_in') > 0
	) {
		if (sumOfIncome(total) !== income.value)
			refuse('income_total', income, '不含上年结转', total, issues);
	}
	const spending = total.spending_total;
	const isBalanced = spending?.value === income?.value && value('balance_cumulative') > 0;
	// Nothing but spending is in a total that its kinds add up to, such as where the balance is of former years.
	const isAllSpent = spending?.value === value('spending_basic') + value('spending_project');
	if (
		spending?.value &&
		isPartial('spending_total', labelOf(spending)) &&
		isBalanced &&
		!isAllSpent
	)
		refuse('spending_total', spending, '包含年末结转和结余', total, issues);
}

function sumOfIncome(total: Figures): number {
	return INCOME_PARTS.reduce((parts, id) => parts + (total[id]?.value ?? 0), 0);
}

const INCOME_PARTS: readonly FigureId[] = [
	'income_carried_in',
	'income_fiscal',
	'income_gov_fund',
	'income_nontax',
	'income_other'
];

/** Takes a figure out of the department's, with a warning that it is of another extent. */
export function refuse(
	id: FigureId,
	figure: Figure,
	why: string,
	total: Figures,
	issues: Issue[]
): void {
	total[id] = { ...figure, value: null, missing: 'not_recognised' };
	issues.push({
		code: 'total_of_other_extent',
		severity: 'warning',
		message: `${figure.place ? describePlace(figure.place) : ''}：“${labelOf(figure)}”${why}，不能作为“${measureOf(id).name}”存入；请补充“${measureOf(id).name}”的数。`,
		place: figure.place
	});
}

function labelOf({ place }: Figure): string {
	return (place?.kind === 'cell' && place.column_label) || '';
}

function alreadyRead(measure: FigureId, { place, printed }: Figure): string {
	const where = place ? describePlace(place) : '';
	return `“${measureOf(measure).name}”已取自${where}的“${printed}”，这里没有再存`;
}

function staleHead({ figure, label }: FigurePair, place: Place): Issue {
	return {
		code: 'year_of_column',
		severity: 'warning',
		message: `${describePlace(place)}：“${measureOf(figure).name}”（${label}）的表头不是报告年度；已按报告年度读取，请核实是否为往年的表。`,
		place
	};
}
