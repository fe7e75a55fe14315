/**
 * Heads of tables whose rows are labels: which cells of a row below are its amounts, and what each is. A head may set
 * several columns side by side (budget, execution), several units, or two whole tables (income left, spending right).
 */
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { UNCLEAR_GROUP } from '../../blank-heads.ts';
import { SOURCE_OF_SPENDING } from '../../execution-rows.ts';
import {
	amountWords,
	joinWords,
	NO_WORDS,
	usesOf,
	type AmountWords,
	type ColumnUse
} from './basis.ts';
import { isNoValue } from './figure-values.ts';
import { alignRow, headColumnLabel, headReadingsOf, type HeadColumn } from '../grid.ts';
import { HEADQUARTERS_ROW, SUM_WORDS, TOTAL_ROW } from '../labels.ts';
import { filledCells, type FormRow, type RowCell } from '../lines.ts';
import { isUnitNote, noteOfLeaf } from './money-notes.ts';

export interface ValueColumn {
	/** 0-based index among the head's columns. */
	index: number;
	/** 0-based index from which labels have their amount in this column. */
	from: number;
	use: ColumnUse;
	/** As the head prints it. */
	label: string;
	/** The unit that the column's head names; null where it does not. */
	unit: MoneyUnit | null;
}

export interface ValueHead {
	/** The lowest of its rows. */
	row: FormRow;
	columns: ValueColumn[];
	/** True where the table tells how budgets were executed: its incomes are sources of what was spent. */
	executes: boolean;
	/** True where its rows are tasks or projects: only their total is the department's. */
	listsTasks: boolean;
	/** The unit that any of its cells names, e.g. `部门整体资金（万元）`. */
	unit: MoneyUnit | null;
	leaves: HeadColumn[];
}

/** Left of units that are side by side, and of every half of a table in two halves. */
export const ITEM_COLUMN =
	/^(?:收支|支出|收入|预算|经济|功能)*(?:项目|科目|内容|指标|类别)(?:名称|编码)?(?:\(按[^()]{2,16}\))?$|^(?:收入|支出|资产)$/;
export const ORDINAL_COLUMN = /^(?:行|栏|序)[次号]$/;
/** `年初预算：900；全年执行 880` is stated, and heads nothing; a year or the number of a column is no amount. */
export const STATES_AMOUNT = /[:：]\s*[\d０-９]|\s(?!20\d\d年?$)\d[\d,.]+(?:万?元)?$/;
const IS_NUMBER = /^-?[\d.,]+%?$/;

/** Heads of columns that name what was done or paid for, one thing a row. */
const TASK_COLUMN = /任务(?:名称)?$|^(?:对应|支出|预算)?项目名称$|^对应项目$/;
/** `财政拨款 | 其他资金` below `预算数`: what each source gave. */
export const SOURCE_COLUMN = /^(?:其中)?(?:.*(?:财政|拨款|资金|基金|专户)|其[他它]|自筹|非税)$/;

/**
 * The head that begins with a row; null for another row. `2021年 | 2022年` may have `预算 | 决算` below it.
 * @param next the rows that follow it
 */
export function valueHeadOf(
	row: FormRow,
	next: readonly FormRow[],
	context: AmountWords | null,
	fiscalYear: number | null
): ValueHead | null {
	const filled = filledCells(row);
	if (filled.length < 2 || filled.some((cell) => IS_NUMBER.test(cell.label))) return null;
	if (filled.some(({ text }) => STATES_AMOUNT.test(text))) return null;
	const isHead = row.cells.some((cell) => amountsIn(cell) !== null);
	const [below] = next;
	const isParted = !isHead && below !== undefined && headsParts(row, below);
	const lower = below && (isParted || (isHead && isLowerRow(below, row))) ? below : null;
	const readings = lower ? headReadingsOf([row, lower]) : [row.cells.map(leafOf)];
	const [leaves = []] = readings;
	const head = {
		row: lower ?? row,
		executes: filled.some(({ label }) => label.includes('执行')),
		listsTasks: filled.some(({ label }) => TASK_COLUMN.test(label)),
		unit: filled.map((cell) => noteOfLeaf(leafOf(cell))).find(Boolean) ?? null,
		leaves
	};
	if (!leaves.some((leaf) => wordsOf(leaf)?.compares === false)) {
		const columns = unitColumns(row, filled);
		return columns && { ...head, columns };
	}
	const columns = readings.map((reading) =>
		amountColumns(
			reading,
			(leaf, index) => {
				if (isParted) return ofPart(topOf(reading, index, row));
				return ofSource(leaf);
			},
			context,
			fiscalYear
		)
	);
	return { ...head, columns: withoutDuplicates(agreedColumns(columns)) };
}

