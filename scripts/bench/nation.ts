/**
 * A nation on three PostgreSQL servers of this machine: the yearly table and its departments lie parted by area, and one of the
 * servers asks all three through postgres_fdw. SQL makes the rows, whose figures mean nothing. The product's own questions are
 * asked of single areas, and sums of the whole nation: `node scripts/bench/nation.ts [AREAS] [DEPARTMENTS]`, by default
 * 320 areas of 938 departments and ten years, three million department-years. Thirty million (3200 areas) take 15 GB of
 * disk, which are given back.
 */
import type { Kysely } from 'kysely';
import { existsSync, readFileSync } from 'node:fs';
import { countByRule } from '#lib/server/questions/findings/reviewed.ts';
import { answerView } from '#lib/server/questions/departments/list.ts';
import { directoryOf } from '#lib/server/questions/departments/directory.ts';
import { overviewOf } from '#lib/server/questions/figures/overview.ts';
import { comparablesOf, observationsOf } from '#lib/server/questions/figures/population.ts';
import { listAreasWithYears } from '#lib/server/questions/areas.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { markdownTable } from '../docs/markdown.ts';
import { startPostgres } from '../../tests/harness/postgres.ts';
import { median, quantile, round, sayMachine } from './measure.ts';
import { areaNumbered, makeParts, rawRows, YEARS, type Part } from './nation-parts.ts';

const [areas = 320, departments = 938] = process.argv.slice(2).map(Number);
/** Areas that each question is asked of, and turns of a question of the nation; one before them warms up. */
const ASKED = 12;
const LAST = YEARS.at(-1) ?? 0;

/** Grouped by the area first, so that each server adds up its own and sends one row for each area and year. */
const SUMS_OF_NATION = `select fiscal_year, sum(spent) as spent, sum(filed) as filed from (
	select jurisdiction_code, fiscal_year, sum(spending_total) as spent, count(*) as filed
	from department_year group by jurisdiction_code, fiscal_year
) as a group by fiscal_year order by fiscal_year`;
const AREAS_OF_YEAR = `select jurisdiction_code, sum(spending_total) as spent, count(*) as filed
	from department_year where fiscal_year = ${LAST} group by jurisdiction_code`;
const TABLE_OF_AREA = `select d.code, d.name, y.spending_total from department_year as y
	join department as d on d.id = y.department_id and d.jurisdiction_code = y.jurisdiction_code
	where y.jurisdiction_code = '${areaNumbered(1)}' and y.fiscal_year = ${LAST}`;

/** Each is answered once an area, so none from the cache. */
const QUESTIONS: Record<string, (db: Kysely<Database>, area: string) => Promise<unknown>> = {
	'departments from A to Z': directoryOf,
	'figures of a year': (db, area) => observationsOf(db, area, LAST),
	'figures fit to compare': (db, area) => comparablesOf(db, area, LAST),
	'table of a view': (db, area) =>
		answerView(db, {
			view: 'structure',
			area,
			year: LAST,
			base: LAST - 1,
			filter: { kind: null, words: '' },
			order: { key: 'code', descending: false }
		}),
	'findings by rule': (db, area) => countByRule(db, { area, year: LAST }),
	overview: (db, area) => overviewOf(db, { area, year: LAST, base: LAST - 1, years: YEARS })
};

/**
 * The database that asks orders texts so by itself: a comparison by another order than that of the database is not sent to
 * the servers, and all rows would come instead.
 */
const BY_CODE_POINT = ['--template=template0', '--locale-provider=libc', '--locale=C'];

sayMachine();
const servers = [await startPostgres(), await startPostgres(), await startPostgres()];
try {
	const parts = servers.map((server, index): Part => {
		const from = Math.floor((areas * index) / servers.length);
		const to = Math.floor((areas * (index + 1)) / servers.length);
		return { address: server.createDatabase('part'), from, to };
	});
	const nation = servers[0]?.createDatabase('nation', ...BY_CODE_POINT) ?? '';
	const begin = performance.now();
	await makeParts(nation, parts, departments);
	console.log(`made in ${round((performance.now() - begin) / 1000, 0)} s`);
	await ask(nation);
} finally {
	for (const server of servers) server.stop();
}

async function ask(nation: string): Promise<void> {
	const lines: string[][] = [];
	const line = (name: string, taken: readonly Taken[]) => {
		const of = (kind: keyof Taken) => taken.slice(1).map((each) => each[kind]);
		const cells = [median(of('cpu')), quantile(of('cpu'), 1), median(of('clock'))];
		lines.push([name, ...cells.map((value) => String(round(value)))]);
	};
	const step = Math.max(1, Math.floor(areas / (ASKED + 1)));
	for (const [name, question] of Object.entries(QUESTIONS)) {
		const db = openReader(nation);
		const taken: Taken[] = [];
		for (let at = 0; at <= ASKED; at++) {
			taken.push(await timed(() => question(db, areaNumbered((at * step) % areas))));
		}
		line(`${name}, one area`, taken);
		await db.destroy();
	}
	line('list of areas and years (nation)', await eachAnew(nation, listAreasWithYears));
	const asking = (text: string) => (db: Kysely<Database>) => rawRows(db, text);
	line('sum of each area in a year (nation)', await eachAnew(nation, asking(AREAS_OF_YEAR)));
	line('sums by year (nation)', await eachAnew(nation, asking(SUMS_OF_NATION)));
	const db = openReader(nation);
	const rows = areas * departments * YEARS.length;
	console.log(`${rows} department-years in ${areas} areas on ${servers.length} servers:\n`);
	console.log(
		markdownTable(['question', 'median CPU ms', 'most CPU ms', 'median ms by the clock'], lines)
	);
	for (const text of [TABLE_OF_AREA, AREAS_OF_YEAR, SUMS_OF_NATION]) {
		const plan = (await rawRows(db, `explain (verbose, costs off) ${text}`)) as Record<
			string,
			string
		>[];
		console.log(`\n${plan.map((row) => row['QUERY PLAN']).join('\n')}`);
	}
	await db.destroy();
}

/** By a reader of its own each time, since answers are kept. */
async function eachAnew(
	nation: string,
	question: (db: Kysely<Database>) => Promise<unknown>
): Promise<Taken[]> {
	const taken: Taken[] = [];
	for (let turn = 0; turn <= ASKED; turn++) {
		const db = openReader(nation);
		// Connects to all servers.
		await rawRows(db, 'select count(*) from area_year');
		taken.push(await timed(() => question(db)));
		await db.destroy();
	}
	return taken;
}

/** Milliseconds. */
interface Taken {
	clock: number;
	/** Processor time of this process and of all processes of the servers. */
	cpu: number;
}

async function timed(act: () => Promise<unknown>): Promise<Taken> {
	const [begin, used] = [performance.now(), processorTime()];
	await act();
	return { clock: performance.now() - begin, cpu: processorTime() - used };
}

function processorTime(): number {
	const { user, system } = process.cpuUsage();
	const ofServers = servers
		.flatMap(({ pid }) => childrenOf(pid))
		.reduce((sum, pid) => sum + nanoseconds(pid), 0);
	return (user + system) / 1e3 + ofServers / 1e6;
}

function childrenOf(pid: number): number[] {
	const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
	return text === '' ? [] : text.split(' ').map(Number);
}

/** A process may have ended meanwhile. */
function nanoseconds(pid: number): number {
	const path = `/proc/${pid}/schedstat`;
	return existsSync(path) ? Number(readFileSync(path, 'utf8').split(' ')[0]) : 0;
}
