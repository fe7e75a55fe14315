import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { showFile } from '#lib/server/import/parser/parse.ts';
import { fileBlocks, sourceOf, type Source } from '#lib/server/questions/sources/source.ts';
import { FIGURES_HEAD, figuresTable, Workspace } from '../import/workspace.ts';

const FORM = join(
	import.meta.dirname,
	'../../forms/accounts/fixtures/income-beside-spending/input.html'
);

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

async function show(filing: number, file: number): Promise<Source | null> {
	const db = openReader(workspace.database);
	const source = await sourceOf(db, filing, null, { number: file });
	await db.destroy();
	return source;
}

test('the numbers that the import left over are the ones that are dimmed', async () => {
	const { files } = await workspace.import([workspace.write('a.html', readFileSync(FORM))]);
	const left = files[0]?.leftovers ?? [];
	expect(left.length).toBeGreaterThan(0);
	const source = await show(1, 0);
	const dimmed = (source?.blocks ?? []).flatMap((block) =>
		block.kind === 'table'
			? block.rows.flatMap(({ number: row, cells }) =>
					cells
						.filter(({ left: why }) => why !== undefined)
						.map(({ column, left: why }) => [block.number, row, column, why])
				)
			: []
	);
	const listed = left.flatMap(({ place, why }) =>
		place.kind === 'cell' ? [[place.table, place.row, place.column, why]] : []
	);
	expect(dimmed).toEqual(listed);
});

const BUDGETS = join(
	import.meta.dirname,
	'../../forms/accounts/fixtures/budget-before-accounts/input.html'
);

test('a report with a budget that is no measure of its own can be shown', async () => {
	await workspace.import([workspace.write('a.html', readFileSync(BUDGETS))]);
	expect((await show(1, 0))?.blocks).not.toEqual([]);
});

test('every file of a filing can be shown', async () => {
	const row = (year: number) => `999900,101,示例第一局,${year},万元`;
	await workspace.import([
		workspace.write('a.csv', `${FIGURES_HEAD}\n${row(2021)},3,1,2\n`),
		workspace.write(
			'b.csv',
			`${FIGURES_HEAD.replace(/income.*/, 'staff_quota')}\n${row(2021)},22\n`
		)
	]);
	const [first, second, beyond] = [await show(1, 0), await show(1, 2), await show(1, 7)];
	expect(first?.files.map(({ number }) => number)).toEqual([1, 2]);
	expect(first?.files.map(({ is_shown }) => is_shown)).toEqual([true, false]);
	expect(second?.files.map(({ is_shown }) => is_shown)).toEqual([false, true]);
	expect([first?.file.name, second?.file.name].sort()).toEqual(['a.csv', 'b.csv']);
	expect(beyond?.file.name).toBe(first?.file.name);
});

test('a file that is not stored yet shows every figure that would be read of it', async () => {
	const bytes = readFileSync(FORM);
	const { files } = await workspace.import([workspace.write('a.html', bytes)]);
	const figures = Object.values(files[0]?.filings[0]?.figures ?? {});
	const expected = figures.flatMap(({ value, place }) =>
		value !== null && place?.kind === 'cell' ? [`${place.table} ${place.row} ${place.column}`] : []
	);
	const lit = (await fileBlocks(bytes, 'a.html', false)).blocks.flatMap((block) =>
		block.kind === 'table'
			? block.rows.flatMap(({ number: row, cells }) =>
					cells
						.filter(({ used }) => used !== undefined)
						.map(({ column }) => `${block.number} ${row} ${column}`)
				)
			: []
	);
	expect(new Set(lit)).toEqual(new Set(expected));
	expect(lit.length).toBeGreaterThan(0);
});

test('a table that is not stored yet shows its head and first rows', async () => {
	const bytes = Buffer.from(figuresTable(20, [2020]));
	const { blocks } = await fileBlocks(bytes, 'a.csv', true);
	const [block] = blocks;
	expect(block?.kind === 'table' && [block.head.length, block.rows.length]).toEqual([1, 6]);
});

test('a large file that is not stored yet is read apart: others are answered meanwhile', async () => {
	const row = `<tr>${'<td>甲</td>'.repeat(8)}</tr>`;
	const form = readFileSync(FORM, 'utf8');
	const bytes = Buffer.from(form.replace('</body>', `<table>${row.repeat(5000)}</table></body>`));
	expect(bytes.length).toBeGreaterThan(form.length + 300_000);
	const before = process.cpuUsage();
	const { blocks, problem } = await fileBlocks(bytes, 'a.html', false);
	const { user } = process.cpuUsage(before);
	const apart = user / 1000;
	expect([problem, blocks.length > 1]).toEqual([null, true]);
	const began = process.cpuUsage();
	await showFile({ name: 'a.html', bytes, forms: [], shown: 'document' });
	expect(apart).toBeLessThan(process.cpuUsage(began).user / 1000);
});

test('a file that the reader refuses is a sentence in the place of its cells', async () => {
	const cells = `<tr>${'<td>甲</td>'.repeat(8)}</tr>`.repeat(7000);
	const bytes = Buffer.from(`<html><body><table>${cells}</table></body></html>`);
	const { blocks, problem } = await fileBlocks(bytes, 'a.html', false);
	expect(blocks).toEqual([]);
	expect(problem).toContain('表格超过 50000 格');
});
