import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LIST_IDS } from '#lib/server/api/list.ts';
import { readConfig } from '#lib/server/config.ts';

const DOCUMENTS = [
	'README.md',
	'README.zh-CN.md',
	'CONTRIBUTING.md',
	...globSync('docs/**/*.md')
].sort();

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
	scripts: Record<string, string>;
};
const COMMANDS = new Set(Object.keys(scripts));

/** Code of the product, its commands and its tests, in one text. */
const CODE = globSync('{src,scripts,tests}/**/*.{ts,cjs}')
	.map((path) => readFileSync(path, 'utf8'))
	.join('\n');

/** Files that a command makes, and names that stand for any. */
const MADE = /^data\/(mingzhang|own|server)\.|^data\/backups\/|NAME|FORMAT|…/;

/** Text that is written as code, in a line or as a block. */
function codeIn(text: string): string[] {
	return [...text.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
		([, block, span]) => block ?? span ?? ''
	);
}

function found(pieces: readonly string[], pattern: RegExp): string[] {
	return [
		...new Set(pieces.flatMap((text) => [...text.matchAll(pattern)].map(([, it]) => it ?? '')))
	];
}

describe.each(DOCUMENTS)('%s names only what exists', (document) => {
	const text = readFileSync(document, 'utf8');
	const pieces = codeIn(text);

	test('commands', () => {
		const named = found(pieces, /\bnpm run (?:--silent )?([a-z][\w:-]*)/g);
		expect(named.filter((name) => !COMMANDS.has(name))).toEqual([]);
	});

	test('environment variables', () => {
		const set = found(pieces, /(?:^|\s)(?:set )?([A-Z][A-Z_]{3,})=/gm);
		const alone = found(pieces, /^([A-Z]+_[A-Z_]+|HOST|PORT|ORIGIN)$/g);
		const unknown = [...set, ...alone].filter((name) => !new RegExp(`\\b${name}\\b`).test(CODE));
		expect(unknown).toEqual([]);
	});

	test('paths', () => {
		const named = found(
			pieces,
			/(?:^|[\s(])((?:src|scripts|tests|docs|data|findings|static|\.ci)\/[^\s`|):]*)/gm
		).filter((path) => !MADE.test(path));
		expect(named.filter((path) => !existsSync(path.replace(/\/$/, '')))).toEqual([]);
	});

	test('links', () => {
		const named = found([text], /\]\((?!https?:|#)([^)#\s]+)/g);
		expect(named.filter((path) => !existsSync(join(dirname(document), path)))).toEqual([]);
	});
});

test('the settings of the README are those that are checked at the start, with their defaults', () => {
	const rows = [
		...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` +\| `?([^`|]+?)`? +\|/gm)
	];
	const defaults = Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value]));
	const { databasePath, host, port, openReading } = readConfig({});
	expect(defaults).toMatchObject({
		DATABASE_URL: `file:${databasePath}`,
		HOST: host,
		PORT: String(port),
		ORIGIN: 'as asked',
		OPEN_READING: openReading ? '1' : '0'
	});
});

test('the README names every list of the API', () => {
	const [, lists = ''] = /\/api\/v1\/\{(.+?)\}/.exec(readFileSync('README.md', 'utf8')) ?? [];
	expect(lists.split(',')).toEqual(LIST_IDS);
});

test('the README says of every dependency what it is for', () => {
	const { dependencies, optionalDependencies } = JSON.parse(
		readFileSync('package.json', 'utf8')
	) as Record<string, Record<string, string>>;
	const [, table = ''] = readFileSync('README.md', 'utf8').split('## Dependencies');
	const names = Object.keys({ ...dependencies, ...optionalDependencies });
	expect(names.filter((name) => !table.includes(name))).toEqual([]);
});
