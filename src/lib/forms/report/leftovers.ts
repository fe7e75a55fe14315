/** Lists what of a report's tables became nothing: every number in a cell is stored, or listed here with why. */
import type { Issue } from '#lib/documents/issue.ts';
import type { CellPlace } from '#lib/documents/place.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import type { Unstored } from './figures/row-reading.ts';
import { alignRow } from './grid.ts';
import { FORM_SCORE_ROW } from './labels.ts';
import { cellPlace, filledCells, type FormRow, type RowCell } from './lines.ts';
import { figureOfLabel } from './figures/columns.ts';
import { beginsWithAmount } from './figures/figure-values.ts';
import { isColumnNumbers } from './figures/unit-rows.ts';
import { ORDINAL_COLUMN, type ValueHead } from './figures/value-head.ts';

/** The cells with a number of all tables of the report, without the stored ones. */
export function leftoversOf(
	rows: readonly FormRow[],
	filing: RecognisedFiling,
	unstored: readonly Unstored[],
	sheet: ReadonlySet<FormRow>,
	heads: readonly ValueHead[]
): Leftover[] {
	const stored = placesIn(filing);
	const reasons = new Map(unstored.map(({ row, cell, why }) => [keyOf(row, cell), why]));
	const inside = unstored.filter(({ row, cell }) => !row.cells.includes(cell));
	const parted = new Set(inside.map(({ row, cell }) => keyOf(row, cell)));
	const listed = rows.flatMap((row) =>
		row.cells.flatMap((cell): Leftover[] => {
			const key = keyOf(row, cell);
			const isAmount =
				cell.isNumber || (!sheet.has(row) && !parted.has(key) && beginsWithAmount(cell));
			if (!isAmount || stored.has(key) || isOrdinal(row, cell, heads)) return [];
			const label = labelOf(row, cell);
			const why = reasons.get(key) ?? (sheet.has(row) ? IN_SHEET : unread(label, filing));
			return [{ place: cellPlace(row, cell, label, null), text: cell.text, why: `${why}。` }];
		})
	);
	return [...listed, ...inside.map(leftInside)];
}

/** An amount inside a cell of words. */
function leftInside({ row, cell, why }: Unstored): Leftover {
	return { place: cellPlace(row, cell, null, null), text: cell.text, why: `${why}。` };
}

const IN_SHEET = '评分表中分值和得分以外的数，未存入';

function unread(label: string | null, { score }: RecognisedFiling): string {
	if (label && FORM_SCORE_ROW.test(label) && score.form.value !== null)
		return `“${label}”已由另一处读入，这一处未存入`;
	if (label && figureOfLabel(label)) return `没有认出“${label}”一行的这一栏是什么数，未存入`;
	return label
		? `“${label}”不在本系统的指标目录内，或没有认出，未存入`
		: '没有认出这一格是什么数，未存入';
}

function keyOf(row: FormRow, cell: RowCell): string {
	return `${row.table} ${row.number} ${cell.column}`;
}

/** The cells that something stored came from. */
function placesIn(filing: RecognisedFiling): Set<string> {
	const found = new Set<string>();
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		if (isCellPlace(value)) found.add(`${value.table} ${value.row} ${value.column}`);
		else for (const each of Object.values(value)) visit(each);
	};
	visit(filing);
	return found;
}

function isCellPlace(value: object): value is CellPlace {
	return 'kind' in value && value.kind === 'cell' && 'column' in value;
}

/** The number of a line or of the columns counts nothing. */
function isOrdinal(row: FormRow, cell: RowCell, heads: readonly ValueHead[]): boolean {
	const head = heads.findLast(
		(each) => each.row.table === row.table && each.row.number < row.number
	);
	const at = head ? alignRow(row, head.leaves)?.indexOf(cell) : undefined;
	if (head && at !== undefined && ORDINAL_COLUMN.test(head.leaves[at]?.cells[0]?.label ?? ''))
		return true;
	if (isColumnNumbers(row)) return true;
	const [first, second, ...others] = filledCells(row);
	return first === cell && /^\d{1,3}$/.test(cell.text) && others.length > 0 && !second?.isNumber;
}

/** Returns what a row calls itself: its nearest label to the left. */
function labelOf(row: FormRow, cell: RowCell): string | null {
	const before = row.cells.slice(0, row.cells.indexOf(cell));
	return (
		before.findLast(({ label, isNumber }) => /[\u4e00-\u9fffA-Za-z]/.test(label) && !isNumber)
			?.label ?? null
	);
}

/** A row that names a figure but does not fit the head above it. */
export function unalignedIssue(row: FormRow): Issue {
	const cells = row.cells.map(({ text }) => text).join('｜');
	const [first] = row.cells;
	return {
		code: 'row_unaligned',
		severity: 'warning',
		message: `表${row.table} 第${row.number}行有${row.cells.length}格，与上方表头的栏数不符，无法判断各数属于哪一栏；读到“${cells}”，这一行未存入，应按表头逐栏填写。`,
		place: first ? cellPlace(row, first, null, null) : null,
		read: cells,
		expected: '应按表头逐栏填写'
	};
}
