/** Tables that set budgets beside what was spent: which of their columns holds the figure of the year. */
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { alignRow, type Leaf } from './grid.ts';
import { filledCells, type Row, type RowCell } from './lines.ts';
import { HEADQUARTERS_ROW, SUM_WORDS, TOTAL_ROW } from './labels.ts';
import { noteOfLeaf } from './money-notes.ts';

export interface ValueColumn {
	head: Row;
	/** The unit that the column's head or the head row names; null where none. */
	unit: MoneyUnit | null;
	/** True for the national-style table: 年初预算数, 全年预算数, 全年执行数. */
	national: boolean;
	/** The cell of a lower row in this column; null where the row has none. */
	cellOf(row: Row): RowCell | null;
}

const BASIS =
	/决算|预算|执行数|实际(?:支出|完成|发生)?(?:数|额)|金额|支出数|^(?:20\d\d年?|[本上当去]年)(?:度|末)?(?:数|金额)?$/;
/** Left of units that stand side by side. */
const ITEM_COLUMN = /^(?:收支)?(?:项目|科目|内容|指标|类别)(?:名称)?$/;
const NOT_AN_AMOUNT = /率|比|增减|差异|情况/;
const IS_NUMBER = /^-?[\d.,]+%?$/;
const NATIONAL = /年初预算数?|全年预算数?|全年执行数?/;

/** The column of this year's actual amounts, if the row is a head that names one; else null. */
export function valueColumnOf(row: Row): ValueColumn | null {
	const filled = filledCells(row);
	if (filled.length < 2 || filled.some((cell) => IS_NUMBER.test(cell.label))) return null;
	const heads = filled.filter((cell) => BASIS.test(cell.label) && !NOT_AN_AMOUNT.test(cell.label));
	const actuals = heads.filter((cell) => !cell.label.includes('预算'));
	const lastYear = Math.max(0, ...actuals.map((cell) => yearIn(cell.label)));
	const ranked = heads
		.map((cell) => ({ cell, rank: rankOf(cell.label, lastYear) }))
		.filter(({ rank }) => rank > 0)
		.sort((a, b) => b.rank - a.rank);
	const sideBySide = ranked.length === 0 && isHeadOfUnits(filled);
	const chosen = sideBySide ? filled.find(isTotalOfUnits) : ranked[0]?.cell;
	if (!chosen && !sideBySide) return null;
	const leaves: Leaf[] = row.cells.map((cell) => ({ cells: [cell], grid: cell.grid }));
	const index = chosen ? row.cells.indexOf(chosen) : -1;
	return {
		head: row,
		unit: filled.map((cell) => noteOfLeaf({ cells: [cell], grid: null })).find(Boolean) ?? null,
		national: heads.some((cell) => NATIONAL.test(cell.label)),
		cellOf: (lower) => alignRow(lower, leaves)?.[index] ?? null
	};
}

/** `项目 | 局机关 | 服务中心 | 合计`: without a total, no column is the department's. */
function isHeadOfUnits([first, ...others]: readonly RowCell[]): boolean {
	if (!first || !ITEM_COLUMN.test(first.label) || others.length < 2) return false;
	return others.some((cell) => HEADQUARTERS_ROW.test(cell.label) || isTotalOfUnits(cell));
}

function isTotalOfUnits({ label }: RowCell): boolean {
	return SUM_WORDS.has(label) || TOTAL_ROW.test(label);
}

/** Higher is nearer to this year's actual amount; 0 is another year's amount or a budget. */
function rankOf(label: string, lastYear: number): number {
	if (/上年|去年|往年|上一年|预算/.test(label)) return 0;
	if (yearIn(label) > 0 && yearIn(label) < lastYear) return 0;
	return /决算|执行|实际/.test(label) ? 2 : 1;
}

function yearIn(label: string): number {
	return Number(/(20\d\d)年?/.exec(label)?.[1] ?? 0);
}
