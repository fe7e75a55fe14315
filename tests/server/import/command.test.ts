import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIXTURES, figuresTable, Workspace } from './workspace.ts';

const ROOT = join(import.meta.dirname, '../../..');

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

function run(script: string, ...args: string[]) {
	const command = [join(ROOT, 'scripts', `${script}.ts`), ...args];
	const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
	return { status, stdout, stderr };
}

test.each([
	[[], '没有指定路径。'],
	[['--quick', 'x'], '不认识的选项“--quick”。'],
	[['x', '--db'], '选项“--db”后面缺少值。'],
	[['x', '--json=1'], '选项“--json”不带值，读到“1”。']
])('wrong usage ends with 2 and says how: %j', (args, sentence) => {
	const usage =
		'用法：npm run import -- 路径… [--dry-run] [--json] [--report 退回单文件] [--db 数据库文件]';
	expect(run('import', ...args)).toEqual({
		status: 2,
		stdout: '',
		stderr: `${sentence}\n${usage}\n`
	});
});

test('standard output is one JSON object and nothing else', () => {
	const report = join(FIXTURES, 'port-office-2021.docx');
	const table = workspace.write('--figures.csv', figuresTable(1, [2021]));
	// Not the default database: whoever tests may have filled it.
	const options = ['--json', '--dry-run', '--db', workspace.database];
	const { status, stdout, stderr } = run('import', ...options, '--', report, table);
	expect(stderr).toBe('');
	expect(status).toBe(0);
	const printed = JSON.parse(stdout) as { files: { path: string; filings: unknown[] }[] };
	expect(printed).toMatchObject({
		files: [
			{ path: report, kind: 'self_evaluation', status: 'stored', filings: [{ fiscal_year: 2021 }] },
			{ path: table, kind: 'figures_table', status: 'stored', filings: [{ version: 1 }] }
		],
		summary: { files: 2, stored: 2, failed: 0 }
	});
});

test('a failed file ends with 1, the others are stored', () => {
	const good = workspace.write('a.csv', figuresTable(1, [2021]));
	const bad = workspace.write('b.docx', '');
	const { status, stdout } = run('import', good, bad, '--db', workspace.database);
	expect(status).toBe(1);
	expect(stdout).toContain('存入1，更新0，未变0，跳过0，失败1。');
	expect(existsSync(workspace.database)).toBe(true);
});

test('an unusable database ends with 3, also for JSON', () => {
	const path = workspace.write('a.csv', figuresTable(1, [2021]));
	const text = run('import', path, '--db', path);
	expect(text.status).toBe(3);
	expect(text.stderr).toContain(`“${path}”不是数据库，没有写入任何内容`);
	const json = run('import', path, '--db', path, '--json');
	expect(json.status).toBe(3);
	expect(JSON.parse(json.stdout)).toMatchObject({
		files: [],
		summary: { files: 0 },
		error: { code: 'database_unusable' }
	});
});

test('a name with control characters stays on its line', () => {
	const name = '甲\u001b[31m局\u202e.csv';
	const { stdout } = run(
		'import',
		workspace.write(name, figuresTable(1, [2021])),
		'--db',
		workspace.database
	);
	expect(stdout).toContain('甲\\u{1b}[31m局\\u{202e}.csv');
	expect(stdout).not.toContain('\u001b');
});

test('a follow-up makes no database, and knows the words of the pages', () => {
	const db = ['--db', workspace.database];
	const finding = ['430600', 'a', '2021', 'basic_parts'];
	expect(run('follow-up', ...finding, '已询问', ...db)).toMatchObject({
		status: 3,
		stderr: expect.stringContaining('找不到数据库文件') as string
	});
	expect(existsSync(workspace.database)).toBe(false);
	expect(run('follow-up', ...finding, '问过', ...db)).toMatchObject({
		status: 2,
		stderr: expect.stringContaining(
			'办理情况应为 待处理、已询问、已说明、已认可 之一（或 open、asked、explained、accepted），读到“问过”。'
		) as string
	});
});

test('the database commands work on what was imported', () => {
	const db = ['--db', workspace.database];
	expect(run('db-verify', ...db).status).toBe(3);
	expect(run('db-migrate', ...db)).toMatchObject({ status: 0 });
	run('import', workspace.write('a.csv', figuresTable(2, [2021])), ...db);
	expect(run('db-verify', ...db)).toMatchObject({
		status: 0,
		stdout: '已校验报告 2 份、原始文件 1 个：全部相符。\n'
	});
	expect(run('db-rebuild-projection', ...db)).toMatchObject({
		status: 0,
		stdout: '已按现行规则重新核对，年度汇总已重建，共 2 行。\n'
	});
	expect(run('db-backup', ...db).status).toBe(0);
});
