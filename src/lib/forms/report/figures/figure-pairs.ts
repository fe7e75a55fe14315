/**
 * Rows in which a label is followed by its amounts: 人员编制 | 22, or 收入合计 | 1000 | 1206.04 below a head
 * 预算数 | 决算数; and label cells that hold the amount themselves, `其中：基本支出：901.20`.
 */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { amountBeforeParts, type MoneyUnit } from '#lib/catalogue/units.ts';
import { SOURCE_OF_SPENDING } from '../../execution-rows.ts';
import { amountWords, NO_WORDS, usesOf, type AmountWords } from './basis.ts';
import { readBasisBeside } from './basis-beside.ts';
import { isValueLike, LONGEST_VALUE } from './figure-values.ts';
import { meaningOf } from '../form-labels.ts';
import {
	alignedIndex,
	groupAbove,
	halfOf,
	isCount,
	labelsOf,
	unitOfSide,
	wholeMeaning,
	type LabelCell,
	type RowContext
} from './label-cells.ts';
import { readInside, statesBasis, statesOwnAmount } from './inside-amounts.ts';
import { SUM_WORDS } from '../labels.ts';
import { firstCell, type FormRow, type RowCell } from '../lines.ts';
import { headColumnLabel } from '../grid.ts';
import { isUnitNote, noteOfLeaf, unitAlone } from './money-notes.ts';
import { partsIn } from './parts-of-amounts.ts';
import { repeatedLabels } from './repeated-labels.ts';
import type { RowReading } from './row-reading.ts';
import { cellsBelow, ITEM_COLUMN, type ValueColumn, type ValueHead } from './value-head.ts';

export function readLabelRow(row: FormRow, context: RowContext): RowReading {
	const labelled = labelsOf(row, context);
	const label = firstCell(row).text === '' ? context.above : (labelled[0] ?? null);
	const { words, doubtful, whole } = partsIn(row, labelled, context.whole);
	const reading: RowReading = { pairs: [], unstored: [], unaligned: false, label, whole };
	if (readBasisBeside(row, labelled, context, reading)) return reading;
	if (context.head && !isBesideOnly(row, labelled, context.head))
		readBelow(row, labelled, context.head, context, reading);
	else {
		const repeated = repeatedLabels(row, labelled, context.rows);
		for (const each of labelled) {
			const { cell } = each;
			const before = doubtful.get(cell);
			const said = repeated.words.get(cell) ?? words.get(cell) ?? NO_WORDS;
			if (repeated.unsaid.includes(cell)) leaveBeside(row, each, TWICE, reading);
			else if (before === undefined) readBeside(row, each, said, context, reading);
			else leaveBeside(row, each, `在“${before}”后面，看不出是不是其中的数`, reading);
		}
	}
	readInside(row, context, reading);
	return reading;
}

/**
 * Several labels in one row, each with a number beside it, have nothing to do with a head above of one table. Below
 * `收入项目 | 预算数 | 支出项目 | 预算数` every number has a head of its own.
 */
function isBesideOnly(row: FormRow, labelled: readonly LabelCell[], head: ValueHead): boolean {
	return (
		labelled.length > 1 &&
		labelled.every(({ index }) => {
			const next = row.cells[index + 1];
			const after = row.cells[index + 2];
			return next !== undefined && isValueLike(next) && (!after || !after.isNumber);
		}) &&
		!labelled.every(({ index }) => isBelowItems(row, index, head))
	);
}

function isBelowItems(row: FormRow, index: number, head: ValueHead): boolean {
	const item = alignedIndex(head, row, index);
	const amount = alignedIndex(head, row, index + 1);
	const leaf = head.leaves[item];
	return (
		leaf !== undefined &&
		ITEM_COLUMN.test(headColumnLabel(leaf)) &&
		head.columns.some((column) => column.index === amount && column.from <= item)
	);
}

/** The amounts of a row in the columns of the head above. */
function readBelow(
	row: FormRow,
	labelled: readonly LabelCell[],
	head: ValueHead,
	context: RowContext,
	reading: RowReading
): void {
	const named = labelled.length > 0 ? labelled : unlabelled(row, head, context);
	if (named.length === 0 && head.listsTasks) listTask(row, reading);
	const cells = cellsBelow(head, row);
	if (!cells) {
		reading.unaligned =
			named.some(({ meaning }) => meaning.figure !== null) &&
			row.cells.some(({ isNumber }) => isNumber);
		return;
	}
	for (const label of named) {
		const at = lastIndex(head, label, Math.max(0, alignedIndex(head, row, label.index)));
		head.columns.forEach((column, index) => {
			const cell = cells[index];
			if (!cell || cell === label.cell || column.from > at || column.index <= at) return;
			if (named.some((other) => isBetween(alignedIndex(head, row, other.index), at, column)))
				return;
			const covers = isOverHalves(cell, head) ? null : coveredBy(cell, cells, context.below);
			readAmount({ row, cell, label, column, covers }, head, context, reading);
		});
	}
}

