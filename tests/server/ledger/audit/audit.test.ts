import { CompiledQuery, type Kysely } from 'kysely';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser, resetPassword, setDisabled } from '#lib/server/accounts/users.ts';
import { auditHash, recordAct } from '#lib/server/ledger/audit/append.ts';
import { recordFilings } from '#lib/server/ledger/audit/filings.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { inTransaction, type Session } from '#lib/server/ledger/connection/session.ts';
import type { AuditLogTable } from '#lib/server/ledger/schema/act-tables.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { makeCurrent } from '#lib/server/ledger/filing/restore.ts';
import { sha256 } from '#lib/server/ledger/integrity/sha256.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import { memorySession, sampleReport, SOUND, store, wan } from '../samples.ts';

const KILLS = Number(process.env.KILLS ?? 8);
let session: Session;
let db: Kysely<Database>;
beforeEach(async () => {
	session = await memorySession();
	session.actor = 'zhang';
	db = session.db;
});
afterEach(() => db.destroy());

const run = (statement: string) => db.executeQuery(CompiledQuery.raw(statement));
const lines = () => db.selectFrom('audit_log').selectAll().orderBy('sequence').execute();

async function fill(): Promise<void> {
	for (let line = 1; line <= 6; line++) {
		const act = { actor: 'a', action: 'user_added', subject: `人${line}` } as const;
		await db.transaction().execute((step) => recordAct(step, { ...act, detail: { line } }));
	}
}

/** Changes rows behind the back of the program, as somebody with the file can. */
async function tamper(...statements: string[]): Promise<void> {
	const triggers = ['update', 'delete'].map((change) => `drop trigger audit_log_refuses_${change}`);
	for (const statement of [...triggers, ...statements]) await run(statement);
}

describe('what was done stands in the log', () => {
	test('filings, versions and follow-ups, by whom', async () => {
		const first = await store(session, 'a', sampleReport({ year: 2020 }));
		const figures = { ...SOUND, balance_cumulative: wan(20) };
		await store(session, 'b', sampleReport({ year: 2020, figures }));
		await store(session, 'b', sampleReport({ year: 2020, figures }));
		await makeCurrent(session, first.filing_id);
		const { jurisdiction, code, name } = first.department;
		const asked = { area: jurisdiction.code, department: code, fiscal_year: 2020 } as const;
		// Without a report of the year before the rule finds nothing, so it is named as a rule and not as a failure.
		const about = { topic_kind: 'rule', topic: 'carry_over_continuity' } as const;
		await writeEntry(db, { ...asked, ...about, entry: 'ask', text: '为何？' }, 'li');
		const acts = (await lines()).map(({ actor, action, subject }) => [actor, action, subject]);
		expect(acts.slice(-4)).toEqual([
			['zhang', 'filing_stored', `${name} 2020年度`],
			['zhang', 'filing_stored', `${name} 2020年度`],
			['zhang', 'version_restored', `${name} 2020年度`],
			['li', 'finding_asked', `${name} 2020年度 结转衔接`]
		]);
		expect((await verifyAudit(db, null)).problems).toEqual([]);
	});

	test('several years of a department in one transaction, by one hash over theirs', async () => {
		const years = [2020, 2021];
		const files = ['a'.repeat(64)];
		await inTransaction(session, async (step) => {
			const stored = years.map((fiscal_year) => {
				const of = { department_id: 1, fiscal_year, version: 1, files };
				return { ...of, content_sha256: String(fiscal_year) };
			});
			await recordFilings(step, stored);
		});
		const { subject, detail } = (await lines()).at(-1) ?? {};
		expect(subject).toMatch(/ 2020年度 等2份$/);
		expect(JSON.parse(detail ?? '')).toMatchObject({
			filings: [{ fiscal_year: years, version: [1, 1], content_sha256: sha256('2020\n2021') }],
			files
		});
	});

	test('accounts, without their passwords', async () => {
		const user = { username: 'wang', name: '王', role: 'leader', own: null } as const;
		const passwords = [await addUser(db, user, 'admin'), await resetPassword(db, 'wang', 'admin')];
		await setDisabled(db, 'wang', true, { actor: 'admin' });
		await setDisabled(db, 'wang', false, { actor: 'admin' });
		const made = (await lines()).filter(({ actor }) => actor === 'admin');
		expect(made.map(({ action }) => action)).toEqual([
			'user_added',
			'user_password_reset',
			'user_disabled',
			'user_enabled'
		]);
		expect(passwords.filter((one) => JSON.stringify(made).includes(one))).toEqual([]);
	});

	test('what is taken back leaves no line', async () => {
		const before = await lines();
		const refused = db.transaction().execute(async (step) => {
			await recordAct(step, { actor: 'a', action: 'user_added', subject: 'x', detail: {} });
			throw new Error('refused');
		});
		await expect(refused).rejects.toThrow('refused');
		expect(await lines()).toEqual(before);
	});

	test.each(["update audit_log set subject = 'x'", 'delete from audit_log'])(
		'the database refuses: %s',
		async (statement) => {
			await fill();
			await expect(run(statement)).rejects.toThrow('only added to');
		}
	);
});

