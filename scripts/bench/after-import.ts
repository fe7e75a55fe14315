/**
 * Measures what readers wait for after an import: every main page of some years is opened, one department's figures of one year change,
 * and the pages are opened again; processor time of the server per page, by what was changed:
 * `node scripts/bench/after-import.ts [FORMER]`, FORMER being the folder of a former build with its dependencies.
 * Needs `npm run build` first. Pages the server makes by itself meanwhile are counted too.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBundledData } from '#lib/server/import/bundled-data.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { markdownTable } from '../docs/markdown.ts';
import { median, quantile, runChild, sayMachine, scratchFolder } from './measure.ts';
import { DEMO_AREA, DEMO_PATHS, DEMO_YEARS } from './page-list.ts';
import { ask, closeConnections } from './requests.ts';
import { startMeasured } from './server.ts';

const IMPORTS = 3;

sayMachine();
const folder = scratchFolder();
const ledger = join(folder, 'bundled.db');
await importBundledData(ledger, join(PROJECT_ROOT, 'data'));
const [former] = process.argv.slice(2);
const lines = [await measured('this build', PROJECT_ROOT)];
if (former) lines.push(await measured('former build', former));
closeConnections();
const heads = ['build', 'first time, CPU ms a page', 'after an import', 'median ms', '95% ms'];
console.log(markdownTable(heads, lines));

async function measured(name: string, root: string): Promise<string[]> {
	const database = join(folder, `${name}.db`);
	if (root === PROJECT_ROOT) copyFileSync(ledger, database);
	else
		importWith(
			root,
			['data/demo', 'data/reports'].map((path) => join(root, path)),
			database
		);
	const server = await startMeasured(database, root);
	const pages = DEMO_YEARS.flatMap((year) =>
		DEMO_PATHS.map((path) => `${path}?area=${DEMO_AREA}&year=${year}`)
	);
	const times: number[] = [];
	const openAll = async () => {
		const begin = server.cpu();
		for (const page of pages) times.push((await ask(server.url + page)).milliseconds);
		return ((server.cpu() - begin) * 1000) / pages.length;
	};
	const first = await openAll();
	times.length = 0;
	const again: number[] = [];
	for (let turn = 0; turn < IMPORTS; turn++) {
		// The server ends connections that rest for as long as an import takes.
		closeConnections();
		importWith(root, [changedRow(turn)], database);
		again.push(await openAll());
	}
	await server.stop();
	const figures = [first, median(again), median(times), quantile(times, 0.95)];
	return [name, ...figures.map((figure) => figure.toFixed(1))];
}

function importWith(root: string, paths: readonly string[], database: string): void {
	const args = [join(root, 'scripts/import.ts'), ...paths, '--db', database];
	runChild(process.execPath, args, join(folder, 'time'));
}

/** The table of one department's newest year, whose staff number differs from turn to turn. */
function changedRow(turn: number): string {
	const [head = '', ...rows] = readFileSync(
		join(PROJECT_ROOT, 'data/demo/figures.csv'),
		'utf8'
	).split('\n');
	const columns = head.split(',');
	const row = rows.find((one) => one.startsWith(`${DEMO_AREA},`) && one.includes(',2022,')) ?? '';
	const cells = row.split(',');
	const at = columns.indexOf('staff_actual');
	cells[at] = String(Number(cells[at]) + turn + 1);
	const path = join(folder, String(turn));
	mkdirSync(path, { recursive: true });
	writeFileSync(join(path, 'figures.csv'), `${head}\n${cells.join(',')}\n`);
	return join(path, 'figures.csv');
}
