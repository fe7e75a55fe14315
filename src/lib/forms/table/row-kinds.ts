/** Rows of a list that are no record of a department: its parts, projects, lines that group the others. */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import { placeInName } from '#lib/catalogue/departments.ts';
import { numbersColumns } from '../column-marks.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { isPlaceholder } from '../report/identity/department-names.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { isWithoutUnits } from './superiors.ts';
import { leftOver, type TableProblem } from './outcomes.ts';

const PART = /^(?:其中|[(（]?[一二三四五六七八九十\d]*[)）、.]?(?:局机关|机关本级|本级|二级机构))/;

const CHINESE_NUMBER = /^[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?$/;

/** The row's number in front of its department; empty where the table has no such column. */
function numberOf({ start, roles }: TableHead, { cells }: TableRow): string {
	const at = roles.department?.index ?? start;
	return at > start ? removeBlanks(cells[start] ?? '') : '';
}

function isNumberedInChinese(head: TableHead, row: TableRow): boolean {
	return CHINESE_NUMBER.test(numberOf(head, row));
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

/**
 * `其中：机关本级` below a department: its figures are contained in those above.
 * @param isBehindPart the record or line before the row is such a part
 */
export function partOfDepartment(
	rows: TableRows,
	head: TableHead,
	row: TableRow,
	isBehindPart: boolean
): TableProblem | null {
	const printed = cellOf(row, head.roles.department);
	const name = printed.trim();
	// All departments may be set in: one with its place in its name is none of the parts.
	const isDepartment = DEPARTMENT_NAME.test(name) && placeInName(name) !== null;
	const goesOn =
		isBehindPart && name !== '' && !isDepartment && isBelowDepartment(head, row, printed);
	if (!PART.test(name) && !goesOn) return null;
	const place = placeOf(rows, row, head.roles.department);
	return leftOver(
		'part_of_department',
		place,
		name,
		'是上一部门的组成部分，已含在该部门的数内，本行未读入。'
	);
}

/** `某局（本级）` beside other units of the department, with no row for all of them. */
export function withoutItsUnits(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	const { department } = head.roles;
	const name = cellOf(row, department);
	if (!isWithoutUnits(name)) return null;
	return leftOver(
		'without_its_units',
		placeOf(rows, row, department),
		name,
		'只是部门本级的数，不含表中另列的所属单位，表中也没有该部门的汇总行，不能作为该部门的数，本行未读入；请补上汇总行后再导入。'
	);
}

/** `二级` in the column 单位级次: a body of a department, whose own row holds its figures. */
export function bodyByLevel(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const { unit_level } = head.roles;
	const level = removeBlanks(cellOf(row, unit_level));
	if (!LOWER_LEVEL.test(level)) return null;
	const why = `读到${quoteText(level)}，是部门所属单位的数，不能作为部门的数，本行未读入。`;
	return leftOver('unit_of_department', placeOf(rows, row, unit_level), level, why);
}

const LOWER_LEVEL = /^(?:[二三四]级|[2-4]级?)(?:预算)?(?:单位|机构)?$/;

const EXAMPLE =
	/^[(（]?(?:填[报写表])?(?:示例|样例|范例|例子?|例如|举例)\d*(?:[)）]?[:：]?$|[:：])|[(（](?:示例|样例)[)）]/;

/** `某某局`: what a template calls the department of its sample row. */
const EXAMPLE_NAME = /^.{0,6}某某.{0,6}$/;

/** `示例 | 某某局 | 1250.00`: a row of the template that shows how to fill in the others. */
export function exampleRow(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const column = head.roles.department ?? head.roles.department_code;
	const name = removeBlanks(cellOf(row, column));
	const first = removeBlanks(row.cells[head.start] ?? '');
	const isMarked = [name, first].some(
		(text) => text.length <= LONGEST_MARKED && EXAMPLE.test(text)
	);
	if (!isMarked && !isPlaceholder(name) && !EXAMPLE_NAME.test(name)) return null;
	return leftOver(
		'example_row',
		placeOf(rows, row, column),
		name,
		'是填报示例，不是部门的记录，本行未读入。'
	);
}

const LONGEST_MARKED = 40;

const GROUP =
	/^[(（]?[一二三四五六七八九十]{1,2}[)）、.．](?!.*[省市县区州].*[局委办院]$).{0,12}(?:部门|单位|口|类|系统|机关|团体|组织)(?:[(（].*[)）])?$/;

/** Sections of a bureau that departments are put under: `教科文科`, `行政政法处`. */
const SECTION =
	/科$|股$|(?:教科文|科教文|政法|社保|社会保障|经建|经济建设|农业|农业农村|企业|资源环境|综合|预算)处$/;

/** `乡镇卫生院`: more than one, since none of them is named. */
const BODIES =
	/^各?乡镇(?:中心)?(?:卫生院|中小学校?|[中小]学校?|学校|幼儿园|财政所|司法所|敬老院)$/;

/** `一、党群部门`, or `一` beside `教科文科`: a line over a group of departments, with or without their sum. */
export function groupOfDepartments(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	const name = removeBlanks(cellOf(row, head.roles.department));
	const isSection = isNumberedInChinese(head, row) && SECTION.test(name);
	if (!isSection && !isGroupName(withNumber(head, row, name))) return null;
	const place = placeOf(rows, row, head.roles.department);
	return leftOver(
		'group_of_departments',
		place,
		name,
		'是一组部门的名称，不是部门的记录，本行未读入。'
	);
}

/** `市直部门`, `一、县直单位`: all of a place. */
const OF_PLACE =
	/^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:[省市县区州][直级]|本级)(?:各?部门|各?单位|机关)$/;

/** `一、党群部门`, `政法系统`, `党群口`, `教科文科`: 海口 and 港口 begin names of departments, and end none. */
export function isGroupName(name: string): boolean {
	return [BODIES, GROUP, OF_PLACE, FRONT, BUREAU_SECTION].some((words) => words.test(name));
}

const FRONT =
	/^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:[省市县区州]直)?[^省市县区州]{2,8}(?:部门|系统|单位|组织|(?<![港海汉周河营人出进窗路关山沟渡])口)(?:[(（].*[)）])?$/;

