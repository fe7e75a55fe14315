/** `npm run validate` with an npm of our own, which fails where it is told to. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';

const STEPS = ['sync', 'check', 'lint:format', 'unused', 'build', 'lint:code', 'test'];

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'validate-'));
	const npm = join(folder, 'npm');
	writeFileSync(npm, '#!/bin/sh\necho "ran $3"\n[ "$3" != "$FAILING" ]\n');
	chmodSync(npm, 0o755);
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

function validate(failing: string, errors: number | 'pipe' = 'pipe') {
	const PATH = `${folder}${delimiter}${process.env.PATH ?? ''}`;
	return spawnSync(process.execPath, ['scripts/validate.ts'], {
		cwd: PROJECT_ROOT,
		env: { ...process.env, PATH, FAILING: failing },
		stdio: ['ignore', 'pipe', errors],
		encoding: 'utf8'
	});
}

test.skipIf(process.platform === 'win32').each(STEPS)('a failing %s fails it', (step) => {
	const { status, stdout, stderr } = validate(step);
	expect(status).toBe(1);
	expect(stderr).toContain(`== ${step}: failed`);
	expect(stderr).toContain(`Failed: ${step}\n`);
	// The others are run all the same; only the tests tell what they say at once.
	for (const each of STEPS) expect(stdout + stderr).toContain(`ran ${each}\n`);
});

test.skipIf(process.platform === 'win32')('where nothing fails it passes', () => {
	const { status, stderr } = validate('none');
	expect(status).toBe(0);
	expect(stderr).not.toContain('ailed');
});

test.skipIf(!existsSync('/dev/full'))('what could not be said is a failure', () => {
	expect(validate('none', openSync('/dev/full', 'w')).status).toBe(1);
});

test('no command takes back an exit status that was set before', () => {
	const folders = ['scripts', 'src/lib/commands'];
	const assigned = folders.flatMap((name) =>
		readdirSync(join(PROJECT_ROOT, name), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.flatMap((file) => {
				const code = readFileSync(join(PROJECT_ROOT, name, file), 'utf8');
				return [...code.matchAll(/process\.exitCode = (.+);/g)].map(([, status]) => status);
			})
	);
	expect(assigned.length).toBeGreaterThan(8);
	// The second knows no 0.
	expect(assigned.filter((status) => status !== '1' && status !== 'statusOf(error)')).toEqual([]);
});