/** The last column that a label covers, which may be merged over 科目编码 and 科目名称. */
function lastIndex({ leaves }: ValueHead, { cell }: LabelCell, at: number): number {
	const { grid } = cell;
	if (!grid) return at;
	const last = leaves.findLastIndex((leaf) => leaf.grid !== null && leaf.grid.start < grid.end);
	return Math.max(at, last);
}

function listTask(row: FormRow, reading: RowReading): void {
	const isSum = row.cells.some(({ label }) => SUM_WORDS.has(label));
	const why = isSum
		? '所列任务或项目的合计，表中没有写明是部门的数'
		: '单项任务或项目的数，部门的数另见合计行';
	for (const cell of row.cells) if (cell.isNumber) reading.unstored.push({ row, cell, why });
}

/** Tells an amount merged over both halves of a table: it is of the row as a whole, `基本支出合计` below 人员经费 and 公用经费. */
function isOverHalves({ grid }: RowCell, { leaves }: ValueHead): boolean {
	return leaves.some(
		(leaf) =>
			grid !== null &&
			leaf.grid !== null &&
			leaf.grid.start > grid.start &&
			leaf.grid.end < grid.end &&
			ITEM_COLUMN.test(headColumnLabel(leaf))
	);
}

/** Says what a merged cell covers beside its own place: columns, or a row with a label of its own. */
function coveredBy(
	cell: RowCell,
	cells: readonly (RowCell | null)[],
	below: FormRow | null
): Amount['covers'] {
	if (cells.filter((other) => other === cell).length > 1) return '栏';
	const covered = below?.cells.find(
		({ continues, grid }) => continues && grid !== null && grid.start === cell.grid?.start
	);
	if (!below || !covered) return null;
	const before = below.cells.slice(0, below.cells.indexOf(covered));
	return before.some(({ text, continues }) => text !== '' && !continues) ? '行' : null;
}

/** Tells whether another label is between a label and a column, which is then that label's. */
function isBetween(other: number, label: number, column: ValueColumn): boolean {
	return other > label && other >= column.from && other < column.index;
}

/** Below a head whose first cell names the amounts, a row needs no label: 部门预算执行情况. */
function unlabelled(row: FormRow, head: ValueHead, context: RowContext): LabelCell[] {
	const [first] = row.cells;
	const name = head.leaves[0]?.cells[0];
	if (!first || !name || (first.text !== '' && !first.continues)) return [];
	if (row.cells.some((cell) => cell.text !== '' && !isValueLike(cell))) return [];
	const meaning = meaningOf(name.label, context.forms) ?? wholeMeaning(name.label, context);
	return meaning?.figure ? [{ cell: first, index: 0, meaning }] : [];
}

interface Amount {
	row: FormRow;
	cell: RowCell;
	label: LabelCell;
	column: ValueColumn;
	covers: '栏' | '行' | null;
}

function readAmount(
	{ row, cell, label, column, covers }: Amount,
	head: ValueHead,
	context: RowContext,
	reading: RowReading
): void {
	const { figure, why } = label.meaning;
	const isCovered = cell.continues && cell.text === '';
	if ((covers && cell.isNumber) || isCovered) {
		const merged = `一个数占了几${covers ?? '行'}，无法判断“${label.cell.label}”是其中多少`;
		reading.unstored.push({ row, cell, why: merged, ...(figure && { figure }) });
		return;
	}
	const source =
		figure &&
		(isSource(figure, head, context) || isPartOfSpending(label, column.from, context, reading))
			? SOURCE_OF_SPENDING
			: why;
	if (!figure || source) {
		if (cell.isNumber) reading.unstored.push({ row, cell, why: source ?? '' });
		return;
	}
	if ('skipped' in column.use) {
		if (cell.isNumber) reading.unstored.push({ row, cell, why: column.use.skipped });
		return;
	}
	if (!isValueOf(figure, cell)) return;
	const unit =
		unitOfRow(row, label) ??
		column.unit ??
		head.unit ??
		unitOfSide(row, label, context.rows) ??
		context.unit;
	const from = column.from;
	const pair = { ...label.meaning, figure, label: label.cell.label, unit, row, cell };
	reading.pairs.push({ ...pair, use: column.use, from });
}

