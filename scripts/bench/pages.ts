/**
 * Answer times and requests a second of every page of the built server (`npm run build` first), held against the bars:
 * `node scripts/bench/pages.ts [bundled|large|FILE …]`. `bundled` are the data that come with the project, `large`
 * 1,000 made-up departments with 10 years; both where nothing is named.
 *
 * Cold: the first answer after the server said that it is ready (a server of its own for every page), and the first
 * after the data version rose while it runs. Warm: the same page again. Uncached: made anew at ten connections, from
 * kept answers and drawings. Processor time a page says what a core can do, however busy the machine is.
 */
import { hasPeer, quantile, round, sayMachine, scratchFolder } from './measure.ts';
import { makeLedger } from './made-up.ts';
import { copyOf, pagesOf, raiseVersion } from './page-list.ts';
import { ask, askMany, closeConnections, wrk } from './requests.ts';
import { bundledDatabase, startPlain, startMeasured, startUncached } from './server.ts';

interface Bar {
	cold: number;
	warm: number;
}

const BARS: Record<'bundled' | 'large', Bar> = {
	bundled: { cold: 150, warm: 30 },
	large: { cold: 200, warm: 20 }
};
const UNCACHED_PER_SECOND = 100;
const UNCACHED_P99 = 100;
const CACHED_PER_SECOND = 5_000;

const AGAIN = 20;
const UNCACHED = 200;
/** Made before uncached pages are counted, so that code is compiled. */
const BEFORE = 60;
const LARGE = 1_000;

sayMachine();
const folder = scratchFolder();
const asked = process.argv.slice(2);
const withWrk = hasPeer('wrk');
let missed = 0;
for (const name of asked.length > 0 ? asked : (['bundled', 'large'] as const)) {
	const database = await databaseOf(name);
	const bar = BARS[name === 'bundled' ? 'bundled' : 'large'];
	const table: Record<string, object> = {};
	for (const path of await pagesOf(database)) {
		table[path] = { ...(await answerTimes(database, path, bar)), ...(await load(database, path)) };
		console.log(`${name} ${path}`, table[path]);
	}
	console.log(`${name}: cold ≤ ${bar.cold} ms, warm ≤ ${bar.warm} ms`);
	console.table(table);
}
closeConnections();
console.log(missed === 0 ? 'Every page meets its bars.' : `${missed} bars were missed (marked ✗).`);

async function databaseOf(name: string): Promise<string> {
	if (name === 'bundled') return bundledDatabase(folder);
	return name === 'large' ? makeLedger(folder, LARGE) : copyOf(name, folder);
}

/** The figure, marked where it misses the bar. */
function held(value: number, isMet: boolean): string {
	if (!isMet) missed += 1;
	return `${round(value)}${isMet ? '' : ' ✗'}`;
}

/** One reader at a time. */
async function answerTimes(database: string, path: string, bar: Bar) {
	const server = await startMeasured(database);
	const first = await ask(server.url + path);
	const again: number[] = [];
	for (let turn = 0; turn < AGAIN; turn++) again.push((await ask(server.url + path)).milliseconds);
	raiseVersion(database);
	const changed = await ask(server.url + path);
	const cached = withWrk ? wrk(server.url + path).perSecond : NaN;
	await server.stop();
	const warm = quantile(again, 0.5);
	return {
		status: first.status,
		kb: round(first.size / 1024, 0),
		ready: round(server.ready, 0),
		cold: held(first.milliseconds, first.milliseconds <= bar.cold),
		changed: held(changed.milliseconds, changed.milliseconds <= bar.cold),
		warm: held(warm, warm <= bar.warm),
		...(withWrk ? await againstFloor(cached, first.size) : {})
	};
}

/** Cached pages a second, beside Node's own server sending as many bytes. */
async function againstFloor(cached: number, size: number) {
	const floor = await startPlain(size);
	const { perSecond } = wrk(floor.url);
	await floor.stop();
	return {
		'cached/s': held(cached, cached >= CACHED_PER_SECOND),
		'floor/s': Math.round(perSecond)
	};
}

/** Ten readers at a time, each page made anew. */
async function load(database: string, path: string) {
	const server = await startUncached(database);
	const url = () => server.url + path;
	await askMany(BEFORE, url);
	const before = server.cpu();
	const begin = performance.now();
	const taken = await askMany(UNCACHED, url);
	const perSecond = (UNCACHED * 1000) / (performance.now() - begin);
	const cpu = ((server.cpu() - before) * 1000) / UNCACHED;
	await server.stop();
	const p99 = quantile(taken, 0.99);
	return {
		'uncached/s': held(perSecond, perSecond >= UNCACHED_PER_SECOND),
		p99: held(p99, p99 <= UNCACHED_P99),
		'cpu ms': round(cpu)
	};
}
