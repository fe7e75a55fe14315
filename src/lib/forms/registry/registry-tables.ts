/**
 * The registry tables, recognised by their head: jurisdictions, departments with aliases and successors, and who must
 * file for a year. Pure; a table with an error is refused whole.
 */
import { quoteText } from '#lib/catalogue/characters.ts';
import { isFiscalYear } from '#lib/catalogue/years.ts';
import type { Issue } from '#lib/documents/issue.ts';
import type { JurisdictionClaim } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { describePlace } from '#lib/documents/place.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import {
	isRewrittenCode,
	readCode,
	readDate,
	readJurisdiction,
	readText,
	readYear
} from '../table/fields.ts';
import { OTHER_NAMES, ROLE_LABELS } from '../table/columns.ts';
import { findHead, type HeadRows } from '../table/head-rows.ts';
import type { TableContext } from '../table/outcomes.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { findTitlePlace, findTitleYear, yearInNames } from '../table/title-lines.ts';
import { LONGEST_NAME } from '#lib/catalogue/departments.ts';
import { DocumentError } from '#lib/documents/document-error.ts';

export interface JurisdictionEntry {
	/** Six digits. */
	code: string;
	name: string;
	is_demo: boolean;
}

export interface DepartmentEntry {
	place: Place;
	jurisdiction: JurisdictionClaim;
	code: string;
	name: string;
	kind: string | null;
	division: string | null;
	aliases: string[];
	/** Code of a department in the same jurisdiction, which may be further down in the table. */
	successor_code: string | null;
	succeeded_from: number | null;
}

export interface ExpectedEntry {
	place: Place;
	jurisdiction: JurisdictionClaim;
	department_code: string;
	fiscal_year: number;
	/** ISO date. */
	due_on: string | null;
}

export type RegistryEntries =
	| { kind: 'jurisdictions'; entries: JurisdictionEntry[] }
	| { kind: 'departments'; entries: DepartmentEntry[] }
	| { kind: 'expected_filings'; entries: ExpectedEntry[] };

/** Heads of each column, in English ids and in the bureau's words. */
const COLUMNS = {
	code: ['code', 'department_code', '编码', '代码', ...ROLE_LABELS.department_code],
	name: [
		'name',
		'department',
		'名称',
		...ROLE_LABELS.department.filter((head) => !/[编代]码/.test(head))
	],
	area_name: ['jurisdiction_name', '行政区划名称'],
	is_demo: ['is_demo', '演示数据'],
	jurisdiction: [
		'jurisdiction',
		'jurisdiction_code',
		'行政区划',
		'区划',
		'行政区划代码',
		'区划代码'
	],
	kind: ['kind', ...ROLE_LABELS.kind],
	division: ['division', ...ROLE_LABELS.division],
	aliases: OTHER_NAMES,
	successor_code: ['successor_code', '承接单位编码'],
	succeeded_from: ['succeeded_from', '承接年度'],
	fiscal_year: ['fiscal_year', 'year', '年度', '预算年度'],
	due_on: ['due_on', '应交日期', '截止日期']
} as const;
type RegistryColumn = keyof typeof COLUMNS;
type RegistryHead = Partial<Record<RegistryColumn, number>>;

const COLUMN_BY_LABEL = new Map<string, RegistryColumn>(
	(Object.keys(COLUMNS) as RegistryColumn[]).flatMap((column) =>
		COLUMNS[column].map((label) => [label, column] as const)
	)
);

const ALIAS_SEPARATORS = /[;；、|]/;
const MOST_ISSUES = 200;

/**
 * @param context gives what a table may leave out: the jurisdiction of its folder or title, the year in its title or name
 * @throws DocumentError where the head is none of the three, or rows are wrong; the first wrong ones are named.
 */
