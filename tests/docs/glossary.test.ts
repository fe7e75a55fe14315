import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { namesIn, SOURCES } from '../architecture/sources.ts';

const RETIRED = readRetired(readFileSync('docs/glossary.md', 'utf8'));

/** The words in the first column of the last table. */
function readRetired(glossary: string): string[] {
	const [, table = ''] = glossary.split('## Retired words');
	return [...table.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell = '']) =>
		[...cell.matchAll(/`(\w+)`/g)].map(([, word = '']) => wordsOf(word).join(' '))
	);
}

/** The words of a name in camelCase, PascalCase, kebab-case or UPPER_CASE, in lower case. */
function wordsOf(name: string): string[] {
	return name
		.replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
		.toLowerCase()
		.split(/[^a-z0-9]+/);
}

function isRetired(name: string): boolean {
	const words = ` ${wordsOf(name).join(' ')} `;
	return RETIRED.some((word) => words.includes(` ${word} `));
}

test.each([
	['TwinTable', true],
	['read-twin.ts', true],
	['keepLarge', true],
	['LEAST_RARITY', true],
	['litText', true],
	['splitText', false],
	['between', false],
	['keeper', false]
])('%s: %s', (name, retired) => {
	expect(isRetired(name)).toBe(retired);
});

// Every file is parsed, which takes a busy machine longer than the usual five seconds.
test('no declared name and no file name uses a retired word', () => {
	const product = SOURCES.filter(({ path }) => !/^tests\/|\/migrations\//.test(path));
	const uses = product.flatMap((source) =>
		[basename(source.path), ...new Set(namesIn(source))]
			.filter(isRetired)
			.map((name) => `${source.path}: ${name}`)
	);
	expect(uses).toEqual([]);
});

const RETIRED_CHINESE = (() => {
	const [, table = ''] = readFileSync('docs/glossary.md', 'utf8').split('## Retired Chinese words');
	return [...table.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell = '']) =>
		[...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
	);
})();

// The browser tests read what the demonstration shows; pages behind the sign-in are read here.
test('the markup of no page and no component uses a retired Chinese word', () => {
	expect(RETIRED_CHINESE).toContain('账号');
	const uses = globSync('src/{routes,lib/components}/**/*.svelte').flatMap((path) => {
		const markup = readFileSync(path, 'utf8');
		return RETIRED_CHINESE.filter((word) => markup.includes(word)).map((word) => [path, word]);
	});
	expect(uses).toEqual([]);
});
