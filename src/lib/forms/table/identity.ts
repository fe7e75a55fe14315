/** Reads whose row it is and of which year, and makes the empty filing that the row then fills. */
import { quoteText } from '#lib/catalogue/characters.ts';
import type {
	Figure,
	IdentityClaim,
	JurisdictionClaim,
	RecognisedFiling
} from '#lib/filing/filing.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import { FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR } from '#lib/catalogue/years.ts';
import { LONGEST_NAME, placeInName } from '#lib/catalogue/departments.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import {
	isRewrittenCode,
	readCode,
	readJurisdiction,
	readName,
	readYear,
	splitCodeName
} from './fields.ts';
import type { RoleColumn, TableHead } from './head.ts';
import type { TableContext, TableProblem } from './outcomes.ts';
import { problemAt } from './outcomes.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TitleYear } from './title-lines.ts';
import { yearInNames } from './title-lines.ts';

/** Longer than any office's code: a shifted column. */
const MAX_CODE = 64;

export interface RowIdentity {
	/** Same for all rows of one department. */
	key: string;
	/** As people call it: the name, else the code. */
	name: string;
	claims: IdentityClaim[];
	jurisdiction: JurisdictionClaim | null;
	year: number;
	yearPlace: Place | null;
}

/** The figure of every measure for which the table has no column. */
export const NO_COLUMN: Figure = Object.freeze({
	value: null,
	missing: 'not_in_template',
	printed: '',
	place: null
});

/**
 * The head with the year of a table that has no column for it, which its title or a name states.
 * @throws DocumentError naming the columns without which no row can be placed.
 */
export function requireIdentity(
	rows: TableRows,
	head: TableHead,
	context: TableContext
): TableHead {
	const { department_code, department, fiscal_year } = head.roles;
	const titleYear = fiscal_year
		? null
		: (head.titleYear ?? yearInNames(context.names) ?? latestOfHead(head));
	const missing: string[] = [];
	if (!department_code && !department)
		missing.push('department_code（部门编码）或department（部门）');
	if (!fiscal_year && !titleYear) missing.push('fiscal_year（年度）');
	if (missing.length > 0) throw missingColumns(rows, head, missing);
	if (!titleYear) return head;
	return {
		...ofYear(head, titleYear.year),
		titleYear,
		remarks: [...head.remarks, yearTaken(rows, head, titleYear)]
	};
}

/** The latest year that the heads name, where nothing else says of which year the other columns are. */
function latestOfHead({ otherYears, line }: TableHead): TitleYear | null {
	const years = otherYears.flatMap(({ year }) => (year === 'previous' ? [] : [year]));
	if (years.length === 0) return null;
	const year = Math.max(...years);
	return { year, place: null, text: `第${line}行表头中的${year}年` };
}

/** The head with the columns that it names by the table's own year among those of the table's year. */
function ofYear(head: TableHead, year: number): TableHead {
	const own = head.otherYears.find((each) => each.year === year);
	if (
		!own ||
		(own.grade && head.roles.grade) ||
		head.measures.some(({ measure, basis }) =>
			own.measures.some((each) => each.measure === measure && each.basis === basis)
		)
	)
		return head;
	const otherYears = head.otherYears.filter((each) => each !== own);
	const roles = own.grade ? { ...head.roles, grade: own.grade } : head.roles;
	return { ...head, measures: [...head.measures, ...own.measures], roles, otherYears };
}

function yearTaken(
	rows: TableRows,
	{ line }: TableHead,
	{ year, place, text }: TitleYear
): TableProblem {
	const message = `${rows.lineText(line)}的表头没有年度列，已按${quoteText(text)}读作${year}年度；如不对，请在表中加一列“年度”后再导入。`;
	return {
		issue: { code: 'fiscal_year_from_title', severity: 'warning', message, place },
		filing: null
	};
}