export function readRegistry(rows: TableRows, context: TableContext = NO_CONTEXT): RegistryEntries {
	const found = findHead(rows);
	if (!found) throw new DocumentError('table_empty', '文件中没有任何内容；请重新导出后再导入。');
	const named = findTitleYear(rows, found.titles) ?? yearInNames(context.names);
	const place = findTitlePlace(found.titles);
	const jurisdiction =
		context.jurisdiction ?? (place === null ? null : { code: null, name: place });
	const defaults = { jurisdiction, fiscal_year: named?.year ?? null };
	const { line } = found;
	const labels = found.cells.map(({ label }) => label);
	const reading: Reading = { rows, head: readHead(found), labels, line, issues: [], defaults };
	const entries = readEntries(reading, found.body);
	if (reading.issues.length > 0) throw refusal(reading.issues);
	return entries;
}

const NO_CONTEXT: TableContext = { jurisdiction: null, names: [] };

interface Reading {
	rows: TableRows;
	head: RegistryHead;
	/** The columns as the table calls them. */
	labels: readonly string[];
	/** Line of the head. */
	line: number;
	issues: Issue[];
	/** These hold for rows of a table without a column for them. */
	defaults: { jurisdiction: JurisdictionClaim | null; fiscal_year: number | null };
}

function readHead({ cells }: HeadRows): RegistryHead {
	const head: RegistryHead = {};
	cells.forEach(({ label }, index) => {
		const column = COLUMN_BY_LABEL.get(normaliseLabel(label).toLowerCase());
		if (column) head[column] ??= index;
	});
	return head;
}

function readEntries(reading: Reading, body: Iterable<TableRow>): RegistryEntries {
	const { head, defaults } = reading;
	if (head.is_demo !== undefined || (head.area_name !== undefined && head.code === undefined)) {
		const { code = head.jurisdiction, name = head.area_name } = head;
		reading.head = {
			...head,
			...(code === undefined ? {} : { code }),
			...(name === undefined ? {} : { name })
		};
		requireColumns(reading, ['code', 'name']);
		return { kind: 'jurisdictions', entries: collect(body, (row) => toJurisdiction(reading, row)) };
	}
	const area: RegistryColumn[] = defaults.jurisdiction ? [] : ['jurisdiction'];
	if (head.fiscal_year !== undefined || head.due_on !== undefined) {
		const year: RegistryColumn[] = defaults.fiscal_year ? [] : ['fiscal_year'];
		requireColumns(reading, [...area, 'code', ...year]);
		return { kind: 'expected_filings', entries: collect(body, (row) => toExpected(reading, row)) };
	}
	requireColumns(reading, [...area, 'code', 'name']);
	return { kind: 'departments', entries: collect(body, (row) => toDepartment(reading, row)) };
}

function requireColumns({ rows, head, line }: Reading, columns: readonly RegistryColumn[]): void {
	const missing = columns.filter((column) => head[column] === undefined);
	if (missing.length === 0) return;
	throw new DocumentError(
		'missing_column',
		`${rows.lineText(line)}的表头缺少${missing.map((column) => `${column}（${COLUMNS[column][2] ?? column}）`).join('、')}列；请补上后再导入。`,
		rows.place(line, 1, null)
	);
}

function collect<T>(body: Iterable<TableRow>, read: (row: TableRow) => T | null): T[] {
	const entries: T[] = [];
	for (const row of body) {
		const entry = read(row);
		if (entry !== null) entries.push(entry);
	}
	return entries;
}

function toJurisdiction(reading: Reading, row: TableRow): JurisdictionEntry | null {
	const code = readCode(cell(reading, row, 'code'));
	const name = readName(reading, row);
	const mark = cell(reading, row, 'is_demo').trim();
	if (code === null || !/^\d{6}$/.test(code))
		return refuse(reading, row, 'code', '六位行政区划代码');
	if (!/^(?:[01]?|是|否)$/.test(mark)) return refuse(reading, row, 'is_demo', '0或1');
	return name === null ? null : { code, name, is_demo: mark === '1' || mark === '是' };
}

