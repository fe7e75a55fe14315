/**
 * A ledger of an earlier state of 0.2.0 that a bureau has worked with for a year: accounts, a key, a list of those that must
 * file, reports returned, confirmed and asked about, scores of the bureau, a sample, a figure corrected by hand, a hand-in
 * taken back. An upgrade loses nothing of it, wherever it is killed.
 */
import SqliteConnection from 'better-sqlite3';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAuth } from '#lib/server/accounts/auth.ts';
import { userOfKey } from '#lib/server/accounts/api-keys.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { MIGRATIONS } from '#lib/server/ledger/schema/migrations.ts';
import { formFrom } from '../../accounts/bureau.ts';
import { restoreDump } from './dumps.ts';

const SCRIPT = join(import.meta.dirname, '../../../../scripts/db-migrate.ts');

/** More by `KILLS=200`, for a night. */
const KILLS = Number(process.env.KILLS ?? 6);

let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	path = join(folder, 'ledger.db');
	restoreDump('0.2.0-round', path);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Tables of acts of people, which no upgrade works out anew. */
const DONE = [
	'app_user',
	'app_credential',
	'api_key',
	'session_secret',
	'expected_filing',
	'filing_decision',
	'inquiry_entry',
	'reassessment',
	'reassessment_draw',
	'reassessment_sample',
	'correction',
	'hand_in',
	'filing_validity',
	'audit_log',
	'department'
];

type Row = Record<string, unknown>;

function rowsOf(tables: readonly string[]): Record<string, Row[]> {
	const db = new SqliteConnection(path, { readonly: true });
	const rows = (table: string) =>
		db.prepare(`select * from "${table}" order by 1, 2`).all() as Row[];
	const all = Object.fromEntries(tables.map((table) => [table, rows(table)]));
	db.close();
	return all;
}

function applied(): string[] {
	return rowsOf(['kysely_migration']).kysely_migration?.map(({ name }) => String(name)) ?? [];
}

const upgrade = () => spawnSync(process.execPath, [SCRIPT, '--db', path], { encoding: 'utf8' });

/** Each row as it was, in the columns that it had. */
function expectKept(before: Record<string, Row[]>): void {
	const after = rowsOf(DONE);
	for (const [table, rows] of Object.entries(before)) {
		expect(rows.length, table).toBeGreaterThan(0);
		expect(after[table], table).toEqual(rows.map((row) => expect.objectContaining(row) as Row));
	}
}

test('is upgraded with everything that people did', async () => {
	const before = rowsOf(DONE);
	expect(upgrade().status).toBe(0);
	expect(applied()).toEqual(Object.keys(MIGRATIONS));
	expectKept(before);
	const db = openWriter(path);
	expect((await verifyLedger(db)).problems).toEqual([]);
	expect((await verifyAudit(db, null)).problems).toEqual([]);
	const corrected = await db.selectFrom('current_correction').select('printed').execute();
	expect(corrected).toHaveLength(1);
	const states = await db
		.selectFrom('filing_state as s')
		.innerJoin('department as d', 'd.id', 's.department_id')
		.select(['d.code', 's.fiscal_year', 's.state'])
		.where('s.state', 'in', ['returned', 'confirmed'])
		.orderBy('d.code')
		.execute();
	expect(states).toEqual([
		{ code: '901', fiscal_year: 2021, state: 'returned' },
		{ code: '902', fiscal_year: 2021, state: 'confirmed' }
	]);
	await db.destroy();
});

test('lets those in who could sign in, and those out who could not, and knows the keys', async () => {
	upgrade();
	const db = openWriter(path);
	const { secret } = await db
		.selectFrom('session_secret')
		.select('secret')
		.executeTakeFirstOrThrow();
	const auth = openAuth(db, { secret, isSecure: false });
	const enter = async (username: string, password: string) =>
		'cookies' in (await signIn(db, auth, formFrom(), { username, password }));
	expect(await enter('kouan', 'nb3n-s88v-9h93-cfgq')).toBe(true);
	expect(await enter('kouan', 'mpht-jh5x-su4x-8st9')).toBe(false);
	expect(await enter('litui', 'swrh-jqz2-ayng-qsne')).toBe(false);
	const { id } = await db
		.selectFrom('app_user')
		.select('id')
		.where('username', '=', 'lingdao')
		.executeTakeFirstOrThrow();
	expect(await userOfKey(db, 'mz_edlY6CODRB7En48OzPNWDU9CjgsmciS4Zr6ARVE-nM0')).toBe(id);
	await db.destroy();
});

test(`${KILLS} kills leave the former ledger or the upgraded one`, async () => {
	const former = applied();
	const before = rowsOf(DONE);
	const run = async (kill: number | null) => {
		const child = spawn(process.execPath, [SCRIPT, '--db', path], { stdio: 'ignore' });
		const started = performance.now();
		const timer = kill === null ? undefined : setTimeout(() => child.kill('SIGKILL'), kill);
		await once(child, 'close');
		clearTimeout(timer);
		return performance.now() - started;
	};
	const whole = await run(null);
	for (let kill = 0; kill < KILLS; kill += 1) {
		for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
		restoreDump('0.2.0-round', path);
		await run(whole * (0.3 + 0.7 * Math.random()));
		expect([former, Object.keys(MIGRATIONS)]).toContainEqual(applied());
		expectKept(before);
		expect(upgrade().status).toBe(0);
		expectKept(before);
		const db = openWriter(path);
		expect((await verifyLedger(db)).problems).toEqual([]);
		expect((await verifyAudit(db, null)).problems).toEqual([]);
		await db.destroy();
	}
});
