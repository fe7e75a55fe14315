/**
 * Rows of a list that stand below a department: numbered or set in below it, called after it, or adding up to it. Their
 * figures are contained in the department's, and are no record of their own. A row that adds up the departments below it
 * is a group of them.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { RowBelow, TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { unitName } from '../report/figures/units.ts';
import { BODY, isWholeName } from '../report/identity/department-names.ts';
import { addUp, amountsAt, isFigure } from './added-amounts.ts';
import { isSuperior } from './columns.ts';
import { findHead, type HeadCell, type HeadRows } from './head-rows.ts';
import { listedBodies } from './listed-bodies.ts';
import { numberRank } from './number-ranks.ts';
import { isOfRole, upTo } from './owner-of-years.ts';
import { isGroupName } from './row-kinds.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** A longer list is an export, which has one level, or codes that tell it. */
const MOST_ROWS = 1000;
/** No department has more units. */
const MOST_PARTS = 60;
const LEAST_PARTS = 2;

interface LevelColumns {
	name: number;
	year: number;
	amounts: number[];
	scores: number[];
}

/** A row that names somebody. */
interface LeveledRow {
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

/** The table with what is below its departments; itself where nothing is. */
export function withRowsBelow(rows: TableRows): TableRows {
	const found = findHead(rows);
	found?.body.return();
	const columns = found?.kind === 'figures' ? columnsOf(found) : null;
	const all = found && columns ? upTo(rows, MOST_ROWS) : null;
	if (!found || !columns || !all) return rows;
	const isDivided = found.cells.some(({ label }) => isSuperior(label));
	const named = withLevels(
		all
			.filter(({ line }) => line > found.line)
			.flatMap((row) => namedRow(row, columns, found.cells[columns.name]?.label ?? ''))
	);
	const below = new Map([
		...addedRows(named),
		...orderedRows(named, isDivided),
		...listedBodies(named),
		...(columns.amounts.length === 0 ? officesAmongBodies(named) : [])
	]);
	return below.size === 0 ? rows : { ...rows, below };
}

function columnsOf({ cells }: HeadRows): LevelColumns | null {
	const names = cells.flatMap((cell, index) =>
		cell.meaning.is === 'unit_or_department' || isOfRole(cell, 'department') ? [index] : []
	);
	const amounts = cells.flatMap(({ meaning }, index) =>
		meaning.is === 'statement' && meaning.measure !== 'score_form' ? [index] : []
	);
	const scores = cells.flatMap(({ meaning }, index) => (isScore(meaning) ? [index] : []));
	const [name] = names;
	// Lists side by side have levels of their own.
	if (name === undefined || names.length > 1) return null;
	return { name, amounts, scores, year: cells.findIndex((cell) => isOfRole(cell, 'fiscal_year')) };
}

function isScore(meaning: HeadCell['meaning']): boolean {
	if (meaning.is === 'role') return meaning.role === 'score';
	return meaning.is === 'statement' && meaning.measure === 'score_form';
}

function namedRow(
	row: TableRow,
	{ name: at, year, amounts, scores }: LevelColumns,
	head: string
): LeveledRow[] {
	const states = [...amounts, ...scores].some((index) => isFigure(row.cells[index] ?? ''));
	const whose = row.cells[at] ?? '';
	const printed = whose.trim() === '' && !states ? headingIn(row) : whose;
	const text = removeBlanks(printed);
	if (text === '' || text === head || isTotal(text) || isSubtotal(text) || NOTE.test(text))
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
const NOTE = /^(?:注|备注|说明)\d?[:：]|。/;

/** Blanks set names in, or bring them to one width: where most departments are set in, they tell no levels. */
function withLevels(named: readonly LeveledRow[]): readonly LeveledRow[] {
	const departments = named.filter(({ name }) => DEPARTMENT_NAME.test(name));
	const outermost = departments.reduce((least, { indent }) => Math.min(least, indent), Infinity);
	const setIn = departments.filter(({ indent }) => indent > outermost);
	return setIn.length * 2 > departments.length
		? named.map((row) => ({ ...row, indent: 0 }))
		: named;
}

function isDepartment({ name }: LeveledRow): boolean {
	return (
		(DEPARTMENT_NAME.test(name) || isWholeName(name)) && !isGroupName(name) && !LEADERS.test(name)
	);
}

/** `市委`, `县政府`: whatever stands below them is a department, and no unit of theirs. */
const LEADERS = /[省市县区州盟旗](?:委|委员会|政府|人民政府)$/;

/**
 * By their numbers and indents, and by names that begin with the department's.
 * @param isDivided a column says whose each unit is
 */
function orderedRows(named: readonly LeveledRow[], isDivided: boolean): Map<number, RowBelow> {
	const below = new Map<number, RowBelow>();
	const open: LeveledRow[] = [];
	const isNumbered = named.some(({ rank }) => rank !== null);
	// Where each part is marked as one, no other row is.
	const areMarked =
		isDivided || named.some(({ isAmong }, index) => isAmong && named[index - 1]?.isAmong);
	/** The part before, told by its name alone, and its department. */
	let former: { row: LeveledRow; of: string } | null = null;
	for (const row of named) {
		while (open.length > 0 && !isBelow(row, open.at(-1) as LeveledRow)) open.pop();
		const over = open.find(isDepartment);
		if (over) below.set(row.line, { is: kindBelow(row, over), of: over.name });
		else if (former && !isAnother(row, former.row)) {
			const isSetIn = row.indent >= LEAST_INDENT || (row.rank === null && isNumbered);
			below.set(row.line, { is: isSetIn ? 'part' : 'unclear', of: former.of });
		} else former = null;
		if (over && !areMarked && (row.isAmong || isOfficeOf(row.name, over.name)))
			former = { row, of: over.name };
		open.push(row);
	}
	return below;
}

/** A department that blanks alone set in below another is one of its parts, or stands there by chance. */
function kindBelow(row: LeveledRow, over: LeveledRow): RowBelow['is'] {
	const isSetInAlone = !row.isAmong && row.rank === over.rank && !isOfficeOf(row.name, over.name);
	if (isSetInAlone && DEPARTMENT_NAME.test(row.name)) return 'unclear';
	return over.states ? 'part' : 'unit';
}

/** A department by its name, or by a number or place in the line that the parts before have not. */
function isAnother(row: LeveledRow, part: LeveledRow): boolean {
	return (
		DEPARTMENT_NAME.test(row.name) ||
		isGroupName(row.name) ||
		row.rank !== part.rank ||
		row.indent !== part.indent
	);
}

function isBelow(row: LeveledRow, over: LeveledRow): boolean {
	if (row.isAmong || isOfficeOf(row.name, over.name)) return true;
	if (row.rank !== null && over.rank !== null && row.rank !== over.rank)
		return row.rank > over.rank;
	return row.rank === over.rank && row.indent >= over.indent + LEAST_INDENT;
}

const LEAST_INDENT = 2;
const OFFICE = /^[(（]?[局委办厅院部会]?(?:机关本级|本级|机关|本部)[)）]?$/;

/** `某局本级` below `某局`, or `本级` alone. */
function isOfficeOf(name: string, over: string): boolean {
	return OFFICE.test(name.startsWith(over) ? name.slice(over.length) : name);
}

/** In a list of scores of one department's bodies, its own offices are one of them; a list of departments names others. */
function officesAmongBodies(named: readonly LeveledRow[]): Map<number, RowBelow> {
	const offices = named.flatMap(({ line, name }) => {
		const [, of = ''] = NAMED_OFFICE.exec(name) ?? [];
		return DEPARTMENT_NAME.test(of) ? [{ line, of }] : [];
	});
	const [office, ...others] = offices;
	const isOfOne = named.length > 1 && !named.some(({ name }) => DEPARTMENT_NAME.test(name));
	return new Map(
		office && others.length === 0 && isOfOne ? [[office.line, { is: 'office', of: office.of }]] : []
	);
}

const NAMED_OFFICE = /^(.+?)[(（]?(?:机关本级|本级|机关|本部)[)）]?$/;

/** By their amounts: rows that add up to the department above them, and groups that departments add up to or are numbered below. */
function addedRows(named: readonly LeveledRow[]): Map<number, RowBelow> {
	const below = new Map<number, RowBelow>();
	for (const own of Map.groupBy(named, ({ year }) => year).values())
		for (const [index, row] of own.entries()) {
			if (below.get(row.line)?.is === 'part' || !row.states) continue;
			for (const { line } of partsAbove(own, index, below))
				below.set(line, { is: 'summed', of: row.name });
			const parts = partsBelow(own, index);
			if (isDepartment(row)) {
				const is = isNoChance(row) ? 'part' : 'unclear';
				if (is === 'part' || mayBeParts(parts, row))
					for (const { line } of parts) below.set(line, { is, of: row.name });
			} else if (isGroupOver(row, own[index + 1]) || (parts.some(isDepartment) && mayBeGroup(row)))
				below.set(row.line, { is: 'group', of: row.name });
		}
	return below;
}

function mayBeGroup(row: LeveledRow): boolean {
	return isNoChance(row) || isGroupName(row.name) || !BODY.test(row.name);
}

/** Rows that add up by chance, perhaps: no departments themselves, and not numbered as the one above them is. */
function mayBeParts(parts: readonly LeveledRow[], { name, rank }: LeveledRow): boolean {
	const isOther = (part: LeveledRow) =>
		DEPARTMENT_NAME.test(part.name) || (rank !== null && part.rank === rank);
	return DEPARTMENT_NAME.test(name) && !parts.some(isOther);
}

/** Amounts of few digits are often the sums of others: `300` of `100` and `200`. */
function isNoChance({ amounts }: LeveledRow): boolean {
	const digits = [...new Set(amounts)].map(
		(amount) => String(Math.abs(amount ?? 0)).replace(/0+$/, '').length
	);
	return digits.reduce((sum, count) => sum + count, 0) >= LEAST_DIGITS;
}

/** One row in a thousand is a sum of those behind it by chance with three digits, and one in a million with six. */
const LEAST_DIGITS = 6;

/**
 * `三 | 乡镇` over `4 | 某镇人民政府`, or `（二）园区` over a department without a number: a group of one department, which has its
 * amounts.
 */
function isGroupOver(row: LeveledRow, next: LeveledRow | undefined): boolean {
	if (!next || !isDepartment(next)) return false;
	if (row.rank !== null)
		return next.rank === null ? row.rank <= LOWEST_CHINESE : next.rank > row.rank;
	const stated = row.amounts.filter((amount) => amount);
	return stated.length > 1 && addUp(row.amounts, [next.amounts]) && mayBeGroup(row);
}

/** `（一）` */
const LOWEST_CHINESE = 1;

/** The rows behind one that add up to it; none where they do not. */
function partsBelow(rows: readonly LeveledRow[], index: number): readonly LeveledRow[] {
	return partsOf(rows[index] as LeveledRow, rows.slice(index + 1, index + 1 + MOST_PARTS));
}

/** The rows in front of one that is their sum by its name, or is a department that adds up bodies by no chance. */
function partsAbove(
	rows: readonly LeveledRow[],
	index: number,
	below: ReadonlyMap<number, RowBelow>
): readonly LeveledRow[] {
	const row = rows[index] as LeveledRow;
	if (!isDepartment(row)) return [];
	const former = rows.slice(Math.max(0, index - MOST_PARTS), index).reverse();
	const last = former.findIndex(({ line }) => below.has(line));
	const parts = partsOf(row, last < 0 ? former : former.slice(0, last));
	return row.isSum || (isNoChance(row) && mayBeParts(parts, row)) ? parts : [];
}

/** The first of some rows, as many as add up to another; none where they do not. */
function partsOf({ amounts }: LeveledRow, rows: readonly LeveledRow[]): readonly LeveledRow[] {
	if (!isTelling(amounts)) return [];
	const sums = amounts.map(() => 0);
	for (const [index, part] of rows.entries()) {
		part.amounts.forEach(
			(amount, column) => (sums[column] = (sums[column] ?? 0) + (amount ?? NaN))
		);
		if (index + 1 >= LEAST_PARTS && addUp(amounts, [sums])) return rows.slice(0, index + 1);
		if (sums.every((sum, column) => !(sum <= (amounts[column] ?? NaN) + ROUNDING))) return [];
	}
	return [];
}

/** More than rounding leaves, in millionths. */
const ROUNDING = 1_000_000;
/** A small number is often the sum of others. */
const TELLING = 100_000_000;

function isTelling(amounts: readonly (number | null)[]): boolean {
	const stated = amounts.filter((amount) => amount);
	return stated.length > 1 || stated.some((amount) => Math.abs(amount ?? 0) >= TELLING);
}
