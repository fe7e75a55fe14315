/**
 * Rows of a list that stand below a department: numbered or set in below it, called after it, or adding up to it. Their
 * figures are contained in the department's, and are no record of their own. A row that adds up the departments below it
 * is a group of them.
 */
import { quoteText } from '#lib/catalogue/characters.ts';
import type { RowBelow, TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { addedRows } from './added-rows.ts';
import { isSuperior } from './columns.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { isDepartment, leveledRows, type LeveledRow } from './leveled-rows.ts';
import { columnsOfList, figuresHead, namesRows, upTo } from './list-columns.ts';
import { listedBodies } from './listed-bodies.ts';
import { leftOver, type TableProblem } from './outcomes.ts';
import { areOfficesOf, calledByOffices } from './own-offices.ts';
import { isGroupName } from './row-kinds.ts';

/** A longer list is an export, which has one level, or codes that tell it. */
const MOST_ROWS = 1000;

/** The table with what is below its departments; itself where nothing is. */
export function withRowsBelow(rows: TableRows): TableRows {
	const found = figuresHead(rows);
	// Lists side by side have levels of their own.
	const all = found?.cells.filter(namesRows).length === 1 ? upTo(rows, MOST_ROWS) : null;
	if (!found || !all) return rows;
	const columns = columnsOfList(found.cells);
	const named = leveledRows(
		all.filter(({ line }) => line > found.line),
		columns,
		found.cells[columns.name]?.label ?? ''
	);
	const isDivided = found.cells.some(({ label }) => isSuperior(label));
	const below = new Map([
		...(isDivided ? [] : officesAmongBodies(named)),
		...addedRows(named),
		...orderedRows(named, isDivided),
		...listedBodies(named)
	]);
	return below.size === 0 ? rows : { ...rows, below };
}

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
		if (over && !areMarked && (row.isAmong || areOfficesOf(row.name, over.name)))
			former = { row, of: over.name };
		open.push(row);
	}
	return below;
}

/** A department that blanks alone set in below another is one of its parts, or stands there by chance. */
function kindBelow(row: LeveledRow, over: LeveledRow): RowBelow['is'] {
	const isSetInAlone = !row.isAmong && row.rank === over.rank && !areOfficesOf(row.name, over.name);
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
	if (row.isAmong || areOfficesOf(row.name, over.name)) return true;
	if (row.rank !== null && over.rank !== null && row.rank !== over.rank)
		return row.rank > over.rank;
	return row.rank === over.rank && row.indent >= over.indent + LEAST_INDENT;
}

const LEAST_INDENT = 2;
/**
 * In a list of bodies a department's own offices are one of them: where it is the only department, or where bodies stand
 * behind the offices of several, and behind nothing else. A list of departments has a body without its department too.
 */
function officesAmongBodies(named: readonly LeveledRow[]): Map<number, RowBelow> {
	const offices = new Map<number, RowBelow>();
	const followed = new Set<number>();
	let last: number | null = null;
	let isBehindOffices = true;
	for (const { line, name } of named.filter(({ isAmong }) => !isAmong)) {
		const of = calledByOffices(name) ?? '';
		if (DEPARTMENT_NAME.test(of)) offices.set((last = line), { is: 'office', of });
		else if (DEPARTMENT_NAME.test(name)) last = null;
		else if (last === null) isBehindOffices = false;
		else followed.add(last);
	}
	const isOfOne = offices.size === 1 && !named.some(({ name }) => DEPARTMENT_NAME.test(name));
	if (isOfOne && named.length > 1) return offices;
	const isOfSeveral = isBehindOffices && followed.size > 1;
	return new Map([...offices].filter(([line]) => isOfSeveral && followed.has(line)));
}

/** Says of such a row that it is no record of a department. */
export function rowBelow(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const found = rows.below?.get(row.line);
	if (!found) return null;
	const { department } = head.roles;
	return leftOver(
		CODES[found.is],
		placeOf(rows, row, department),
		cellOf(row, department).trim(),
		`${WHY[found.is](quoteText(found.of))}，本行未读入。`
	);
}

const CODES = {
	part: 'part_of_department',
	summed: 'part_of_department',
	unit: 'unit_of_department',
	body: 'unit_of_department',
	group: 'group_of_departments',
	unclear: 'part_unclear',
	office: 'without_its_units'
} as const;

const WHY: Record<RowBelow['is'], (of: string) => string> = {
	// The sum of a department may be above its parts or below them.
	part: () => '是所在部门的组成部分，已含在该部门的数内',
	summed: (of) => `已加在下面${of}的数内`,
	unit: (of) =>
		`排在${of}之下，是该部门本级或所属单位的数，该部门一行没有填写数字，不能作为部门的数`,
	body: (of) => `排在${of}之下，是部门所属单位的数，不能作为部门的数`,
	unclear: (of) =>
		`排在${of}之下，无法判断是不是该部门的所属单位，请在名称前写明“其中：”，或加一列序号后再导入`,
	office: (of) => `只是${of}本级的数，不含表中另列的所属单位，不能作为该部门整体的数`,
	group: () => '排在下面几个部门之上，是一组部门的合计，不是部门的记录'
};
