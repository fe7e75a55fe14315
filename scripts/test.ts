/**
 * `npm test`: makes sure of a browser, fonts and PostgreSQL, builds if the sources changed, runs all tests (or those named), and
 * ends with the line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, isBuildCurrent } from '#lib/commands/build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ensureChromium } from '../tests/harness/chromium.ts';
import { ensureChineseFonts } from '../tests/harness/fonts.ts';
import { ensurePostgres } from '../tests/harness/postgres.ts';
import { summarise } from '../tests/harness/summary.ts';

await runCommand(async () => {
	const chromium = ensureChromium();
	for (const warning of [ensureChineseFonts(), ensurePostgres()]) {
		if (warning !== null) console.error(warning);
	}
	runTool('@sveltejs/kit/svelte-kit.js', ['sync']);
	if (!isBuildCurrent(PROJECT_ROOT)) await build(PROJECT_ROOT);
	if (runTests(chromium, process.argv.slice(2)) !== 0) process.exitCode = 1;
});

function runTests(chromium: string, named: string[]): 0 | 1 {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-test-'));
	const report = join(folder, 'report.json');
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const exit = runTool('vitest/vitest.mjs', ['run', ...reporters, ...named], {
		CHROMIUM_PATH: chromium
	});
	const text = existsSync(report) ? readFileSync(report, 'utf8') : null;
	rmSync(folder, { recursive: true });
	const { passed, failed, status } = summarise(text, exit);
	console.log(`${passed} passed, ${failed} failed`);
	return status;
}

function runTool(script: string, args: string[], env: Record<string, string> = {}): number | null {
	const { status } = spawnSync(
		process.execPath,
		[join(PROJECT_ROOT, 'node_modules', script), ...args],
		{ cwd: PROJECT_ROOT, env: { ...process.env, ...env }, stdio: 'inherit' }
	);
	return status;
}
