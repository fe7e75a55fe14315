/** Tables whose rows are no units but the department's budget and accounts, or its years: 预算数 and 决算数 below 支出合计. */
import { amountWords, usesOf, type AmountWords, type ColumnUse } from './basis.ts';
import type { NamedColumn } from './columns.ts';
import type { FigurePair } from './row-reading.ts';
import { headColumnLabel, type HeadColumn } from '../grid.ts';
import { labelOf, type FormRow, type RowCell } from '../lines.ts';

/** A row of a block of figures: its name, and the cell under each column. */
interface NamedRow {
	row: FormRow;
	name: string;
	columns: Pick<FigurePair, 'figure' | 'label' | 'unit' | 'use'>[];
	cells: (RowCell | null)[] | null;
}

/**
 * The amounts of such rows with what their names say of them; null for rows of units.
 * @param fiscalYear of the report; null where it is not known
 */
export function pairsOfBases(
	rows: readonly NamedRow[],
	fiscalYear: number | null
): FigurePair[] | null {
	const words = rows.map(wordsOf);
	if (words.length < 2 || !words.every((each): each is AmountWords => each !== null)) return null;
	const uses = usesOf(words, null, fiscalYear);
	return rows.flatMap((row, index) => {
		const use = uses[index];
		return use ? pairsOfRow(row, use) : [];
	});
}

/**
 * The column 合计 beside 财政拨款 and 单位资金, where the rows are 预算数 and 执行数: what was spent in all, of these sources.
 * @param rows of the whole table
 * @returns -1 for any other head
 */
export function wholeOfSources(
	leaves: readonly HeadColumn[],
	columns: readonly NamedColumn[],
	rows: readonly FormRow[]
): number {
	const whole = leaves.findIndex((leaf) => WHOLE.test(headColumnLabel(leaf)));
	const figures = columns.flatMap(({ figure }, index) => (index === whole ? [] : (figure ?? [])));
	if (figures.length === 0 || !figures.every((figure) => SOURCES.has(figure))) return -1;
	// `本年收入` may stand over the sum, or beside it and over the rows below; `其他收入` right of it is a source.
	const isIncome = leaves
		.slice(0, whole + 1)
		.some(({ cells }) => cells.some(({ label }) => label.includes('收入')));
	return rows.some(isExecuted) && !isIncome ? whole : -1;
}

/** Tells `执行数 | 900`; `本年支出` in front of heads names what is below them. */
function isExecuted({ cells }: FormRow): boolean {
	return (
		cells.some(({ isNumber }) => isNumber) &&
		cells.some(({ label }) => /执行|支出/.test(label) && amountWords(label)?.basis === 'actual')
	);
}

/**
 * The column 合计 or 资金总额 beside 基本支出 and 项目支出: what was spent in all.
 * @returns -1 for any other head
 */
export function wholeOfParts(
	leaves: readonly HeadColumn[],
	columns: readonly NamedColumn[]
): number {
	const figures = new Set(columns.flatMap(({ figure }) => figure ?? []));
	const hasParts = figures.has('spending_basic') && figures.has('spending_project');
	if (!hasParts || figures.has('spending_total')) return -1;
	return leaves.findIndex(
		(leaf, index) =>
			WHOLE.test(headColumnLabel(leaf)) &&
			!columns[index]?.figure &&
			leaf.cells.slice(0, -1).every(({ label }) => label.includes('支出')) &&
			!leaf.cells.some(({ label }) => /收入|财政|预算拨款|基金/.test(label))
	);
}

const SOURCES: ReadonlySet<string> = new Set([
	'income_fiscal',
	'income_gov_fund',
	'income_nontax',
	'income_other',
	'income_carried_in'
]);
export const WHOLE = /^(?:资金)?(?:合计|总计|总额|小计)$/;

/** The words may be in a column of their own, behind the name of a department that is merged over its rows. */
function wordsOf({ name, row, cells }: NamedRow): AmountWords | null {
	const own = amountWords(labelOf(name));
	if (own) return own;
	const first = row.cells.findIndex((cell) => cells?.includes(cell));
	const beside = row.cells.slice(0, Math.max(0, first)).filter(({ text }) => text !== '');
	return beside.map(({ label }) => amountWords(label)).findLast((words) => words !== null) ?? null;
}

function pairsOfRow({ row, cells, columns }: NamedRow, use: ColumnUse): FigurePair[] {
	return columns.flatMap((column, index): FigurePair[] => {
		const cell = cells?.[index];
		if (!cell) return [];
		const { figure, label, unit } = column;
		return [{ figure, label, unit, row, cell, use: bothUses(column, use), from: 0 }];
	});
}

/** A column of another year is left out in every row. */
function bothUses(column: { use: ColumnUse }, use: ColumnUse): ColumnUse {
	return 'skipped' in column.use ? column.use : use;
}
