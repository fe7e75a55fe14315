/** Tells which worksheets of a workbook are tables with a row per department, and which belong to a form. */
import type { Issue } from '#lib/documents/issue.ts';
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { placeInName } from '#lib/catalogue/departments.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { DocumentTable, SourceDocument } from '#lib/documents/model.ts';
import { tablesOfPage } from '#lib/documents/sheet/page-tables.ts';
import type { Workbook, Worksheet } from '#lib/documents/sheet/workbook.ts';
import type { LocalForm } from '../local/definition.ts';
import { inLedgerWords } from '../local/translate.ts';
import { isDivided } from '../report/departments-below.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { unitName } from '../report/figures/units.ts';
import { BODY, isPlace, isWholeName } from '../report/identity/department-names.ts';
import { withBorrowedHeads } from './borrowed-heads.ts';
import { columnMeaning, isSuperior } from './columns.ts';
import { readYear } from './fields.ts';
import { findHead, type HeadRows } from './head-rows.ts';
import { isExportNote, ownExport } from './own-export.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { cellPlace, roleOf, sheetTable, type TableSheet } from './sheet-rows.ts';
import { namesDepartments, turned } from './turned.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

export interface TableBook {
	sheets: TableSheet[];
	/** Warnings of the reader, and which sheets were passed over. */
	issues: Issue[];
	/** Names of the sheets that are filled-in forms, which are read by themselves. */
	forms: string[];
}

/**
 * The sheets of a workbook that are tables with one row per department; null for a workbook that is a filled-in form.
 * @throws DocumentError for a workbook that this product exported.
 */
export function tableSheets(workbook: Workbook): TableBook | null {
	refuseExports(workbook);
	// Each department below a row with its name has a form of its own.
	if (workbook.sheets.some(isDividedSheet)) return null;
	const worksheets = withBorrowedHeads(workbook.sheets);
	const plain = worksheets.map((sheet) => kindOf(sheet, sheetTable(sheet)));
	const isTurned = worksheets.map((sheet, index) => plain[index] !== 'table' && listsAcross(sheet));
	const kinds = plain.map((kind, index) => (isTurned[index] ? 'table' : kind));
	if (!kinds.includes('table')) return null;
	// A report may list its sub-units; a workbook may hold a form beside a list.
	const isFormTable = ({ table, rows }: Worksheet, index: number) =>
		table && kinds[index] !== 'table' && isForm(rows);
	if (worksheets.some(isFormTable)) return null;
	const isPassedOver = (index: number) => kinds[index] === 'other' || kinds[index] === 'form';
	const named = (kind: string) =>
		worksheets.flatMap(({ name }, index) => (kinds[index] === kind ? [name] : []));
	return {
		sheets: worksheets.flatMap(({ name, rows, merges, margins, table, head }, index) =>
			isPassedOver(index)
				? []
				: {
						name,
						rows,
						merges,
						...(margins && { margins }),
						...(table && { table }),
						...(head && { head }),
						...(isTurned[index] && { turned: true })
					}
		),
		issues: [...workbook.issues, ...named('other').map(noTable)],
		forms: named('form')
	};
}

function isDividedSheet({ rows, table }: Worksheet): boolean {
	const captions = table?.captions.map(({ text }) => [text]) ?? [];
	return isDivided([...captions, ...rows.map(({ cells }) => cells)]);
}

/** The tables of a document that list departments; null for any other document. */
export function listsIn(document: SourceDocument, forms: readonly LocalForm[]): TableBook | null {
	const { blocks } = document;
	const mayList =
		blocks.some(mayListDepartments) || (blocks.some(mayListYears) && !blocks.some(isReportTitle));
	if (forms.length === 0 && !mayList) return null;
	if (forms.length === 0 && (isReportOfUnits(document) || isReportOfOne(document))) return null;
	return tableSheets(inLedgerWords(tablesOfPage(document), forms));
}

/** A report of one department, with a table of its units: `某局本级` is one of them. */
function isReportOfUnits({ blocks }: SourceDocument): boolean {
	return (
		blocks.some((block) => block.kind === 'paragraph' && REPORT.test(removeBlanks(block.text))) &&
		blocks.some(
			(block) =>
				block.kind === 'table' &&
				block.rows.some((cells) =>
					cells.slice(0, 2).some(({ text }) => HEADQUARTERS.test(removeBlanks(text)))
				)
		)
	);
}

/** A report that is called after one department, with a table of its own figures; a list that comes with it is an annex. */
function isReportOfOne({ blocks }: SourceDocument): boolean {
	return (
		blocks.some((block) => block.kind === 'paragraph' && isNamedReport(removeBlanks(block.text))) &&
		(blocks.some((block) => block.kind === 'table' && block.rows.some(statesFigure)) ||
			!blocks.some((block) => block.kind === 'table' && block.rows.some(namesWhole)))
	);
}

function isNamedReport(title: string): boolean {
	const [, name = ''] = OWN_REPORT.exec(title) ?? [];
	return BODY.test(name) && !isPlace(name);
}

