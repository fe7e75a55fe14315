/** The fiscal year of a report: what each of its places says, and which of them is right. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Issue } from '#lib/documents/issue.ts';
import type { Place } from '#lib/documents/place.ts';
import { findFiscalYear } from '#lib/catalogue/years.ts';
import { labelledCells } from '../form-fields.ts';
import { readYear } from '../../table/fields.ts';
import { cellPlace, filledCells, isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { titleText, withoutAnnexNumber } from './titles.ts';

export interface FiscalYear {
	year: number;
	place: Place | null;
}

/** One place says this; the order of {@link yearClaims} is their rank. */
interface YearClaim extends FiscalYear {
	where: string;
	/** The claim counts so much, where that is not 1. */
	weight?: number;
}

export interface DocumentNames {
	/** Base name of the file. */
	file_name: string;
	/** Names of the folders above it, outermost first. */
	folder_names: string[];
}

/**
 * A place counts so much: whoever copies annexes leaves last year in their titles, but begins with the cover; and a
 * file is named when it is handed in.
 */
const COVER_WEIGHT = 2.5;
const FILE_NAME_WEIGHT = 2;

/** The year for which most speaks, the highest-ranking one on a tie; null where no place states any. */
export function readFiscalYear(
	lines: readonly Line[],
	names: DocumentNames,
	issues: Issue[]
): FiscalYear | null {
	const claims = yearClaims(lines, names);
	const counts = new Map<number, number>();
	for (const claim of claims) {
		const weight = claim.weight ?? 1;
		counts.set(claim.year, (counts.get(claim.year) ?? 0) + weight);
	}
	const most = Math.max(...counts.values());
	const chosen = claims.find(({ year }) => counts.get(year) === most);
	if (!chosen) {
		issues.push(missing());
		return null;
	}
	const other = claims.find(({ year }) => year !== chosen.year);
	if (other) issues.push(conflict(chosen, other));
	issues.push(...folderIssue(names, chosen.year));
	return { year: chosen.year, place: chosen.place };
}

/** The years that titles of paragraphs and tables state. */
export function titleYearsOf(lines: readonly Line[]): number[] {
	const paragraphs = lines.filter((line): line is Prose => !isRow(line));
	return [...titleYears(paragraphs), ...tableTitleYears(lines)].map(({ year }) => year);
}

/** Titles first, then sentences that date what they say to a fiscal year, the file's name last. */
function yearClaims(lines: readonly Line[], names: DocumentNames): YearClaim[] {
	const paragraphs = lines.filter((line): line is Prose => !isRow(line));
	const titles = [...titleYears(paragraphs), ...tableTitleYears(lines)];
	const [first] = coverOf(lines).flatMap(
		(line) => titles.find(({ place }) => isOn(line, place)) ?? []
	);
	if (first) first.weight = COVER_WEIGHT;
	const claims = [...titles];
	const fileYear = yearInName(names.file_name);
	if (fileYear) {
		const where = `文件名“${names.file_name}”`;
		claims.push({ year: fileYear, place: null, where, weight: FILE_NAME_WEIGHT });
	}
	if (claims.length > 0) return claims;
	return [
		...fieldYear(lines),
		...loneYear(lines),
		...columnYear(lines),
		...bodyYear(paragraphs),
		...folderYear(names)
	];
}

/** The lines above the first row of several cells, which in a workbook are rows of one cell. */
function coverOf(lines: readonly Line[]): readonly Line[] {
	const table = lines.findIndex((line) => isRow(line) && filledCells(line).length > 1);
	return table < 0 ? lines : lines.slice(0, table);
}

function isOn(line: Line, place: Place | null): boolean {
	if (isRow(line))
		return place?.kind === 'cell' && place.table === line.table && place.row === line.number;
	return place?.kind === 'text' && place.paragraph === line.paragraph;
}

/** Dates of filing have a month, fields have a colon, and headings inside the text have a number. */
const NO_TITLE = /\d月|日期|[，,：:]|^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]/;
const ABOUT_THE_REPORT = /绩效|整体支出|自评|评价|部门|单位|年度$/;

/** A table of the budget that comes with a report may be next year's; it says of itself which. */
const BUDGET_TABLE = /预算(?!执行|绩效)[^决]*表$|部门预算$/;

/** `（2021年度）` below a title. */
const YEAR_IN_BRACKETS = /^[(（](20\d\d年度)[)）]$/;

/** `（单位：万元）` behind a title; its colon makes no field of it. */
const UNIT_IN_BRACKETS = /[(（](?:金额)?单位[:：][^()（）]{1,12}[)）]$/;

/** Years in titles: `岳阳市20 21 年度部门（单位）整体支出`, `…办公室2021年度`. */
function titleYears(paragraphs: readonly Prose[]): YearClaim[] {
	return paragraphs.flatMap((line): YearClaim[] => {
		const title = titleText({ ...line, text: withoutAnnexNumber(line.text) });
		const text = removeBlanks(title)
			.replace(/_/g, '')
			.replace(UNIT_IN_BRACKETS, '')
			.replace(YEAR_IN_BRACKETS, '$1');
		if (NO_TITLE.test(text) || !ABOUT_THE_REPORT.test(text) || BUDGET_TABLE.test(text)) return [];
		const year = findFiscalYear(text) ?? yearBeforeTitle(text);
		if (year === null || !isTitleLike(text)) return [];
		return [{ year, place: textPlace(line), where: `标题“${text}”` }];
	});
}

/** Some titles leave out 年: `某中心2018绩效评价自评报告`. */
function yearBeforeTitle(text: string): number | null {
	const year = Number(/(?<!\d)(20\d\d)(?=部门|整体|绩效)/.exec(text)?.[1]);
	return year || null;
}

