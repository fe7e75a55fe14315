import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { figuresTable, scoresTable, Workspace } from './workspace.ts';

/** More by `KILLS=200`, for a night. */
const KILLS = Number(process.env.KILLS ?? 10);
const SCRIPT = join(import.meta.dirname, '../../../scripts/import.ts');

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
	for (let year = 2015; year < 2021; year++) {
		workspace.write(`${year}/a.csv`, figuresTable(15, [year]));
		workspace.write(`${year}/b.csv`, scoresTable(15, [year]));
		workspace.write(`${year}/c.csv`, figuresTable(15, [year], 200));
	}
});
afterEach(() => {
	workspace.remove();
});

interface Filing {
	code: string | undefined;
	fiscal_year: number;
	version: number;
}

/** From the line of the report that a filing has to itself. */
function readFiling(line: string): Filing {
	const found = /"code":"([^"]*)",.*?"fiscal_year":(\d+),"version":(\d+)/.exec(line);
	return { code: found?.[1], fiscal_year: Number(found?.[2]), version: Number(found?.[3]) };
}

/** Kills the import after it has told of so many filings, and returns those that it told of. */
async function killAfter(filings: number): Promise<Filing[]> {
	const args = [SCRIPT, workspace.path(''), '--json', '--db', workspace.database];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const told: string[] = [];
	let rest = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		told.push(...lines.filter((line) => line.startsWith('{"department"')));
		if (told.length >= filings) child.kill('SIGKILL');
	});
	await new Promise((resolve) => child.once('close', resolve));
	return told.map(readFiling);
}

/** Dumps the stored rows without ids and times, which depend on the order of events. */
async function content(): Promise<string[]> {
	const db = openReader(workspace.database);
	const rows = await db
		.selectFrom('filing')
		.innerJoin('department', 'department.id', 'filing.department_id')
		.select(['code', 'fiscal_year', 'version', 'is_current', 'content_sha256', 'findings_sha256'])
		.orderBy('code')
		.orderBy('fiscal_year')
		.orderBy('version')
		.execute();
	await db.destroy();
	return rows.map((row) => Object.values(row).join(' '));
}

test(`${KILLS} kills lose nothing that was acknowledged and leave nothing half stored`, async () => {
	for (let kill = 0; kill < KILLS; kill++) {
		const told = await killAfter(1 + ((kill * 37) % 200));
		expect(await workspace.problems()).toEqual([]);
		const stored = await content();
		for (const { code, fiscal_year, version } of told) {
			const start = `${code} ${fiscal_year} ${version} `;
			expect(stored.some((line) => line.startsWith(start))).toBe(true);
		}
	}
	const { summary } = await workspace.import([workspace.path('')]);
	expect(summary.failed).toBe(0);
	expect(await workspace.problems()).toEqual([]);
	const interrupted = await content();
	const clean = new Workspace();
	const { database } = clean;
	Object.assign(workspace, { database });
	await workspace.import([workspace.path('')]);
	expect(interrupted).toEqual(await content());
	clean.remove();
});

test('eight imports at once end as one after another does', async () => {
	const runs = Array.from({ length: 8 }, (_, index) => {
		const folders = [2015 + (index % 6), 2015 + ((index + 1) % 6)].map(String);
		const paths = folders.map((folder) => join(workspace.path(folder), 'a.csv'));
		const args = [SCRIPT, ...paths, '--db', workspace.database];
		const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
		let errors = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
		return new Promise<{ status: number | null; errors: string }>((resolve) =>
			child.once('close', (status) => {
				resolve({ status, errors });
			})
		);
	});
	expect(await Promise.all(runs)).toEqual(runs.map(() => ({ status: 0, errors: '' })));
	expect(await workspace.problems()).toEqual([]);
	const together = await content();
	const serial = new Workspace();
	Object.assign(workspace, { database: serial.database });
	const tables = [2015, 2016, 2017, 2018, 2019, 2020].map((year) =>
		workspace.path(`${year}/a.csv`)
	);
	await workspace.import(tables);
	expect(together).toEqual(await content());
	serial.remove();
});

test.each([300, 500, 800, 1200, 1600])(
	'a disk that takes %i kB leaves whole filings',
	async (kilobytes) => {
		const db = openWriter(workspace.database);
		await migrate(db, workspace.database);
		await db.destroy();
		const command = `ulimit -f ${kilobytes * 2}; exec "$0" "$@"`;
		const args = [process.execPath, SCRIPT, workspace.path(''), '--db', workspace.database];
		const { status, stderr } = spawnSync('sh', ['-c', command, ...args], { encoding: 'utf8' });
		expect(status).toBe(3);
		expect(stderr).toMatch(/磁盘|数据库/);
		expect(await workspace.problems()).toEqual([]);
		expect((await workspace.import([workspace.path('')])).summary.failed).toBe(0);
		expect(await workspace.problems()).toEqual([]);
	}
);
