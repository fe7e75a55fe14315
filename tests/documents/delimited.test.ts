import { expect, test } from 'vitest';
import { readText } from '#lib/documents/text/text.ts';
import { paragraphs, tables } from './document-view.ts';

const rowsOf = (text: string): string[][][] =>
	tables(readText(text)).map(({ rows }) => rows.map((cells) => cells.map((cell) => cell.text)));

const BARS = ['甲 | 1 | 2 |', ' |  | 3 |', '乙 | 4 |  |', '丙 | 5 | 6 |'];

test('reads cells that bars part, the bar at the end of a line being none', () => {
	const document = readText(['自评报告', ...BARS, '填报人'].join('\n'));
	expect(paragraphs(document)).toEqual(['自评报告', '填报人']);
	expect(rowsOf(BARS.join('\n'))).toEqual([
		[
			['甲', '1', '2'],
			['', '', '3'],
			['乙', '4', ''],
			['丙', '5', '6']
		]
	]);
});

test('reads a table of Markdown without its rule', () => {
	const text = '| 甲 | 乙 | 丙 |\n|---|:-:|---|\n' + '| 1 | 2 | 3 |\n'.repeat(3);
	expect(rowsOf(text)[0]?.slice(0, 2)).toEqual([
		['甲', '乙', '丙'],
		['1', '2', '3']
	]);
});

test('reads a form that was saved as CSV, with titles and rows of any length', () => {
	const text =
		'附件3：\n人员编制,21,实有人数,21\n"年度\n工作",任务1,,\n机构名称,收入合计,其中,\n中心,862.37,45.20,800.17\n';
	expect(paragraphs(readText(text))).toEqual(['附件3：']);
	expect(rowsOf(text)).toEqual([
		[
			['人员编制', '21', '实有人数', '21'],
			['年度\n工作', '任务1', '', ''],
			['机构名称', '收入合计', '其中', ''],
			['中心', '862.37', '45.20', '800.17']
		]
	]);
});

test('prose with commas and a bar here and there is prose', () => {
	const text = Array.from(
		{ length: 6 },
		() =>
			'2018年收入862.37万元, 支出851.02万元, 结余11.35万元, 其中上年结转占五分之一左右, 其余是当年的财政拨款和其他收入, 详见下文各节的说明和附表, 有关数据以决算批复为准, 不再逐项说明，也不另附明细表格和计算过程'
	).join('\n');
	expect(tables(readText(text))).toEqual([]);
});

test.each([
	['in front of a line', '\t某局报告\n单位 | 支出合计 | 基本支出\n某局 | 10.2 | 4.1'],
	['beside bars', '单位\t| 支出合计\t|\t基本支出\n某局\t| 10.2\t| 4.1'],
	['in another line', '备注\t无\n单位 | 支出合计 | 基本支出\n某局 | 10.2 | 4.1']
])('a tab %s is a blank to rows of bars', (_, text) => {
	expect(rowsOf(text)).toEqual([
		[
			['单位', '支出合计', '基本支出'],
			['某局', '10.2', '4.1']
		]
	]);
});

test('bars within cells that tabs part are no marks of cells', () => {
	const text = '单位\t收入|支出\t说明|来源\n甲局\t1|2\t无|无\n乙局\t3|4\t无|无';
	expect(rowsOf(text).flat(2)).not.toContain('2\t无');
});

test('two rows of bars are a table between the lines of a text, one is none', () => {
	const text =
		'首页 | 信息公开 | 预决算\n某局报告\n单位 | 支出合计 | 基本支出\n某局 | 10.2 | 4.1\n支出如上。';
	expect(paragraphs(readText(text))).toEqual([
		'首页 | 信息公开 | 预决算',
		'某局报告',
		'支出如上。'
	]);
	expect(rowsOf(text)).toEqual([
		[
			['单位', '支出合计', '基本支出'],
			['某局', '10.2', '4.1']
		]
	]);
});