/** `2021年某局系…` is a sentence; a title ends with the report's name, the year, or the unit's form. */
function isTitleLike(text: string): boolean {
	return /(?:年度?|报告书?|表|支出|绩效|评价|自评|情况)(?:[(（].*[)）])?$/.test(text);
}

function tableTitleYears(lines: readonly Line[]): YearClaim[] {
	return lines.filter(isRow).flatMap((row): YearClaim[] => {
		const [cell] = row.cells;
		if (!cell || row.cells.length !== 1 || cell.text.length > 40) return [];
		const text = removeBlanks(withoutAnnexNumber(cell.text));
		if (!text.includes('年度') || BUDGET_TABLE.test(text)) return [];
		const year = findFiscalYear(text);
		if (year === null) return [];
		const place = cellPlace(row, cell, null, null);
		return [{ year, place, where: `表格标题“${text}”` }];
	});
}

/** `评价年度 | 2023年` among the fields of the form. */
function fieldYear(lines: readonly Line[]): YearClaim[] {
	return labelledCells(lines.filter(isRow), YEAR_FIELD).flatMap(({ row, label, value }) => {
		const year = value && readYear(value.text);
		if (!value || !year) return [];
		return [{ year, place: cellPlace(row, value, null, null), where: `“${label.label}”` }];
	});
}

const YEAR_FIELD = /^(?:评价|自评|预算|财政|填报|报告|所属|考核)?年度$/;

/** `2023年` beside `填报单位：某局`, `年度：2023` or `（2023年度） | |`: a cell above the numbers of its table that says nothing else. */
function loneYear(lines: readonly Line[]): YearClaim[] {
	const numbered = new Set<number>();
	const claims = lines.filter(isRow).flatMap((row): YearClaim[] => {
		if (row.cells.some(({ isNumber }) => isNumber)) numbered.add(row.table);
		if (numbered.has(row.table)) return [];
		return row.cells.flatMap((cell) => {
			const year = LONE_YEAR.test(removeBlanks(cell.text)) ? findFiscalYear(cell.text) : null;
			return year === null
				? []
				: [{ year, place: cellPlace(row, cell, null, null), where: `“${cell.text}”一格` }];
		});
	});
	return new Set(claims.map(({ year }) => year)).size === 1 ? claims.slice(0, 1) : [];
}

const LONE_YEAR = /^[(（]?(?:[\u4e00-\u9fff]{0,4}年度[:：])?20\d\d(?:年度?)?[)）]?$/;

/** `2017年决算数 | 2018年预算数 | 2018年决算数`: the latest year with actual amounts. */
function columnYear(lines: readonly Line[]): YearClaim[] {
	const heads = lines.filter(isRow).flatMap((row) =>
		row.cells.flatMap((cell) => {
			const year = /(20\d\d)年度?(?:(?:决算|实际|执行)|$)/.exec(cell.label)?.[1];
			return year ? [{ year: Number(year), row, cell }] : [];
		})
	);
	const [latest] = heads.sort((a, b) => b.year - a.year);
	if (!latest) return [];
	const { year, row, cell } = latest;
	return [{ year, place: cellPlace(row, cell, null, null), where: `表头“${cell.label}”` }];
}

/** Finds the year where no title names one: the one that sentences name most often with 年度, or with 年. */
function bodyYear(paragraphs: readonly Prose[]): YearClaim[] {
	const claims = paragraphs.flatMap((line): YearClaim[] => {
		const year = findFiscalYear(line.text);
		return year ? [{ year, place: textPlace(line), where: `第${line.paragraph}段` }] : [];
	});
	const counts = new Map<number, number>();
	for (const { year } of claims) counts.set(year, (counts.get(year) ?? 0) + 1);
	const [top] = [...counts].sort((a, b) => b[1] - a[1]);
	return claims.filter(({ year }) => year === top?.[0]).slice(0, 1);
}

function yearInName(name: string): number | null {
	// `2023年报送`: the year in which it was handed in.
	if (/20\d\d年?(?:度)?(?:报送|上报|填报|申报|报(?!告))/.test(name)) return null;
	const year =
		findFiscalYear(name) ?? Number(/(?<!\d)(20\d\d)(?!\d|[-.年]?\d{1,2}[-.月])/.exec(name)?.[1]);
	return year || null;
}

function folderYear({ folder_names }: DocumentNames): YearClaim[] {
	for (const name of folder_names.toReversed()) {
		const year = yearInName(name);
		if (year) return [{ year, place: null, where: `文件夹“${name}”` }];
	}
	return [];
}

function missing(): Issue {
	return {
		code: 'fiscal_year_missing',
		severity: 'error',
		message:
			'没有找到预算年度：封面、报告标题、表格标题和文件名里都没有“2021年度”这样的写法；请在封面或标题中写明年度后重新报送。',
		place: null
	};
}

function conflict(chosen: YearClaim, other: YearClaim): Issue {
	return {
		code: 'fiscal_year_conflict',
		severity: 'warning',
		message: `年度不一致：${chosen.where}为${chosen.year}年度，${other.where}为${other.year}年度；已按${chosen.year}年度处理，请核实后统一。`,
		place: other.place
	};
}

/** Last year's report in this year's folder is stored under its own year, and said. */
function folderIssue(names: DocumentNames, year: number): Issue[] {
	const [folder] = folderYear(names);
	if (!folder || folder.year === year) return [];
	return [
		{
			code: 'fiscal_year_folder',
			severity: 'warning',
			message: `${folder.where}是${folder.year}年度，报告写的是${year}年度；以报告的${year}年度为准，请核实文件是否放错。`,
			place: null
		}
	];
}
