/**
 * Answer times and requests a second of the built server (`npm run build` first), against a bare server that sends
 * the same bytes: `node scripts/bench/pages.ts [DATABASE]`. Uncached pages carry a number of their own in the address.
 * Requests a processor second say what one core can do, however busy the machine is.
 */
import { quantile, hasPeer, round, sayMachine, scratchFolder } from './measure.ts';
import { ask, askMany, closeConnections, type Answer, wrk } from './requests.ts';
import { type MeasuredServer, measuredDatabase, startBare, startMeasured } from './server.ts';

const UNCACHED = 300;
const ALONE = 20;

sayMachine();
const database = await measuredDatabase(scratchFolder());
const server = await startMeasured(database);
console.log(`ready after ${round(server.ready, 0)} ms`);
const department = await firstDepartment();
const paths = ['/', '/departments', department, '/structure'];

const single: Record<string, object> = {};
for (const path of paths) single[path] = await answerTimes(path);
console.table(single);

const load: Record<string, object> = {};
for (const path of paths) load[path] = await uncachedLoad(path);
console.table(load);

if (hasPeer('wrk')) {
	const cached: Record<string, object> = {};
	for (const path of paths) {
		const { size } = await ask(server.url + path);
		cached[path] = cachedLoad(server, path);
		const bare = await startBare(size);
		cached[`bare server, ${round(size / 1024)} kB`] = cachedLoad(bare, '/');
		await bare.stop();
	}
	console.table(cached);
}
closeConnections();
await server.stop();

async function firstDepartment(): Promise<string> {
	const { text } = await ask(`${server.url}/api/v1/departments`, {});
	const { items } = JSON.parse(text) as { items: { department: { code: string } }[] };
	return `/departments/${encodeURIComponent(items[0]?.department.code ?? '')}`;
}

/** One reader at a time. */
async function answerTimes(path: string) {
	const url = server.url + path;
	const first = await ask(url);
	const again = await inTurn(() => ask(url));
	const fresh = await inTurn((index) => ask(`${url}?alone=${index}`));
	const known = { 'if-none-match': first.headers.etag ?? '' };
	const unchanged = await inTurn(() => ask(url, known));
	return {
		status: first.status,
		kb_gzip: round(first.size / 1024),
		cold_ms: round(first.milliseconds),
		warm_ms: medianOf(again),
		uncached_ms: medianOf(fresh),
		unchanged: unchanged[0]?.status,
		unchanged_ms: medianOf(unchanged)
	};
}

async function inTurn(act: (index: number) => Promise<Answer>): Promise<Answer[]> {
	const answers: Answer[] = [];
	for (let index = 0; index < ALONE; index++) answers.push(await act(index));
	return answers;
}

function medianOf(answers: readonly Answer[]): number {
	return round(
		quantile(
			answers.map(({ milliseconds }) => milliseconds),
			0.5
		)
	);
}

/** Ten readers at a time, each page for the first time. */
async function uncachedLoad(path: string) {
	const before = server.cpu();
	const begin = performance.now();
	const taken = await askMany(UNCACHED, (index) => `${server.url}${path}?many=${index}`);
	const clock = (performance.now() - begin) / 1000;
	return {
		uncached_per_s: round(UNCACHED / clock),
		per_cpu_s: round(UNCACHED / (server.cpu() - before)),
		p50_ms: round(quantile(taken, 0.5)),
		p99_ms: round(quantile(taken, 0.99))
	};
}

function cachedLoad({ url, cpu }: Pick<MeasuredServer, 'url' | 'cpu'>, path: string) {
	const before = cpu();
	const { requests, perSecond } = wrk(url + path);
	return {
		cached_per_s: Math.round(perSecond),
		per_cpu_s: Math.round(requests / (cpu() - before))
	};
}
