import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-browser-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

function place(name: string, script: string): string {
	const path = join(folder, name);
	writeFileSync(path, `#!/bin/sh\n${script}\n`);
	chmodSync(path, 0o755);
	return path;
}

test('the named one is taken, and no other is tried in its place', () => {
	const named = place('my-browser', 'exit 0');
	place('chromium', 'exit 0');
	expect(findChromium({ PATH: folder, CHROMIUM_PATH: named })).toBe(named);
	expect(findChromium({ PATH: folder, CHROMIUM_PATH: join(folder, 'nowhere') })).toBeNull();
});

test('one on the path is found; a stub that does not start is passed over', () => {
	place('chromium', 'exit 1');
	const chrome = place('google-chrome', 'exit 0');
	expect(findChromium({ PATH: folder })).toBe(chrome);
});
