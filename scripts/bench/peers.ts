/**
 * The overview, and of it the charts and figures alone that the peers show, beside those made with Observable Framework and
 * with Evidence, and beside two floors, a page of one word and the overview's bare words, each loaded into a fresh window by
 * turns (`npm run build` first; needs the npm registry, once): `node scripts/bench/peers.ts [ROUNDS]`. Prints a table for docs/benchmarks.md.
 */
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../tests/harness/chromium.ts';
import { median, round, sayMachine, scratchFolder } from './measure.ts';
import {
	BEYOND_PEERS,
	plainText,
	buildEvidence,
	buildFramework,
	filesOf,
	type PeerRow,
	plainPage,
	serveFiles
} from './peer-pages.ts';
import { bundledDatabase, startMeasured } from './server.ts';

const AREA = '999900';
const YEARS = [2017, 2018, 2019, 2020, 2021, 2022, 2023];
const MEASURES = [
	'spending_total',
	'spending_personnel',
	'spending_operating',
	'spending_project',
	'income_total',
	'three_public_total',
	'three_public_vehicle_purchase',
	'balance_cumulative',
	'score_form'
];
/** Slowness of the processor (times) and of the line (milliseconds there and back) while a page is opened. */
const STATES = [
	{ name: '1×', slower: 1, line: 0 },
	{ name: '4×', slower: 4, line: 0 },
	{ name: '1×, line of 40 ms and 20 Mbit/s', slower: 1, line: 40 }
] as const;
/** Bytes a second of such a line. */
const LINE_SPEED = 20e6 / 8;

interface Item {
	department: { name: string };
	value: number | null;
}

/** One row a department and year, from the product's own interface: both sides show the same figures. */
async function rowsOf(url: string): Promise<PeerRow[]> {
	const rows = new Map<string, PeerRow>();
	for (const year of YEARS)
		for (const measure of MEASURES) {
			const query = `area=${AREA}&year=${year}&measure=${measure}`;
			const answer = await fetch(`${url}/api/v1/figures?${query}`);
			const { items } = (await answer.json()) as { items: Item[] };
			for (const { department, value } of items) {
				const key = `${year} ${department.name}`;
				const row = rows.get(key) ?? { year, department: department.name };
				rows.set(key, { ...row, [measure]: value });
			}
		}
	return [...rows.values()];
}

/**
 * Six drawings and a table of twenty rows below its head, painted: the time is that of the frame after the one that has
 * them. A canvas counts once it is there, before anything is drawn on it.
 */
const OBSERVE = `window.measured = { shift: 0, blocking: 0, visible: null };
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) window.measured.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) window.measured.blocking += entry.duration - 50;
}).observe({ type: 'longtask', buffered: true });
(function look() {
	const drawings = [...document.querySelectorAll('main :is(svg, canvas)')].filter((one) => one.clientWidth > 300);
	const rows = document.querySelectorAll('main tr');
	if ((drawings.length >= 6 && rows.length >= 21) || document.querySelector('[data-floor]'))
		requestAnimationFrame(() => (window.measured.visible = performance.now()));
	else requestAnimationFrame(look);
})();`;

/** The overview with nothing but what the peers' pages show. */
async function sameCharts(browser: Browser, overview: string): Promise<string> {
	const page = await browser.newPage();
	const same = await page.evaluate(
		([html, beyond]) => {
			const parsed = new DOMParser().parseFromString(html, 'text/html');
			for (const one of parsed.querySelectorAll(beyond)) one.remove();
			return `<!doctype html>${parsed.documentElement.outerHTML}`;
		},
		[overview, BEYOND_PEERS] as const
	);
	await page.close();
	return same;
}

interface Load {
	kb: number;
	requests: number;
	visible: number;
	blocking: number;
	shift: number;
	heap: number;
}

/** One first load, with nothing kept from before. */
async function load(
	browser: Browser,
	url: string,
	{ slower, line }: (typeof STATES)[number]
): Promise<Load> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	const client = await context.newCDPSession(page);
	let [bytes, requests] = [0, 0];
	client.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
		requests += 1;
	});
	await client.send('Network.enable');
	if (line > 0)
		await client.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: line,
			downloadThroughput: LINE_SPEED,
			uploadThroughput: LINE_SPEED
		});
	await client.send('Emulation.setCPUThrottlingRate', { rate: slower });
	await page.addInitScript(OBSERVE);
	await page.goto(url, { waitUntil: 'networkidle' });
	await page.waitForFunction('window.measured.visible !== null');
	const { visible, blocking, shift } = await page.evaluate<Load>('window.measured');
	await client.send('HeapProfiler.collectGarbage');
	const { usedSize } = await client.send('Runtime.getHeapUsage');
	await context.close();
	return { kb: bytes / 1024, requests, visible, blocking, shift, heap: usedSize / 2 ** 20 };
}

const DECIMALS = { kb: 1, requests: 0, visible: 0, blocking: 0, shift: 3, heap: 1 } as const;

function middle(loads: readonly Load[]): Load {
	const keys = Object.keys(DECIMALS) as (keyof Load)[];
	return Object.fromEntries(
		keys.map((key) => [key, round(median(loads.map((one) => one[key])), DECIMALS[key])])
	) as unknown as Load;
}

const rounds = Number(process.argv[2] ?? 5);
sayMachine();
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found: nothing can be measured.');
const folder = scratchFolder();
const product = await startMeasured(await bundledDatabase(folder));
const overview = `${product.url}/?area=${AREA}`;
// Before the peers are built: meanwhile this process answers nothing, and the connection would be lost.
const rows = await rowsOf(product.url);
const html = await (await fetch(overview)).text();
const [, script = ''] = /src="(\/_app\/[^"]*)"/.exec(html) ?? [];
const scriptBytes = Buffer.from(await (await fetch(product.url + script)).arrayBuffer());
const framework = await serveFiles(filesOf(buildFramework(folder, rows)));
const evidence = await serveFiles(filesOf(buildEvidence(folder, rows)));
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const plain = await serveFiles(
	new Map([
		['/same.html', Buffer.from(await sameCharts(browser, html))],
		[script, scriptBytes],
		['/word.html', Buffer.from(plainPage('总览'))],
		['/words.html', Buffer.from(plainText(html))]
	])
);
const sides = {
	总览: overview,
	'of it the same charts': `${plain.url}same.html`,
	Framework: framework.url,
	Evidence: evidence.url,
	'one word': `${plain.url}word.html`,
	'bare words': `${plain.url}words.html`
};
console.log('| page | CPU | kB | requests | all visible, ms | blocking, ms | shift | heap, MB |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const state of STATES) {
	const loads: Record<string, Load[]> = {};
	for (let round = 0; round < rounds; round += 1)
		for (const [name, url] of Object.entries(sides))
			(loads[name] ??= []).push(await load(browser, url, state));
	for (const [name, all] of Object.entries(loads)) {
		const { kb, requests, visible, blocking, shift, heap } = middle(all);
		const cells = [name, state.name, kb, requests, visible, blocking, shift, heap];
		console.log(`| ${cells.join(' | ')} |`);
	}
}
await browser.close();
for (const one of [framework, evidence, plain]) one.stop();
await product.stop();