/** @param partOf says of a column of amounts that it is a part, and of what; null for another */
function amountColumns(
	leaves: readonly HeadColumn[],
	partOf: (leaf: HeadColumn, index: number) => ColumnUse | null,
	context: AmountWords | null,
	fiscalYear: number | null
): ValueColumn[] {
	const words = withSumOfMonths(leaves);
	const uses = usesOf(
		words.map((each) => each ?? { basis: null, year: null, months: null, compares: true }),
		context,
		fiscalYear
	);
	return leaves.flatMap((leaf, index): ValueColumn[] => {
		const use = uses[index];
		const label = headColumnLabel(leaf);
		if (!words[index] || !use || ORDINAL_COLUMN.test(label)) return [];
		const from = itemsBefore(leaves, index);
		return [{ index, from, use: partOf(leaf, index) ?? use, label, unit: noteOfLeaf(leaf) }];
	});
}

/** `全年支出合计` beside `1—6月支出` and `7—12月支出` heads what was spent in the year. */
function withSumOfMonths(leaves: readonly HeadColumn[]): (AmountWords | null)[] {
	const words = leaves.map(wordsOf);
	const hasMonths = words.some((each) => each?.months);
	return words.map((each, index) => {
		const label = headColumnLabel(leaves[index] as HeadColumn);
		return each ?? (hasMonths && SUM_OF_YEAR.test(label) ? { ...NO_WORDS, basis: 'actual' } : null);
	});
}

const SUM_OF_YEAR = /^(?:全年|(?:全年|年度|本年)?(?:支出|执行)?(?:合计|总计|小计))$/;

/** A column that the readings of a head use otherwise is used by none. */
function agreedColumns([first = [], ...others]: readonly ValueColumn[][]): ValueColumn[] {
	return first.map((column) =>
		others.every((columns) => columns.some((other) => isSameUse(other, column)))
			? column
			: { ...column, use: { skipped: UNCLEAR_GROUP } }
	);
}

function isSameUse(a: ValueColumn, b: ValueColumn): boolean {
	return a.index === b.index && JSON.stringify(a.use) === JSON.stringify(b.use);
}

function leafOf(cell: RowCell): HeadColumn {
	return { cells: [cell], grid: cell.grid };
}

/** The words of a cell that heads amounts as such, not their comparison. */
function amountsIn({ text, label }: RowCell): AmountWords | null {
	const words = text === '' ? null : amountWords(label);
	return words?.compares ? null : words;
}

function wordsOf({ cells }: HeadColumn): AmountWords | null {
	const said = cells.flatMap(({ text, label }) => (text === '' ? [] : (amountWords(label) ?? [])));
	return said.length > 0 ? joinWords(said) : null;
}

/** The amounts below a source are a part of what is below the sum of sources. */
function ofSource({ cells }: HeadColumn): ColumnUse | null {
	const isSource = cells.length > 1 && SOURCE_COLUMN.test(cells.at(-1)?.label ?? '');
	return isSource ? { skipped: SOURCE_OF_SPENDING } : null;
}

/** The cell of the upper row over a column; where merged cells were written as blank ones, the nearest on its left. */
function topOf(leaves: readonly HeadColumn[], index: number, row: FormRow): RowCell | null {
	const tops = leaves.slice(0, index + 1).map(({ cells: [top] }) => top);
	return tops.findLast((top) => top !== undefined && row.cells.includes(top)) ?? null;
}

/** Beside a sum of sources or of units, only what is below it is the department's. */
function ofPart(top: RowCell | null): ColumnUse | null {
	if (top && isTotal(top)) return null;
	return { skipped: top && isSource(top) ? SOURCE_OF_SPENDING : PART_OF_SUM };
}

function isSource({ label }: RowCell): boolean {
	return SOURCE_COLUMN.test(label) || label.endsWith('公共预算');
}