export function missingColumns(rows: TableRows, head: TableHead, missing: string[]): DocumentError {
	return new DocumentError(
		'missing_column',
		`${rows.lineText(head.line)}的表头缺少${missing.join('、')}列；请补上后再导入。`,
		rows.place(head.line, 1, null)
	);
}

/** A cell of a role column; empty where the table has no such column or the row is short. */
export function cellOf(row: TableRow, column: RoleColumn | undefined): string {
	return column ? (row.cells[column.index] ?? '') : '';
}

/** Returns the place of a role's cell, or of the first cell where there is no such column. */
export function placeOf(rows: TableRows, row: TableRow, column: RoleColumn | undefined): Place {
	return rows.place(row.line, (column?.index ?? 0) + 1, column?.label ?? null);
}

/** The row's identity, or null with its problems added. */
export function readIdentity(
	rows: TableRows,
	head: TableHead,
	context: TableContext,
	row: TableRow,
	problems: TableProblem[]
): RowIdentity | null {
	const { department_code, department, jurisdiction } = head.roles;
	const { code: printedCode, name } = readWhose(head, row);
	const isRewritten = printedCode !== null && isRewrittenCode(printedCode);
	if (isRewritten) {
		const place = placeOf(rows, row, department_code ?? department);
		problems.push(rewrittenProblem(place, printedCode, name));
	}
	const code = isRewritten ? null : printedCode;
	const { year, yearPlace } = readRowYear(rows, head, row, problems);
	const area =
		readJurisdiction(cellOf(row, jurisdiction)) ?? context.jurisdiction ?? titlePlaceOf(head, name);
	const whose = code ?? name;
	if (whose === null && !isRewritten)
		problems.push(namelessProblem(placeOf(rows, row, department_code ?? department)));
	const claims: IdentityClaim[] = [];
	if (code) {
		const place = placeOf(rows, row, department_code ?? department);
		claims.push({ source: 'budget_code', text: code, place });
	}
	if (name)
		claims.push({ source: 'unit_column', text: name, place: placeOf(rows, row, department) });
	for (const claim of claims) refuseOverlong(claim, problems);
	if (whose === null || year === null) return null;
	const key = area ? `${area.code ?? area.name}\u0000${whose}` : whose;
	return { key, name: name ?? whose, claims, jurisdiction: area, year, yearPlace };
}

/** The title's place is that of the departments that are called without one. */
function titlePlaceOf({ titlePlace }: TableHead, name: string | null): JurisdictionClaim | null {
	const isPlaceless = titlePlace !== null && name !== null && placeInName(name) === null;
	return isPlaceless ? { code: null, name: titlePlace } : null;
}

/** Code and name, which may be in one cell. */
function readWhose(
	{ roles }: TableHead,
	row: TableRow
): { code: string | null; name: string | null } {
	const code = readCode(cellOf(row, roles.department_code));
	const name = readName(cellOf(row, roles.department));
	if (name === null) return { code, name };
	const unnoted = name.replace(NOTE_MARKS, '').replace(WHOLE_NOTE, '');
	// A mark alone names nobody.
	if (unnoted === '') return { code, name: null };
	if (!STARTS_WITH_NUMBER.test(unnoted) && !ENDS_WITH_NUMBER.test(unnoted))
		return { code, name: unnoted };
	const split = splitCodeName(unnoted);
	if (split) return { code: code ?? split.code, name: split.name };
	return { code, name: unnoted.replace(ITEM_NUMBER, '') };
}

/** `某局①`, `*某局`, `某局[注1]`: marks of a note, which are no part of a name. A run of marks is looked at once, from its first. */
const NOTE_MARKS =
	/^[*＊※△▲★☆]+|(?:(?<![①-⑳❶-❿⑴-⒇*＊※†△▲★☆])[①-⑳❶-❿⑴-⒇*＊※†△▲★☆]+|[[【(（](?:注\d{0,2}|\d{1,2})[\]】)）])$/g;
