import { ESLint, Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { layerOf, LAYERS, layers, whyNot } from './layers.ts';
import { SOURCES } from './sources.ts';

describe('an import against the layers is refused with the reason', () => {
	test.each([
		[
			'src/lib/catalogue/a.ts',
			'#lib/review/b.ts',
			'the catalogue is the vocabulary of all the others'
		],
		[
			'src/lib/catalogue/a.ts',
			'../review/b.ts',
			'the catalogue is the vocabulary of all the others'
		],
		['src/lib/catalogue/a.ts', 'node:fs', 'the middle is pure: no packages, no I/O'],
		['src/lib/review/a.ts', '#lib/comparison/b.ts', 'a review is a function of the filing alone'],
		['src/lib/review/a.ts', 'kysely', 'the middle is pure: no packages, no I/O'],
		['src/lib/comparison/a.ts', '#lib/server/b.ts', 'a comparison is a function of rows alone'],
		[
			'src/lib/documents/a.ts',
			'#lib/catalogue/b.ts',
			'documents are read without knowledge of finance, so that a reader can be tried and replaced alone'
		],
		[
			'src/lib/answers/a.ts',
			'#lib/server/questions/b.ts',
			'an answer words and draws what a question found; it neither stores nor serves'
		],
		[
			'src/lib/server/questions/a.ts',
			'#lib/answers/b.ts',
			'a question finds rows; wording and drawing them is for answers'
		],
		[
			'src/lib/server/exports/a.ts',
			'../pages/b.ts',
			'a file is written without the page that links to it'
		],
		[
			'src/lib/server/ledger/a.ts',
			'../questions/b.ts',
			'the ledger keeps filings and gives them back; who asks is not its matter'
		],
		[
			'src/lib/server/config.ts',
			'./web/b.ts',
			'what every room of the server uses knows none of them'
		],
		['src/lib/links.ts', './server/b.ts', 'an address is a function of the choice alone'],
		[
			'src/lib/charts/a.ts',
			'#lib/server/questions/b.ts',
			'a chart is a function of rows; where they come from is not its matter'
		],
		['src/lib/charts/trend.ts', 'echarts/core', 'only src/lib/charts/echarts.ts knows echarts'],
		['src/routes/+page.ts', 'echarts', 'only src/lib/charts/echarts.ts knows echarts'],
		[
			'src/lib/components/A.svelte',
			'#lib/server/questions/b.ts',
			'a component shows what a page gives it; only pages ask the server'
		],
		[
			'src/lib/server/api/a.ts',
			'#lib/charts/b.ts',
			'a list of the API is rows; words and charts are for pages'
		],
		[
			'src/lib/forms/a.ts',
			'#lib/server/ledger/connection/open.ts',
			'forms are read in a process of their own, without the database'
		],
		[
			'src/lib/server/questions/a.ts',
			'better-sqlite3',
			'only src/lib/server/ledger/connection/open.ts knows better-sqlite3'
		],
		['src/lib/server/a.ts', 'pino', 'only src/lib/server/log.ts knows pino'],
		['scripts/a.ts', '#lib/components/b.ts', 'a command runs without pages and components'],
		['scripts/a.ts', '../src/routes/view.ts', 'a command runs without pages and components'],
		[
			'src/lib/server/a.ts',
			'$app/environment',
			'commands run this file too, and have no pages: no $app, no $env, no .svelte'
		],
		[
			'src/lib/server/a.ts',
			'$env/dynamic/private',
			'commands run this file too, and have no pages: no $app, no $env, no .svelte'
		],
		[
			'src/lib/charts/a.ts',
			'./Chart.svelte',
			'commands run this file too, and have no pages: no $app, no $env, no .svelte'
		],
		['src/routes/+page.svelte', '$lib/links.ts', 'one alias: write #lib/… with the file ending']
	])('%s from %s', (file, specifier, why) => {
		expect(whyNot(file, specifier)).toBe(why);
	});
});

describe('an import along the layers is free', () => {
	test.each([
		['src/lib/catalogue/a.ts', './b.ts'],
		['src/lib/review/a.ts', '#lib/catalogue/b.ts'],
		['src/lib/comparison/a.ts', 'simple-statistics'],
		['src/lib/charts/echarts.ts', 'echarts/core'],
		['src/lib/charts/Chart.svelte', './RawMarkup.svelte'],
		['src/lib/components/A.svelte', '$app/state'],
		['src/lib/server/ledger/connection/open.ts', 'better-sqlite3'],
		['src/lib/forms/report/a.ts', '#lib/documents/model.ts'],
		['src/lib/documents/docx/docx.ts', '../model.ts'],
		['src/lib/answers/a.ts', '#lib/comparison/b.ts'],
		['src/lib/server/exports/a.ts', '#lib/answers/b.ts'],
		['src/lib/server/pages/a.ts', '../exports/b.ts'],
		['src/lib/server/cache.ts', './log.ts'],
		['src/routes/+page.server.ts', '#lib/server/questions/b.ts'],
		['src/hooks.server.ts', '#lib/server/log.ts'],
		['scripts/import.ts', '#lib/server/ledger/connection/open.ts'],
		['tests/server/a.test.ts', 'better-sqlite3']
	])('%s from %s', (file, specifier) => {
		expect(whyNot(file, specifier)).toBeNull();
	});
});

describe('the rooms of the server', () => {
	const rooms = LAYERS.filter(({ at }) => /^src\/lib\/server\/[\w-]+\/$/.test(at));

	test('are all listed', () => {
		const folders = SOURCES.flatMap(
			({ path }) => /^src\/lib\/server\/[\w-]+\//.exec(path)?.[0] ?? []
		);
		expect(new Set(rooms.map(({ at }) => at))).toEqual(new Set(folders));
	});

	test.each(rooms.map((room, index) => [room.at, room, rooms.slice(index + 1)] as const))(
		'%s imports none that stands after it',
		(_, { mayImport }, later) => {
			expect(later.filter(({ at }) => mayImport.includes(at))).toEqual([]);
		}
	);

	test.each(rooms.map((room) => [room.at, room] as const))(
		'%s imports every other one that it may',
		(_, room) => {
			const imported = SOURCES.filter(({ path }) => layerOf(path) === room).flatMap(
				({ imports }) => imports
			);
			const others = room.mayImport.filter((at) => rooms.some((other) => other.at === at));
			expect(others.filter((at) => !imported.some((path) => path.startsWith(at)))).toEqual([]);
		}
	);
});

describe('the linter', () => {
	test.each([
		'src/lib/review/a.ts',
		'src/lib/components/A.svelte',
		'scripts/a.ts',
		'src/routes/+page.server.ts'
	])('holds %s to the layers', async (file) => {
		const config: unknown = await new ESLint().calculateConfigForFile(file);
		expect(config).toHaveProperty(['rules', 'mingzhang/layers', 0], 2);
	});

	test.each([
		["import '#lib/charts/trends/trend.ts';", 1],
		["import type { X } from '#lib/charts/trends/trend.ts';", 1],
		["export * from '#lib/charts/trends/trend.ts';", 1],
		["export { x } from '../../charts/trend.ts';", 1],
		["await import('#lib/charts/trends/trend.ts');", 1],
		["import '#lib/catalogue/measures.ts';", 0]
	])('%s: %i', (code, count) => {
		const config = {
			files: ['**/*.ts'],
			languageOptions: { parser },
			plugins: { mingzhang: { rules: { layers } } },
			rules: { 'mingzhang/layers': 'error' as const }
		};
		const found = new Linter().verify(code, config, 'src/lib/server/questions/a.ts');
		const messages = Array.from({ length: count }, () => ({
			message:
				'Not to be imported here: a question finds rows; wording and drawing them is for answers.'
		}));
		expect(found).toMatchObject(messages);
	});
});