const PART_OF_SUM = '不是部门的合计数，合计另见合计栏';

/** `支出类别 | 一般公共预算 | 其他资金 | 合计`, each of them but the first over `预算 | 决算`. */
function headsParts(row: FormRow, below: FormRow): boolean {
	const parts = filledCells(row).filter(
		({ label }) => !ITEM_COLUMN.test(label) && !ORDINAL_COLUMN.test(label)
	);
	const bases = filledCells(below);
	const recurs = ({ label }: RowCell) => bases.filter((cell) => cell.label === label).length > 1;
	return (
		below.table === row.table &&
		parts.length > 1 &&
		bases.length > parts.length &&
		(parts.some(isTotal) || parts.every(isSource)) &&
		bases.every((cell) => amountWords(cell.label) !== null && recurs(cell))
	);
}

/** A row of labels below the amounts of a head, and below nothing else of it. */
function isLowerRow(row: FormRow, above: FormRow): boolean {
	const filled = filledCells(row);
	const amounts = above.cells.filter((cell) => amountsIn(cell) !== null);
	const start = amounts[0]?.grid?.start;
	return (
		row.table === above.table &&
		filled.length > 1 &&
		filled.every(
			(cell) =>
				!cell.isNumber &&
				!isNoValue(cell) &&
				(!cell.grid || start === undefined || cell.grid.start >= start) &&
				(amountWords(cell.label) !== null ||
					SUM_WORDS.has(cell.label) ||
					SOURCE_COLUMN.test(cell.label) ||
					isUnitNote(cell.text))
		)
	);
}

/** Finds where the items of a column begin: at the nearest item column left of it. */
function itemsBefore(leaves: readonly HeadColumn[], index: number): number {
	for (let at = index - 1; at > 0; at--)
		if (ITEM_COLUMN.test(leaves[at]?.cells[0]?.label ?? '')) return at;
	return 0;
}

/** Two columns of one basis for the same items say which of them counts only where one has the more telling head. */
function withoutDuplicates(columns: readonly ValueColumn[]): ValueColumn[] {
	const telling = (column: ValueColumn) => /决算|执行|实际|预算|支出/.test(column.label);
	return columns.filter(
		(column) =>
			!(
				'basis' in column.use &&
				!telling(column) &&
				columns.some(
					(other) =>
						other !== column &&
						other.from === column.from &&
						'basis' in other.use &&
						'basis' in column.use &&
						other.use.basis === column.use.basis &&
						telling(other)
				)
			)
	);
}

/** `项目 | 局机关 | 服务中心 | 合计`: without a total, no column is the department's. */
function unitColumns(row: FormRow, [first, ...others]: readonly RowCell[]): ValueColumn[] | null {
	if (!first || !ITEM_COLUMN.test(first.label) || others.length < 2) return null;
	if (!others.some((cell) => HEADQUARTERS_ROW.test(cell.label) || isTotal(cell))) return null;
	return others.map((cell) => ({
		index: row.cells.indexOf(cell),
		from: 0,
		use: isTotal(cell) ? { basis: 'actual' } : { skipped: partOfSum(cell) },
		label: cell.label,
		unit: noteOfLeaf(leafOf(cell))
	}));
}

function partOfSum(cell: RowCell): string {
	return isSource(cell) ? PART_OF_SUM : '单个单位的数，部门合计另见合计栏';
}

/** `项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款`: the sources of whatever its rows are. */
export function headsSourcesOfItems([first, ...others]: readonly RowCell[]): boolean {
	return (
		first !== undefined &&
		ITEM_COLUMN.test(first.label) &&
		others.some(isTotal) &&
		others.some(isSource) &&
		others.every((cell) => isTotal(cell) || isSource(cell))
	);
}

function isTotal({ label }: RowCell): boolean {
	return SUM_WORDS.has(label.replace(/^(?:年度|全年|本年)/, '')) || TOTAL_ROW.test(label);
}

/** The cells of a row under each column of the head; null where the row does not fit the head. */
export function cellsBelow(head: ValueHead, row: FormRow): (RowCell | null)[] | null {
	const aligned = alignRow(row, head.leaves);
	return aligned && head.columns.map(({ index }) => aligned[index] ?? null);
}