/** In the report of one, rows of such names are departments; others are its units. */
function namesWhole(cells: DocumentTable['rows'][number]): boolean {
	return cells.slice(0, 2).some(({ text }) => isWholeName(removeBlanks(text)));
}

/** `收入合计 | 1820.30`: a label with its amount beside it. */
function statesFigure(cells: DocumentTable['rows'][number]): boolean {
	return cells.some(
		({ text }, index) =>
			columnMeaning(text).is === 'measure' && /^\s*[\d.,]+\s*$/.test(cells[index + 1]?.text ?? '')
	);
}

const OWN_REPORT =
	/^(.{4,30}?)(?:20\d\d年度?)?(?:部门|单位)*整体支出绩效(?:自评|评价)(?:自评)?报告$/;
const REPORT = /^.{0,60}整体支出绩效(?:自评|评价)(?:自评)?报告$/;
const HEADQUARTERS = /^.{0,40}(?:[(（]?(?:本级|局机关|机关本级)[)）]?|[(（]机关[)）])$/;

/** Settles nearly every document without a look for heads: its first rows name no departments, and no column for them. */
function mayListDepartments(block: SourceDocument['blocks'][number]): boolean {
	return hasFirstRow(
		block,
		(texts) => texts.some((text) => WHOSE.test(text)) || namesDepartments(texts)
	);
}

/** A table of the years of one department, which a title names; in a report, they are beside its own year. */
function mayListYears(block: SourceDocument['blocks'][number]): boolean {
	return hasFirstRow(block, (texts) => texts.some((text) => /^年[度份]$/.test(removeBlanks(text))));
}

function hasFirstRow(
	block: SourceDocument['blocks'][number],
	is: (texts: string[]) => boolean
): boolean {
	return (
		block.kind === 'table' &&
		block.rows
			.slice(0, HEAD_ROWS)
			.some((cells) => cells.length > 1 && is(cells.map(({ text }) => text)))
	);
}

function isReportTitle(block: SourceDocument['blocks'][number]): boolean {
	return block.kind === 'paragraph' && FORM_WORDS.test(removeBlanks(block.text));
}