/** `某局（含下属单位）`, `某局（汇总）`, `某局合计` is the department as a whole. */
const WHOLE_NOTE =
	/(?<=.{2})(?:合计|总计|共计|汇总)(?:数)?$|(?<=.{2})[（(](?:(?:含|包括|包含)[^()（）]{0,12}|(?:部门|单位)?(?:汇总|合并|合计)(?:数)?)[)）]$/;
const STARTS_WITH_NUMBER = /^[[【(（]?(?:[0-9０-９]|[一二三四五六七八九十]{1,3}[、.．)）])/;
const ENDS_WITH_NUMBER = /\d[)）]$/;
/** `1、某局`, `（一）某局`: the number of the row. */
const ITEM_NUMBER =
	/^(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.．])\s*(?=\p{Script=Han})/u;

function readRowYear(
	rows: TableRows,
	{ roles, titleYear }: TableHead,
	row: TableRow,
	problems: TableProblem[]
): { year: number | null; yearPlace: Place | null } {
	if (titleYear) return { year: titleYear.year, yearPlace: titleYear.place };
	const yearPlace = placeOf(rows, row, roles.fiscal_year);
	const year = readYear(cellOf(row, roles.fiscal_year));
	if (year === null) problems.push(yearProblem(yearPlace, cellOf(row, roles.fiscal_year)));
	return { year, yearPlace };
}

function yearProblem(place: Place, text: string): TableProblem {
	return problemAt(
		'error',
		'fiscal_year',
		place,
		`读到${quoteText(text)}，应为${FIRST_FISCAL_YEAR}至${LAST_FISCAL_YEAR}之间的四位年度，如“2021”；请改正后再导入。`,
		{ read: text }
	);
}

function namelessProblem(place: Place): TableProblem {
	return problemAt(
		'error',
		'department_missing',
		place,
		'没有部门编码，也没有部门名称，无法判断是哪个部门；请至少填写一项。'
	);
}

function rewrittenProblem(place: Place, code: string, name: string | null): TableProblem {
	const said = `读到${quoteText(code)}，像是编码被表格软件改成了日期或科学计数`;
	const ending =
		name === null
			? '，无法判断是哪个部门；请把该列设为文本、填写原编码后再导入。'
			: `，没有采用；已按名称${quoteText(name)}归入部门，请核对。`;
	const severity = name === null ? 'error' : 'warning';
	return problemAt(severity, 'code_rewritten', place, said + ending, { read: code });
}

function refuseOverlong(claim: IdentityClaim, problems: TableProblem[]): void {
	const limit = claim.source === 'budget_code' ? MAX_CODE : LONGEST_NAME;
	if (claim.text.length <= limit || !claim.place) return;
	problems.push(
		problemAt(
			'error',
			'department_too_long',
			claim.place,
			`有${claim.text.length}个字符，超过${limit}个字符的上限；请检查是否错列。`
		)
	);
}

/** A filing that states nothing yet but whose it is. */
export function emptyFiling(identity: RowIdentity): RecognisedFiling {
	return {
		claims: identity.claims,
		jurisdiction: identity.jurisdiction,
		fiscal_year: identity.year,
		fiscal_year_place: identity.yearPlace,
		template: 'csv',
		figures: { ...NO_FIGURES },
		units: [],
		budgets: [],
		score: {
			form: NO_COLUMN,
			sheet: NO_COLUMN,
			sheet_weight: NO_COLUMN,
			grade: null,
			items: [],
			headings: []
		},
		goals: [],
		indicators: [],
		projects: [],
		narrative_figures: [],
		dates: [],
		passages: [],
		contacts: []
	};
}

/** Copied for each row, so that the engine keeps one shape for all. */
const NO_FIGURES = Object.fromEntries(FIGURE_IDS.map((id) => [id, NO_COLUMN])) as Record<
	FigureId,
	Figure
>;
