/** `test` with a browser page that fails its test on any error, and is closed afterwards. */
import { buffer } from 'node:stream/consumers';
import {
	type BrowserContext,
	chromium,
	type Locator,
	type Page,
	type Response
} from 'playwright-core';
import { expect, inject, test as base } from 'vitest';

/** The moment at which every page test takes place. */
const NOW = new Date('2024-06-03T09:30:00+08:00');

export interface Visit {
	/** Status that the page itself must be answered with; 200 unless told. */
	status?: number;
	width?: number;
	height?: number;
	/** False switches scripts off. */
	javaScript?: boolean;
}

/** Milliseconds for one act or wait; a page that never comes fails the test all the same. */
const PATIENCE = 120_000;

/** Milliseconds for a hand-in to be read, which gives way to all other work of the machine. */
const READING = 600_000;

/** Opens `path` in a window of its own, waits until it is loaded, and returns it. */
type OpenPage = (path: string, visit?: Visit) => Promise<Page>;

export const test = base
	.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
		const browser = await chromium.connect(inject('browserEndpoint'));
		onCleanup(() => browser.close());
		return browser;
	})
	.extend('problems', () => [] as string[])
	.extend('openPage', async ({ browser, problems }, { onCleanup }) => {
		const contexts: BrowserContext[] = [];
		onCleanup(async () => {
			await Promise.all(contexts.map((context) => context.close()));
			expect(problems, 'the page must load without an error').toEqual([]);
		});
		const openPage: OpenPage = async (path, visit = {}) => {
			const { status = 200, width = 1440, height = 900, javaScript = true } = visit;
			const context = await browser.newContext({
				baseURL: inject('baseUrl'),
				locale: 'zh-CN',
				timezoneId: 'Asia/Shanghai',
				viewport: { width, height },
				javaScriptEnabled: javaScript
			});
			contexts.push(context);
			context.setDefaultTimeout(PATIENCE);
			const page = await context.newPage();
			await page.clock.setFixedTime(NOW);
			watch(page, problems, { status, address: new URL(path, inject('baseUrl')).href });
			const response = await page.goto(path, { waitUntil: 'load' });
			expect(response?.status()).toBe(status);
			return page;
		};
		return openPage;
	});

/**
 * Does what leads to another page, or to the same one anew, and waits until that has come whole: a click alone returns
 * at its first bytes, and an address that is waited for may be that of the page before.
 */
export async function arrive(page: Page, act: () => Promise<void>): Promise<void> {
	await Promise.all([page.waitForEvent('load'), act()]);
}

/** Follows a link, or sends a form by its button. */
export function follow(target: Locator): Promise<void> {
	return arrive(target.page(), () => target.click());
}

/** The bytes of the file behind a link. */
export async function downloaded(link: Locator): Promise<Buffer> {
	const arriving = link.page().waitForEvent('download');
	await link.click();
	return buffer(await (await arriving).createReadStream());
}

/** Chooses files, or a folder where `selector` is a choice of one, by their paths: the driver of the browser would send all bytes of a large one through two processes. */
export async function choose(page: Page, files: string[], selector = '#files'): Promise<void> {
	const browser = await page.context().newCDPSession(page);
	const { root } = await browser.send('DOM.getDocument');
	const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector });
	await browser.send('DOM.setFileInputFiles', { nodeId, files });
	await browser.detach();
}

/** The text of the page that comes to have `target` by itself, once it has come whole. */
export async function textOnceWith(target: Locator): Promise<string> {
	const page = target.page();
	await target.waitFor({ timeout: READING });
	await page.waitForLoadState('load');
	return page.getByRole('main').innerText();
}

/** Notes everything that a reader's browser would complain about; a refused style or script is a console error. */
function watch(page: Page, problems: string[], meant: { status: number; address: string }): void {
	const isMeant = (response: Response) =>
		response.status() === meant.status && response.url() === meant.address;
	page.on('console', (message) => {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		const isOwnStatus = meant.status >= 400 && message.location().url === meant.address;
		if (!isOwnStatus) problems.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
	page.on('requestfailed', (request) => {
		const reason = request.failure()?.errorText ?? '';
		// The browser itself gives up what has not come yet of a page that is left: its icon, or the script of its charts.
		const isLeft = reason === 'net::ERR_ABORTED' && !request.isNavigationRequest();
		if (!isLeft) problems.push(`failed: ${request.url()} ${reason}`);
	});
	page.on('response', (response) => {
		if (response.status() >= 400 && !isMeant(response)) {
			problems.push(`${response.status()}: ${response.url()}`);
		}
	});
}
