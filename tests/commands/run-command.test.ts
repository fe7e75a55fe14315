/** Commands whose output goes nowhere, and commands that are stopped by hand, as a shell runs them. */
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { figuresTable, Workspace } from '../server/import/workspace.ts';

const YEARS = [2015, 2016, 2017, 2018, 2019, 2020];

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
	for (const year of YEARS) workspace.write(`${year}.csv`, figuresTable(15, [year]));
});
afterEach(() => {
	workspace.remove();
});

interface Ended {
	status: number | null;
	errors: string;
}

function runImport(options: string[], out: number | 'pipe') {
	const args = ['scripts/import.ts', workspace.path(''), '--db', workspace.database, ...options];
	const stdio = ['ignore', out, 'pipe'] as const;
	const child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, stdio: [...stdio] });
	let errors = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const ended = new Promise<Ended>((resolve) =>
		child.once('close', (status) => {
			resolve({ status, errors });
		})
	);
	return { child, ended };
}

async function expectWhole(): Promise<void> {
	const { summary } = await workspace.import([workspace.path('')]);
	expect(summary).toMatchObject({ unchanged: YEARS.length, failed: 0 });
	expect(await workspace.problems()).toEqual([]);
}

test.each([[[]], [['--json']]])(
	'a reader who has read enough ends no import %j',
	async (options) => {
		const { child, ended } = runImport(options, 'pipe');
		child.stdout?.once('data', () => child.stdout?.destroy());
		expect(await ended).toEqual({ status: 0, errors: '' });
		await expectWhole();
	}
);

test.skipIf(!existsSync('/dev/full'))('output that found no room is told once', async () => {
	const { ended } = runImport([], openSync('/dev/full', 'w'));
	expect(await ended).toEqual({ status: 1, errors: '输出没有写全：磁盘已满。\n' });
	await expectWhole();
});

test.each([
	['SIGINT', 130],
	['SIGTERM', 143]
] as const)('an import that is stopped by %s says so and can go on', async (signal, status) => {
	const { child, ended } = runImport([], 'pipe');
	child.stdout?.once('data', () => child.kill(signal));
	expect(await ended).toEqual({
		status,
		errors:
			'已停止。列为存入、更新的都已入库，没有存了一半的报告；再导入一次，接着导入其余的，不会重复。\n'
	});
	expect(await workspace.problems()).toEqual([]);
	await workspace.import([workspace.path('')]);
	await expectWhole();
});