function toDepartment(reading: Reading, row: TableRow): DepartmentEntry | null {
	const jurisdiction = jurisdictionOf(reading, row);
	const code = readCode(cell(reading, row, 'code'));
	const name = readName(reading, row);
	const from = cell(reading, row, 'succeeded_from').trim();
	if (!jurisdiction) return refuse(reading, row, 'jurisdiction', '行政区划代码或名称');
	if (code === null || isRewrittenCode(code)) return refuse(reading, row, 'code', '部门编码');
	if (from !== '' && !isFiscalYear(Number(from))) {
		return refuse(reading, row, 'succeeded_from', '四位年度');
	}
	if (name === null) return null;
	const aliases = cell(reading, row, 'aliases').split(ALIAS_SEPARATORS);
	return {
		place: placeOf(reading, row, 'code'),
		jurisdiction,
		code,
		name,
		kind: readText(cell(reading, row, 'kind')),
		division: readText(cell(reading, row, 'division')),
		aliases: aliases.map(readText).filter((alias) => alias !== null),
		successor_code: readCode(cell(reading, row, 'successor_code')),
		succeeded_from: from === '' ? null : Number(from)
	};
}

function toExpected(reading: Reading, row: TableRow): ExpectedEntry | null {
	const jurisdiction = jurisdictionOf(reading, row);
	const department_code = readCode(cell(reading, row, 'code'));
	const { head, defaults } = reading;
	const year =
		head.fiscal_year === undefined
			? defaults.fiscal_year
			: readYear(cell(reading, row, 'fiscal_year'));
	const due = readText(cell(reading, row, 'due_on'));
	const due_on = due === null ? null : readDate(due);
	if (!jurisdiction) return refuse(reading, row, 'jurisdiction', '行政区划代码或名称');
	if (department_code === null) return refuse(reading, row, 'code', '部门编码');
	if (year === null) return refuse(reading, row, 'fiscal_year', '四位年度');
	if (due !== null && due_on === null) {
		return refuse(reading, row, 'due_on', '日期，如“2022-03-15”');
	}
	const place = placeOf(reading, row, 'code');
	return { place, jurisdiction, department_code, fiscal_year: year, due_on };
}

function jurisdictionOf(reading: Reading, row: TableRow): JurisdictionClaim | null {
	return readJurisdiction(cell(reading, row, 'jurisdiction')) ?? reading.defaults.jurisdiction;
}

function readName(reading: Reading, row: TableRow): string | null {
	const name = readText(cell(reading, row, 'name'));
	if (name === null || name.length > LONGEST_NAME) {
		return refuse(reading, row, 'name', `名称，最多${LONGEST_NAME}个字符`);
	}
	return name;
}

function cell({ head }: Reading, row: TableRow, column: RegistryColumn): string {
	const index = head[column];
	return index === undefined ? '' : (row.cells[index] ?? '');
}

function placeOf({ rows, head, labels }: Reading, row: TableRow, column: RegistryColumn): Place {
	const index = head[column] ?? 0;
	return rows.place(row.line, index + 1, labels[index] ?? null);
}

function refuse(reading: Reading, row: TableRow, column: RegistryColumn, expected: string): null {
	const place = placeOf(reading, row, column);
	const read = cell(reading, row, column);
	const message = `${describePlace(place)}读到${quoteText(read)}，应为${expected}；请改正后再导入。`;
	const stated = { read, expected: `应为${expected}` };
	reading.issues.push({ code: 'registry_cell', severity: 'error', message, place, ...stated });
	return null;
}

/** One sentence for the first wrong cell, and how many more there are. */
function refusal(issues: readonly Issue[]): DocumentError {
	const [first] = issues;
	const more =
		issues.length > 1 ? `另有${Math.min(issues.length - 1, MOST_ISSUES)}处类似问题。` : '';
	return new DocumentError('registry_cell', `${first?.message ?? ''}${more}`, first?.place ?? null);
}