function isSource(figure: FigureId, head: ValueHead, { statesIncome }: RowContext): boolean {
	return head.executes && !statesIncome && measureOf(figure).group === 'income';
}

/** `其中：财政拨款` below or beside `支出合计` is what a source paid of it. */
function isPartOfSpending(
	{ cell, meaning }: LabelCell,
	from: number,
	context: RowContext,
	{ pairs }: RowReading
): boolean {
	if (!meaning.figure || measureOf(meaning.figure).group !== 'income') return false;
	if (!cell.label.startsWith('其中')) return false;
	const before = pairs.at(-1);
	return (before ? measureOf(before.figure).group : groupAbove(from, context)) === 'spending';
}

const TWICE = '在同一行写了两次，没有写明各是什么数';

function leaveBeside(
	row: FormRow,
	{ cell, index, meaning: { figure } }: LabelCell,
	what: string,
	{ unstored }: RowReading
): void {
	const why = `“${cell.label}”${what}`;
	const beside = cellBeside(row, index);
	if (beside?.isNumber) unstored.push({ row, cell: beside, why, ...(figure && { figure }) });
}

/** The cell beside a label, where no head tells columns; several numbers there cannot be told apart. */
function readBeside(
	row: FormRow,
	labelled: LabelCell,
	words: AmountWords,
	context: RowContext,
	reading: RowReading
): void {
	const { cell, index, meaning } = labelled;
	if (statesOwnAmount(cell)) return;
	const beside = cellBeside(row, index);
	const from = halfOf(context.head, row, index);
	const isSpent = isPartOfSpending(labelled, from, context, reading);
	const { figure } = meaning;
	if (!figure || isSpent) {
		const why = isSpent ? SOURCE_OF_SPENDING : (meaning.why ?? '');
		if (beside?.isNumber) reading.unstored.push({ row, cell: beside, why });
		return;
	}
	if (!beside || statesBasis(beside) || !isValueOf(figure, beside)) return;
	const numbers = numbersAfter(row, index);
	if (numbers.length > 1) {
		const why = `“${cell.label}”后面有${numbers.length}个数，没有表头说明各是什么数`;
		numbers.forEach((number) => reading.unstored.push({ row, cell: number, why, figure }));
		return;
	}
	const unit = unitOfRow(row, labelled) ?? unitOfSide(row, labelled, context.rows) ?? context.unit;
	const own = amountWords(cell.label) ?? words;
	const [use] = usesOf([own], context.heading, context.fiscalYear);
	const pair = { ...meaning, figure, label: cell.label, unit, row, cell: beside, from };
	if (use) reading.pairs.push({ ...pair, use });
}

/** The unit that the label notes, or a cell between it and the next label: `基本支出 | 元 | 9092500`. */
function unitOfRow(row: FormRow, { cell, index }: LabelCell): MoneyUnit | null {
	const noted = noteOfLeaf({ cells: [cell], grid: null });
	if (noted) return noted;
	for (const next of row.cells.slice(index + 1)) {
		const unit = unitAlone(next.text);
		if (unit) return unit;
		if (next.text !== '' && !isValueLike(next)) return null;
	}
	return null;
}

/** The next cell; where merged cells were written as blank ones, the next that is filled, if it is a number. */
function cellBeside(row: FormRow, index: number): RowCell | null {
	const after = row.cells
		.slice(index + 1)
		.filter((next) => !next.continues && !isUnitNote(next.text));
	const [next = null] = after;
	const filled = after.find(({ text }) => text !== '');
	return next?.text === '' && filled && isCount(filled) ? filled : next;
}

/** The run of numbers that follows a label. */
function numbersAfter(row: FormRow, index: number): RowCell[] {
	const after = row.cells.slice(index + 1).filter(({ text }) => !isUnitNote(text));
	const end = after.findIndex((cell) => cell.text !== '' && !cell.isNumber);
	return after.slice(0, end < 0 ? undefined : end).filter((cell) => cell.isNumber);
}

/** Beside 人员编制 whatever holds a digit was meant as its value; other labels are also followed by remarks. */
function isValueOf(figure: FigureId, cell: RowCell): boolean {
	if (isValueLike(cell) || amountBeforeParts(cell.text, '万元')) return true;
	const isStaff = measureOf(figure).quantity === 'people';
	if (cell.text.length > (isStaff ? LONGEST_STAFF : LONGEST_VALUE)) return false;
	return (isStaff ? /\d/ : /^[-¥￥约]?\s*\d/).test(toHalfWidth(cell.text));
}

/** A staff cell may name its parts, and explain them. */
const LONGEST_STAFF = 80;