const BUREAU_SECTION =
	/^(?:教科文|科教文|教科文卫|行政政法|政法|行政|行财|社保|社会保障|经建|经济建设|农业|农业农村|企业|资源环境|综合|预算)[科股处]$/;

function withNumber(head: TableHead, row: TableRow, name: string): string {
	return isNumberedInChinese(head, row)
		? `${numberOf(head, row).replace(/[、.．]$/, '')}、${name}`
		: name;
}

/** A district among departments: its figures are those of another treasury. `某保护区` is an office, 民盟 a party. */
const DISTRICT = /^\p{Script=Han}{1,6}(?:县|市|区|旗|州|盟)$/u;
const OFFICE =
	/(?:(?:景|护|服务|园|库|灌|小|社|开发|高新|经开|新|示范|试验|实验|合作|管理|综合|保税|度假|名胜|工业|产业|集聚|功能|物流|加工|旅游)区|民盟)$/;

/** `东城区` in a list of departments, and two departments that share one row: neither is a record of one. */
export function notOneDepartment(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	const { department, region } = head.roles;
	const name = removeBlanks(cellOf(row, department));
	const leave = (code: string, why: string) =>
		leftOver(code, placeOf(rows, row, department), name, why);
	if (!region && DISTRICT.test(name) && !OFFICE.test(name))
		return leave('region_row', '是行政区划，不是部门，本行未读入。');
	const names = name.split(/[、,，;；]/);
	return names.length > 1 && names.every((each) => placeInName(each) !== null)
		? leave('several_departments', '写了几个部门，无法分开，本行未读入；请一个部门填一行。')
		: null;
}

const WHOLE = /部门整体|整体支出|单位整体|整体绩效|整体自评/;

/** A row of a project in a list that also holds departments as a whole. */
export function projectRow(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const { project, evaluated, kind } = head.roles;
	const told = removeBlanks(cellOf(row, evaluated));
	const isOfPart = PROJECT_KIND.test(removeBlanks(cellOf(row, kind)));
	if (WHOLE.test(told)) return null;
	const part = isOfPart ? kind : project;
	const column = evaluated && !SELF_EVALUATION.test(told) ? evaluated : part;
	if (!column) return null;
	const name = cellOf(row, column).trim();
	if (WHOLE.test(removeBlanks(name))) return null;
	return leftOver(
		'project_row',
		placeOf(rows, row, column),
		name,
		whyNoWhole(name, column === project)
	);
}

function whyNoWhole(name: string, isProject: boolean): string {
	if (name === '') return '没有写明是部门整体还是哪个项目，本行未读入。';
	return isProject
		? '是项目的自评结果，不是部门整体支出，本行未读入。'
		: `读到${quoteText(name)}，不是部门整体支出的结果，本行未读入。`;
}

/** Among kinds of departments: an evaluation that is not of a department's whole spending. */
const PROJECT_KIND = /项目|专项|政策|转移支付/;
/** Said of what the other columns tell. */
const SELF_EVALUATION = /^(?:部门|单位|预算|部门单位)?(?:绩效)?自评$|^(?:部门|单位)$/;

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
