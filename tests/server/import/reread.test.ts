import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Filing } from '#lib/filing/filing.ts';
import type { Reread } from '#lib/server/import/reread.ts';
import type { FilingDifference } from '#lib/server/ledger/filing/difference.ts';
import { openExisting, openReader } from '#lib/server/ledger/connection/open.ts';
import { inTransaction, startSession } from '#lib/server/ledger/connection/session.ts';
import { loadCurrentFilings } from '#lib/server/ledger/filing/current-filings.ts';
import { loadFiling } from '#lib/server/ledger/filing/read.ts';
import { toRecord } from '#lib/server/ledger/filing/record.ts';
import { makeSource } from '#lib/server/ledger/filing/sources.ts';
import { restoreVersion } from '#lib/server/ledger/filing/restore.ts';
import { writePlanned } from '#lib/server/ledger/filing/write.ts';
import { contentHash } from '#lib/server/ledger/integrity/hash.ts';
import { FIGURES_HEAD, figuresTable, FIXTURES, Workspace } from './workspace.ts';

const SCRIPT = join(import.meta.dirname, '../../../scripts/reread.ts');
const KILLS = Number(process.env.KILLS ?? 3);

/** Each test starts processes, which takes seconds on a busy machine. */
let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

interface Told extends Omit<Reread, 'differences'> {
	status: number | null;
	difference: { filings: FilingDifference[]; counts: Record<string, number> };
	stored: number;
	backup: string | null;
}

function reread(...options: string[]): Told {
	const args = [SCRIPT, '--json', '--db', workspace.database, ...options];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
	expect(stderr).toBe('');
	return { status, ...(JSON.parse(stdout) as Omit<Told, 'status'>) };
}

/** Makes the ledger what it would be, had another reader read the filings of a year: each is stored as `read` says. */
async function asReadBefore(year: number, read: (filing: Filing) => Filing): Promise<void> {
	const db = openExisting(workspace.database);
	await inTransaction(startSession(db), async (step) => {
		const currentFilings = await loadCurrentFilings(
			step.db,
			step.registry,
			step.registry.departments()
		);
		for (const department of step.registry.departments()) {
			const key = { department_id: department.id, fiscal_year: year };
			const fills = currentFilings.current(key)?.stored;
			const stored = fills && (await loadFiling(step.db, fills.id));
			if (!stored) continue;
			const filing = read(stored);
			const record = toRecord(filing);
			const facts = { filing, record, content_sha256: contentHash(record) };
			const changes = { added: [], replaced: [], left: [] };
			const { version } = fills;
			currentFilings.replace(key, fills, filing);
			const plan = { version, fills, retires: null, changes, issues: [], ...facts };
			await writePlanned(step, currentFilings, [
				{ ...key, plan: { kind: 'change', ...plan }, filed_on: null }
			]);
		}
	});
	await db.destroy();
}

/** Ten times the total; what comes from public funds was not read. */
function misread(filing: Filing): Filing {
	const { income_total, income_fiscal } = filing.figures;
	const figures = {
		...filing.figures,
		income_total: { ...income_total, value: (income_total.value ?? 0) * 10 },
		income_fiscal: { ...income_fiscal, value: null, missing: 'not_recognised' as const }
	};
	const units = filing.units.map((unit) => (unit.role === 'total' ? { ...unit, figures } : unit));
	return { ...filing, figures, units };
}

function displaced(filing: Filing): Filing {
	const { income_total } = filing.figures;
	const figures = { ...filing.figures, income_total: { ...income_total, printed: '0' } };
	const units = filing.units.map((unit) => (unit.role === 'total' ? { ...unit, figures } : unit));
	return { ...filing, figures, units };
}

/** Filings and figures without times and runs. */
async function content(): Promise<string[]> {
	const db = openReader(workspace.database);
	const filings = await db
		.selectFrom('filing')
		.select(['id', 'department_id', 'fiscal_year', 'version', 'is_current'])
		.select(['content_sha256', 'findings_sha256'])
		.orderBy('id')
		.execute();
	const figures = await db.selectFrom('figure').selectAll().orderBy('filing_id').execute();
	await db.destroy();
	return [...filings, ...figures].map((row) => JSON.stringify(row));
}

test('what the same reader reads again differs in nothing, from whatever kind of file', async () => {
	const table = workspace.write('430600/2020/a.csv', figuresTable(3, [2019, 2020]));
	const named = workspace.write(
		'999800/b.csv',
		`${FIGURES_HEAD.replace('jurisdiction,', '')}\n,示例局,2020,万元,3,1,2\n`
	);
	await workspace.import([FIXTURES, table, workspace.path('')]);
	expect(named).toContain('999800');
	const before = await workspace.dump();
	expect(reread('--confirm')).toMatchObject({
		status: 0,
		refused: [],
		left: [],
		moved: 0,
		difference: { filings: [], counts: { unchanged_filings: 8 } },
		stored: 0,
		backup: null
	});
	expect(await workspace.dump()).toBe(before);
});

