/** The lists of a year as workbooks: what stands out, what was found, who filed, was reassessed or corrected. */
import { notFiledYet } from '#lib/catalogue/years.ts';
import { FINDING_STATE_NAMES, ruleOf } from '#lib/catalogue/rules.ts';
import { correctionsShown, unreadShown } from '../contents/corrections.ts';
import { readPage } from '../request/page-request.ts';
import { listCopiedTexts } from '../questions/findings/copied-texts.ts';
import { listCorrections } from '../questions/reports/corrections.ts';
import { chosenFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { listFindings, statesOf } from '../questions/findings/reviewed.ts';
import { listOutliers } from '../questions/figures/outliers.ts';
import { listReassessed, listSamples } from '../questions/reports/reassessments.ts';
import { noneCopied } from '#lib/answers/findings/copied.ts';
import { flagsWithin } from '#lib/comparison/flags/flags.ts';
import { outlierSentence } from '#lib/answers/outliers/flags.ts';
import { copiedSheet } from './copied-sheet.ts';
import { correctionSheet, unreadSheet } from './correction-sheet.ts';
import { coverOf, filingChoice, type Filters } from './cover.ts';
import type { Book } from './book.ts';
import { reassessmentSheet, sampleSheet } from './reassessment-sheets.ts';
import { filingSheet, findingSheet, flagSheet } from './tables.ts';

/** Lines of a cover that say what an empty sheet means: nothing was found, or nothing could be compared. */
const FLAGGED = '重点关注';
const COPIED = '文字雷同';

export function saidOf(book: Book | null): Filters {
	return book?.cover.lines.filter(([name]) => name === FLAGGED || name === COPIED) ?? [];
}

export async function outlierBook(url: URL): Promise<Book> {
	const request = await readPage('outliers', url);
	const { db, area, year, years, values } = request;
	const { kind } = values;
	const answer = await listOutliers(db, {
		area: area.code,
		year,
		kind,
		peers: values.peers,
		threshold: values.threshold,
		lines: values.lines,
		measures: values.measure ? [values.measure] : []
	});
	const shown = answer.flags.filter(
		(flag) => values.reason === null || flag.reason === values.reason
	);
	const flags = flagsWithin(area.name, shown);
	return {
		name: `异常-${area.name}-${year}年`,
		sheets: [flagSheet(shown)],
		cover: await coverOf(`${year}年异常提示`, request, [
			['年度', `${year}年`],
			['类别', kind],
			['阈值', String(values.threshold)],
			[
				FLAGGED,
				years.includes(year) ? outlierSentence(year, { ...answer, flags }) : notFiledYet(year)
			]
		])
	};
}

export async function findingBook(url: URL): Promise<Book> {
	const request = await readPage('findings', url);
	const { db, area, year, values } = request;
	const { kind, division } = values;
	const states = statesOf(values);
	const filter = {
		area: area.code,
		year,
		kind,
		division,
		rule: values.rule,
		status: values.status,
		states
	};
	const { items } = await listFindings(db, filter, null);
	const copied = await listCopiedTexts(db, area.code, year);
	return {
		name: `核对-${area.name}-${year}年`,
		sheets: [findingSheet(items), copiedSheet(copied.pairs, year)],
		cover: await coverOf(
			`${year}年核对事项`,
			request,
			[
				['年度', `${year}年`],
				['规则', values.rule ? ruleOf(values.rule).name : null],
				['结果', states.map((state) => FINDING_STATE_NAMES[state]).join('、')],
				['归口科室', division],
				['类别', kind],
				[COPIED, copied.pairs.length === 0 ? noneCopied(year, copied.departments) : null]
			],
			'words'
		)
	};
}

export async function filingBook(url: URL): Promise<Book> {
	const request = await readPage('filings', url);
	const { db, area, year, values } = request;
	const rows = chosenFilings(await listFilings(db, area.code, year), values);
	return {
		name: `报送-${area.name}-${year}年`,
		sheets: [filingSheet(rows)],
		cover: await coverOf(
			`${year}年报送情况`,
			request,
			[['年度', `${year}年`], ...filingChoice(values)],
			'none'
		)
	};
}

/** 复评 with the samples that were drawn for it. */
export async function reassessmentBook(url: URL): Promise<Book> {
	const request = await readPage('reassessments', url);
	const { db, area, year, values } = request;
	const rows = (await listReassessed(db, area.code, year)).filter(
		({ department }) => values.kind === null || department.kind === values.kind
	);
	return {
		name: `复评-${area.name}-${year}年`,
		sheets: [reassessmentSheet(rows), sampleSheet(await listSamples(db, area.code, year))],
		cover: await coverOf(
			`${year}年复评`,
			request,
			[
				['年度', `${year}年`],
				['类别', values.kind],
				['复评得分', '绩效科所评，与部门自评分开存放']
			],
			'none'
		)
	};
}

/** 人工更正 of a year: what was read, what stands there now, who gave it and why. */
export async function correctionBook(url: URL): Promise<Book> {
	const request = await readPage('corrections', url);
	const { db, area, year, values } = request;
	return {
		name: `人工更正-${area.name}-${year}年`,
		sheets: [
			correctionSheet(correctionsShown(await listCorrections(db, area.code), request)),
			unreadSheet(await unreadShown(request))
		],
		cover: await coverOf(
			`${year}年人工更正`,
			request,
			[
				['年度', `${year}年`],
				['类别', values.kind]
			],
			'words'
		)
	};
}
