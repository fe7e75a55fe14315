/** A jurisdiction of many departments: long lists come in pages, the state of which is in the address. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect } from 'vitest';
import { importPaths } from '#lib/server/import/import.ts';
import { follow, test } from '../page.ts';
import { type RunningServer, startServer } from '../server.ts';

const AREA = '999901';
const COUNT = 130;
const CODES = Array.from({ length: COUNT }, (_, at) => `B${String(at + 1).padStart(3, '0')}`);

let folder: string;
let server: RunningServer;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-many-'));
	const write = (name: string, rows: object[]) => {
		const path = join(folder, name);
		writeFileSync(path, Papa.unparse(rows));
		return path;
	};
	const paths = [
		write('jurisdictions.csv', [{ code: AREA, name: '测试市', is_demo: 1 }]),
		write(
			'departments.csv',
			CODES.map((code, at) => ({ jurisdiction: AREA, code, name: `测试市第${at + 1}局` }))
		),
		write(
			'expected.csv',
			CODES.map((code) => ({
				jurisdiction: AREA,
				department_code: code,
				fiscal_year: 2023,
				due_on: '2024-03-31'
			}))
		),
		write('figures.csv', [
			{
				jurisdiction: AREA,
				department_code: CODES[0],
				department: '测试市第1局',
				fiscal_year: 2023,
				unit: '万元',
				spending_total: 150
			}
		])
	];
	const databasePath = join(folder, 'many.db');
	expect((await importPaths(paths, { databasePath })).failed).toBe(0);
	server = await startServer('serve', databasePath);
});
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

test('报送 shows a hundred departments a page, and the others by a link', async ({ openPage }) => {
	const page = await openPage(`${server.url}/filings?area=${AREA}&round=missing`);
	const rows = page.getByRole('table').first().getByRole('rowheader');
	expect(await rows.count()).toBe(100);
	await follow(page.getByRole('link', { name: '下一页' }));
	expect(new URL(page.url()).searchParams.get('round')).toBe('missing');
	expect(await page.getByText('第101—129行，共129行').isVisible()).toBe(true);
	expect(await rows.count()).toBe(29);
});
