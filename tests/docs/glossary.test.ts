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

/** A word of the list where it stands in the text; N is a number, also one that is put in as the page is made. */
function retiredChineseIn(text: string): string[] {
	const told = text.replaceAll(/\$?\{[^{}]*\}/g, '0');
	return RETIRED_CHINESE.filter((word) =>
		new RegExp(word.replace('+', '\\+').replace('N', '\\d')).test(told)
	);
}

test('a retired Chinese word is found in markup and in templates', () => {
	expect(RETIRED_CHINESE).toContain('账号');
	expect(retiredChineseIn('还没有账户的{data.departments.length}个部门')).toEqual(['N个部门']);
	expect(retiredChineseIn('共${departments.length}家部门，未报${missing}家')).toEqual([]);
});

// The browser tests read what the demonstration shows; what stands behind the sign-in is read here.
test('the markup of no page and no component uses a retired Chinese word', () => {
	const uses = globSync('src/{routes,lib/components}/**/*.svelte').flatMap((path) =>
		retiredChineseIn(readFileSync(path, 'utf8')).map((word) => [path, word])
	);
	expect(uses).toEqual([]);
});

/** 口径 alone names the statistics behind 偏离程度. */
const METHOD = /\/(?:outlier-method|definitions-example)\.ts$/;
/** Modules that know the words of filed documents and of tables that come with them. */
const READERS = /^src\/lib\/(?:forms|documents)\/|^src\/lib\/server\/import\/order\.ts$/;
const COMMENT = /\/\*.*?\*\/|^\s*\/\/.*$/gms;
/** Quoted texts and templates; one with a regular expression beside it is longer, and says no less. */
const TEXTS = /'[^'\n]*'|`[^`]*`/g;

test('no message uses a retired Chinese word', () => {
	const modules = globSync('{src,scripts}/**/*.ts').filter(
		(path) => !READERS.test(path) && !/^scripts\/(?:demo|bench)\//.test(path)
	);
	const uses = modules.flatMap((path) => {
		const code = readFileSync(path, 'utf8').replaceAll(COMMENT, '');
		const texts = (METHOD.test(path) ? code.replaceAll('修正z值', '') : code).match(TEXTS) ?? [];
		return texts.flatMap((text) => retiredChineseIn(text).map((word) => [path, word, text]));
	});
	expect(uses).toEqual([]);
});