test('a figure that was misread is shown, and stored only when that is confirmed', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(2, [2019, 2020]))]);
	const right = await content();
	await asReadBefore(2020, misread);
	const wrong = await workspace.dump();
	const shown = reread();
	expect(shown).toMatchObject({ status: 0, stored: 0, backup: null });
	expect(shown.difference.counts).toMatchObject({ added: 2, replaced: 2, removed: 0 });
	expect(shown.difference.filings[0]).toMatchObject({
		department: { code: '101' },
		fiscal_year: 2020,
		version: { before: 1, after: 1 },
		figures: [
			{
				measure: 'income_total',
				state: 'replaced',
				before: { value: 1_200_000_000 },
				after: { value: 120_000_000 }
			},
			{ measure: 'income_fiscal', state: 'added', after: { value: 100_000_000 } }
		]
	});
	expect(await workspace.dump()).toBe(wrong);
	const stored = reread('--confirm');
	expect(stored).toMatchObject({ status: 0, stored: 2, difference: shown.difference });
	expect(await content()).toEqual(right);
	expect(await workspace.problems()).toEqual([]);
	expect(reread()).toMatchObject({ difference: { filings: [] }, moved: 0 });
	expect(stored.backup).not.toBeNull();
	copyFileSync(stored.backup ?? '', workspace.database);
	for (const suffix of ['-wal', '-shm']) rmSync(workspace.database + suffix, { force: true });
	expect(reread().difference).toEqual(shown.difference);
});

test('where only places and printed text differ, they are brought up', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(1, [2020]))]);
	const right = await content();
	await asReadBefore(2020, displaced);
	expect(await content()).not.toEqual(right);
	expect(reread('--confirm')).toMatchObject({ moved: 1, stored: 1, difference: { filings: [] } });
	expect(await content()).toEqual(right);
});

test('a version that a person chose stays', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(2, [2020]))]);
	await workspace.import([workspace.write('b.csv', figuresTable(1, [2020], 300))]);
	const db = openExisting(workspace.database);
	const of = { area: '999900', department: '101', fiscal_year: 2020 };
	expect(await restoreVersion(startSession(db), of, 1)).toBe(true);
	await db.destroy();
	await asReadBefore(2020, misread);
	const told = reread('--confirm');
	expect(told.left).toMatchObject([{ department: { code: '101' }, why: 'chosen' }]);
	expect(told).toMatchObject({ former_files: 1, stored: 1 });
	expect(told.difference.filings).toMatchObject([{ department: { code: '102' } }]);
});

test('a filing whose files now come to another year is left, and so is that other', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(1, [2019]))]);
	const db = openExisting(workspace.database);
	const source = await makeSource(Buffer.from(figuresTable(1, [2020])), 'a.csv', 'csv');
	await db.updateTable('source_file').set(source).execute();
	await db.destroy();
	const before = await content();
	const told = reread('--confirm');
	expect(told.left).toMatchObject([
		{ department: { code: '101' }, fiscal_year: 2019, why: 'not_given', now: { fiscal_year: 2020 } }
	]);
	expect(told).toMatchObject({ status: 0, stored: 0, difference: { filings: [] } });
	expect(await content()).toEqual(before);
});

test('a file that was passed over for a newer one does not come back', async () => {
	const later = figuresTable(1, [2020], 300);
	await workspace.import([workspace.write('a.csv', figuresTable(2, [2020]))]);
	await workspace.import([workspace.write('b.csv', later)]);
	const others = figuresTable(1, [2021]).split('\n')[1] ?? '';
	const again = `${figuresTable(1, [2020])}${others}\n`;
	await workspace.import([workspace.write('c.csv', again)]);
	const before = await content();
	expect(reread('--confirm')).toMatchObject({ left: [], stored: 0 });
	expect(await content()).toEqual(before);
});

test('a file that is refused today leaves its filings as they are, with status 1', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(2, [2020]))]);
	await asReadBefore(2020, misread);
	const before = await content();
	const db = openExisting(workspace.database);
	await db
		.updateTable('source_file')
		.set({ content: Buffer.from('x') })
		.execute();
	await db.destroy();
	const told = reread('--confirm');
	expect(told).toMatchObject({ status: 1, stored: 0, difference: { filings: [] } });
	expect(told.refused).toMatchObject([{ path: 'in/a.csv', issues: [{ code: 'source_damaged' }] }]);
	expect(told.left.map(({ why }) => why)).toEqual(['unreadable', 'unreadable']);
	expect(await content()).toEqual(before);
});

test(`${KILLS} kills leave the ledger as before or as after`, async () => {
	const years = Array.from({ length: 4 }, (_, index) => 2012 + index);
	await workspace.import([workspace.write('a.csv', figuresTable(40, years))]);
	const right = await content();
	for (const year of years) await asReadBefore(year, misread);
	const wrong = await content();
	for (let kill = 0; kill < KILLS; kill++) {
		const child = spawn(process.execPath, [SCRIPT, '--confirm', '--db', workspace.database]);
		const folder = join(workspace.folder, 'db');
		// The copy gets its name just before the transaction.
		const wait = setInterval(() => {
			if (readdirSync(folder).includes('backups'))
				setTimeout(() => child.kill('SIGKILL'), kill * 100);
		}, 5);
		await new Promise((resolve) => child.once('close', resolve));
		clearInterval(wait);
		rmSync(join(folder, 'backups'), { recursive: true, force: true });
		expect(await workspace.problems()).toEqual([]);
		expect([wrong, right]).toContainEqual(await content());
	}
	expect(reread('--confirm').status).toBe(0);
	expect(await content()).toEqual(right);
});

test.each([
	[['x'], 2, '多余的参数“x”'],
	[['--db', '/nowhere/at.all'], 3, '找不到数据库文件']
])('%j ends with %i and says why', (args, status, sentence) => {
	const run = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
	expect(run.stdout).toBe('');
	expect(run.status).toBe(status);
	expect(run.stderr).toContain(sentence);
});
