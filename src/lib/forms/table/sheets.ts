/** Which worksheets of a workbook are tables with a row a department, and which belong to a filled-in form. */
import type { Issue } from '#lib/documents/issue.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { Workbook, Worksheet } from '#lib/documents/sheet/workbook.ts';
import { csvKind } from './columns.ts';
import { readYear } from './fields.ts';
import { findHead, type HeadRows } from './head-rows.ts';
import { isExportNote, ownExport } from './own-export.ts';
import type { TableRows } from '#lib/documents/table/rows.ts';
import { cellPlace, roleOf, sheetTable, type TableSheet } from './sheet-rows.ts';
import { findTitleYear, yearInNames } from './title-lines.ts';

export interface TableBook {
	sheets: TableSheet[];
	/** Warnings of the reader, and which sheets were passed over. */
	issues: Issue[];
}

/**
 * The sheets of a workbook that are tables with a row a department; null for a workbook that is a filled-in form.
 * @param names of the file and its folder, which may state the year
 * @throws DocumentError for a workbook that this product exported.
 */
export function tableSheets(workbook: Workbook, names: readonly string[]): TableBook | null {
	refuseExports(workbook);
	const kinds = workbook.sheets.map((sheet) => kindOf(sheet, names));
	if (!kinds.includes('table')) return null;
	const sheets = workbook.sheets.filter((_, index) => kinds[index] !== 'other');
	const others = workbook.sheets.filter((_, index) => kinds[index] === 'other');
	return {
		sheets: sheets.map(({ name, rows, merges }) => ({ name, rows, merges })),
		issues: [...workbook.issues, ...others.map(passedOver)]
	};
}

/** `part`: a head of a known table that does not say whose or of which year. */
function kindOf(sheet: Worksheet, names: readonly string[]): 'table' | 'part' | 'other' {
	const rows = sheetTable(sheet);
	const head = findHead(rows);
	const labels = head?.cells.map(({ label }) => label) ?? [];
	const kind = csvKind(labels);
	if (!head || kind === 'unknown') return 'other';
	const roles = labels.map(roleOf);
	if (kind === 'registry') {
		const isCoded = roles.includes('department_code') || roles.includes('jurisdiction');
		return isCoded || labels.includes('code') ? 'table' : 'other';
	}
	if (roles.includes('fiscal_year')) {
		return hasYears(head, roles.indexOf('fiscal_year')) ? 'table' : 'part';
	}
	const named = roles.includes('department') || roles.includes('department_code');
	return named && isListOfYear(rows, head, [sheet.name, ...names]) ? 'table' : 'part';
}

/** A form has rows of labels, each with its value beside it: what stands below 年度 is no year there. */
function hasYears({ body }: HeadRows, column: number): boolean {
	let rows = 0;
	for (const { cells } of body) {
		if (readYear(cells[column] ?? '') !== null) return true;
		if (++rows >= ROWS_LOOKED_AT) return false;
	}
	return false;
}

const ROWS_LOOKED_AT = 20;

/** Heads of tables inside the form, and what its rows and titles are called. */
const FORM_WORDS =
	/机构名称|自评报告|评价报告|自评表|申报表|基本概况|局机关|二级机构|单位\(盖章\)|联系电话|评价等次/;
const LEAST_ROWS = 2;

/** A list of departments whose year its title or a name states. A form has several heads, and is about one. */
function isListOfYear(rows: TableRows, head: HeadRows, names: readonly string[]): boolean {
	if (!findTitleYear(rows, head.titles) && !yearInNames(names)) return false;
	const body = [...head.body];
	const texts = [...head.titles, ...body].flatMap(({ cells }) => cells.map(normaliseLabel));
	const labels = head.cells.map(({ label }) => normaliseLabel(label));
	if ([...texts, ...labels].some((text) => FORM_WORDS.test(text))) return false;
	return body.length >= LEAST_ROWS && body.every(({ cells }) => csvKind(cells) === 'unknown');
}

function refuseExports({ sheets }: Workbook): void {
	for (const { name, rows } of sheets) {
		const note = rows.find(({ cells }) => isExportNote(cells));
		if (note) throw ownExport(cellPlace(name, note.line, 1, null));
	}
}

function passedOver({ name }: Worksheet): Issue {
	return {
		code: 'sheet_passed_over',
		severity: 'warning',
		message: `工作表“${name}”没有部门、年度和指标的表头，不是数据表，没有读取；如是数据表，请补上表头后再导入。`,
		place: null
	};
}
