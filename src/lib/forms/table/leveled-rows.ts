/** Rows of a list that name somebody, with what tells of their level: their numbers, how far they are set in, and their amounts. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { isNote } from '#lib/documents/table/foot-lines.ts';
import type { TableRow } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { unitName } from '../report/figures/units.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { amountsAt, isFigure } from './added-amounts.ts';
import type { ListColumns } from './list-columns.ts';
import { numberRank } from './number-ranks.ts';
import { isGroupName } from './row-kinds.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** A row that names somebody. */
export interface LeveledRow {
	line: number;
	/** Without its number. */
	name: string;
	isAmong: boolean;
	/** `某局合计`, which may stand below what it adds up. */
	isSum: boolean;
	/** 0 with `一、`, 1 with `（一）`, 2 with `1.`; null without a number. */
	rank: number | null;
	/** Characters that it is set in. */
	indent: number;
	year: string;
	amounts: readonly (number | null)[];
	states: boolean;
}

/** @param head the label of the column of names, which a head again has too */
export function leveledRows(
	rows: readonly TableRow[],
	columns: ListColumns,
	head: string
): readonly LeveledRow[] {
	return withLevels(rows.flatMap((row) => namedRow(row, columns, head)));
}

function namedRow(
	row: TableRow,
	{ name: at, year, amounts, scores }: ListColumns,
	head: string
): LeveledRow[] {
	const states = [...amounts, ...scores].some((index) => isFigure(row.cells[index] ?? ''));
	const whose = row.cells[at] ?? '';
	const printed = whose.trim() === '' && !states ? headingIn(row) : whose;
	const text = removeBlanks(printed);
	if (
		text === '' ||
		text === head ||
		isTotal(text) ||
		isSubtotal(text) ||
		isNote(text) ||
		text.includes('。')
	)
		return [];
	const { name: printedName } = unitName(text);
	const name = printedName.replace(SUM, '');
	// Where a group has a number in front of the rows' own, only its first row shows it; `52` people are no number of a row.
	const number = row.cells
		.slice(0, at)
		.map((cell, index) => (index === year || amounts.includes(index) ? '' : removeBlanks(cell)))
		.findLast((cell) => numberRank(cell, '') !== null);
	const named: LeveledRow = {
		line: row.line,
		name,
		isAmong: text.startsWith('其中'),
		isSum: SUM.test(text),
		rank: numberRank(text, name) ?? numberRank(number ?? '', ''),
		indent: printed.length - printed.trimStart().length,
		year: row.cells[year]?.trim() ?? '',
		amounts: amountsAt(row, amounts),
		states
	};
	return [named];
}

/** A heading of a group may stand in any column, or be merged over all. */
function headingIn({ cells }: TableRow): string {
	const text = cells.find((cell) => cell.trim() !== '') ?? '';
	const name = removeBlanks(text);
	return isGroupName(name) || numberRank(name, '') === 0 ? text : '';
}

const SUM = /(?<=.{2})[(（]?(?:合计|小计|汇总|总计)(?:数)?[)）]?$/;

/** Blanks set names in, or bring them to one width: where most departments are set in, they tell no levels. */
function withLevels(named: readonly LeveledRow[]): readonly LeveledRow[] {
	const departments = named.filter(({ name }) => DEPARTMENT_NAME.test(name));
	const outermost = departments.reduce((least, { indent }) => Math.min(least, indent), Infinity);
	const setIn = departments.filter(({ indent }) => indent > outermost);
	return setIn.length * 2 > departments.length
		? named.map((row) => ({ ...row, indent: 0 }))
		: named;
}

/** Tells a department from the bodies and groups of a list. */
export function isDepartment({ name }: LeveledRow): boolean {
	return (
		(DEPARTMENT_NAME.test(name) || isWholeName(name)) && !isGroupName(name) && !LEADERS.test(name)
	);
}

/** `市委`, `县政府`: whatever stands below them is a department, and no unit of theirs. */
const LEADERS = /[省市县区州盟旗](?:委|委员会|政府|人民政府)$/;
