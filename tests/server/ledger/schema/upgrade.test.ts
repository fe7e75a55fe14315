import SqliteConnection from 'better-sqlite3';
import { sql, type Kysely } from 'kysely';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { loadFindings } from '#lib/server/ledger/review/read.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { MIGRATIONS } from '#lib/server/ledger/schema/migrations.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { restoreDump } from './dumps.ts';

const SCRIPTS = join(import.meta.dirname, '../../../../scripts');

let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const restore = (release: string) => restoreDump(release, path);

function command(name: string, ...args: string[]) {
	const script = join(SCRIPTS, `${name}.ts`);
	return spawnSync(process.execPath, [script, ...args, '--db', path], { encoding: 'utf8' });
}

/** The pages that leaders read, which no upgrade may change. */
async function amounts(db: Kysely<Database>) {
	const { rows } = await sql`
		select fiscal_year, count(*) as filings, sum(income_total) as income, sum(spending_total) as spending,
			sum(spending_total_budget_adjusted) as budget, sum(findings_fail) as fails
		from department_year group by fiscal_year order by fiscal_year`.execute(db);
	return rows;
}

const AMOUNTS_0_2_0 = [
	{
		fiscal_year: 2020,
		filings: 1,
		income: 120_000_000,
		spending: 110_000_000,
		budget: null,
		fails: 0
	},
	{
		fiscal_year: 2021,
		filings: 3,
		income: 330_000_000,
		spending: 314_000_050,
		budget: 115_000_000,
		fails: 6
	},
	{
		fiscal_year: 2022,
		filings: 1,
		income: 120_000_000,
		spending: 110_000_000,
		budget: 115_000_000,
		fails: 5
	}
];

describe.each([
	['0.2.0', 7],
	['0.2.0-round', 8]
])('a database of %s', (release, filings) => {
	test('is upgraded with its data', async () => {
		restore(release);
		const db = openWriter(path);
		await migrate(db, path);
		expect(await verifyLedger(db)).toEqual({ filings, sources: 6, problems: [] });
		expect(await amounts(db)).toEqual(AMOUNTS_0_2_0);
		expect((await loadFindings(db, 1)).length).toBeGreaterThan(30);
		await db.destroy();
	});

	test('is judged by the rules of this program, once', () => {
		restore(release);
		expect(command('db-migrate').stdout).toContain('正在按新规则重新核对已入库的报告');
		expect(command('db-migrate').stdout).toMatch(/^数据库 .+ 已是最新。\n$/);
		expect(command('db-verify').status).toBe(0);
	});

	test('is kept as it was before the rules of this program judge it', () => {
		restore(release);
		command('db-migrate');
		const former = "update data_version set rule_version = '2026.11'";
		new SqliteConnection(path).exec(former).close();
		const told = command('db-migrate').stdout;
		const [, copy = ''] = /重新核对前已备份到 (.+)。/.exec(told) ?? [];
		const kept = new SqliteConnection(copy, { readonly: true });
		expect(kept.prepare('select rule_version from data_version').pluck().get()).toBe('2026.11');
		kept.close();
		expect(command('db-migrate').stdout).toMatch(/^数据库 .+ 已是最新。\n$/);
	});

	test('is not judged by the former rules of an older program with the same tables', () => {
		restore(release);
		command('db-migrate');
		const db = new SqliteConnection(path);
		db.exec("update data_version set rule_version = '2999.1'");
		db.close();
		const before = readFileSync(path);
		for (const name of ['db-migrate', 'serve']) {
			const { status, stderr } = command(name);
			expect([name, status]).toEqual([name, 3]);
			expect(stderr).toContain('已由更新版本的程序按规则版本 2999.1 核对');
		}
		expect(readFileSync(path).equals(before)).toBe(true);
	});

	test('tells that others may read it, as long as they may', () => {
		restore(release);
		chmodSync(path, 0o644);
		expect(command('db-migrate').stderr).toContain(`请运行 chmod o-rwx ${path}。`);
		chmodSync(path, 0o600);
		expect(command('db-migrate').stderr).toBe('');
	});

	test('comes through a later migration whole, with a copy of what it was', async () => {
		restore(release);
		const db = openWriter(path);
		await migrate(db, path);
		const later = {
			up: async (later: Kysely<unknown>) => {
				await later.schema.alterTable('filing').addColumn('remark', 'text').execute();
				// As empty as the column of a new measure.
				await sql`update department_year set income_total = null`.execute(later);
			}
		};
		const report = await migrate(db, path, { ...MIGRATIONS, '2999-01-01-remark': later });
		expect(report.applied).toEqual(['2999-01-01-remark']);
		expect((await verifyLedger(db)).problems).toEqual([]);
		expect(await amounts(db)).toEqual(AMOUNTS_0_2_0);
		expect(statSync(report.copy ?? '').mode & 0o077).toBe(0);
		const copy = openWriter(report.copy ?? '');
		expect(await amounts(copy)).toEqual(AMOUNTS_0_2_0);
		await copy.destroy();
		await db.destroy();
	});
});

test('what officers noted of findings before there were rounds is kept', async () => {
	restore('0.2.0');
	const db = openWriter(path);
	await sql`delete from follow_up`.execute(db);
	await sql`insert into follow_up (department_id, fiscal_year, rule, status, note, updated_at)
		select department_id, fiscal_year, 'income_parts', 'explained', '漏列', '2026-01-01T00:00:00Z'
		from department_year order by department_id, fiscal_year limit 1`.execute(db);
	await migrate(db, path);
	const entries = await db
		.selectFrom('inquiry_entry')
		.select(['topic_kind', 'topic', 'entry', 'text', 'written_at'])
		.execute();
	expect(entries).toEqual([
		{
			topic_kind: 'rule',
			topic: 'income_parts',
			entry: 'accept',
			text: '漏列',
			written_at: '2026-01-01T00:00:00Z'
		}
	]);
	expect((await verifyLedger(db)).problems).toEqual([]);
	await db.destroy();
});

test('a database of a later release is refused in a sentence and left as it is', async () => {
	restore('0.2.0');
	const connection = new SqliteConnection(path);
	connection.exec(
		`insert into kysely_migration values ('2999-01-01-later', '2999-01-01T00:00:00Z')`
	);
	connection.close();
	const before = readFileSync(path);
	const run = command('import', import.meta.dirname);
	expect(run.status).toBe(3);
	expect(run.stderr).toContain('由更新版本的程序建立（含 2999-01-01-later）。请改用新版程序');
	expect(readFileSync(path).equals(before)).toBe(true);
});
