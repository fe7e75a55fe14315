import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tryPaths } from '#lib/server/import/try.ts';
import { TryReport } from '#lib/server/import/try-report.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

test('each file is told as if it were the only one', async () => {
	const HEAD = '部门,年度,单位,收入合计,支出合计\n';
	const paths = ['1.00', '2.00', '-'].map((income, index) =>
		workspace.write(`${index}.csv`, `${HEAD}示例市水利局,2023,万元,${income},9.00\n`)
	);
	let told = '';
	const out = new Writable({
		write(text, _, done) {
			told += String(text);
			done();
		}
	});
	const summary = await tryPaths(paths, [], new TryReport(out));
	expect(summary).toEqual({
		files: 3,
		stored: 3,
		replaced: 0,
		unchanged: 0,
		skipped: 0,
		failed: 0
	});
	expect(told.match(/收入合计：\S+元/g)?.sort()).toEqual([
		'收入合计：10,000.00元',
		'收入合计：20,000.00元'
	]);
	expect(told.match(/读到\d项/g)?.sort()).toEqual(['读到1项', '读到2项', '读到2项']);
});
