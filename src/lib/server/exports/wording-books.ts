/** The pages that answer in sentences, as workbooks: 领导一页纸, 常问, 口径. */
import { DEFINITIONS } from '#lib/answers/definitions.ts';
import { briefOf } from '../contents/brief.ts';
import { ANSWERED_LATER } from '#lib/answers/questions/answers.ts';
import { readyAnswers } from '../contents/ready-answers.ts';
import type { Reader } from '../accounts/reader.ts';
import { readPage } from '../request/page-request.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type { Book } from './book.ts';
import { coverOf } from './cover.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { number, text, valueAndUnit } from './tables.ts';

function textSheet(name: string, columns: readonly string[], rows: SheetCell[][]): Sheet {
	return { name, columns: columns.map(text), rows };
}

/** Figures leave as numbers and as the page prints them, each with its footnote. */
export async function briefBook(url: URL, sight: Reader['sight']): Promise<Book | null> {
	const request = await readPage('brief', url);
	const page = await briefOf(request, sight);
	if (!page) return null;
	return {
		name: `一页纸-${page.title}`,
		sheets: [
			{
				name: '主要数据',
				columns: [
					text('项目'),
					number('数值'),
					text('单位'),
					...['数额', '比上年', '注'].map(text)
				],
				rows: page.figures.map(({ measure, name, stated, value, change, note }) => [
					name,
					...valueAndUnit(measure, stated),
					value,
					change,
					note
				])
			},
			textSheet(
				'主要发现',
				['事项', '内容'],
				page.findings.length > 0
					? page.findings.map((finding) => [finding.rule, finding.text])
					: [['', page.none]]
			)
		],
		cover: await coverOf(page.title, request, [['摘要', page.sentence]], 'words')
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
