/** Departments whose names, kinds, divisions and reasons are markup and scripts: shown as they are, never run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { importPaths } from '#lib/server/import/import.ts';
import { PAGES } from '#lib/components/shell.ts';
import { ask } from '../ask.ts';
import { PAYLOADS, strangers } from '../hostile.ts';
import { test } from '../page.ts';
import { type RunningServer, startServer } from '../server.ts';

let folder: string;
let server: RunningServer;

const code = (index: number) => `x${String(index + 1).padStart(2, '0')}`;

/** A table of departments, their figures of two years, and scores with reasons. */
function writeTables(): string[] {
	const write = (name: string, rows: object[]) => {
		const path = join(folder, name);
		writeFileSync(path, Papa.unparse(rows));
		return path;
	};
	const departments = PAYLOADS.map((payload, index) => ({
		jurisdiction: '999900',
		code: code(index),
		name: payload,
		kind: PAYLOADS[index % 4],
		division: PAYLOADS[(index + 7) % PAYLOADS.length]
	}));
	const figures = PAYLOADS.flatMap((payload, index) =>
		[2022, 2023].map((year) => ({
			jurisdiction: '999900',
			department_code: code(index),
			department: payload,
			fiscal_year: year,
			unit: '万元',
			staff_quota: 10,
			staff_actual: 10,
			income_total: 200 + index,
			income_carried_in: 20,
			income_fiscal: 180 + index,
			spending_total: 150 + index,
			spending_basic: 100,
			spending_personnel: 80,
			spending_operating: 20,
			spending_project: 50 + index,
			balance_cumulative: 50,
			three_public_total: index + (year - 2021) * 3,
			score_form: 95,
			score_sheet: 94,
			grade: '优'
		}))
	);
	const scores = PAYLOADS.flatMap((payload, index) =>
		['产出', '效果'].map((level) => ({
			jurisdiction: '999900',
			department_code: code(index),
			department: payload,
			fiscal_year: 2023,
			level1: level,
			level2: payload,
			level3: payload,
			weight: 50,
			score: 47,
			reason: payload
		}))
	);
	return [
		write('departments.csv', departments),
		write('figures.csv', figures),
		write('scores.csv', scores)
	];
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-hostile-'));
	mkdirSync(join(folder, 'db'));
	const databasePath = join(folder, 'db', 'ledger.db');
	const summary = await importPaths(writeTables(), { databasePath });
	expect(summary.failed).toBe(0);
	server = await startServer('serve', databasePath);
});

afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** Reaches for every chart, so that its live form shows names too. */
async function openTips(page: Page): Promise<void> {
	for (const drawing of await page.locator('.drawing').all()) {
		await drawing.focus();
		await drawing.locator('.live-layer svg').waitFor();
		for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
		await drawing.hover({ position: { x: 200, y: 60 } });
	}
}

const PATHS = [
	...PAGES.map(({ path }) => path),
	'/departments/x01',
	'/departments/x09',
	'/sources/1',
	'/compare?d=x10&d=x16&d=x17'
];

describe('nothing of a name runs, even where no policy would stop it', () => {
	test.for(PATHS)('%s', async (path, { browser }) => {
		const context = await browser.newContext({
			bypassCSP: true,
			locale: 'zh-CN',
			viewport: { width: 1280, height: 900 }
		});
		const page = await context.newPage();
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		page.on('dialog', (dialog) => {
			errors.push(`dialog: ${dialog.message()}`);
			void dialog.dismiss();
		});
		const response = await page.goto(server.url + path, { waitUntil: 'load' });
		expect(response?.status()).toBe(200);
		await openTips(page);
		expect(await page.evaluate(() => 'executed' in window)).toBe(false);
		expect(await strangers(page)).toEqual([]);
		expect(errors).toEqual([]);
		await context.close();
	});
});

describe('names are read as they were filed', () => {
	test('in the list of departments and their kinds', async ({ browser }) => {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${server.url}/departments`);
		const names = await page.locator('#table tbody th a').allTextContents();
		expect([...names].sort()).toEqual([...PAYLOADS].sort());
		const kinds = await page.locator('#table tbody th .note').allTextContents();
		expect(new Set(kinds)).toEqual(new Set(PAYLOADS.slice(0, 4)));
		await context.close();
	});

	test('in the title of a department and in the reasons of its score sheet', async ({
		browser
	}) => {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${server.url}/departments/x03?year=2023`);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(PAYLOADS[2]);
		expect(await page.title()).toContain(PAYLOADS[2] ?? '?');
		const reasons = page.getByRole('cell', { name: PAYLOADS[2] ?? '?', exact: true });
		expect(await reasons.count()).toBeGreaterThan(1);
		await context.close();
	});

	test('in the name of an exported file, made safe', async () => {
		for (const index of PAYLOADS.keys()) {
			const { status, headers } = await ask(server.url, `/exports/department/${code(index)}.csv`);
			expect(status).toBe(200);
			const name = /^attachment; filename\*=UTF-8''([\w.!~*'()%-]+)$/.exec(
				headers['content-disposition'] ?? ''
			)?.[1];
			expect(decodeURIComponent(name ?? '?')).toMatch(/^[^\\/:*?"<>|\p{C}]+\.csv$/u);
		}
	});
});
