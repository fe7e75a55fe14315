/** Everything that the Chinese guides name is there: commands, pages, buttons, links and pictures. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGuide } from '#lib/components/guide-text.ts';
import { ROUTE_RULES } from '#lib/server/web/access.ts';

const GUIDES = globSync('docs/guide-*.zh-CN.md').sort();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
	scripts: Record<string, string>;
};
const SCREENS = globSync(['src/**/*.svelte', 'src/lib/components/shell.ts'])
	.map((file) => readFileSync(file, 'utf8'))
	.join('\n');
/** Answered before the pages. */
const BESIDE_ROUTES = ['/healthz'];

const found = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, name = '']) => name);
const buttons = found(SCREENS, /<(?:button|PrintButton)[^>]*>\s*([^<{]+?)\s*<\/button>/g);

test('there are four, each with pictures', () => {
	expect(GUIDES).toHaveLength(4);
	expect(readFileSync('README.zh-CN.md', 'utf8').match(/docs\/guide-\w+\.zh-CN\.md/g)).toHaveLength(
		4
	);
});

describe.each(GUIDES)('%s', (path) => {
	const text = readFileSync(path, 'utf8');

	test('names commands that there are', () => {
		const unknown = found(text, /npm run ([\w:-]+)/g).filter((name) => !(name in scripts));
		expect(unknown).toEqual([]);
	});

	test('names pages that there are', () => {
		const unknown = found(text, /`(\/[a-z/-]*)`/g).filter(
			(page) => !(page in ROUTE_RULES) && !BESIDE_ROUTES.includes(page)
		);
		expect(unknown).toEqual([]);
	});

	test('names buttons as they are called', () => {
		const unknown = found(text, /【(.+?)】/g).filter((name) => !buttons.includes(name));
		expect(unknown).toEqual([]);
	});

	test('quotes words of the screen', () => {
		expect(found(text, /「(.+?)」/g).filter((words) => !SCREENS.includes(words))).toEqual([]);
	});

	test('is shown whole, with no mark of Markdown left over', () => {
		const blocks = readGuide(text);
		const shown = blocks.flatMap((block) => {
			if ('items' in block) return block.items.flat();
			return 'spans' in block ? block.spans : [];
		});
		expect(blocks[0]?.kind).toBe('title');
		expect(shown.filter((span) => span.kind !== 'code' && /[`*#|[\]]/.test(span.text))).toEqual([]);
		const letters = (words: string) => words.replace(/[^\p{Script=Han}]/gu, '');
		const words = blocks
			.map((block) => ('file' in block ? block.text : ''))
			.concat(shown.map((span) => span.text));
		expect([...letters(words.join(''))].sort().join('')).toBe([...letters(text)].sort().join(''));
	});

	test('links files that there are, pictures of a hundred kilobytes at most', () => {
		const files = found(text, /\]\(([^)#:]+)\)/g).map((file) => `docs/${file}`);
		expect(files.filter((file) => !existsSync(file))).toEqual([]);
		const pictures = files.filter((file) => file.endsWith('.webp'));
		expect(pictures.length).toBeGreaterThan(0);
		expect(pictures.filter((file) => statSync(file).size > 100_000)).toEqual([]);
	});
});
