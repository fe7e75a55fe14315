/** Makes sheets of the problems of an import: an overview, one per department, one for the bureau itself. */
import { PROBLEM_KINDS, type Problem } from '../import/problem.ts';
import type { DepartmentProblems, ProblemList } from '../import/problems.ts';
import { beginningOf, type Cover, type Sheet, type SheetCell } from './sheet.ts';
import { count, text, year } from './tables.ts';

/** Sheets that a person can still page through; of further departments the problems are on one sheet. */
const MOST_SHEETS = 300;
const LONGEST_NAME = 31;

export interface ProblemBook {
	cover: Cover;
	overview: Sheet;
	/** One per department with problems, then the shared ones. */
	sheets: Sheet[];
}

export function makeProblemBook(list: ProblemList, cover: Cover): ProblemBook {
	const faulty = list.departments.filter(({ problems }) => problems.length > 0);
	const own = faulty.slice(0, MOST_SHEETS);
	const names = sheetNames(own.map(({ department }) => department.name));
	return {
		cover,
		overview: overviewSheet(list, new Map(own.map((each, index) => [each, names[index] ?? '']))),
		sheets: [
			...own.map((each, index) => problemSheet(names[index] ?? '', rowsOf(each))),
			...shared(REST, faulty.slice(MOST_SHEETS).flatMap(rowsOf)),
			...shared(
				UNOWNED,
				(list.unowned ?? []).map((problem) => problemRow('', problem))
			)
		]
	};
}

/** An import knows nothing of these. */
const OF_A_ROUND: ReadonlySet<Problem['kind']> = new Set(['退回', '询问']);

const OVERVIEW = '总览';
const REST = '其余部门';
const UNOWNED = '由财政局处理';
/** Excel keeps this name to itself. */
const RESERVED = 'history';

function shared(name: string, rows: SheetCell[][]): Sheet[] {
	return rows.length > 0 ? [problemSheet(name, rows)] : [];
}

function overviewSheet(
	{ departments, unowned }: ProblemList,
	names: ReadonlyMap<DepartmentProblems, string>
): Sheet {
	const all = [...departments.flatMap(({ problems }) => problems), ...(unowned ?? [])];
	const kinds = PROBLEM_KINDS.filter(
		(kind) => !OF_A_ROUND.has(kind) || all.some((each) => each.kind === kind)
	);
	const countOf = (problems: readonly Problem[]) =>
		kinds.map((kind) => problems.filter((each) => each.kind === kind).length);
	const filesRow = (of: readonly Problem[]) => [
		'',
		'',
		UNOWNED,
		'',
		...countOf(of),
		of.length > 0 ? UNOWNED : '没有问题'
	];
	return {
		name: OVERVIEW,
		columns: [
			...['地区', '部门编码', '部门', '年度'].map(text),
			...kinds.map(count),
			text('工作表')
		],
		rows: [
			...departments.map((each): SheetCell[] => {
				const { jurisdiction, code } = each.department;
				const sheet = each.problems.length === 0 ? '没有问题' : (names.get(each) ?? REST);
				const years = yearSpans(each.fiscal_years);
				const area = each.is_demo ? `${jurisdiction.name}（演示数据）` : jurisdiction.name;
				return [area, code, nameOf(each), years, ...countOf(each.problems), sheet];
			}),
			...(unowned === null ? [] : [filesRow(unowned)])
		]
	};
}

/** `2017—2019、2021`. */
function yearSpans(years: readonly number[]): string {
	const spans: [first: number, last: number][] = [];
	for (const year of years.toSorted()) {
		const span = spans.at(-1);
		if (span?.[1] === year - 1) span[1] = year;
		else spans.push([year, year]);
	}
	return spans.map(([first, last]) => (first === last ? first : `${first}—${last}`)).join('、');
}

/** Wherever a department's rows stand alone, they say that it is made up. */
function nameOf({ department, is_demo }: DepartmentProblems): string {
	return is_demo ? `${department.name}（演示数据）` : department.name;
}

function problemSheet(name: string, rows: SheetCell[][]): Sheet {
	return {
		name,
		columns: [
			text('部门'),
			year(),
			...['类别', '文件', '部分', '表', '行', '列', '读到', '应为', '问题', '怎么办'].map(text)
		],
		rows
	};
}

function rowsOf(entry: DepartmentProblems): SheetCell[][] {
	return entry.problems.map((problem) => problemRow(nameOf(entry), problem));
}

function problemRow(department: string, problem: Problem): SheetCell[] {
	const { fiscal_year, kind, file, section, table, row, column, read, expected } = problem;
	const where = [kind, file, section, table, row, column];
	return [department, fiscal_year, ...where, read, expected, problem.message, problem.advice];
}

/** Excel takes 31 characters, some never, and no name twice, whatever its case. */
function sheetNames(departments: readonly string[]): string[] {
	const taken = new Set(['说明', OVERVIEW, REST, UNOWNED, RESERVED]);
	return departments.map((department) => {
		const clean = department.replace(/[\\/?*[\]:'\p{C}]/gu, ' ').trim() || '部门';
		let name = shorten(clean, '');
		for (let number = 2; taken.has(name.toLowerCase()); number++)
			name = shorten(clean, `（${number}）`);
		taken.add(name.toLowerCase());
		return name;
	});
}

function shorten(name: string, ending: string): string {
	return beginningOf(name, LONGEST_NAME - ending.length) + ending;
}
