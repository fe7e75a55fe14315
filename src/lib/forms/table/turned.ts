/**
 * Lists with a department a column, turned so that the readers of lists see a department a row; so are the years of one
 * department, a column each.
 */
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { moneyUnitOf } from '#lib/catalogue/units.ts';
import { placeInName } from '#lib/catalogue/departments.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { columnName } from '#lib/documents/sheet/references.ts';
import { BODY, isPlace } from '../report/identity/department-names.ts';
import { columnWords, isComputed } from './column-words.ts';
import { readYear } from './fields.ts';
import { isUnitWord, readPath } from './column-path.ts';
import { columnMeaning, ROW_NUMBERS } from './columns.ts';
import { ownerAbove } from './owner-of-years.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** Title lines that may be above the head. */
const MOST_TITLES = 10;
const LEAST_DEPARTMENTS = 2;
const LEAST_MEASURES = 2;

interface Turn {
	titles: TableRow[];
	/** Names of departments from the column behind `labels` on. */
	head: TableRow;
	body: TableRow[];
	/** 0-based column of what the rows state. */
	labels: number;
	/** The head names the years of one department, which a line above names. */
	isOfYears: boolean;
}

/** The table with a department a row; null for one that has no departments in its head. */
export function turned(rows: TableRows): TableRows | null {
	const turn = turnOf([...rows]);
	if (!turn) return null;
	const { titles, body, labels } = turn;
	const head = headOfBases(turn) ?? turn.head;
	const years = head === turn.head ? [] : (body[0]?.cells ?? []);
	const isOfYears = years.some(isYear);
	/** A column that compares the years of a department is no record of it. */
	const compares = (column: number) => isOfYears && isComputed(years[column] ?? '');
	const above = titles.map(({ cells }, index) => ({ line: index + 1 - titles.length, cells }));
	const across = [head, ...body];
	const width = Math.max(...across.map(({ cells }) => cells.length));
	const units = unitsColumn(turn);
	return {
		*[Symbol.iterator]() {
			yield* above;
			for (let column = labels; column < width; column++) {
				if (column === units) continue;
				const cells = across.map((row) => {
					const text = row.cells[column] ?? '';
					return column === labels ? `${text}${unitBeside(row, units)}` : text;
				});
				if (column === labels) {
					cells[0] = turn.isOfYears ? HEAD_OF_YEARS : HEAD_OF_NAMES;
					if (head !== turn.head) cells[1] = isOfYears ? HEAD_OF_YEARS : HEAD_OF_BASES;
				} else if (compares(column)) cells[0] = years[column] ?? '';
				else if (isUnits(cells[0] ?? '')) cells[0] = '';
				if (cells.some((cell) => cell.trim() !== '')) yield { line: column + 1, cells };
			}
		},
		place(line, column, label) {
			const title = line < 1 ? titles[line - 1 + titles.length] : undefined;
			if (title) return rows.place(title.line, column, label);
			const at = column === 1 && compares(line - 1) ? 1 : column - 1;
			return rows.place(across[at]?.line ?? head.line, line, label);
		},
		lineText: (line) => `${rows.sheet === null ? '' : `“${rows.sheet}”`}${columnName(line)}列`,
		sheet: rows.sheet
	};
}

/** `预算数 | 决算数`, or `2022年 | 2023年`, below each department: its name stands above the first alone, and belongs to all of them. */
function headOfBases({ head, body, labels }: Turn): TableRow | null {
	const [below] = body;
	const words = below?.cells.slice(labels + 1).filter((cell) => cell.trim() !== '') ?? [];
	if (
		!below ||
		words.length < 2 ||
		!(
			words.every((word) => columnWords(word).basis !== null || isComputed(word)) ||
			words.every((word) => isYear(word) || isComputed(word))
		)
	)
		return null;
	const cells = [...head.cells];
	for (let column = labels + 1; column < below.cells.length; column++)
		if ((cells[column] ?? '').trim() === '' && (below.cells[column] ?? '').trim() !== '')
			cells[column] = column > labels + 1 ? (cells[column - 1] ?? '') : '';
	return { line: head.line, cells };
}

const HEAD_OF_BASES = '口径';
const HEAD_OF_YEARS = '年度';

function isYear(text: string): boolean {
	return readYear(text) !== null;
}

/** The heads of a list name the departments so. */
const HEAD_OF_NAMES = '部门名称';
const MOST_ROWS = 200;

function turnOf(rows: readonly TableRow[]): Turn | null {
	if (rows.length > MOST_ROWS) return null;
	for (const [index, head] of rows.slice(0, MOST_TITLES + 1).entries()) {
		const titles = rows.slice(0, index);
		const body = rows.slice(index + 1);
		const labels = labelsOf(head, body);
		if (labels < 0) continue;
		const names = head.cells.slice(labels + 1);
		const isOfYears = namesYears(names) && ownerAbove(titles) !== null;
		const under = namesYears(names) ? namesUnderYears(head, body, labels) : null;
		if (!isOfYears && !under && !namesDepartments(names)) continue;
		const all = under ?? { head, body };
		const turn = { ...all, body: withoutGroups(all.body, labels) };
		const stated = turn.body.filter(({ cells }) => states(cells[labels] ?? '', under !== null));
		if (stated.length >= LEAST_MEASURES && stated.length * 2 >= turn.body.length)
			return { titles, ...turn, labels, isOfYears: isOfYears && !under };
	}
	return null;
}

