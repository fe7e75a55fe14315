/**
 * `npm run validate`: everything that a change must pass. First types, format, what is unused and the build, then the tests;
 * the linter beside them. All of them are run, whichever fail; the exit status is another than 0 if any did.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { refuseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';

/** npm scripts one after another; the tests need what the last of them makes. */
const BEFORE_TESTS = ['check', 'lint:format', 'unused', 'build'];

await runCommand(async () => {
	refuseArguments('validate');
	// All read the types that it writes.
	const synced = await run('sync');
	// The linter takes longer than all of these on one core: tests that waited for it would leave the other idle.
	const linting = run('lint:code');
	const checks = await runInOrder(BEFORE_TESTS);
	const tests = await run('test', 'inherit');
	const ended = [synced, ...checks, await linting, tests];
	const failed = ended.filter(({ passed }) => !passed).map(({ name }) => name);
	if (failed.length === 0) return;
	console.error(`Failed: ${failed.join(', ')}`);
	process.exitCode = 1;
});

interface Ended {
	/** The npm script's name. */
	name: string;
	passed: boolean;
}

async function runInOrder(names: readonly string[]): Promise<Ended[]> {
	const ended: Ended[] = [];
	for (const name of names) ended.push(await run(name));
	return ended;
}

/** Runs an npm script; what it says is shown whole once it has ended, so that scripts beside each other stay readable. */
async function run(name: string, output: 'pipe' | 'inherit' = 'pipe'): Promise<Ended> {
	const started = performance.now();
	const child = spawn('npm', ['run', '--silent', name], {
		cwd: PROJECT_ROOT,
		stdio: ['ignore', output, output],
		shell: process.platform === 'win32'
	});
	const said: Buffer[] = [];
	const keep = (piece: Buffer) => said.push(piece);
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	await once(child, 'close');
	const passed = child.exitCode === 0;
	const seconds = Math.round((performance.now() - started) / 1000);
	console.error(`== ${name}: ${passed ? 'passed' : 'failed'} in ${seconds} s`);
	process.stderr.write(Buffer.concat(said));
	return { name, passed };
}
