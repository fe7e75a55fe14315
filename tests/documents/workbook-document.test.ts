/** The name of a worksheet says the year, the department or the basis of its table where its title does not; lines alone are text. */
import { expect, test } from 'vitest';
import type { Worksheet } from '#lib/documents/sheet/workbook.ts';
import { documentOfWorkbook } from '#lib/documents/sheet/workbook-document.ts';

const TABLE = [
	['项目', '金额'],
	['支出合计', '1423.98']
];

function sheet(name: string, ...titles: string[]): Worksheet {
	const rows = [...titles.map((title) => [title]), ...TABLE].map((cells, index) => {
		return { line: index + 1, cells };
	});
	return { name, rows, merges: [], hiddenRows: [], hiddenColumns: [] };
}

test.each<[string, Worksheet, string[]]>([
	['the year', sheet('2023年'), ['2023年度']],
	['the year, which the title names', sheet('2022年', '2023年度支出表'), ['2023年度支出表']],
	['the department', sheet('示例市文化馆'), ['单位名称：示例市文化馆']],
	['the budget', sheet('年初预算', '支出情况表'), ['支出情况表', '年初预算']],
	['the accounts', sheet('2023年决算数', '支出情况表'), ['支出情况表', '2023年决算数']],
	['the budget, where the title says accounts', sheet('预算', '支出决算表'), ['支出决算表']],
	['nothing', sheet('Sheet1', '支出情况表'), ['支出情况表']]
])('%s', (_, worksheet, said) => {
	const { blocks } = documentOfWorkbook({ sheets: [worksheet], issues: [] }, 'xlsx');
	const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
	expect(paragraphs.map(({ text }) => text)).toEqual(said);
});

test.each<[string, string[], string[], number]>([
	[
		'lines alone are text',
		['收入合计：820.00万元', '支出合计：812.00万元'],
		['收入合计：820.00万元', '支出合计：812.00万元'],
		0
	],
	[
		'a sentence below a table is text',
		['项目|金额', '支出合计|812', '自评得分95分。'],
		['自评得分95分。'],
		2
	],
	['a word below a table is a label of it', ['项目|金额', '支出合计|812', '三公经费'], [], 3]
])('%s', (_, lines, texts, rows) => {
	const written = lines.map((text, at) => ({ line: at + 1, cells: text.split('|') }));
	const worksheet = { ...sheet(''), rows: written };
	const { blocks } = documentOfWorkbook({ sheets: [worksheet], issues: [] }, 'xlsx');
	expect(blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))).toEqual(
		texts
	);
	expect(blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))).toHaveLength(rows);
});
