/** Whatever the order in which the files of a folder are named, or came to be in it, the ledger is the same to the byte. */
import fc from 'fast-check';
import { cpSync, globSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FIXTURES, figuresTable, scoresTable, Workspace } from './workspace.ts';

const FORMS = join(import.meta.dirname, '../../forms');
const LISTS = join(import.meta.dirname, '../../fixtures/lists');

const fixturesIn = (folder: string) =>
	globSync('**/input.html', { cwd: folder }).map((path) => ({
		path: join(folder, path),
		name: basename(dirname(path))
	}));

let workspace: Workspace;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
	vi.useRealTimers();
});

/** The registry, reports in three formats, forms of every kind, lists, tables, and a table that corrects another. */
function fill(): string[] {
	for (const { path, name } of [...fixturesIn(FORMS), ...fixturesIn(LISTS)]) {
		mkdirSync(workspace.path('forms'), { recursive: true });
		cpSync(path, workspace.path(`forms/${name}.html`));
	}
	cpSync(FIXTURES, workspace.path('reports'), { recursive: true });
	workspace.write(
		'z/names.csv',
		'jurisdiction,code,name,aliases\n999900,101,示例第一局,示例第101局\n'
	);
	workspace.write('z/areas.csv', 'code,name,is_demo\n999900,示例市,1\n');
	workspace.write('tables/2020.csv', figuresTable(3, [2019, 2020]));
	workspace.write('tables/2020更正.csv', figuresTable(2, [2020], 150));
	workspace.write('tables/scores.csv', scoresTable(3, [2020]));
	workspace.write('broken.docx', 'PK');
	return globSync('**/*.*', { cwd: workspace.path('') }).map((path) => workspace.path(path));
}

async function dumpAfter(paths: readonly string[]): Promise<string> {
	const fresh = new Workspace();
	const { database } = workspace;
	Object.assign(workspace, { database: fresh.database });
	await workspace.import(paths);
	const dump = await workspace.dump();
	Object.assign(workspace, { database });
	fresh.remove();
	return dump;
}

test('the order in which files are named does not matter', async () => {
	const paths = fill();
	const dump = await dumpAfter(paths);
	expect(dump.split('\n').length).toBeGreaterThan(500);
	const orders = fc.shuffledSubarray(paths, { minLength: paths.length });
	await fc.assert(
		fc.asyncProperty(orders, async (order) => {
			expect(await dumpAfter(order)).toBe(dump);
		}),
		{ numRuns: 2 }
	);
});

test.each([
	['short first', ['short', 'full']],
	['full first', ['full', 'short']]
])('of several imports the fullest spelling names a new department: %s', async (_, order) => {
	const table = (name: string, year: number) =>
		`行政区划,部门名称,年度,收入合计（万元）,支出合计（万元）\n云岭县,${name},${year},10,9\n`;
	const files = {
		short: workspace.write('a.csv', table('口岸办', 2021)),
		full: workspace.write('b.csv', table('云岭县人民政府口岸管理办公室', 2022))
	};
	for (const key of order) await workspace.import([files[key as 'short' | 'full']]);
	const names = [
		...(await workspace.dump()).matchAll(/"code":"(auto-[0-9a-f]+)","name":"([^"]+)"/g)
	];
	expect(names.map(([, , name]) => name)).toEqual(['云岭县人民政府口岸管理办公室']);
	codes.add(names[0]?.[1]);
	expect(codes.size).toBe(1);
});

const codes = new Set<string | undefined>();
