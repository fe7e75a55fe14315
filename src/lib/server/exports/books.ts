/**
 * The files behind every page's export links: the same questions with the same parameters as the page, all rows.
 */
import { baseName } from '#lib/catalogue/change-words.ts';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { MEASURE_IDS } from '#lib/catalogue/measures.ts';
import { summariseIndicators } from '#lib/comparison/score-items.ts';
import { column, filterTable } from '#lib/comparison/table.ts';
import { isViewId, VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { comparedCodes } from '../contents/compare.ts';
import type { Reader } from '../accounts/reader.ts';
import { readPage, type PageRequest } from '../request/page-request.ts';
import { answerView, type ViewAnswer } from '../questions/departments/list.ts';
import { contentOf, findDepartment, historyOf } from '../questions/departments/department.ts';
import { codesNamed, departmentsNamed } from '../questions/departments/directory.ts';
import { listFindings } from '../questions/findings/reviewed.ts';
import { allComparables, allObservations, comparablesOf } from '../questions/figures/population.ts';
import { listSheetLines } from '../questions/figures/scores.ts';
import { chooseDepartments } from '#lib/answers/compare/choice.ts';
import { coverOf } from './cover.ts';
import { continuitySheet, idleSheet, indicatorSheet, totalSheets } from './secondary.ts';
import type { Book } from './book.ts';
import { departmentOf } from './names.ts';
import { printedSheet, scoreItemSheet } from './filing-sheets.ts';
import type { Sheet } from './sheet.ts';
import { changeBook } from './change-book.ts';
import {
	correctionBook,
	filingBook,
	findingBook,
	outlierBook,
	reassessmentBook,
	saidOf
} from './list-books.ts';
import { taskBook } from './task-book.ts';
import { briefBook, compendiumBook, definitionsBook, questionsBook } from './wording-books.ts';
import { reminderBook } from './reminders.ts';
import { findingSheet, measureSheet } from './tables.ts';

const BOOKS: Readonly<Record<string, (url: URL, sight: Reader['sight']) => Promise<Book | null>>> =
	{
		changes: changeBook,
		outliers: outlierBook,
		findings: findingBook,
		filings: filingBook,
		reminders: reminderBook,
		reassessments: reassessmentBook,
		corrections: correctionBook,
		compare: compareBook,
		overview: overviewBook,
		brief: briefBook,
		meeting: meetingBook,
		compendium: compendiumBook,
		tasks: taskBook,
		questions: questionsBook,
		definitions: definitionsBook
	};

/** Every file that tells of all departments. */
export const BOOK_NAMES: readonly string[] = [...Object.keys(VIEWS), ...Object.keys(BOOKS)];

/** The file named `what` in a page's export link, for a reader of all unless told; null where there is none of that name. */
export async function makeBook(
	what: string,
	url: URL,
	sight: Reader['sight'] = 'all'
): Promise<Book | null> {
	if (isViewId(what)) return viewBook(what, url);
	if (Object.hasOwn(BOOKS, what)) return (await BOOKS[what]?.(url, sight)) ?? null;
	const department = what.startsWith('department/') ? departmentOf(what) : null;
	return department === null ? null : departmentBook(department, url);
}

async function viewBook(id: ViewId, url: URL): Promise<Book> {
	const view = VIEWS[id];
	const request = await readPage(id, url);
	const { db, area, year, base, years, values } = request;
	const { kind } = values;
	const filter = { kind, words: values.q };
	const answer = await answerView(db, {
		view: id,
		area: area.code,
		year,
		base,
		filter,
		order: values.sort
	});
	const departments = await departmentsNamed(db, area.code, values.q);
	const history = await allComparables(
		db,
		area.code,
		years.filter((one) => one <= year)
	);
	return {
		name: `${view.title}-${area.name}-${year}年`,
		sheets: [
			measureSheet(view.title, answer.rows, view.columns, baseName(year, base)),
			...totalSheets(id, answer.comparable, filterTable(history, { kind, departments })),
			...(await ownSheets(id, request, answer))
		],
		cover: await coverOf(`${year}年${view.title}`, request, [
			['年度', `${year}年`],
			['比较年度', `${base}年`],
			['类别', kind],
			['搜索', values.q],
			['合计口径', '按各部门报告数相加，疑似填报错误的金额在核实前不计入']
		])
	};
}

/** The tables that only one page has. */
async function ownSheets(
	id: ViewId,
	{ db, area, year }: PageRequest<ViewId>,
	{ comparable, yearly, population }: ViewAnswer
): Promise<Sheet[]> {
	if (id === 'balances') return [continuitySheet(yearly), idleSheet(yearly)];
	if (id !== 'scores') return [];
	const shown = new Set(comparable.map((row) => row.department.id));
	const lines = await listSheetLines(db, area.code, year);
	const asked = lines.filter((line) => shown.has(line.department));
	return [indicatorSheet(summariseIndicators(asked, population))];
}

const ALL_COLUMNS = MEASURE_IDS.map((id) => column(id));

async function compareBook(url: URL): Promise<Book> {
	const request = await readPage('compare', url);
	const { db, area, year } = request;
	const all = await allObservations(db, area.code, [year]);
	const choice = chooseDepartments(
		await comparablesOf(db, area.code, year),
		await comparedCodes(request)
	);
	const rows = choice.observations.flatMap(({ department }) =>
		all.filter((row) => row.department.id === department.id)
	);
	return {
		name: `对比-${area.name}-${year}年`,
		sheets: [measureSheet('对比', rows, ALL_COLUMNS)],
		cover: await coverOf(`${year}年部门对比`, request, [
			['年度', `${year}年`],
			['部门', rows.map(({ department }) => department.name).join('、')]
		])
	};
}

async function departmentBook(code: string, url: URL): Promise<Book | null> {
	const request = await readPage('department', url);
	const { db, area, years, year } = request;
	const department = await findDepartment(db, area.code, code);
	const history = department ? await historyOf(db, department, years) : [];
	const [first] = history;
	if (!department || !first) return null;
	const filter = { area: area.code, year: null, department: code };
	const { items } = await listFindings(db, filter, null);
	const shown = history.find((row) => row.fiscal_year === year);
	const content = shown && (await contentOf(db, department, shown.filing_id));
	const span = [first.fiscal_year, history.at(-1)?.fiscal_year].join('—');
	return {
		name: `${nameWithin(area.name, department.name)}-${area.name}-${span}年`,
		sheets: [
			measureSheet('历年数据', history, ALL_COLUMNS),
			findingSheet(items),
			...(content ? [printedSheet(content, shown.values), scoreItemSheet(content)] : [])
		],
		cover: await coverOf(department.name, request, [
			['部门编码', code],
			['报送原值与得分表', `${year}年${content ? '' : '未报送'}`]
		])
	};
}

/** The overview as one workbook: every department with every measure, who filed, what was found, what stands out. */
async function overviewBook(url: URL): Promise<Book> {
	const request = await readPage('overview', url);
	const { db, area, year } = request;
	const [view, outliers, findings, filings] = await Promise.all([
		allObservations(db, area.code, [year]),
		outlierBook(url),
		findingBook(url),
		filingBook(url)
	]);
	return {
		name: `总览-${area.name}-${year}年`,
		sheets: [
			measureSheet('各部门', view, ALL_COLUMNS),
			...outliers.sheets,
			...findings.sheets,
			...filings.sheets
		],
		cover: await coverOf(`${year}年总览`, request, [
			['年度', `${year}年`],
			...[outliers, findings].flatMap(saidOf)
		])
	};
}

/** 会议模式: what the slides tell of the city or of one department, and the rows behind their drawings. */
async function meetingBook(url: URL, sight: Reader['sight']): Promise<Book | null> {
	const request = await readPage('meeting', url);
	const told = await briefBook(url, sight);
	if (!told) return null;
	const { area, year, values } = request;
	const drawn =
		values.d === ''
			? [
					...(await changeBook(url)).sheets.map((sheet) => ({
						...sheet,
						name: `变化${sheet.name}`
					})),
					...(await viewBook('departments', url)).sheets,
					...(await filingBook(url)).sheets
				]
			: [await ownYears(request)];
	return {
		name: `会议-${told.name.replace('一页纸-', '')}`,
		sheets: [...told.sheets, ...drawn],
		cover: await coverOf(
			`${area.name}${year}年会议材料`,
			request,
			told.cover.lines.filter(([name]) => name === '摘要'),
			'words'
		)
	};
}

/** The years up to the one asked for of the department of a slide. */
async function ownYears({ db, area, year, years, values }: PageRequest<'meeting'>): Promise<Sheet> {
	const codes = await codesNamed(db, area.code, [values.d]);
	const until = years.filter((one) => one <= year);
	const all = await allObservations(db, area.code, until);
	return measureSheet(
		'历年数据',
		all.filter(({ department }) => codes.includes(department.code)),
		ALL_COLUMNS
	);
}