describe('the chain', () => {
	beforeEach(fill);

	test.each<[string, string[], RegExp]>([
		['a changed actor', ["update audit_log set actor = 'b' where sequence = 3"], /第3行.*已被改动/],
		['a changed moment', ["update audit_log set recorded_at = '2020' where sequence = 6"], /第6行/],
		['a missing line', ['delete from audit_log where sequence = 3'], /缺少第3行/],
		['missing lines', ['delete from audit_log where sequence in (2, 3, 4)'], /缺少第2至4行/],
		['a missing first line', ['delete from audit_log where sequence = 1'], /缺少第1行/],
		['a cut tail', ['delete from audit_log where sequence > 4'], /末尾缺少第5至6行/],
		['no line at all', ['delete from audit_log'], /末尾缺少第1至6行/],
		[
			'two lines changed about',
			[
				'update audit_log set sequence = -1 where sequence = 2',
				'update audit_log set sequence = 2 where sequence = 3',
				'update audit_log set sequence = 3 where sequence = -1'
			],
			/第2行.*已被改动/
		],
		[
			'a missing line, the others moved up',
			[
				'delete from audit_log where sequence = 3',
				'update audit_log set sequence = sequence - 1 where sequence > 3'
			],
			/第3行.*已被改动/
		]
	])('shows %s', async (_name, statements, problem) => {
		await tamper(...statements);
		expect((await verifyAudit(db, null)).problems.join('\n')).toMatch(problem);
	});

	test('written anew it shows only by a line that was noted', async () => {
		const noted = (await lines()).at(-1) as AuditLogTable;
		expect((await verifyAudit(db, noted)).problems).toEqual([]);
		await tamper("update audit_log set actor = 'b' where sequence = 2");
		let previous_hash = '';
		for (const line of await lines()) {
			const hash = auditHash({ ...line, previous_hash });
			const { sequence } = line;
			const chain = { previous_hash, hash };
			await db.updateTable('audit_log').set(chain).where('sequence', '=', sequence).execute();
			previous_hash = hash;
		}
		expect((await verifyAudit(db, null)).problems).toEqual([]);
		expect((await verifyAudit(db, noted)).problems.join()).toMatch(/第6行的校验值与所留的不同/);
	});

	test('cut off together with its counter it shows by a line that was noted', async () => {
		const noted = (await lines()).at(-1) as AuditLogTable;
		await tamper(
			'delete from audit_log where sequence > 4',
			"update sqlite_sequence set seq = 4 where name = 'audit_log'"
		);
		expect((await verifyAudit(db, null)).problems).toEqual([]);
		expect((await verifyAudit(db, noted)).problems.join()).toMatch(/只到第4行/);
	});
});

test(`${KILLS} kills while lines are added leave a whole chain`, async () => {
	const folder = mkdtempSync(join(tmpdir(), 'audit-'));
	const path = join(folder, 'ledger.db');
	const writer = openWriter(path);
	await migrate(writer, path);
	await writer.destroy();
	const script = join(import.meta.dirname, 'append-worker.ts');
	let told = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			told = Number(text.trim().split('\n').at(-1)) || told;
			if (told >= (kill + 1) * 13) child.kill('SIGKILL');
		});
		await once(child, 'close');
		const reader = openReader(path);
		const { lines: found, problems } = await verifyAudit(reader, null);
		await reader.destroy();
		expect(problems).toEqual([]);
		expect(found).toBeGreaterThanOrEqual(told);
	}
	rmSync(folder, { recursive: true });
});
