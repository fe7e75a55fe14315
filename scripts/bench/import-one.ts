/**
 * One .docx report after another into a ledger with a million registered departments in 400 areas:
 * `node scripts/bench/import-one.ts [DEPARTMENTS]`. The parsing process, which is started for each, is not counted.
 */
import SqliteConnection from 'better-sqlite3';
import { join } from 'node:path';
import { importPaths } from '#lib/server/import/import.ts';
import { writeReports } from './made-up-reports.ts';
import { median, round, sayMachine, scratchFolder } from './measure.ts';

const REPORTS = 9;
const AREAS = 400;
const folder = scratchFolder();
const databasePath = join(folder, 'ledger.db');
const departments = Number(process.argv[2] ?? 1_000_000);

sayMachine();
const reports = join(folder, 'reports');
const [first, ...others] = writeReports(reports, REPORTS + 1).map(({ name }) =>
	join(reports, name)
);
// The first makes the ledger, and warms the program up.
if (first) await importPaths([first], { databasePath });
register(databasePath);
const used: number[] = [];
for (const path of others) {
	const before = process.cpuUsage();
	await importPaths([path], { databasePath });
	const { user, system } = process.cpuUsage(before);
	used.push((user + system) / 1000);
}
console.log(
	`one report among ${departments} departments: ${round(median(used))} ms of processor time, ${round(Math.max(...used))} at most`
);

/** Marked as hashed, which would take longer than all the rest and changes nothing here. */
function register(path: string): void {
	const connection = new SqliteConnection(path);
	connection
		.prepare(
			`with recursive n(i) as (select 0 union all select i + 1 from n where i < ? - 1)
			insert into jurisdiction (code, name, is_demo, row_hash)
			select 100000 + i, '第' || i || '县', 0, 'made up' from n`
		)
		.run(AREAS);
	connection
		.prepare(
			`with recursive n(i) as (select 0 union all select i + 1 from n where i < ? - 1)
			insert into department (jurisdiction_code, code, name, row_hash)
			select 100000 + i % ${AREAS}, i, '第' || i % ${AREAS} || '县第' || i || '局', 'made up' from n`
		)
		.run(departments);
	connection.close();
}
