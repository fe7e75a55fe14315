/** Rows of a list that are no record of a department: its parts, projects, lines that group the others. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { numbersColumns } from '../column-marks.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { leftOver, type TableProblem } from './outcomes.ts';

const PART = /^(?:其中|[(（]?[一二三四五六七八九十\d]*[)）、.]?(?:局机关|机关本级|本级|二级机构))/;

/** The record or line before the row. */
export interface FormerRow {
	/** A part of the department above it. */
	isPart: boolean;
}

/** The next unit below `其中：局机关` is set in, or has no number of its own where the departments are numbered. */
function isBelowDepartment(
	{ start, roles }: TableHead,
	{ cells }: TableRow,
	name: string
): boolean {
	const at = roles.department?.index ?? start;
	return /^[\s\u3000]{2}/.test(name) || (at > start && (cells[start] ?? '').trim() === '');
}

/** `甲 | 乙 | 1 | 2`: no department is called by a number or by a letter of columns. */
export function columnNumbers(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	const column = head.roles.department ?? head.roles.department_code;
	const name = cellOf(row, column);
	if (name.length > LONGEST_COLUMN_NUMBER) return null;
	const texts = row.cells.map(removeBlanks).filter((text) => text !== '');
	if (!numbersColumns(texts)) return null;
	const place = placeOf(rows, row, column);
	return leftOver('column_numbers', place, name, '是栏次，不是部门的记录，本行未读入。');
}

const LONGEST_COLUMN_NUMBER = 2;

/** `其中：机关本级` below a department: its figures are contained in those above. */
export function partOfDepartment(
	rows: TableRows,
	head: TableHead,
	row: TableRow,
	former: FormerRow
): TableProblem | null {
	const printed = cellOf(row, head.roles.department);
	const name = printed.trim();
	const goesOn = former.isPart && name !== '' && isBelowDepartment(head, row, printed);
	if (!PART.test(name) && !goesOn) return null;
	const place = placeOf(rows, row, head.roles.department);
	return leftOver(
		'part_of_department',
		place,
		name,
		'是上一部门的组成部分，已含在该部门的数内，本行未读入。'
	);
}

const GROUP =
	/^[(（]?[一二三四五六七八九十]{1,2}[)）、.．](?!.*[省市县区州].*[局委办院]$).{0,12}(?:部门|单位|口|类|系统|机关|团体|组织)(?:[(（].*[)）])?$/;

/** `一、党群部门`: a line over a group of departments, with or without their sum. */
export function groupOfDepartments(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	const name = removeBlanks(cellOf(row, head.roles.department));
	if (!GROUP.test(name)) return null;
	const place = placeOf(rows, row, head.roles.department);
	return leftOver(
		'group_of_departments',
		place,
		name,
		'是一组部门的名称，不是部门的记录，本行未读入。'
	);
}

const WHOLE = /部门整体|整体支出|单位整体|整体绩效|整体自评/;

/** A row of a project in a list that also holds departments as a whole. */
export function projectRow(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const { project } = head.roles;
	if (!project) return null;
	const name = cellOf(row, project).trim();
	if (WHOLE.test(removeBlanks(name))) return null;
	const why = name
		? '是项目的自评结果，不是部门整体支出，本行未读入。'
		: '没有写明是部门整体还是哪个项目，本行未读入。';
	return leftOver('project_row', placeOf(rows, row, project), name, why);
}

/** A line of words without a department or a figure, which groups the rows below. */
export function withoutRecord(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	const { department, department_code } = head.roles;
	if (cellOf(row, department).trim() !== '' || cellOf(row, department_code).trim() !== '')
		return null;
	const at = row.cells.findIndex((cell) => cell.trim() !== '');
	const text = (row.cells[at] ?? '').trim();
	if (row.cells.some((cell, index) => index !== at && /\d/.test(cell)) || /^\d+$/.test(text))
		return null;
	return leftOver(
		'row_without_record',
		rows.place(row.line, at + 1, null),
		text,
		'没有部门，也没有数字，本行未读入。'
	);
}
