/** Finds the head of a table, below title and unit lines, and says what each column states. */
import { quoteText } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Quantity, ReportedId } from '#lib/catalogue/measures.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { Place } from '#lib/documents/place.ts';
import { describePlace } from '#lib/documents/place.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import { UNCLEAR_GROUP } from '../blank-heads.ts';
import { amongOthers } from './among-others.ts';
import type { TableUnit } from './amounts.ts';
import type { Statement } from './column-path.ts';
import type { ColumnYear } from './column-words.ts';
import type { ColumnRole } from './columns.ts';
import { ROW_NUMBERS, unitOfHead } from './columns.ts';
import type { TableKind } from './head-kind.ts';
import type { FoundHead, HeadCell } from './head-rows.ts';
import { findHead } from './head-rows.ts';
import { namesRows } from './list-columns.ts';
import { leftOver, problemAt, type TableProblem } from './outcomes.ts';
import type { RowCursor } from './row-cursor.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TitleYear } from './title-lines.ts';
import {
	findTitlePlace,
	findTitleUnit,
	findTitleYear,
	unitBelow,
	unitInHead,
	unitOfSheet
} from './title-lines.ts';

export interface HeadMeasure {
	/** 0-based. */
	index: number;
	measure: ReportedId;
	quantity: Quantity;
	basis: AmountBasis;
	/** False where no word of the head says the basis. */
	says_basis: boolean;
	/** The head as printed. */
	label: string;
	/** Unit in the brackets of the head or of the group above it. */
	unit: TableUnit | null;
	/** True where nothing names the unit of the column itself. */
	is_unit_assumed: boolean;
}

export interface RoleColumn {
	index: number;
	label: string;
}

/** The columns of one year. */
export interface YearColumns {
	measures: HeadMeasure[];
	grade: RoleColumn | undefined;
	/** When the whole was filed, said beside the table's own year. */
	filed_on: RoleColumn | undefined;
}

interface OtherYear extends YearColumns {
	year: Exclude<ColumnYear, null>;
}

export interface TableHead {
	kind: TableKind;
	line: number;
	/** First column that belongs to the table; of lists side by side, each has its own. */
	start: number;
	/** Cells up to the last head that is not blank. */
	width: number;
	/** Columns of the rows of the head, blank ones too. */
	columns: number;
	/** Columns of the year that the row is of. */
	measures: HeadMeasure[];
	/** Columns of other years, which the head names. */
	otherYears: OtherYear[];
	roles: { [role in ColumnRole]?: RoleColumn };
	/** Text of the lines above the head. */
	about: string;
	/** Unit that a title line above the head names. */
	titleUnit: TableUnit | null;
	/** The one year that the title lines name, for a table without a column for it. */
	titleYear: TitleYear | null;
	/** The title names this place of the departments below. */
	titlePlace: string | null;
	/** Columns that are left out, each with its reason. */
	remarks: TableProblem[];
}

export interface OpenTable {
	head: TableHead;
	/** Heads of the lists that are beside the first one. */
	beside: TableHead[];
	/** The rows below the head. */
	body: RowCursor;
}

/**
 * @throws DocumentError where the table is empty or names a column twice.
 */
export function openTable(rows: TableRows): OpenTable {
	const found = findHead(rows);
	if (!found)
		throw new DocumentError('table_empty', '文件中没有任何内容；请确认导出时选中了数据再导入。');
	const [head, ...beside] = readHeads(rows, found, found.titles);
	if (!head) throw new Error('A head has at least one list');
	return { head, beside, body: found.body };
}

/** The head of the table, or of each of the lists that are side by side under equal heads. */
export function readHeads(
	rows: TableRows,
	{ kind, cells, line }: Pick<FoundHead, 'kind' | 'cells' | 'line'>,
	titles: readonly TableRow[]
): TableHead[] {
	const width = cells.findLastIndex((cell) => cell.label !== '') + 1;
	// A column of years outranks the title.
	const hasYears = cells.some(isYearColumn);
	return sideBySide(cells.slice(0, width)).map(([start, end]) => {
		const own = titlesOver(titles, start, end);
		const about = {
			about: own.flatMap((row) => row.cells).join(' '),
			titleUnit:
				cells
					.slice(start, end)
					.map(({ label }) => unitInHead(label))
					.find(Boolean) ??
				findTitleUnit(own) ??
				unitOfSheet(rows.sheet),
			titleYear: hasYears ? null : findTitleYear(rows, own),
			titlePlace: findTitlePlace(own)
		};
		const head: TableHead = {
			kind,
			line,
			start,
			width: end,
			columns: cells.length,
			measures: [],
			otherYears: [],
			roles: {},
			...about,
			remarks: []
		};
		fillHead(rows, head, cells);
		return assumeUnit(rows, withUnitBelow(rows, head));
	});
}

