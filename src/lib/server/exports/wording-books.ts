/** The pages that answer in sentences, as workbooks: 领导一页纸, 全部门汇编, 常问, 口径. */
import { DEFINITIONS } from '#lib/answers/definitions.ts';
import { briefOf, type BriefPage } from '../contents/brief.ts';
import {
	chaptersOf,
	COMPENDIUM_HISTORY,
	compendiumTitle,
	departmentsOf
} from '../contents/compendium.ts';
import { allObservations } from '../questions/figures/population.ts';
import { column } from '#lib/comparison/table.ts';
import { ANSWERED_LATER } from '#lib/answers/questions/answers.ts';
import { readyAnswers } from '../contents/ready-answers.ts';
import type { Reader } from '../accounts/reader.ts';
import { readPage } from '../request/page-request.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type { Book } from './book.ts';
import { coverOf } from './cover.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { measureSheet, number, text, valueAndUnit } from './tables.ts';

function textSheet(name: string, columns: readonly string[], rows: SheetCell[][]): Sheet {
	return { name, columns: columns.map(text), rows };
}

/** Figures and findings of a subject, which stands in front of each row where a book is of several. */
type BriefContent = Pick<BriefPage, 'figures' | 'findings' | 'none'>;

/** Figures leave as numbers and as the page prints them, each with its footnote. */
function toldSheets(
	pages: readonly { subject: readonly SheetCell[]; told: BriefContent }[]
): Sheet[] {
	const subjects = (pages[0]?.subject ?? []).length > 0 ? ['部门编码', '部门'].map(text) : [];
	return [
		{
			name: '主要数据',
			columns: [
				...subjects,
				text('项目'),
				number('数值'),
				text('单位'),
				...['数额', '比上年', '注'].map(text)
			],
			rows: pages.flatMap(({ subject, told }) =>
				told.figures.map(({ measure, name, stated, value, change, note }) => [
					...subject,
					name,
					...valueAndUnit(measure, stated),
					value,
					change,
					note
				])
			)
		},
		{
			name: '主要发现',
			columns: [...subjects, ...['事项', '内容'].map(text)],
			rows: pages.flatMap(({ subject, told: { findings, none } }) =>
				findings.length > 0
					? findings.map((finding) => [...subject, finding.rule, finding.text])
					: [[...subject, '', none]]
			)
		}
	];
}

export async function briefBook(url: URL, sight: Reader['sight']): Promise<Book | null> {
	const request = await readPage('brief', url);
	const page = await briefOf(request, sight);
	if (!page) return null;
	return {
		name: `一页纸-${page.title}`,
		sheets: toldSheets([{ subject: [], told: page }]),
		cover: await coverOf(page.title, request, [['摘要', page.sentence]], 'words')
	};
}

/** 全部门汇编: every department's figures and findings, and its years. */
export async function compendiumBook(url: URL): Promise<Book> {
	const request = await readPage('compendium', url);
	const { db, area, year, years, values } = request;
	const departments = await departmentsOf(request);
	const chapters = await chaptersOf(request, departments);
	const ids = new Set(departments.map(({ id }) => id));
	const until = years.filter((one) => one <= year);
	const history = (await allObservations(db, area.code, until)).filter(({ department }) =>
		ids.has(department.id)
	);
	const title = compendiumTitle(request);
	return {
		name: title,
		sheets: [
			...toldSheets(
				chapters.map((chapter) => ({ subject: [chapter.code, chapter.name], told: chapter }))
			),
			{
				name: '摘要',
				columns: ['部门编码', '部门', '摘要'].map(text),
				rows: chapters.map(({ code, name, sentence }) => [code, name, sentence])
			},
			measureSheet(
				'历年数据',
				history,
				COMPENDIUM_HISTORY.map((id) => column(id))
			)
		],
		cover: await coverOf(title, request, [['类别', values.kind]], 'words')
	};
}

export async function questionsBook(url: URL): Promise<Book> {
	const request = await readPage('questions', url);
	const answers = await readyAnswers(request);
	const { year } = request;
	return {
		name: `常问-${request.area.name}-${year}年`,
		sheets: [
			textSheet(
				'常问',
				['问题', '答案'],
				answers.map(({ question, answer }) => [question, answer ?? ANSWERED_LATER])
			)
		],
		cover: await coverOf(`${year}年常问`, request, [['年度', `${year}年`]], 'words')
	};
}

export async function definitionsBook(url: URL): Promise<Book> {
	const request = await readPage('overview', url);
	const { groups, rules, lines } = DEFINITIONS;
	return {
		name: `口径-${request.area.name}`,
		sheets: [
			textSheet(
				'项目',
				['分组', '编号', '项目', '单位', '口径', '含义', '算法', '报告中的叫法'],
				groups.flatMap((group) =>
					group.measures.map((one) => [
						group.name,
						one.id,
						one.name,
						one.unit,
						one.basis,
						one.definition,
						one.formula,
						one.labels.join('、')
					])
				)
			),
			textSheet(
				'核对规则',
				['分组', '编号', '规则', '内容'],
				rules.flatMap((group) =>
					group.rules.map(({ id, name, statement }) => [group.name, id, name, statement])
				)
			),
			{
				name: '关注线',
				columns: [text('项目'), text('方向'), number('关注线'), text('单位'), text('依据')],
				rows: lines.map((line) => [
					measureOf(line.measure).name,
					line.attention === 'above' ? '高于' : '低于',
					...valueAndUnit(line.measure, present(line.value)),
					line.source
				])
			}
		],
		cover: await coverOf('口径', request, [], 'words')
	};
}
