import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importBundledData } from '#lib/server/import/bundled-data.ts';
import { FIXTURES, figuresTable, scoresTable, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
	workspace.write(
		'data/jurisdictions.csv',
		'code,name,is_demo\n430600,岳阳市,0\n999900,示例市,1\n'
	);
	workspace.write('data/demo/figures.csv', figuresTable(2, [2020, 2021]));
	workspace.write('data/demo/scores.csv', scoresTable(2, [2020, 2021]));
	cpSync(
		join(FIXTURES, 'port-office-2021.txt'),
		join(workspace.path('data/reports'), '岳阳市/report.txt')
	);
});
afterEach(() => {
	workspace.remove();
});

/** Imports the bundle and tells the files in their order. */
async function bundle() {
	const data = workspace.path('data');
	const files: string[] = [];
	const summary = await importBundledData(workspace.database, data, {
		file: async ({ path, status }) => {
			files.push(`${status} ${relative(data, path)}`);
		}
	});
	return { summary, files };
}

test('an empty database gets the registry, the reports and then the tables', async () => {
	const { summary, files } = await bundle();
	expect(summary).toMatchObject({ files: 3, stored: 3, failed: 0 });
	expect(files).toEqual([
		'stored reports/岳阳市/report.txt',
		'stored demo/figures.csv',
		'stored demo/scores.csv'
	]);
	const dump = await workspace.dump();
	expect(dump).toContain('{"code":"999900","name":"示例市","is_demo":1,');
	expect(await workspace.problems()).toEqual([]);
});

test('a first start that is broken off leaves no filing, and the next one brings all', async () => {
	const breakOff = async () => {
		throw new Error('broken off');
	};
	const half = importBundledData(workspace.database, workspace.path('data'), { file: breakOff });
	await expect(half).rejects.toThrow('broken off');
	expect(await bundle()).toMatchObject({ summary: { stored: 3 } });
});

test('a database in which something is filed is left as it is', async () => {
	await workspace.import([workspace.write('own.csv', figuresTable(1, [2022]))]);
	const before = await workspace.dump();
	expect(await bundle()).toEqual({ summary: null, files: [] });
	expect(await workspace.dump()).toBe(before);
});

test('a folder without bundled data leaves an empty, usable database', async () => {
	const summary = await importBundledData(workspace.database, workspace.path('nothing'));
	expect(summary).toMatchObject({ files: 0, stored: 0 });
	expect(await bundle()).toMatchObject({ summary: { stored: 3 } });
});
