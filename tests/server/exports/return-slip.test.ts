import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exportFile } from '#lib/server/exports/file.ts';
import { FIXTURES, Workspace } from '../import/workspace.ts';
import { openXlsx } from './opened.ts';

const workspace = new Workspace();
afterAll(() => {
	workspace.remove();
});

test('a return slip names the figures that could not be read, with their cells', async () => {
	const report = readFileSync(join(FIXTURES, 'port-office-2021.txt'), 'utf8');
	await workspace.import([workspace.write('a.txt', report.replace('770.47', '77O.47'))]);
	process.env.DATABASE_URL = `file:${workspace.database}`;
	const name = 'return-slips.xlsx';
	const url = new URL(`http://127.0.0.1/exports/${name}?year=2021`);
	const made = await exportFile(name, url);
	const sheets = [...(await openXlsx(made?.body as Uint8Array)).values()];
	const texts = JSON.stringify(sheets);
	expect(sheets.flat().filter((row) => row.includes('77O.47'))).toEqual([
		expect.arrayContaining(['a.txt'])
	]);
	expect(texts).toContain('“公共财政拨款”无法识读。');
	expect(texts).toContain('77O.47');
	expect(texts).toContain('请改正这一格后重新报送');
});
