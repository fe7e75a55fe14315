import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { reportTo } from '#lib/server/exports/problem-file.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { figuresTable, FIGURES_HEAD, FIXTURES, Workspace } from '../import/workspace.ts';
import { openXlsx, worksheetXml, type Cell } from './opened.ts';

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
	writeFileSync(
		join(workspace.folder, 'jurisdictions.csv'),
		'code,name,is_demo\n999900,示例市,1\n'
	);
});
afterEach(() => {
	workspace.remove();
});

async function report(name: string, paths: readonly string[], dryRun = false): Promise<string> {
	const path = join(workspace.folder, name);
	const listener = reportTo(path, dryRun);
	const { database, folder } = workspace;
	await importPaths(paths, { databasePath: database, dataFolder: folder, dryRun, listener });
	return path;
}

/** The rows of a sheet by their heads. */
function records(rows: readonly Cell[][] = []): Record<string, Cell>[] {
	const [heads = [], ...others] = rows;
	return others.map((cells) =>
		Object.fromEntries(heads.map((head, index) => [String(head), cells[index] ?? '']))
	);
}

/** A row whose parts do not add up: 收入合计 130 over 20 + 100. */
const TO_REGISTER = '如与已有部门是同一部门，请把它写进部门名册的“别名”列，再导入名册。';
const HEAD = `${FIGURES_HEAD},income_gov_fund,income_nontax,income_other`;
const WRONG = `${HEAD}\n999900,101,示例第101局,2021,万元,130.00,20.00,100.00,0,0,0\n`;

test('a department gets a sheet with the cells that do not add up', async () => {
	workspace.write('a.csv', WRONG);
	workspace.write('b.csv', figuresTable(2, [2020]).replace(/.*101局.*\n/, ''));
	workspace.write('c.docx', '');
	const bytes = readFileSync(await report('r.xlsx', [workspace.path('')]));
	const sheets = await openXlsx(bytes);
	expect([...sheets.keys()].slice(0, 2)).toEqual(['说明', '总览']);
	const overview = records(sheets.get('总览'));
	expect(overview).toMatchObject([
		{ 部门编码: '101', 部门: '示例第101局（演示数据）', 年度: '2021', 工作表: '示例第101局' },
		{ 部门编码: '102', 年度: '2020' },
		{ 部门: '由财政局处理', 错误: 1, 工作表: '由财政局处理' }
	]);
	const [first] = records(sheets.get('示例第101局'));
	expect(first).toMatchObject({
		部门: '示例第101局（演示数据）',
		年度: 2021,
		类别: '核对不符',
		文件: 'a.csv',
		部分: '收入分项之和与合计不符',
		行: '第2行',
		应为: '收入合计应等于上年结转、公共财政拨款、政府基金拨款、非税收入拨款与其他收入之和。'
	});
	expect(first?.读到).toContain('收入合计 130.00（第2行 第6列（income_total））');
	// That the registers lack a department is nothing that it could mend.
	expect(records(sheets.get('由财政局处理'))).toMatchObject([
		{ 类别: '错误', 文件: workspace.path('c.docx'), 怎么办: '请重新报送。' },
		{ 类别: '提示', 文件: workspace.path('b.csv'), 怎么办: TO_REGISTER },
		{ 类别: '提示', 文件: workspace.path('a.csv'), 怎么办: TO_REGISTER }
	]);
	expect(JSON.stringify(sheets.get('示例第101局'))).not.toContain('部门名册');
});

test('a cell that cannot be read says what it is, what it should be and what to do', async () => {
	const path = workspace.write('a.csv', WRONG.replace('130.00', '约130'));
	const sheets = await openXlsx(readFileSync(await report('r.xlsx', [path], true)));
	expect(sheets.get('说明')?.flat()).toContain('试读1个文件，没有入库');
	const [row] = records(sheets.get('由财政局处理'));
	expect(row).toMatchObject({
		类别: '错误',
		行: '第2行',
		列: '第6列（income_total）',
		读到: '约130'
	});
	expect(row?.应为).toMatch(/^应为/);
	expect(row?.怎么办).toMatch(/^请改正/);
});

const HOSTILE = '=<script>alert(1)</script>"\'&[甲]';

describe('a name that is a formula and markup', () => {
	beforeEach(() => {
		const name = `"${HOSTILE.replaceAll('"', '""')}"`;
		workspace.write('a.csv', WRONG.replace('示例第101局', name));
	});

	test('is text in the workbook', async () => {
		const bytes = readFileSync(await report('r.xlsx', [workspace.path('')]));
		const [sheet] = [...(await openXlsx(bytes)).values()].slice(2);
		expect(sheet?.[1]?.[0]).toBe(`${HOSTILE}（演示数据）`);
		expect(worksheetXml(bytes).filter((xml) => xml.includes('<f>'))).toEqual([]);
	});

	test('is text on the page, which holds no script', async () => {
		const page = readFileSync(await report('r.html', [workspace.path('')]), 'utf8');
		const texts: string[] = [];
		const tags = new Set<string>();
		const walk = (node: DefaultTreeAdapterMap['node']): void => {
			tags.add(node.nodeName);
			if ('value' in node) texts.push(node.value);
			if ('childNodes' in node) node.childNodes.forEach(walk);
		};
		walk(parse(page));
		expect([...tags].filter((tag) => /script|img|iframe/.test(tag))).toEqual([]);
		expect(texts.join('\n')).toContain(`${HOSTILE}（演示数据）（`);
		expect(page).toContain('size: A4');
	});
});

test('departments of one name have sheets of their own', async () => {
	const name = `示例市${'农业'.repeat(15)}局`;
	const row = (code: string) => `999900,${code},${name}${code},2021,万元,130.00,20.00,100.00,0,0,0`;
	workspace.write('a.csv', `${HEAD}\n${row('1')}\n${row('2')}\n`);
	const sheets = await openXlsx(readFileSync(await report('r.xlsx', [workspace.path('')])));
	expect([...sheets.keys()].slice(2, 4)).toEqual([name.slice(0, 31), `${name.slice(0, 28)}（2）`]);
});

test('what a report of several departments says of one goes to that one', async () => {
	workspace.write('a.csv', figuresTable(2, [2021]));
	await workspace.import([workspace.path('')]);
	workspace.write('b.csv', `${figuresTable(2, [2021])}\n`);
	const sheets = await openXlsx(readFileSync(await report('r.xlsx', [workspace.path('b.csv')])));
	expect(records(sheets.get('示例第102局'))).toMatchObject([
		{ 类别: '提示', 年度: 2021, 文件: 'b.csv' }
	]);
});

test.each(['r.xlsx', 'r.html'])('an import does not take %s for a report', async (name) => {
	const path = await report(name, [join(FIXTURES, 'port-office-2021.docx')]);
	const { files } = await workspace.import([path]);
	expect(files[0]?.issues.map(({ code }) => code)).toEqual(['own_export']);
});

test.each([
	['r.pdf', '--report 的文件名应以 .xlsx 或 .html 结尾，读到“r.pdf”。'],
	['/nowhere/at/all/r.xlsx', '--report 的文件夹“/nowhere/at/all”不存在，请先建立。']
])('refuses %s before anything is imported', (path, sentence) => {
	expect(() => reportTo(path, false)).toThrow(sentence);
});
