/** Makes the pictures of the guides anew, from the made-up city: `npm run docs:pictures`. Needs a Chromium, as the page tests do. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { refuseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { CHROMIUM_ARGS, ensureChromium } from '../tests/harness/chromium.ts';
import { scratchFolder } from './bench/measure.ts';
import { bundledDatabase, startMeasured } from './bench/server.ts';

const FOLDER = join(PROJECT_ROOT, 'docs/pictures');
const SIZE = { width: 1000, height: 620 };
/** Pages that the guides show; the last two are reached from a figure, as a reader reaches them. */
const PAGES: Readonly<Record<string, string>> = {
	overview: '/?area=999900',
	department: '/departments/101?area=999900',
	findings: '/findings?area=999900',
	filings: '/filings?area=999900',
	brief: '/brief?area=999900',
	'hand-in': '/hand-in?area=999900'
};

await runCommand(async () => {
	refuseArguments('docs:pictures');
	const server = await startMeasured(await bundledDatabase(scratchFolder()));
	try {
		await takeAll(server.url);
	} finally {
		await server.stop();
	}
});

async function takeAll(url: string): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
	const context = await browser.newContext({ viewport: SIZE });
	const page = await context.newPage();
	for (const [name, path] of Object.entries(PAGES)) {
		await page.goto(url + path, { waitUntil: 'networkidle' });
		await take(page, name);
	}
	await page.goto(`${url}/departments/101?area=999900`);
	const figure = page.locator('table a[href*="measure=spending_total"]').first();
	await page.goto(url + ((await figure.getAttribute('href')) ?? ''));
	await take(page, 'source');
	await page.getByText('更正这个数').click();
	await page.waitForLoadState('networkidle');
	await take(page, 'correction');
	await browser.close();
}

async function take(page: Page, name: string): Promise<void> {
	const png = await page.screenshot({ animations: 'disabled' });
	const blank = await page.context().newPage();
	const webp = await blank.evaluate(toWebp, png.toString('base64'));
	await blank.close();
	writeFileSync(join(FOLDER, `${name}.webp`), Buffer.from(webp.replace(/^[^,]*,/, ''), 'base64'));
}

/** Runs in the browser, which can write the smaller format. */
async function toWebp(png: string): Promise<string> {
	const image = new Image();
	image.src = `data:image/png;base64,${png}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [image.width, image.height];
	canvas.getContext('2d')?.drawImage(image, 0, 0);
	return canvas.toDataURL('image/webp', 0.82);
}
