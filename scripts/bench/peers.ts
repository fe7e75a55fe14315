/**
 * The overview beside the same charts and figures made with Observable Framework, each loaded into a fresh window by turns
 * (`npm run build` first; needs the npm registry, once): `node scripts/bench/peers.ts [ROUNDS]`. Prints a table for
 * docs/benchmarks.md. The peer has its own package.json and lock file below `peers`, and is built in a scratch folder.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, delimiter, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { CHROMIUM_ARGS, findChromium } from '../../tests/harness/chromium.ts';
import { median, round, sayMachine, scratchFolder } from './measure.ts';
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
const SLOWER = [1, 4];

interface Item {
	department: { name: string };
	value: number | null;
}

/** One row a department and year, from the product's own interface: both sides show the same figures. */
async function rowsOf(url: string): Promise<Record<string, string | number | null>[]> {
	const rows = new Map<string, Record<string, string | number | null>>();
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

/** Installs and builds the peer in `folder`; its modules are hosted by itself, so that the page needs no network. */
function buildFramework(folder: string, rows: unknown): string {
	const peer = join(folder, 'framework');
	cpSync(join(PROJECT_ROOT, 'scripts/bench/peers/framework'), peer, { recursive: true });
	writeFileSync(join(peer, 'src/rows.json'), JSON.stringify(rows));
	const env = {
		...process.env,
		PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
		OBSERVABLE_TELEMETRY_DISABLE: '1'
	};
	for (const [command, ...args] of [
		['npm', 'ci', '--no-audit', '--no-fund'],
		['npx', '--no-install', 'observable', 'build']
	] as const) {
		const { status, stderr } = spawnSync(command, args, { cwd: peer, env, encoding: 'utf8' });
		if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
	}
	return join(peer, 'dist');
}

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json'
};

/** Serves a folder from memory, compressed as the product compresses. */
async function serveFolder(folder: string): Promise<{ url: string; stop: () => void }> {
	const files = new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [path.slice(folder.length), gzipSync(readFileSync(path))])
	);
	const server = createServer(({ url = '/' }, response) => {
		const path = decodeURI(url.split('?')[0] ?? '/').replace(/\/$/, '/index.html');
		const body = files.get(path);
		const type = TYPES[extname(path)] ?? 'application/octet-stream';
		response.writeHead(body ? 200 : 404, { 'content-type': type, 'content-encoding': 'gzip' });
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		stop: () => server.close()
	};
}

/** Six drawings and a table of twenty rows, painted: the time is that of the frame after the one that has them. */
const OBSERVE = `window.measured = { shift: 0, blocking: 0, visible: null };
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) window.measured.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) window.measured.blocking += entry.duration - 50;
}).observe({ type: 'longtask', buffered: true });
(function look() {
	const drawings = [...document.querySelectorAll('main svg')].filter((one) => one.clientWidth > 300);
	const rows = document.querySelectorAll('main tbody tr');
	if (drawings.length >= 6 && rows.length >= 20)
		requestAnimationFrame(() => (window.measured.visible = performance.now()));
	else requestAnimationFrame(look);
})();`;

interface Load {
	kb: number;
	requests: number;
	visible: number;
	blocking: number;
	shift: number;
	heap: number;
}

/** One first load, with nothing kept from before, on a processor that is so many times slower. */
async function load(browser: Browser, url: string, slower: number): Promise<Load> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	const client = await context.newCDPSession(page);
	let [bytes, requests] = [0, 0];
	client.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
		requests += 1;
	});
	await client.send('Network.enable');
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
const peer = await serveFolder(buildFramework(folder, await rowsOf(product.url)));
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const sides = { 总览: `${product.url}/?area=${AREA}`, Framework: peer.url };
console.log('| page | CPU | kB | requests | all visible, ms | blocking, ms | shift | heap, MB |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const slower of SLOWER) {
	const loads: Record<string, Load[]> = {};
	for (let round = 0; round < rounds; round += 1)
		for (const [name, url] of Object.entries(sides))
			(loads[name] ??= []).push(await load(browser, url, slower));
	for (const [name, all] of Object.entries(loads)) {
		const { kb, requests, visible, blocking, shift, heap } = middle(all);
		const cells = [name, `${slower}×`, kb, requests, visible, blocking, shift, heap];
		console.log(`| ${cells.join(' | ')} |`);
	}
}
await browser.close();
peer.stop();
await product.stop();
