import SqliteConnection from 'better-sqlite3';
import { sql } from 'kysely';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFormerLedgerAt, upgradeFormerLedger } from '#lib/server/import/former-ledger.ts';
import { tellUpgrade } from '#lib/server/import/former-words.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';

/**
 * A ledger as release 0.1.0 built it: a registry, two tables of which the second corrects the first, whose version a person
 * chose again, a report with a note on a finding, and a department that the first table alone names.
 */
const FORMER = join(import.meta.dirname, '../../fixtures/former-databases/0.1.0.sql.gz');
const SCRIPTS = join(import.meta.dirname, '../../../scripts');

let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'former-'));
	path = join(folder, 'ledger.db');
	change(gunzipSync(readFileSync(FORMER)).toString());
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Acts on the ledger as another program does, which leaves it with a write-ahead log. */
function change(statements: string): void {
	const connection = new SqliteConnection(path);
	connection.pragma('journal_mode = wal');
	connection.pragma('foreign_keys = off');
	connection.exec(statements);
	connection.close();
}

function command(name: string, ...args: string[]) {
	const script = join(SCRIPTS, `${name}.ts`);
	return spawnSync(process.execPath, [script, ...args, '--db', path], { encoding: 'utf8' });
}

async function upgrade(): Promise<string[]> {
	const found = await upgradeFormerLedger(path, { forms: [], begin: async () => undefined });
	return [...tellUpgrade(found)];
}

const backups = () => readdirSync(join(folder, 'backups'));

/** Everything that people see in the registry and the versions of reports. */
async function content() {
	const db = openReader(path);
	try {
		await requireMigrated(db, path);
		const departments = await sql<Record<string, unknown>>`
			select d.code, d.name, d.division, d.is_filed, s.code as successor, d.succeeded_from,
				(select group_concat(alias) from department_alias where department_id = d.id) as aliases,
				(select group_concat(due_on) from expected_filing where department_id = d.id) as due
			from department as d left join department as s on s.id = d.successor_id order by d.id`.execute(db);
		const versions = await sql<Record<string, unknown>>`
			select d.code, f.fiscal_year, f.version, f.is_current, substr(f.imported_at, 1, 19) as at,
				case when f.is_current then y.income_total end as income
			from filing as f inner join department as d on d.id = f.department_id
			inner join department_year as y on y.department_id = d.id and y.fiscal_year = f.fiscal_year
			order by d.code, f.fiscal_year, f.version`.execute(db);
		const notes = await db.selectFrom('inquiry').select(['topic', 'text', 'written_by']).execute();
		return {
			departments: departments.rows.map((row) => Object.values(row).join(' ')),
			versions: versions.rows.map((row) => Object.values(row).join(' ')),
			notes,
			problems: (await verifyLedger(db)).problems
		};
	} finally {
		await db.destroy();
	}
}

const UPGRADED = {
	departments: [
		'auto-port-office 岳阳市人民政府口岸管理办公室  0   口岸办 ',
		'101 示例市委办公室 行政政法科 0 102 2022 示例第101局 2022-03-31',
		'102 示例市档案馆 行政政法科 0    2022-03-31',
		'auto-f1449a69adfd 示例第九局  1    '
	],
	versions: [
		'101 2020 1 0 2026-11-30T16:45:24 ',
		'101 2020 2 1 2026-11-30T16:45:24 111000000',
		'101 2021 1 1 2026-11-30T16:45:24 120000000',
		'101 2021 2 0 2026-11-30T16:45:24 ',
		'auto-f1449a69adfd 2021 1 1 2026-11-30T16:45:24 50000000',
		'auto-port-office 2021 1 1 2026-11-30T16:45:24 1206040000'
	],
	notes: [{ topic: 'income_parts', text: '漏列', written_by: '〔升级前〕' }],
	problems: []
};

test('a ledger of 0.1.0 is upgraded with its registry, versions, times and notes, and a copy is kept', async () => {
	const run = command('db-migrate');
	expect(run.stdout).toContain('按现在的读法重读了其中存的3个原始文件。原账本的副本是 ');
	expect(run.stdout).toContain('年度数据与升级前相同34项，不同0项。\n');
	expect(run.status).toBe(0);
	expect(readdirSync(folder).sort()).toEqual(['backups', 'ledger.db']);
	expect(await content()).toEqual(UPGRADED);
	expect(await isFormerLedgerAt(join(folder, 'backups', backups()[0] ?? ''))).toBe(true);
	expect(command('db-migrate').stdout).toMatch(/^数据库 .+ 已是最新。\n$/);
});

const RESTORED = 'department_id = 2 and fiscal_year = 2021 and is_current = 1';

