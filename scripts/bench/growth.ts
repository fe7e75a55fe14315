/**
 * Every question that pages ask, in this process, on hundreds of areas with a million department-years in all, each
 * asked of several areas for the first time; beside one statement alone and, where `@duckdb/node-api` can be loaded (see
 * `docs/benchmarks.md`), beside DuckDB: `node scripts/bench/growth.ts [AREAS] [DEPARTMENTS] [DATABASE]`.
 */
import { createRequire } from 'node:module';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import { markdownTable } from '../docs/markdown.ts';
import { listAreasWithYears } from '#lib/server/questions/areas.ts';
import { findDepartment, historyOf } from '#lib/server/questions/departments/department.ts';
import { answerView } from '#lib/server/questions/departments/list.ts';
import { directoryOf } from '#lib/server/questions/departments/directory.ts';
import { listFilings } from '#lib/server/questions/reports/filings.ts';
import { countByRule, listFindings } from '#lib/server/questions/findings/reviewed.ts';
import { defaultOutliers, listOutliers } from '#lib/server/questions/figures/outliers.ts';
import { overviewOf } from '#lib/server/questions/figures/overview.ts';
import { comparablesOf, observationsOf } from '#lib/server/questions/figures/population.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { makeManyAreas } from './many-areas.ts';
import { median, quantile, round, sayMachine, scratchFolder } from './measure.ts';

const [areas = 400, departments = 250] = process.argv.slice(2, 4).map(Number);
/** Areas that each question is asked of; one before them warms the code up. */
const ASKED = 12;

const SUM_OF_AREA = `select fiscal_year, sum(spending_total) from department_year
	where jurisdiction_code = 'AREA' group by fiscal_year`;
const SUM_OF_ALL =
	'select fiscal_year, sum(spending_total) from department_year group by fiscal_year';

sayMachine();
const folder = scratchFolder();
const path = process.argv[4] ?? (await makeManyAreas(folder, areas, departments));
const db = openReader(path);
const all = await listAreasWithYears(db);
const step = Math.max(1, Math.floor(all.length / (ASKED + 1)));
const chosen = all.filter((_, index) => index % step === 0).slice(0, ASKED + 1);
const lines: string[][] = [];

for (const [name, ask] of Object.entries(questionsOf(db))) {
	const taken: number[] = [];
	for (const { code, years } of chosen) taken.push(await timed(() => ask(code, years)));
	line(`${name}, one area`, taken.slice(1));
}
line('list of areas and years', await areasAnew());
await floors();
await db.destroy();
const rows = all.reduce((sum, { filings }) => sum + filings, 0);
console.log(`${rows} department-years in ${all.length} areas:\n`);
console.log(markdownTable(['question', 'median CPU ms', 'most CPU ms'], lines));

function line(name: string, taken: readonly number[]): void {
	lines.push([name, String(round(median(taken))), String(round(quantile(taken, 1)))]);
}

/** Milliseconds of processor time of all threads: the clock says more of what else the machine does. */
async function timed(ask: () => unknown): Promise<number> {
	const before = process.cpuUsage();
	await ask();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

type Question = (area: string, years: readonly number[]) => Promise<unknown>;

/** In the order in which a page asks; each is answered once per area, so none from the cache. */
function questionsOf(db: Kysely<Database>): Record<string, Question> {
	const last = (years: readonly number[]) => years.at(-1) ?? 0;
	const filter = { kind: null, words: '' };
	const order = { key: 'code', descending: false } as const;
	return {
		'departments from A to Z': (area) => directoryOf(db, area),
		'figures of a year': (area, years) => observationsOf(db, area, last(years)),
		'figures fit to compare': (area, years) => comparablesOf(db, area, last(years)),
		'table of a view': (area, years) => {
			const year = last(years);
			return answerView(db, { view: 'structure', area, year, base: year - 1, filter, order });
		},
		filings: (area, years) => listFilings(db, area, last(years)),
		'findings by rule': (area, years) => countByRule(db, { area, year: last(years) }),
		'first findings': (area, years) =>
			listFindings(db, { area, year: last(years) }, { limit: 100, offset: 0 }),
		'history of one department': async (area, years) => {
			const [first] = await directoryOf(db, area);
			const found = first && (await findDepartment(db, area, first.code));
			return found && historyOf(db, found, years);
		},
		overview: (area, years) => {
			const year = last(years);
			return overviewOf(db, { area, year, base: year - 1, years });
		},
		'outliers of a year': (area, years) => listOutliers(db, defaultOutliers(area, last(years)))
	};
}

/** The answer that every page begins with, each time by a reader of its own. */
async function areasAnew(): Promise<number[]> {
	const taken: number[] = [];
	for (let turn = 0; turn <= ASKED; turn++) {
		const reader = openReader(path);
		taken.push(await timed(() => listAreasWithYears(reader)));
		await reader.destroy();
	}
	return taken.slice(1);
}

/** SQLite alone, and DuckDB, adding up one figure. */
async function floors(): Promise<void> {
	const ledger = new DatabaseSync(path, { readOnly: true });
	await measureSums('SQLite alone', (sql) => ledger.prepare(sql).all());
	ledger.close();
	const duck = await duckdb();
	if (!duck) return;
	await duck.run(`create table department_year as select * from read_csv('${writeColumns()}')`);
	await measureSums('DuckDB', (sql) => duck.runAndReadAll(sql));
}

/** DuckDB reads SQLite's files by an extension that it would load from the network, so it is given a CSV. */
function writeColumns(): string {
	const columns = 'jurisdiction_code,fiscal_year,spending_total';
	const csv = join(folder, 'columns.csv');
	const ledger = new DatabaseSync(path, { readOnly: true });
	const found = ledger.prepare(`select ${columns} from department_year`).iterate();
	const out = openSync(csv, 'w');
	let text = `${columns}\n`;
	for (const row of found) {
		text += `${Object.values(row).join()}\n`;
		if (text.length < 1 << 20) continue;
		writeSync(out, text);
		text = '';
	}
	writeSync(out, text);
	closeSync(out);
	ledger.close();
	return csv;
}

async function measureSums(name: string, run: (sql: string) => unknown): Promise<void> {
	const ofAreas: number[] = [];
	const ofAll: number[] = [];
	for (const { code } of chosen) {
		ofAreas.push(await timed(() => run(SUM_OF_AREA.replace('AREA', code))));
		ofAll.push(await timed(() => run(SUM_OF_ALL)));
	}
	line(`${name}: one sum by year, one area`, ofAreas.slice(1));
	line(`${name}: one sum by year, all areas`, ofAll.slice(1));
}

interface Duck {
	run: (sql: string) => Promise<unknown>;
	runAndReadAll: (sql: string) => Promise<unknown>;
}

/** A connection to a database in memory; null where the package is not installed beside this file. */
async function duckdb(): Promise<Duck | null> {
	try {
		const require = createRequire(join(import.meta.dirname, 'peers/package.json'));
		const { DuckDBInstance } = require('@duckdb/node-api') as {
			DuckDBInstance: { create: (path: string) => Promise<{ connect: () => Promise<Duck> }> };
		};
		return await (await DuckDBInstance.create(':memory:')).connect();
	} catch {
		console.log('@duckdb/node-api is not installed in scripts/bench/peers: no figures of DuckDB.');
		return null;
	}
}
