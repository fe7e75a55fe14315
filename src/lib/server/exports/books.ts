/**
 * The files behind every page's export links: the same questions with the same parameters as the page, all rows.
 */
import { MEASURE_IDS } from '#lib/catalogue/measures.ts';
import { FINDING_STATE_NAMES, ruleOf, type FindingState } from '#lib/catalogue/rules.ts';
import { column } from '#lib/comparison/table.ts';
import { isViewId, VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { readPage } from '../web/page-request.ts';
import { answerView } from '#lib/server/questions/departments.ts';
import { listFilings } from '#lib/server/questions/filings.ts';
import { listFindings } from '#lib/server/questions/findings.ts';
import { listOutliers } from '#lib/server/questions/outliers.ts';
import { allObservations } from '#lib/server/questions/population.ts';
import { coverOf } from './cover.ts';
import type { Cover, Sheet } from './sheet.ts';
import { filingSheet, findingSheet, flagSheet, measureSheet } from './tables.ts';

export interface Book {
	sheets: Sheet[];
	cover: Cover;
	/** Base name of the file, without ending. */
	name: string;
}

/** More than a screen's work-list, less than a spreadsheet's rows. */
const MOST_FINDINGS = 100_000;

/** The file named `what` in a page's export link; null where there is none of that name. */
export async function makeBook(what: string, url: URL): Promise<Book | null> {
	if (isViewId(what)) return viewBook(what, url);
	if (what === 'outliers') return outlierBook(url);
	if (what === 'findings') return findingBook(url);
	if (what === 'filings') return filingBook(url);
	if (what === 'compare') return compareBook(url);
	if (what === 'overview') return overviewBook(url);
	const department = /^department\/(.+)$/.exec(what)?.[1];
	return department ? departmentBook(department, url) : null;
}

async function viewBook(id: ViewId, url: URL): Promise<Book> {
	const view = VIEWS[id];
	const request = await readPage(id, url);
	const { db, area, year, values } = request;
	const { kind } = values;
	const { rows } = await answerView(db, {
		view: id,
		area: area.code,
		year,
		filter: { kind, words: values.q },
		order: values.sort
	});
	return {
		name: `${view.title}-${area.name}-${year}`,
		sheets: [measureSheet(view.title, rows, view.columns)],
		cover: await coverOf(`${year}年${view.title}`, request, [
			['年度', `${year}年`],
			['类别', kind],
			['搜索', values.q]
		])
	};
}

const ALL_COLUMNS = MEASURE_IDS.map((id) => column(id));

async function compareBook(url: URL): Promise<Book> {
	const request = await readPage('compare', url);
	const { db, area, year, values } = request;
	const all = await allObservations(db, area.code, [year]);
	const rows = all.filter(({ department }) => values.d.includes(department.code));
	return {
		name: `对比-${area.name}-${year}`,
		sheets: [measureSheet('对比', rows, ALL_COLUMNS)],
		cover: await coverOf(`${year}年部门对比`, request, [
			['年度', `${year}年`],
			['部门', rows.map(({ department }) => department.name).join('、')]
		])
	};
}

async function departmentBook(code: string, url: URL): Promise<Book | null> {
	const request = await readPage('department', url);
	const { db, area, years } = request;
	const all = await allObservations(db, area.code, years);
	const rows = all.filter(({ department }) => department.code === code);
	const first = rows[0];
	if (!first) return null;
	const filter = { area: area.code, year: null, department: code };
	const { items } = await listFindings(db, filter, { limit: MOST_FINDINGS, offset: 0 });
	return {
		name: `${first.department.name}-${area.name}`,
		sheets: [measureSheet('历年数据', rows, ALL_COLUMNS), findingSheet(items)],
		cover: await coverOf(first.department.name, request, [['部门编码', code]])
	};
}

async function outlierBook(url: URL): Promise<Book> {
	const request = await readPage('outliers', url);
	const { db, area, year, values } = request;
	const { kind } = values;
	const { flags } = await listOutliers(db, {
		area: area.code,
		year,
		kind,
		peers: values.peers,
		threshold: values.threshold,
		lines: values.lines,
		measures: values.measure ? [values.measure] : []
	});
	const shown = flags.filter((flag) => values.reason === null || flag.reason === values.reason);
	return {
		name: `异常-${area.name}-${year}`,
		sheets: [flagSheet(shown)],
		cover: await coverOf(`${year}年异常提示`, request, [
			['年度', `${year}年`],
			['类别', kind],
			['阈值', String(values.threshold)]
		])
	};
}

async function findingBook(url: URL): Promise<Book> {
	const request = await readPage('findings', url);
	const { db, area, year, values } = request;
	const { kind, division } = values;
	const states: FindingState[] = values.state ? [values.state] : ['fail', 'warn'];
	const filter = {
		area: area.code,
		year,
		kind,
		division,
		rule: values.rule,
		status: values.status,
		states
	};
	const { items } = await listFindings(db, filter, { limit: MOST_FINDINGS, offset: 0 });
	return {
		name: `核对-${area.name}-${year}`,
		sheets: [findingSheet(items)],
		cover: await coverOf(`${year}年核对事项`, request, [
			['年度', `${year}年`],
			['规则', values.rule ? ruleOf(values.rule).name : null],
			['结果', states.map((state) => FINDING_STATE_NAMES[state]).join('、')],
			['归口科室', division],
			['类别', kind]
		])
	};
}

async function filingBook(url: URL): Promise<Book> {
	const request = await readPage('filings', url);
	const { db, area, year, values } = request;
	const { kind } = values;
	const rows = (await listFilings(db, area.code, year)).filter(
		(row) =>
			(kind === null || row.department.kind === kind) &&
			(values.status === null || row.status === values.status)
	);
	return {
		name: `报送-${area.name}-${year}`,
		sheets: [filingSheet(rows)],
		cover: await coverOf(`${year}年报送情况`, request, [
			['年度', `${year}年`],
			['类别', kind]
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
		name: `总览-${area.name}-${year}`,
		sheets: [
			measureSheet('各部门', view, ALL_COLUMNS),
			...outliers.sheets,
			...findings.sheets,
			...filings.sheets
		],
		cover: await coverOf(`${year}年总览`, request, [['年度', `${year}年`]])
	};
}