/** A list beside others has the titles above its own columns; a line that has none there is about all of them. */
function titlesOver(titles: readonly TableRow[], start: number, end: number): readonly TableRow[] {
	return titles.map((row) => {
		const cells = row.cells.map((cell, index) => (index < start || index >= end ? '' : cell));
		return cells.some((cell) => cell.trim() !== '') ? { ...row, cells } : row;
	});
}

function isYearColumn({ meaning }: HeadCell): boolean {
	return meaning.is === 'role' && meaning.role === 'fiscal_year';
}

/** A head that names no unit at all, with that of a note below the records. */
function withUnitBelow(rows: TableRows, head: TableHead): TableHead {
	const { titleUnit, roles, measures, line } = head;
	const isSilent = !titleUnit && !roles.unit && measures.every(({ unit }) => !unit);
	const whose = roles.department ?? roles.department_code;
	if (!isSilent || !whose) return head;
	const isHead = ({ cells }: TableRow) => cells[whose.index]?.trim() === whose.label;
	return { ...head, titleUnit: unitBelow(rows, line, isHead) };
}

/** First and last column of each list: one, unless there is a 部门 again with figures behind each. */
function sideBySide(cells: readonly HeadCell[]): [start: number, end: number][] {
	const whole: [number, number][] = [[0, cells.length]];
	const first = cells.find(namesRows);
	const named = cells.flatMap((cell, index) =>
		namesRows(cell) && cell.label === first?.label ? [index] : []
	);
	const starts = named.map((index, nth) => {
		if (nth === 0) return 0;
		const isNumbered = ROW_NUMBERS.has(normaliseLabel(cells[index - 1]?.label ?? ''));
		return isNumbered ? index - 1 : index;
	});
	const lists = starts.map((start, nth): [number, number] => [
		start,
		starts[nth + 1] ?? cells.length
	]);
	const states = ([start, end]: [number, number]) => cells.slice(start, end).some(statesSomething);
	return lists.length > 1 && lists.every(states) ? lists : whole;
}

function statesSomething({ meaning }: HeadCell): boolean {
	return meaning.is === 'statement' || (meaning.is === 'role' && meaning.role === 'score');
}

function fillHead(rows: TableRows, head: TableHead, cells: readonly HeadCell[]): void {
	const isNamed = cells.some(
		({ meaning }) => meaning.is === 'role' && meaning.role === 'department'
	);
	const own = cells.slice(head.start, head.width);
	for (const [at, printed] of own.entries()) {
		const index = head.start + at;
		const cell = amongOthers(printed, own, head.about, rows);
		const place = rows.place(cell.line, index + 1, cell.label || null);
		addColumn(head, cell, index, place, isNamed);
	}
}

/**
 * Columns without a unit, where neither title nor row names one, are in that of the others, where those agree; the list
 * export of the budget system, which names none at all, is in 万元. Either is said once.
 */
function assumeUnit(rows: TableRows, head: TableHead): TableHead {
	if (head.roles.unit || head.titleUnit) return head;
	const money = [...head.measures, ...head.otherYears.flatMap(({ measures }) => measures)].filter(
		({ quantity }) => quantity === 'money'
	);
	const [named, ...others] = new Set(money.flatMap(({ unit }) => unit ?? []));
	const isShared = named !== undefined && others.length === 0;
	const assumed = money.filter((each) => !each.unit && (isShared || each.is_unit_assumed));
	const [first] = assumed;
	if (!first) return head;
	const unit = isShared ? named : '万元';
	for (const column of assumed) Object.assign(column, { unit, is_unit_assumed: true });
	const place = rows.place(head.line, first.index + 1, first.label);
	const why = isShared ? '，其他各栏都是' : '，已按';
	const sentence = `没有写明单位${why}“${unit}”${isShared ? '，已照此' : ''}读取；如不对，请在表头写明后再导入。`;
	return {
		...head,
		remarks: [...head.remarks, problemAt('warning', 'unit_assumed', place, sentence)]
	};
}

