/** Pages as paper. */
import { describe, expect } from 'vitest';
import { test } from '../page.ts';
import { DEMO, REAL } from './paths.ts';

/** Sheets of a PDF file, from its page objects. */
function countSheets(pdf: Buffer): number {
	return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

describe('领导一页纸 is one sheet of A4', () => {
	test.for([
		`/brief?area=${DEMO.code}`,
		`/brief?area=${DEMO.code}&year=2017`,
		`/brief?area=${DEMO.code}&d=${DEMO.department}`,
		`/brief?area=${REAL.code}`,
		`/brief?area=${REAL.code}&d=${REAL.department}`
	])('%s', async (path, { openPage }) => {
		const page = await openPage(path);
		expect(countSheets(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
	});

	test('the count sees more sheets than one', async ({ openPage }) => {
		const page = await openPage(`/definitions?area=${DEMO.code}`);
		expect(countSheets(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(1);
	});
});

test('paper says what was chosen and when it was printed', async ({ openPage }) => {
	const page = await openPage(`/scores?area=${DEMO.code}&kind=${encodeURIComponent('学校')}`);
	expect(await page.getByText('类别为学校').isVisible()).toBe(false);
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
	expect(await page.getByText('筛选：类别为学校').isVisible()).toBe(true);
	expect(await page.getByText('打印于 2024年6月3日').isVisible()).toBe(true);
});

describe('a page of drawings', () => {
	test('is small and readable on paper: strokes and no pictures, wide ones on a lying sheet', async ({
		openPage
	}) => {
		const page = await openPage(`/structure?area=${DEMO.code}`);
		const pdf = await page.pdf({ preferCSSPageSize: true });
		expect(pdf.length).toBeLessThan(1_500_000);
		const text = pdf.toString('latin1');
		expect(text).not.toMatch(/\/Subtype\s*\/Image/);
		const [, width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
		expect(Number(width)).toBeGreaterThan(Number(height));
	});
});
