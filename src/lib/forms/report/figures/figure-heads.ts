/** Heads of figure tables, found by their labels. */
import { figureOfLabel, isHeadLabel, sumOfSide } from './columns.ts';
import { amountWords } from './basis.ts';
import { WHOLE } from './rows-of-bases.ts';
import { headsSourcesOfItems, ITEM_COLUMN, SOURCE_COLUMN, STATES_AMOUNT } from './value-head.ts';
import {
	BEYOND_STAFF,
	GROUP_WORDS,
	NAME_COLUMNS,
	SHORT_SPENDING,
	SHORT_STAFF,
	STAFF_KIND
} from '../labels.ts';
import { filledCells, isRow, isUnmerged, type FormRow, type Line, type RowCell } from '../lines.ts';
import { beginsWithAmount, isNoValue } from './figure-values.ts';

/** The head rows that start at a line; null where none do. */
export function headRowsAt(lines: readonly Line[], index: number): FormRow[] | null {
	const first = lines[index];
	const below = lines[index + 1];
	if (!first || !isRow(first)) return null;
	const second = below && isRow(below) && below.table === first.table ? below : null;
	if (second && isOfItems(first, second)) return null;
	const hasBases = second !== null && headsBases(first, second);
	if (!isTopHead(first, second) && !hasBases && !(second && headsSources(first, second)))
		return null;
	const rows = [first];
	for (let next = index + 1; next < lines.length; next++) {
		const line = lines[next];
		if (!line || !isRow(line) || line.table !== first.table || !isLowerHead(line)) break;
		rows.push(line);
	}
	return rows;
}

/** Sources beside their sum, above rows that name the figures themselves. */
function isOfItems(row: FormRow, below: FormRow): boolean {
	const [item] = filledCells(below);
	return (
		item !== undefined &&
		figureOfLabel(item.label) !== null &&
		headsSourcesOfItems(filledCells(row))
	);
}

/** `21(行政10、事业11)`, `在职21人`, `行政21`: a value, whatever words are in it. */
const COUNT =
	/^\d+[人名个(]|^(?:行政|事业|参公|全额)(?:编制?|人员)?\d+$|\d[人名个](?:$|[,，;；、(])/;

/** `部门名称 | 某局 | 评价年度 | 2023年`. */
function isFieldsOfYear(labels: readonly string[]): boolean {
	return (
		labels.some((label) => /^\D*年度$/.test(label)) &&
		labels.some((label) => /^20\d\d年?度?$/.test(label))
	);
}

/** @param below the row below it in its table, where there is one */
function isTopHead(row: FormRow, below: FormRow | null): boolean {
	const filled = filledCells(row);
	if (filled.length < 2 || filled.some((cell) => cell.isNumber || isNoValue(cell))) return false;
	if (filled.some((cell) => COUNT.test(cell.label) || beginsWithAmount(cell))) return false;
	const labels = filled.map((cell) => cell.label);
	if (filled.some(({ text }) => STATES_AMOUNT.test(text)) || isFieldsOfYear(labels)) return false;
	if (labels.some((label) => NAME_COLUMNS.has(label))) return labels.some(isHeadWord);
	// Labels with blanks between them wait for their values: 人员编制 | | 实有人数 | |.
	const first = row.cells.findIndex(({ label }) => figureOfLabel(label));
	const beside = row.cells[first + 1];
	const isGroup = below !== null && goesOnBelow(row, below, first + 1);
	if (beside?.text === '' && !beside.continues && !isGroup) return false;
	const accounts = labels.filter((label) => label.includes('决算'));
	const sides = new Set(accounts.flatMap((label) => sumOfSide(label) ?? []));
	if (sides.size > 1 && !ITEM_COLUMN.test(labels[0] ?? '')) return true;
	const figures = labels.filter((label) => figureOfLabel(label)).length;
	return figures >= 2 || (figures === 1 && labels.some((label) => GROUP_WORDS.has(label)));
}

/** `基本支出 | | ` over `人员经费 | 公用经费`: as CSV a cell merged over several columns is one with blank ones behind it. */
function goesOnBelow(row: FormRow, below: FormRow, column: number): boolean {
	const isBlankAbove = ({ text }: RowCell, index: number) =>
		text === '' || row.cells[index]?.text === '' || index === column - 1;
	return (
		isUnmerged(row) &&
		below.cells.length === row.cells.length &&
		below.cells[column]?.text !== '' &&
		below.cells.every(isBlankAbove) &&
		isLowerHead(below)
	);
}

/** `预算数 | 决算数`, or `支出决算 | 三公经费决算`, each merged over figures, beside whose or what they are; beside tasks they are of each task. */
function headsBases(row: FormRow, below: FormRow): boolean {
	const filled = filledCells(row);
	const bases = filled.filter(
		({ label, grid }) =>
			grid !== null &&
			grid.end - grid.start > 1 &&
			(amountWords(label) !== null || isHeadWord(label))
	);
	const [first] = bases;
	return (
		first !== undefined &&
		bases.length > 1 &&
		filled.every((cell) => bases.includes(cell) || isBefore(cell, first)) &&
		isTopHead(below, null)
	);
}

function isBefore({ column, label }: RowCell, { column: end }: RowCell): boolean {
	return column < end && (NAME_COLUMNS.has(label) || GROUP_WORDS.has(label));
}

/** `合计 | 财政拨款 | 单位资金` above 年初预算数, which is a row then. */
function headsSources(row: FormRow, below: FormRow): boolean {
	const labels = filledCells(row).map(({ label }) => label);
	return (
		labels.some((label) => WHOLE.test(label)) &&
		labels.filter((label) => SOURCE_COLUMN.test(label)).length >= 2 &&
		below.cells.some(({ label }) => amountWords(label) !== null) &&
		below.cells.some(({ isNumber }) => isNumber)
	);
}

/**
 * A lower head row has labels only, and nothing new in the column of names. One filled cell in that column is a
 * unit without figures, whatever it is called.
 */
function isLowerHead(row: FormRow): boolean {
	const filled = filledCells(row);
	if (filled.length === 0) return false;
	if (filled.some((cell) => cell.isNumber || isNoValue(cell))) return false;
	if (filled.length === 1 && filled[0] === row.cells[0]) return false;
	const words = filled.filter(
		({ label }) =>
			isHeadWord(label) ||
			SHORT_SPENDING.has(label) ||
			SHORT_STAFF.has(label) ||
			BEYOND_STAFF.test(label) ||
			STAFF_KIND.test(label)
	);
	const first = row.cells[0];
	const named =
		first !== undefined &&
		first.text !== '' &&
		!isHeadWord(first.label) &&
		!STAFF_KIND.test(first.label);
	return !(named && !NAME_COLUMNS.has(first.label)) && words.length * 2 >= filled.length;
}

function isHeadWord(label: string): boolean {
	return GROUP_WORDS.has(label) || isHeadLabel(label);
}
