/**
 * A page that sets `export const csr = true` works. No page of the product does, so a copy of the project is built in
 * which two of them do, one of them with buttons that only script can answer; the pages that no test opens are left out.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { build, SOURCES } from '#lib/commands/build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { test } from './page.ts';
import { DEMO } from './pages/paths.ts';
import { startServer, type RunningServer } from './server.ts';

const BUTTONS = `<script>
	import { goto } from '$app/navigation';
	let { children } = $props();
	let count = $state(0);
</script>
<button onclick={() => count++}>次数{count}</button>
<button onclick={() => goto('/balances?area=${DEMO.code}&year=2021')}>改为2021年</button>
<button onclick={() => goto('/scores?area=${DEMO.code}&year=2021')}>到得分</button>
{@render children()}
`;

/** The pages below the first that are opened: to build all of them takes two thirds longer. */
const OPENED = ['balances', 'scores'];

let root: string;
let server: RunningServer;

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'mingzhang-hydration-'));
	for (const part of ['scripts', ...SOURCES]) {
		cpSync(join(PROJECT_ROOT, part), join(root, part), { recursive: true });
	}
	for (const entry of readdirSync(join(root, 'src/routes'), { withFileTypes: true })) {
		const isLeftOut = entry.isDirectory() && !OPENED.includes(entry.name);
		if (isLeftOut) rmSync(join(entry.parentPath, entry.name), { recursive: true });
	}
	symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
	for (const route of ['.', 'balances']) {
		writeFileSync(join(root, 'src/routes', route, '+page.ts'), 'export const csr = true;\n');
	}
	writeFileSync(join(root, 'src/routes/balances/+layout.svelte'), BUTTONS);
	await build(root);
	server = await startServer('serve', inject('databasePath'), {}, root);
});
afterAll(async () => {
	await server.stop();
	rmSync(root, { recursive: true, force: true });
});

/** The drawings of the page by the id of their chart. */
function drawings(page: Page): Promise<[id: string, markup: string][]> {
	return page
		.locator('figure.chart')
		.evaluateAll((charts) =>
			charts.map((chart) => [chart.id, chart.querySelector('.still.wide svg')?.outerHTML ?? ''])
		);
}

/** The years that the links of the navigation lead to. */
async function yearsOfLinks(page: Page): Promise<string[]> {
	const addresses = await page
		.locator('nav a')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
	return [...new Set(addresses.map((at) => new URL(at).searchParams.get('year') ?? 'none'))];
}

test.for(['/', '/balances'])('%s shows the drawings of the product', async (path, { openPage }) => {
	const address = `${path}?area=${DEMO.code}&year=2022`;
	const expected = await drawings(await openPage(address));
	const page = await openPage(server.url + address);
	expect(expected.length).toBeGreaterThan(1);
	expect(await drawings(page)).toEqual(expected);
	expect(await yearsOfLinks(page)).toEqual(['2022']);
});

test('script answers, and another year brings its own drawings, charts and links', async ({
	openPage
}) => {
	const page = await openPage(`${server.url}/balances?area=${DEMO.code}&year=2022`);
	await page.getByRole('button', { name: '次数0' }).click();
	await page.getByRole('button', { name: '次数1' }).waitFor();
	await page.locator('figure.chart .drawing').first().hover();
	await page.locator('.drawing.live').waitFor();

	await page.getByRole('button', { name: '改为2021年' }).click();
	await page.waitForURL(/year=2021/);
	await page.locator('caption', { hasText: '2021年' }).first().waitFor({ state: 'attached' });
	await expect.poll(() => page.locator('.drawing.live').count()).toBe(0);
	await expect.poll(() => yearsOfLinks(page)).toEqual(['2021']);
	const expected = await drawings(await openPage(`/balances?area=${DEMO.code}&year=2021`));
	await expect.poll(() => drawings(page)).toEqual(expected);
	await page.locator('figure.chart .drawing').first().hover();
	await page.locator('.drawing.live').waitFor();
});

test('it leads to pages that do not hydrate, and back', async ({ openPage }) => {
	const page = await openPage(`${server.url}/balances?area=${DEMO.code}&year=2022`);
	await page.locator('nav a', { hasText: '绩效得分' }).first().click();
	await page.waitForURL(/\/scores\?.*year=2022/);
	expect((await drawings(page)).length).toBeGreaterThan(0);
	await page.goBack();
	await page.getByRole('button', { name: '到得分' }).click();
	await page.waitForURL(/\/scores\?.*year=2021/);
	await page.getByRole('heading', { name: '绩效得分', level: 1 }).waitFor();
	expect((await drawings(page)).every(([, markup]) => markup.includes('<svg'))).toBe(true);
});
