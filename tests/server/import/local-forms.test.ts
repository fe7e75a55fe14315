/** A layout that nobody knows is refused, then drafted, corrected and read; no code is written for it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { Workspace } from './workspace.ts';

const ROOT = join(import.meta.dirname, '../../..');

let workspace: Workspace;
let folder: string;

beforeEach(() => {
	workspace = new Workspace();
	folder = join(workspace.folder, 'forms');
});
afterEach(() => {
	workspace.remove();
});

function run(script: string, ...args: string[]) {
	const command = [join(ROOT, 'scripts', `${script}.ts`), ...args];
	const env = { ...process.env, FORMS_DIR: folder };
	const { status, stdout, stderr } = spawnSync(process.execPath, command, {
		encoding: 'utf8',
		env
	});
	return { status, stdout, stderr };
}

const ROWS = [
	['填列主体', '云岭县林业局', '', ''],
	['事项', '年初盘子', '本年实绩', '去年实绩'],
	['总投入', '1000.00', '1206.04', '990.10'],
	['吃饭钱', '300.00', '349.01', '280.00'],
	['干事钱', '700.00', '857.03', '710.10']
];
const PAGE = `<html><head><meta charset="utf-8"></head><body><p>云岭县2023年度单位花钱情况表</p><table>${ROWS.map(
	(cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
).join('')}</table></body></html>`;

const CORRECTIONS: Record<string, string> = {
	总投入: '支出合计',
	吃饭钱: '基本支出',
	干事钱: '项目支出'
};

function correct(path: string): void {
	const drafted = JSON.parse(readFileSync(path, 'utf8')) as LocalForm;
	const labels = drafted.labels.map((each) => ({
		...each,
		means: CORRECTIONS[each.label] ?? each.means
	}));
	writeFileSync(path, JSON.stringify({ ...drafted, unit: '万元', labels }));
}

test('draft, correction and import', () => {
	const sample = workspace.write('林业局.html', PAGE);
	const draft = join(folder, '林业局.draft.json');
	const db = ['--db', workspace.database];
	expect(run('import', sample, ...db).stdout).toContain('失败1');

	expect(run('forms', 'draft', sample)).toMatchObject({
		status: 0,
		stdout: expect.stringContaining(`已写出报表定义的草稿 ${draft}，有4处待定。`) as string
	});
	const elsewhere = workspace.path('林业局.json');
	expect(run('forms', 'draft', sample, '--out', elsewhere).stdout).toContain(
		`无误后放进 ${folder}，文件名以 .json 结尾，不带 .draft，`
	);
	rmSync(elsewhere);
	expect(JSON.parse(readFileSync(draft, 'utf8'))).toMatchObject({
		name: '云岭县2023年度单位花钱情况表',
		unit: '待定',
		labels: [
			{ label: '填列主体', means: '单位名称' },
			{ label: '年初盘子', means: '年初预算数' },
			{ label: '本年实绩', means: '决算数' },
			{ label: '去年实绩', means: '上年数' },
			{
				label: '总投入',
				means: '待定',
				note: '表1 第3行，旁边是“1000.00”；没有认出，是否“收入合计”'
			},
			{ label: '吃饭钱', means: '待定' },
			{ label: '干事钱', means: '待定' }
		]
	});
	// A draft is not in use, and is not written over.
	expect(run('import', sample, ...db).stdout).toContain('失败1');
	expect(run('forms', 'draft', sample)).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('已经存在，没有覆盖') as string
	});
	expect(run('forms', 'try', sample, '--form', draft)).toMatchObject({
		status: 2,
		stderr: `报表定义“${draft}”不能使用：unit 仍是“待定”，请写明。\n`
	});

	correct(draft);
	const tried = run('forms', 'try', workspace.path(''), '--form', draft);
	expect(tried.status).toBe(0);
	expect(tried.stdout).toContain('  报表：云岭县2023年度单位花钱情况表\n');
	expect(tried.stdout).toContain('云岭县林业局');
	expect(tried.stdout).toContain('2023年度，读到6项\n');
	expect(tried.stdout).toContain('    支出合计：12,060,400.00元（原文“1206.04”');
	expect(tried.stdout).toContain('    项目支出（年初预算数）：7,000,000.00元（原文“700.00”');
	expect(tried.stdout.match(/未采用：.*上年数，不作为本年数存入/g)).toHaveLength(3);

	renameSync(draft, join(folder, '林业局.json'));
	const imported = JSON.parse(run('import', sample, '--json', ...db).stdout) as {
		files: { filings: { figures: Record<string, { value: number | null }> }[] }[];
	};
	const figures = imported.files[0]?.filings[0]?.figures ?? {};
	expect(
		['spending_total', 'spending_basic', 'spending_project'].map((id) => figures[id]?.value)
	).toEqual([1_206_040_000, 349_010_000, 857_030_000]);
});

test('a wrong definition stops an import before anything is stored', () => {
	const path = workspace.write('../forms/a.json', '{"name":"甲","tells":[["乙"]],"labels":[]}');
	const sample = workspace.write('林业局.html', PAGE);
	expect(run('import', sample, '--db', workspace.database)).toEqual({
		status: 2,
		stdout: '',
		stderr: `报表定义“${path}”不能使用：缺少 unit。\n`
	});
	expect(existsSync(workspace.database)).toBe(false);
	writeFileSync(path, '{"name": 甲}');
	expect(run('forms', 'try', sample).stderr).toMatch(
		/^报表定义“.*a\.json”不能使用：不是有效的 JSON/
	);
});

test.each([
	[[], '请写明 draft 或 try。'],
	[['draft'], '没有指定路径。'],
	[['draft', '/nowhere'], '找不到样表“/nowhere”；请写明一个文件。'],
	[['draft', 'README.md', '--form', 'x'], '不认识的选项“--form”。']
])('forms %j is refused', (args, sentence) => {
	const { status, stderr } = run('forms', ...args);
	expect({ status, first: stderr.split('\n')[0] }).toEqual({ status: 2, first: sentence });
});

test('a list of departments as CSV', () => {
	const list = [
		'云岭县2023年度各单位花钱情况表,,,',
		'单位,总投入,吃饭钱,干事钱',
		'云岭县林业局,1206.04,349.01,857.03',
		'云岭县教育局,2206.04,1349.01,857.03'
	].join('\n');
	const sample = workspace.write('花钱.csv', list);
	const draft = join(folder, '花钱.draft.json');
	run('forms', 'draft', sample);
	const drafted = JSON.parse(readFileSync(draft, 'utf8')) as LocalForm;
	expect(drafted.labels.map(({ label }) => label)).toEqual(['总投入', '吃饭钱', '干事钱']);
	correct(draft);
	const { stdout } = run('forms', 'try', sample, '--form', draft);
	expect(stdout).toContain('云岭县教育局');
	expect(stdout).toContain('支出合计：22,060,400.00元（原文“2206.04”，表1 第4行 第2格');
});
