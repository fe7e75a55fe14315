/**
 * Processor time of every page that no cache holds, by this build and by a former one, by turns, beside the page that asks
 * nothing: `node scripts/bench/page-costs.ts [FORMER]`. FORMER is the folder of a former build with its dependencies. Ratios and
 * processor time count, since the clock says more of what else the machine does; a core makes 1,000 / CPU ms a second.
 */
import { join } from 'node:path';
import { importBundledData } from '#lib/server/import/bundled-data.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { markdownTable } from '../docs/markdown.ts';
import { runChild, sayMachine, scratchFolder } from './measure.ts';
import { pagesOf } from './page-list.ts';
import { askMany, ask, closeConnections } from './requests.ts';
import { startUncached, type MeasuredServer } from './server.ts';

/** No data of the ledger, the frame of pages alone. */
const FLOOR = '/recheck';
/** Pages that are not made at the start. */
const MORE = ['/changes', '/compendium', '/reassessments'];
/** Made before pages are counted, so that code is compiled. */
const BEFORE = 40;
const COUNTED = 60;

sayMachine();
const folder = scratchFolder();
const [former] = process.argv.slice(2);
const own = join(folder, 'own.db');
await importBundledData(own, join(PROJECT_ROOT, 'data'));
const paths = [...(await pagesOf(own)), ...MORE, FLOOR];

const ours = await costsOf(await startUncached(own));
const before = former ? await costsOf(await startFormer(former)) : null;
closeConnections();
const lines = [...ours]
	.sort(([, a], [, b]) => b.cpu - a.cpu)
	.map(([path, { cpu, bytes }]) => {
		const then = before?.get(path);
		return [
			path,
			cpu.toFixed(1),
			then?.cpu.toFixed(1) ?? '',
			then ? (cpu / then.cpu).toFixed(2) : '',
			String(Math.round(bytes / 1024)),
			then ? String(Math.round(then.bytes / 1024)) : ''
		];
	});
const heads = ['page', 'CPU ms', 'before', 'ratio', 'kB of HTML', 'before'];
console.log(markdownTable(heads, lines));

interface Cost {
	/** Milliseconds of processor time, compression included. */
	cpu: number;
	/** Bytes of the page as written. */
	bytes: number;
}

/** Pages of each build's own import: the numbers of filings are the same, since files are read in the same order. */
async function startFormer(root: string): Promise<MeasuredServer> {
	const database = join(folder, 'former.db');
	const data = ['data/demo', 'data/reports'].map((path) => join(root, path));
	const args = [join(root, 'scripts/import.ts'), ...data, '--db', database];
	runChild(process.execPath, args, join(folder, 'time'));
	return startUncached(database, root);
}

/** Leaves out pages that the build does not have. */
async function costsOf(server: MeasuredServer): Promise<Map<string, Cost>> {
	const costs = new Map<string, Cost>();
	for (const path of paths) {
		const url = server.url + path;
		const { status, size } = await ask(url, {});
		if (status !== 200) continue;
		await askMany(BEFORE, () => url);
		const begin = server.cpu();
		await askMany(COUNTED, () => url);
		costs.set(path, { cpu: ((server.cpu() - begin) * 1000) / COUNTED, bytes: size });
	}
	await server.stop();
	return costs;
}
