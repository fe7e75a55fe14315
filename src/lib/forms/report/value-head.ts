/**
 * Heads of tables whose rows are labels: which cells of a row below are its amounts, and what each is. A head may set
 * several columns side by side (budget, execution), several units, or two whole tables (income left, spending right).
 */
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { amountWords, usesOf, type AmountWords, type ColumnUse } from './basis.ts';
import { alignRow, type HeadColumn } from './grid.ts';
import { HEADQUARTERS_ROW, SUM_WORDS, TOTAL_ROW } from './labels.ts';
import { filledCells, type FormRow, type RowCell } from './lines.ts';
import { noteOfLeaf } from './money-notes.ts';

export interface ValueColumn {
	/** 0-based index among the head's cells. */
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
	row: FormRow;
	columns: ValueColumn[];
	/** True where the table tells how budgets were executed: its incomes are sources of what was spent. */
	executes: boolean;
	/** The unit that any of its cells names, e.g. `部门整体资金（万元）`. */
	unit: MoneyUnit | null;
	leaves: HeadColumn[];
}

/** Left of units that are side by side, and of every half of a table in two halves. */
const ITEM_COLUMN =
	/^(?:收支|支出|收入|预算|经济|功能)*(?:项目|科目|内容|指标|类别)(?:名称|编码)?$|^(?:收入|支出|资产)$/;
export const ORDINAL_COLUMN = /^(?:行|栏|序)[次号]$/;
const IS_NUMBER = /^-?[\d.,]+%?$/;

/** The head that a row is; null for another row. */
export function valueHeadOf(
	row: FormRow,
	context: AmountWords | null,
	fiscalYear: number | null
): ValueHead | null {
	const filled = filledCells(row);
	if (filled.length < 2 || filled.some((cell) => IS_NUMBER.test(cell.label))) return null;
	const words = row.cells.map((cell) => (cell.text === '' ? null : amountWords(cell.label)));
	const amounts = words.filter((each) => each !== null && !each.compares);
	const head = {
		row,
		executes: filled.some(({ label }) => label.includes('执行')),
		unit: filled.map((cell) => noteOfLeaf({ cells: [cell], grid: null })).find(Boolean) ?? null,
		leaves: row.cells.map((cell) => ({ cells: [cell], grid: cell.grid }))
	};
	if (amounts.length === 0) {
		const columns = unitColumns(row, filled);
		return columns && { ...head, columns };
	}
	const uses = usesOf(
		words.map((each) => each ?? { basis: null, year: null, months: null, compares: true }),
		context,
		fiscalYear
	);
	const columns = row.cells.flatMap((cell, index): ValueColumn[] => {
		const use = uses[index];
		if (!words[index] || !use || ORDINAL_COLUMN.test(cell.label)) return [];
		return [{ index, from: itemsBefore(row, index), use, label: cell.label, unit: unitOf(cell) }];
	});
	return { ...head, columns: withoutDuplicates(columns) };
}

function unitOf(cell: RowCell): MoneyUnit | null {
	return noteOfLeaf({ cells: [cell], grid: null });
}

/** Finds where the items of a column begin: at the nearest item column left of it. */
function itemsBefore(row: FormRow, index: number): number {
	for (let at = index - 1; at > 0; at--)
		if (ITEM_COLUMN.test(row.cells[at]?.label ?? '')) return at;
	return 0;
}

/** Two columns of one basis for the same items say which of them counts only where one has the more telling head. */
function withoutDuplicates(columns: readonly ValueColumn[]): ValueColumn[] {
	const telling = (column: ValueColumn) => /决算|执行|实际|预算/.test(column.label);
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
		use: isTotal(cell)
			? { basis: 'actual', stale: false }
			: { skipped: '单个单位的数，部门合计另见合计栏' },
		label: cell.label,
		unit: unitOf(cell)
	}));
}

function isTotal({ label }: RowCell): boolean {
	return SUM_WORDS.has(label) || TOTAL_ROW.test(label);
}

/** The cells of a row under each column of the head; null where the row does not fit the head. */
export function cellsBelow(head: ValueHead, row: FormRow): (RowCell | null)[] | null {
	const aligned = alignRow(row, head.leaves);
	return aligned && head.columns.map(({ index }) => aligned[index] ?? null);
}