function addColumn(
	head: TableHead,
	cell: HeadCell,
	index: number,
	place: Place,
	isNamed: boolean
): void {
	const { meaning, label } = cell;
	const leave = (code: string, why: string) => head.remarks.push(leftOver(code, place, label, why));
	if (head.kind === 'scores' && 'year' in meaning && meaning.year !== null) {
		leave('other_year', '是另一年的得分，本列未读入。');
		return;
	}
	switch (meaning.is) {
		case 'statement':
			return addStatement(head, cell, meaning, index, place);
		case 'grade_of_year':
			return addGrade(head, meaning.year, { index, label }, place);
		case 'unit_or_department':
			return addRole(head, isNamed ? 'unit' : 'department', { index, label }, place);
		case 'role':
			if (meaning.role === 'score' && head.kind === 'figures') {
				return addStatement(head, cell, SELF_SCORE, index, place);
			}
			return addRole(head, meaning.role, { index, label }, place);
		case 'derived':
		case 'computed':
			leave('derived_column', '由其他栏计算得出，系统自行复算，本列未读入。');
			return;
		case 'ambiguous':
			leave('ambiguous_column', '无法判断是其他收入还是其他固定资产，本列未读入；请写全名。');
			return;
		case 'income_of_year':
			leave('income_of_year', '不含上年结转，不能作为收入合计，本列未读入。');
			return;
		case 'of_source':
			leave('of_source', '是一种资金来源的支出，不是部门的全部支出，本列未读入。');
			return;
		case 'part_of_year':
			leave('part_of_year', `是“${meaning.words}”的数，不是全年数，本列未读入。`);
			return;
		case 'forecast':
			leave('forecast', '与预计、计划的月份合在一起，不是全年决算数，本列未读入。');
			return;
		case 'unclear':
			leave('unclear_group', `${UNCLEAR_GROUP}。`);
			return;
		default:
			if (!ROW_NUMBERS.has(normaliseLabel(label)) && label !== '' && !unitInHead(label)) {
				leave('unknown_column', '不是已知的指标或说明列，本列未读入。');
			}
	}
}

/** 得分 in a list of departments. */
const SELF_SCORE: Statement = {
	is: 'statement',
	measure: 'score_form',
	basis: 'actual',
	says_basis: true,
	year: null,
	is_amount_alone: false
};

function addStatement(
	head: TableHead,
	{ label, printed }: HeadCell,
	{ measure, basis, says_basis, year, is_amount_alone }: Statement,
	index: number,
	place: Place
): void {
	const { measures } = isOwnYear(head, year) ? head : otherYear(head, year);
	const former = measures.find((each) => each.measure === measure && each.basis === basis);
	if (former) throw duplicate(place, label, former);
	const { quantity } = measureOf(measure);
	const unit = quantity === 'money' ? unitOfHead(printed) : null;
	const is_unit_assumed = is_amount_alone && unit === null && head.titleUnit === null;
	measures.push({ index, label, measure, quantity, basis, says_basis, unit, is_unit_assumed });
}

function addGrade(head: TableHead, year: ColumnYear, column: RoleColumn, place: Place): void {
	if (isOwnYear(head, year)) return addRole(head, 'grade', column, place);
	const columns = otherYear(head, year);
	if (columns.grade) throw duplicate(place, column.label, columns.grade);
	columns.grade = column;
}

function isOwnYear({ titleYear }: TableHead, year: ColumnYear): year is null {
	return year === null || year === titleYear?.year;
}

function otherYear(head: TableHead, year: Exclude<ColumnYear, null>): OtherYear {
	const known = head.otherYears.find((each) => each.year === year);
	if (known) return known;
	const columns = { year, measures: [], grade: undefined, filed_on: undefined };
	head.otherYears.push(columns);
	return columns;
}

function addRole(
	head: TableHead,
	role: ColumnRole,
	{ index, label }: RoleColumn,
	place: Place
): void {
	const first = head.roles[role];
	if (first) throw duplicate(place, label, first);
	head.roles[role] = { index, label };
}

function duplicate(place: Place, label: string, first: RoleColumn): DocumentError {
	return new DocumentError(
		'duplicate_column',
		`${describePlace(place)}与第${first.index + 1}列${quoteText(first.label)}是同一栏${label === first.label ? '' : '的不同写法'}；请只保留一列再导入。`,
		place
	);
}

/** The columns of each year; those of 上年 and of the year before by its number are of one. */
export function columnsByYear(head: TableHead, own: number): Map<number, YearColumns> {
	const years = new Map([[own, columnsOfOwnYear(head)]]);
	for (const { year: said, ...theirs } of head.otherYears) {
		const year = said === 'previous' ? own - 1 : said;
		const known = years.get(year);
		years.set(year, {
			measures: [...(known?.measures ?? []), ...theirs.measures],
			grade: known?.grade ?? theirs.grade,
			filed_on: known?.filed_on
		});
	}
	return years;
}

export function columnsOfOwnYear({ measures, roles }: TableHead): YearColumns {
	return { measures, grade: roles.grade, filed_on: roles.filed_on };
}
