/** The department's figures in rows of labels, and which of several totals is the one that is asked for. */
import type { Issue } from '#lib/documents/issue.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { Budget, Figure, Figures } from '#lib/filing/filing.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { describePlace, type CellPlace, type Place } from '#lib/documents/place.ts';
import { figureFrom } from './cells.ts';
import type { FigurePair, Unstored } from './row-reading.ts';
import { innermostLabel } from './columns.ts';
import { addBudget, addFigures, conflict } from './figure-sets.ts';
import { SUMS } from './label-cells.ts';
import type { FigureTables } from './figure-tables.ts';
import { SUM_WORDS } from '../labels.ts';
import { cellPlace } from '../lines.ts';

/** Rows of labels add what no row of a unit states; of several the one whose label fits best. */
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
	const repeated: RepeatedFigure[] = [];
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
		if (pair.sumOf && !isSum(pair, place, { total, budgets })) {
			if (cell.isNumber) unstored.push({ row, cell, why: NOT_THE_SUM });
			continue;
		}
		const { basis } = use;
		const before = basis === 'actual' ? total[measure] : budgetOf(budgets, measure, basis)?.figure;
		if (before?.missing === null) {
			const again = figureFrom(pair, cell, place, []);
			const isAgain = isSaidAgain(place, again, before);
			if (isAgain) repeated.push({ measure, basis, before, again });
			const isOpen = isAgain && SUM_WORDS.has(innermostLabel(pair.label));
			const why = isOpen ? otherSum(before) : alreadyRead(measure, before);
			if (cell.isNumber) unstored.push({ row, cell, why });
			continue;
		}
		const figure = figureFrom(pair, cell, place, issues);
		if (basis === 'actual') addFigures(total, { [measure]: figure }, issues);
		else addBudget(budgets, { measure, basis, figure });
	}
	for (const each of repeated) judgeRepeated(each, { total, budgets }, issues);
}

/** Figures and budgets of the rows before. */
interface StatedSoFar {
	total: Figures;
	budgets: Budget[];
}

/** Two cells behind one label of a table that say different things. */
interface RepeatedFigure {
	measure: FigureId;
	basis: AmountBasis;
	before: Figure;
	again: Figure;
}

function isSaidAgain(place: CellPlace, again: Figure, { place: first, value }: Figure): boolean {
	return (
		again.value !== null &&
		again.value !== value &&
		first?.kind === 'cell' &&
		first.table === place.table &&
		first.column_label === place.column_label
	);
}

/** The first of two rows of one name counts, and neither of two bare `合计`, unless the parts add up to the first. */
function judgeRepeated(repeated: RepeatedFigure, stated: StatedSoFar, issues: Issue[]): void {
	const { measure, basis, before, again } = repeated;
	if (!SUM_WORDS.has(innermostLabel(labelOf(before))) || isSumOfParts(repeated, stated)) {
		issues.push(conflict(measure, before, again));
		return;
	}
	issues.push(conflict(measure, before, again, '看不出哪个是部门的数，都没有存入，请核实后统一'));
	const refused: Figure = { ...before, value: null, missing: 'not_recognised' };
	const budget = basis === 'actual' ? null : budgetOf(stated.budgets, measure, basis);
	if (budget) budget.figure = refused;
	else stated.total[measure] = refused;
}

function isSumOfParts({ measure, before, basis }: RepeatedFigure, stated: StatedSoFar): boolean {
	const parts = SUMS.find(({ figure }) => figure === measure)?.sumOf;
	return parts !== undefined && addUpTo(before, parts, basis, stated);
}

const NOT_THE_SUM = '这一行的合计与上方各项之和不等，无法判断是什么的合计，未存入';
/** Parts printed in 万元 are rounded. */
const MOST_ROUNDED = 10_000;

/** Tells whether a bare `合计` equals what stands above it on the same basis. */
function isSum(pair: FigurePair, place: Place, stated: StatedSoFar): boolean {
	const basis = 'basis' in pair.use ? pair.use.basis : 'actual';
	return addUpTo(figureFrom(pair, pair.cell, place, []), pair.sumOf ?? [], basis, stated);
}

function addUpTo(
	{ value }: Pick<Figure, 'value'>,
	parts: readonly FigureId[],
	basis: AmountBasis,
	{ total, budgets }: StatedSoFar
): boolean {
	const values = parts.map((id) =>
		basis === 'actual' ? total[id]?.value : budgetOf(budgets, id, basis)?.figure.value
	);
	if (value === null || values.some((part) => typeof part !== 'number')) return false;
	const sum = values.reduce<number>((all, part) => all + (part ?? 0), 0);
	return Math.abs(sum - value) <= MOST_ROUNDED;
}

function budgetOf(
	budgets: readonly Budget[],
	measure: FigureId,
	basis: AmountBasis
): Budget | undefined {
	return budgets.find((each) => each.measure === measure && each.basis === basis);
}

const UNCLEAR_BALANCE = '没有写明是当年结余还是累计结余，收入、上年结转和支出也判断不了，未存入';

/** The balance that a bare `结余` is: with what was carried in, all that is left; without it, this year's. Null where the sums do not tell. */
function balanceOf(pair: FigurePair, place: Place, total: Figures): FigureId | null {
	const valueOf = (id: FigureId) => total[id]?.value ?? null;
	const [income, carried, spent] = BALANCED.map(valueOf);
	const { value } = figureFrom(pair, pair.cell, place, []);
	const isActual = 'basis' in pair.use && pair.use.basis === 'actual';
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
function rankOf({ figure, label, sumOf, isBalance }: FigurePair): number {
	// A sum is compared with its parts, which come first.
	return (sumOf ? 2 : 0) + (isBalance ? 4 : 0) + (isPartial(figure, label) ? 1 : 0);
}

/** `本年收入合计` may leave out what was carried in, `支出总计` or `合计` below 年末结转和结余 may include what is left. */
function isPartial(figure: FigureId, label: string): boolean {
	if (figure === 'income_total') return label.includes('本年收入');
	if (figure !== 'spending_total') return false;
	return label.includes('总计') || SUM_WORDS.has(innermostLabel(label));
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

function otherSum({ place, printed }: Figure): string {
	return `与${place ? describePlace(place) : ''}的“${printed}”不同，没有存入`;
}

function alreadyRead(measure: FigureId, { place, printed }: Figure): string {
	const where = place ? describePlace(place) : '';
	return `“${measureOf(measure).name}”已取自${where}的“${printed}”，这里没有再存`;
}