/** Puts a text that no reader takes for a report in the place of one, whole. */
function garbage(): string {
	const bytes = Buffer.from('今天天气很好。');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return `update filing set source_sha256 = '${sha256}' where department_id = 1;
		update source_file set sha256 = '${sha256}', content = x'${gzipSync(bytes).toString('hex')}'
			where name = 'port-office-2021.docx'`;
}

test.each([
	[
		'a figure',
		'update department_year set income_total = 5 where department_id = 4',
		'      示例市 示例第九局 2021年度 收入合计：0.05元 → 500,000.00元'
	],
	[
		'a figure that was not read',
		'update department_year set income_total = null where department_id = 4',
		'      示例市 示例第九局 2021年度 收入合计：无 → 500,000.00元'
	],
	[
		'a note without a report',
		'update follow_up set fiscal_year = 2019',
		'未带入  岳阳市人民政府口岸管理办公室 2019年度 规则 income_parts 的办理记录“漏列”：现在没有这份报告。'
	],
	[
		'a chosen version that is none now',
		`update filing set score_source_sha256 = (select sha256 from source_file where format = 'docx') where ${RESTORED}`,
		'未带入  示例市委办公室 2021年度 曾恢复的旧版本：现在按最后报送的显示，请核对。'
	]
])('tells of %s', async (_, statement, line) => {
	change(statement);
	expect(await upgrade()).toContain(line);
	expect((await content()).problems).toEqual([]);
});

test('names an original of which nothing is read today, and the figures that are gone', async () => {
	change(garbage());
	const run = command('db-migrate');
	expect(run.stdout).toMatch(
		/未读入 {2}430600\/port-office-2021\.docx：.*无法认出这是哪种报表.+原件在副本里。\n/
	);
	expect(run.stdout).toContain('2021年度 收入合计：12,060,400.00元 → 无');
	expect(run.status).toBe(1);
});

test.each([
	['missing', `delete from source_file where format = 'docx'`, /（[0-9a-f]{64}）/],
	[
		'damaged',
		`update source_file set content = x'00' where format = 'docx'`,
		/（port-office-2021\.docx）/
	]
])('is not upgraded where an original is %s', async (_, statement, named) => {
	change(statement);
	const refusal = upgrade();
	await expect(refusal).rejects.toThrow('没有升级，内容没有改动：其中1个原始文件缺失或已损坏');
	await expect(refusal).rejects.toThrow(named);
	expect(await isFormerLedgerAt(path)).toBe(true);
	expect(backups()).toEqual([]);
});

test('is refused as a trial version where it was made before the release', async () => {
	change('alter table filing rename column score_source_sha256 to scores_sha256');
	await expect(upgrade()).rejects.toThrow('由较早的试用版程序建立（表不同），不能接着使用');
	expect(backups()).toEqual([]);
});

test('is not upgraded while another program has it open', async () => {
	const other = new SqliteConnection(path);
	const reading = other.prepare('select name from source_file').iterate();
	reading.next();
	await expect(upgrade()).rejects.toThrow('正被服务或别的命令使用，没有升级。请先停止它们');
	reading.return?.();
	other.close();
	expect(await isFormerLedgerAt(path)).toBe(true);
});

test.each(['import', 'serve'])('%s refuses it with the command that upgrades it', (name) => {
	const run = command(name, ...(name === 'import' ? [FORMER] : []));
	expect(run.stderr).toContain(
		`“${path}”由 0.1.0 版程序建立，内容没有改动。请运行 npm run db:migrate -- --db ${path}：`
	);
	expect(run.status).toBe(3);
});

/** More by `KILLS=200`, for a night. */
const KILLS = Number(process.env.KILLS ?? 3);

test('a kill leaves the former ledger or the new one, and the next run upgrades it', async () => {
	let former = 0;
	for (let kill = 0; kill < KILLS; kill += 1) {
		const args = [join(SCRIPTS, 'db-migrate.ts'), '--db', path];
		const child = spawn(process.execPath, args, { stdio: 'ignore' });
		const killing = setInterval(() => {
			if (!existsSync(`${path}.upgrading`)) return;
			clearInterval(killing);
			setTimeout(() => child.kill('SIGKILL'), (kill * 1500) / KILLS);
		}, 5);
		await new Promise((resolve) => child.once('close', resolve));
		clearInterval(killing);
		if (!(await isFormerLedgerAt(path))) break;
		former += 1;
	}
	expect(former).toBeGreaterThan(0);
	expect(command('db-migrate').status).toBe(0);
	expect((await content()).problems).toEqual([]);
	expect(existsSync(`${path}.upgrading`)).toBe(false);
});
