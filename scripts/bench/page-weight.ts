/**
 * Measures what the first load of each page costs a browser (`npm run build` first): bytes and requests, layout shift, time in
 * which it cannot answer, memory: `node scripts/bench/page-weight.ts [DATABASE]`. The floor is an empty page.
 */
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../tests/harness/chromium.ts';
import { round, sayMachine, scratchFolder } from './measure.ts';
import { measuredDatabase, startPlain, startMeasured } from './server.ts';

const PATHS = [
	'/',
	'/departments',
	'/structure',
	'/three-public',
	'/balances',
	'/scores',
	'/outliers',
	'/compare',
	'/findings',
	'/filings',
	'/brief'
];

/** Runs in the page before anything else; a task longer than 50 ms blocks for the time above that. */
const OBSERVE = `window.measured = { shift: 0, blocking: 0 };
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) window.measured.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => {
	for (const entry of list.getEntries()) window.measured.blocking += entry.duration - 50;
}).observe({ type: 'longtask', buffered: true });`;

sayMachine();
const executablePath = findChromium();
if (executablePath === null) {
	console.log('No Chromium was found: nothing can be measured.');
	process.exit(1);
}
const server = await startMeasured(await measuredDatabase(scratchFolder()));
const empty = await startPlain(0);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const table: Record<string, object> = { 'empty page': await weigh(browser, empty.url) };
for (const path of PATHS) table[path] = await weigh(browser, server.url + path);
console.table(table);
await browser.close();
await Promise.all([server.stop(), empty.stop()]);

interface Measured {
	shift: number;
	/** Milliseconds. */
	blocking: number;
	/** Milliseconds to the first paint with content. */
	painted: number;
}

/** In a window of its own, with nothing kept from before. */
async function weigh(opened: Browser, url: string) {
	const context = await opened.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	const client = await context.newCDPSession(page);
	let bytes = 0;
	let requests = 0;
	client.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
		requests += 1;
	});
	await client.send('Network.enable');
	await page.addInitScript(OBSERVE);
	await page.goto(url, { waitUntil: 'networkidle' });
	const { shift, blocking, painted } = await page.evaluate<Measured>(`({
		...window.measured,
		painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
	})`);
	await client.send('HeapProfiler.collectGarbage');
	const { usedSize } = await client.send('Runtime.getHeapUsage');
	await context.close();
	return {
		kb: round(bytes / 1024),
		requests,
		first_paint_ms: round(painted, 0),
		layout_shift: round(shift, 3),
		blocking_ms: round(blocking, 0),
		heap_mb: round(usedSize / 2 ** 20)
	};
}