const HEAD_ROWS = 6;
/** Names of such a column; 机构名称 of a report is not among them. */
const WHOSE =
	/^[\s(（]*(?:[被预评自填所主]\S{0,4})?(?:部\s*门|单\s*位|评价对象|学校|院校|医院|乡镇|镇|街道|县|市|州|区|地区|department)/;

/** `part`: a head of a known table that does not say whose or of which year; `form`: a filled-in form. */
function kindOf(
	{ rows: written, table }: Pick<Worksheet, 'rows' | 'table'>,
	rows: TableRows
): 'table' | 'part' | 'form' | 'other' {
	const head = findHead(rows);
	if (!head || head.kind === 'unknown') return isForm(written) ? 'form' : 'other';
	const roles = head.cells.map(
		({ meaning, label }) => roleOf(label) ?? (meaning.is === 'role' ? meaning.role : null)
	);
	if (head.kind === 'registry') {
		const isCoded = roles.includes('department_code') || roles.includes('jurisdiction');
		return isCoded || head.cells.some(({ label }) => label === 'code') ? 'table' : 'other';
	}
	if (isOfSeveral(rows)) return 'table';
	const titles = table?.captions.map(({ text }) => text) ?? [];
	if (rows.unitsOf && isForm([{ line: 0, cells: titles }, ...written], SELF_EVALUATION))
		return 'form';
	if (rows.unitsOf) return 'table';
	const body = head.body.ahead(ROWS_LOOKED_AT);
	const year = roles.indexOf('fiscal_year');
	// A column of codes beside names and years is a list also where no year can be read, which is then told.
	if (KEY_ROLES.every((role) => roles.includes(role))) return 'table';
	// The years of one department, which the title names, are its form.
	const isOfMany = roles.some((role) => role && WHOSE_ROLES.has(role)) || !isForm(written);
	if (year !== -1 && isOfMany && body.some(({ cells }) => readYear(cells[year] ?? '') !== null))
		return 'table';
	const named = roles.indexOf('department');
	const whose = named === -1 ? roles.indexOf('department_code') : named;
	if (isSummary(head) && listsWholeNames(whose, body)) return 'table';
	const above = head.cells.findIndex(({ label }) => isSuperior(label));
	if (head.kind === 'figures' && namesSeveral(whose, body)) return 'table';
	// Units of several departments are no parts of one, whatever words their names share with a form's.
	if (above !== -1 && listsWholeNames(above, body)) return 'table';
	if (head.kind !== 'scores' && isForm(written)) return 'form';
	if (roles.includes('region')) return 'table';
	return whose !== -1 && isListOfDepartments(head, whose, body) ? 'table' : 'part';
}

/** A list that also names the units of each department reads like a form in its rows, but not in its title. */
function isSummary({ titles, kind }: HeadRows): boolean {
	return (
		kind !== 'scores' && titles.some(({ cells }) => /汇总表|一览表|统计表/.test(cells.join('')))
	);
}

/** Units stand below more than one department: no form has rows of several, whatever its rows are called. */
function isOfSeveral({ below }: TableRows): boolean {
	return new Set([...(below?.values() ?? [])].map(({ of }) => of)).size >= LEAST_NAMES;
}

/** Departments of a place among the rows, each by its whole name; a form names one at most beside its units. */
function namesSeveral(whose: number, body: readonly TableRow[]): boolean {
	const names = body.map(({ cells }) => unitName(cells[whose] ?? '').name);
	const isDepartment = (name: string) => DEPARTMENT_NAME.test(name) && placeInName(name) !== null;
	return new Set(names.filter(isDepartment)).size >= LEAST_NAMES;
}

function listsWholeNames(whose: number, body: readonly TableRow[]): boolean {
	const names = body.map(({ cells }) => (cells[whose] ?? '').trim());
	return new Set(names.filter(isWholeName)).size >= LEAST_NAMES;
}

/** Tells whether a sheet lists departments, one a column. */
function listsAcross(sheet: Worksheet): boolean {
	const rows = isForm(sheet.rows) ? null : turned(sheetTable(sheet));
	return rows !== null && kindOf({ rows: [] }, rows) === 'table';
}

const KEY_ROLES = ['department_code', 'department', 'fiscal_year'];

const WHOSE_ROLES: ReadonlySet<string> = new Set([
	'department',
	'department_code',
	'jurisdiction',
	'region'
]);
const ROWS_LOOKED_AT = 40;

/** Only a filled-in form says these words: heads of its tables, and what its rows and titles are called. */
const FORM_WORDS =
	/^(?:一级指标|年度总体目标|预期目标|年度绩效目标|(?:填报)?单位\(盖章\))$|机构名称|基本概况|^[(（]?[一二三四五六七八九十\d]*[)）、.．]?局机关|二级机构|(?:自评报告|评价报告|自评表|申报表)(?!.*(?:汇总|列表|一览|清单|导出))/;

/** A self-evaluation asks for all units of its department, in whatever format it is filed (decision 0032). */
const SELF_EVALUATION =
	/^(?:一级指标|年度总体目标)$|基本概况|自评综合得分|(?:自评报告|评价报告|自评表)(?!.*(?:汇总|列表|一览|清单|导出))/;

function isForm(rows: Worksheet['rows'], words = FORM_WORDS): boolean {
	return rows
		.slice(0, FORM_ROWS)
		.some(
			({ cells }) => cells.some((text) => words.test(normaliseLabel(text))) || asksForPhone(cells)
		);
}

/** 联系电话 beside a name or a phone; in the head of a list it stands beside what the list is about. */
function asksForPhone(cells: readonly string[]): boolean {
	if (!cells.some((text) => normaliseLabel(text) === '联系电话')) return false;
	return !cells.some(isFigureOrScore);
}

const FORM_ROWS = 200;

/** Two departments at least, each in a row of its own below the one head; a form has several, and is about one. */
function isListOfDepartments(head: HeadRows, whose: number, body: readonly TableRow[]): boolean {
	const names = new Set<string>();
	for (const { cells } of body) {
		if (isHeadOfNext(cells)) break;
		const name = (cells[whose] ?? '').trim();
		const isLabel = columnMeaning(name).is !== 'unknown';
		if (isLabel && name !== head.cells[whose]?.label) return false;
		if (name !== '' && !isLabel && !isTotal(name) && !isSubtotal(name) && !/^[\d.,%-]+$/.test(name))
			names.add(name);
	}
	return names.size >= LEAST_NAMES;
}

const LEAST_NAMES = 2;

/** Another list begins below, perhaps with its names in another column. */
function isHeadOfNext(cells: readonly string[]): boolean {
	const whose = cells.find((text) => roleOf(normaliseLabel(text)) === 'department');
	return whose !== undefined && cells.some((text) => text !== whose && isFigureOrScore(text));
}

function isFigureOrScore(text: string): boolean {
	const meaning = columnMeaning(text);
	return meaning.is === 'measure' || (meaning.is === 'role' && meaning.role === 'score');
}

function refuseExports({ sheets }: Workbook): void {
	for (const { name, rows } of sheets) {
		const note = rows.find(({ cells }) => isExportNote(cells));
		if (note) throw ownExport(cellPlace(name, note.line, 1, null));
	}
}

function noTable(name: string): Issue {
	return passedOver(
		`工作表“${name}”没有部门、年度和指标的表头，不是数据表，没有读取；如是数据表，请补上表头后再导入。`
	);
}

export function formBesideList(name: string): Issue {
	return passedOver(
		`工作表“${name}”是一个部门的填报表，与汇总表在同一个工作簿中，只读取了汇总表；如要读取填报表，请把它另存为单独的工作簿后再导入。`
	);
}

function passedOver(message: string): Issue {
	return { code: 'sheet_passed_over', severity: 'warning', message, place: null };
}
