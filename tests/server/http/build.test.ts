import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { build, isBuildCurrent } from '#lib/server/http/build.ts';

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
	test('once made, and while only file times change', () => {
		expect(isBuildCurrent(root)).toBe(false);
		build(root);
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
	])('no longer once %s', (_name, change) => {
		build(root);
		change();
		expect(isBuildCurrent(root)).toBe(false);
	});
});

describe('build', () => {
	test('asks for an installation where there is none', () => {
		rmSync(join(root, 'node_modules'), { recursive: true });
		expect(() => {
			build(root);
		}).toThrow('还没有安装依赖。请先执行 npm ci，再重试。');
	});

	test('a build that failed is not stamped', () => {
		write('node_modules/vite/bin/vite.js', 'process.exit(1)');
		expect(() => {
			build(root);
		}).toThrow('页面构建失败，原因见上面的输出。');
		expect(isBuildCurrent(root)).toBe(false);
	});
});
