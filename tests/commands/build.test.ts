import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { build, isBuildCurrent } from '#lib/commands/build.ts';

let root: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'mingzhang-build-'));
	write('src/routes/+page.svelte', '<h1>1</h1>');
	write('package.json', '{}');
	// A builder that leaves what adapter-node leaves.
	write(
		'node_modules/vite/bin/vite.js',
		"const fs = require('node:fs'); fs.mkdirSync('build', { recursive: true }); fs.writeFileSync('build/handler.js', '');"
	);
});

afterEach(() => {
	rmSync(root, { recursive: true });
});

function write(path: string, content: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), content);
}

describe('a build is current', () => {
	test('once made, and while only file times change', async () => {
		expect(isBuildCurrent(root)).toBe(false);
		await build(root);
		expect(isBuildCurrent(root)).toBe(true);
		utimesSync(join(root, 'package.json'), 0, 0);
		expect(isBuildCurrent(root)).toBe(true);
	});

	test.each<[string, () => void]>([
		[
			'a source changed',
			() => {
				write('src/routes/+page.svelte', '<h1>2</h1>');
			}
		],
		[
			'a file came',
			() => {
				write('static/icon.svg', '<svg/>');
			}
		],
		[
			'a file went',
			() => {
				rmSync(join(root, 'src/routes/+page.svelte'));
			}
		],
		[
			'a file was renamed',
			() => {
				rmSync(join(root, 'src/routes/+page.svelte'));
				write('src/routes/+layout.svelte', '<h1>1</h1>');
			}
		],
		[
			'a dependency changed',
			() => {
				write('package-lock.json', '{}');
			}
		],
		[
			'the build was removed',
			() => {
				rmSync(join(root, 'build'), { recursive: true });
			}
		]
	])('no longer once %s', async (_name, change) => {
		await build(root);
		change();
		expect(isBuildCurrent(root)).toBe(false);
	});
});

describe('build', () => {
	test('asks for an installation where there is none', async () => {
		rmSync(join(root, 'node_modules'), { recursive: true });
		await expect(build(root)).rejects.toThrow('还没有安装依赖。请先执行 npm ci，再重试。');
	});

	test('a build that failed is not stamped, and the reason is shown', async () => {
		write('node_modules/vite/bin/vite.js', "console.log('line 3 is wrong'); process.exit(1)");
		const shown = vi.spyOn(console, 'error').mockReturnValue(undefined);
		await expect(build(root)).rejects.toThrow('页面构建失败，原因见上面的输出。');
		expect(shown).toHaveBeenCalledWith('line 3 is wrong\n');
		expect(isBuildCurrent(root)).toBe(false);
	});
});
