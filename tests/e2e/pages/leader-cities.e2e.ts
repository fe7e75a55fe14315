/** The ten questions of a leader in cities that nobody has seen, each answered within two clicks of the overview. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { follow, test } from '../page.ts';
import { startServer, type RunningServer } from '../server.ts';
import { expectedAnswers, named, percent, ranked, says, statedIn, wan } from './leader-answers.ts';

/** Draws the city of the seed as the demonstration is drawn, and serves a ledger of it. */
async function serveCity(seed: string, folder: string): Promise<RunningServer> {
	const data = join(folder, 'data');
	const env = { ...process.env, DEMO_SEED: seed, DEMO_FOLDER: data };
	const drawn = spawnSync(process.execPath, ['scripts/generate-demo.ts'], {
		cwd: PROJECT_ROOT,
		env
	});
	if (drawn.status !== 0) throw new Error(drawn.stderr.toString());
	const databasePath = join(folder, 'ledger.db');
	const { failed } = await importPaths([data], { databasePath });
	if (failed > 0) throw new Error(`The city of ${seed} was not imported whole`);
	return startServer('serve', databasePath);
}

describe.each(['a city of the north', 'a city of the south'])('%s', (seed) => {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-city-'));
	let city: RunningServer;

	beforeAll(async () => {
		city = await serveCity(seed, folder);
	});
	afterAll(async () => {
		await city.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	test('who, how much, since when and why is answered in 常问', async ({ openPage }) => {
		const page = await openPage(`${city.url}/?year=2023`, { javaScript: false });
		await follow(page.getByRole('link', { name: '常问' }).first());
		const text = (await page.locator('main').textContent()) ?? '';
		for (const said of await expectedAnswers(city.url))
			expect.soft(says(text, said), said).toBe(true);
	});

	test('the personnel share of three departments over the years', async ({ openPage }) => {
		const pins = 'pin=503&pin=401&pin=305';
		const page = await openPage(`${city.url}/?year=2023&${pins}`, { javaScript: false });
		await follow(page.getByRole('link', { name: '对比' }).first());
		const shares = page.getByRole('row', { name: /^人员支出占比 ·/, includeHidden: true });
		expect((await shares.allTextContents()).join('').match(/\d%/g)?.length).toBeGreaterThanOrEqual(
			3 * 6
		);
	});

	test('is a score believable, where a number comes from, one A4 page', async ({ openPage }) => {
		const now = await statedIn(city.url, 2023);
		const [most] = ranked(now, (one) => one.spending_total);
		if (!most) throw new Error('The city has no departments');
		const open = () => openPage(`${city.url}/?year=2023`, { javaScript: false });
		const byName = new RegExp(`^\\s*${named(most)}\\s*$`);

		const page = await open();
		await follow(page.getByRole('link', { name: byName }).first());
		const text = await page.locator('main').textContent();
		expect.soft(text).toMatch(/评分表共100分，凭本报告可复算\d+分/);
		await follow(page.getByRole('link', { name: '本部门一页纸' }).first());
		const brief = await page.locator('main').textContent();
		for (const said of [
			wan(most.spending_total),
			`结转结余率${percent(most.balance_cumulative / most.spending_total)}`
		])
			expect.soft(brief).toContain(said);

		const overview = await open();
		await follow(overview.getByRole('link', { name: wan(most.spending_total) }).first());
		const printed = (most.spending_total / 1e6).toFixed(2);
		expect((await overview.locator('#at').textContent())?.replaceAll(',', '')).toContain(printed);
	});
});