/** `三、“三公”经费` without an amount heads the rows below it, one of which states what it names. */
function withoutGroups(body: readonly TableRow[], labels: number): TableRow[] {
	const isBlank = ({ cells }: TableRow) =>
		cells.slice(labels + 1).every((cell) => cell.trim() === '' || cell === cells[labels]);
	if (!body.some(isBlank)) return [...body];
	const measures = body.map(({ cells }) => measureIn(cells[labels] ?? ''));
	return body.filter((row, index) => {
		const measure = measures[index];
		const isStated = measures.some(
			(other, at) => at > index && other === measure && !isBlank(body[at] as TableRow)
		);
		return !measure || !isBlank(row) || !isStated;
	});
}

function measureIn(label: string): string | null {
	const { meaning } = readPath([label]);
	return meaning.is === 'statement' ? meaning.measure : null;
}

/** The column of labels: below `项目` or nothing, or of years below `年度`; −1 without one. */
function labelsOf(head: TableRow, body: readonly TableRow[]): number {
	const labels = head.cells.findIndex((cell) => isHeadOfLabels(cell));
	if (labels >= 0) return labels;
	const years = head.cells.findIndex((cell) => /^年[度份]$/.test(normaliseLabel(cell)));
	const isOfYears = body.filter(({ cells }) => isYear(cells[years] ?? '')).length >= LEAST_YEARS;
	return isOfYears ? years : -1;
}

const LEAST_YEARS = 2;

/** `2021年 | 2022年`, beside nothing but what compares or adds up years. */
function namesYears(cells: readonly string[]): boolean {
	const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const years = filled.filter(isYear);
	return (
		years.length >= LEAST_YEARS &&
		new Set(years).size === years.length &&
		filled.every(
			(cell) =>
				isYear(cell) ||
				isComputed(cell) ||
				isTotal(cell) ||
				isSubtotal(cell) ||
				REMARK.test(normaliseLabel(cell))
		)
	);
}

/** Departments below each of the years: the rows as if each department had its years below it; null where there are none. */
function namesUnderYears(
	head: TableRow,
	[names, ...body]: readonly TableRow[],
	labels: number
): Pick<Turn, 'head' | 'body'> | null {
	// The head of the labels may be merged over both rows.
	if (!names || !isHeadOfLabels(names.cells[labels] ?? '')) return null;
	const years = [...head.cells];
	for (let column = labels + 2; column < names.cells.length; column++)
		if ((years[column] ?? '').trim() === '') years[column] = years[column - 1] ?? '';
	const columns = names.cells.map((_, column) => column).slice(labels + 1);
	const isNamed = [...Map.groupBy(columns, (column) => years[column] ?? '')].every(
		([year, own]) =>
			isYear(year) && namesDepartments(own.map((column) => names.cells[column] ?? ''))
	);
	return isNamed ? { head: names, body: [{ line: head.line, cells: years }, ...body] } : null;
}

/** A year is a record's, in a table of the departments' years; above departments it is part of the head. */
function states(label: string, isHead: boolean): boolean {
	return isMeasure(label) || (!isHead && isYear(label));
}

/** `项目`, `指标名称`, or nothing, above the labels. */
function isHeadOfLabels(text: string): boolean {
	const label = normaliseLabel(text);
	return (
		!ROW_NUMBERS.has(label) && /^(?:项目|指标|科目|内容|类别|数据项|事项)?(?:名称)?$/.test(label)
	);
}

function isMeasure(text: string): boolean {
	const { is } = readPath([text]).meaning;
	return is === 'statement' || (is === 'role' && columnMeaning(text).is === 'role');
}

/** Whole names of departments, beside nothing but heads of labels, of units, of totals or of remarks. */
export function namesDepartments(cells: readonly string[]): boolean {
	const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const names = filled.filter((cell) => !isTotal(cell) && !REMARK.test(normaliseLabel(cell)));
	return (
		new Set(names).size === names.length &&
		names.length >= LEAST_DEPARTMENTS &&
		names.every((name) => isDepartment(name))
	);
}

function isDepartment(name: string): boolean {
	const isWord = columnMeaning(name).is !== 'unknown' || columnWords(name).basis !== null;
	if (isWord || isPlace(name) || isUnitWord(name)) return false;
	return placeInName(name) !== null || (BODY.test(name) && name.length >= 3 && !PART.test(name));
}

/** Parts of one department, which a report may set side by side. */
const PART = /机关$|本级$|^[^\u4e00-\u9fff]|二级|下属|所属/;
const REMARK = /^(?:备注|说明|序号|行次|(?:计量|金额)?单位|(?:项目|指标|科目|内容|类别)(?:名称)?)$/;

/** The column with a unit a row behind the labels; −1 without one. */
function unitsColumn({ head, body, labels }: Turn): number {
	const column = head.cells.findIndex((cell, at) => at > labels && isUnits(cell));
	return body.some(({ cells }) => isUnitWord(cells[column] ?? '')) ? column : -1;
}

/** `支出合计 | 万元` is `支出合计（万元）`. */
function unitBeside({ cells }: TableRow, column: number): string {
	const unit = cells[column]?.trim() ?? '';
	return moneyUnitOf(unit) ? `（${unit}）` : '';
}

function isUnits(text: string): boolean {
	return /^(?:计量|金额)?单位$/.test(normaliseLabel(text));
}
