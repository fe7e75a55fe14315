import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { importCircles, SOURCES } from './sources.ts';

/** Values that several paths share, with these paths. */
function shared(named: readonly (readonly [name: string, path: string])[]) {
	return Object.entries(Object.groupBy(named, ([name]) => name))
		.filter(([, same = []]) => same.length > 1)
		.map(([name, same = []]) => `${name}: ${same.map(([, path]) => path).join(', ')}`);
}

describe('imports', () => {
	test('a circle is found', () => {
		const source = (path: string, ...imports: string[]) => ({ path, code: '', imports });
		const sources = [source('a', 'b'), source('b', 'c'), source('c', 'b'), source('d', 'a')];
		expect(importCircles(sources)).toEqual([['b', 'c', 'b']]);
	});

	test('lead nowhere in a circle', () => {
		expect(importCircles(SOURCES)).toEqual([]);
	});

	test('never lead from one route into another', () => {
		const crossing = SOURCES.filter(({ path }) => path.startsWith('src/routes/')).flatMap(
			({ path, imports }) =>
				imports
					.filter((to) => to.startsWith('src/routes/') && dirname(to) !== dirname(path))
					.map((to) => `${path} → ${to}`)
		);
		expect(crossing).toEqual([]);
	});

	test('name files that exist', () => {
		const known = new Set(SOURCES.map(({ path }) => path));
		const missing = SOURCES.flatMap(({ path, imports }) =>
			imports
				.filter((to) => /\.(ts|svelte)$/.test(to) && !known.has(to))
				.map((to) => `${path} → ${to}`)
		);
		expect(missing).toEqual([]);
	});
});

/** A declared type, exported or not. The properties of a component are `Props` in each, and frozen migrations keep their names. */
const TYPE = /^\s*(?:export )?(?:interface|type) (\w+)\b(?=[^;]*[={<])/gm;

test('every room of the source is told of in the architecture', () => {
	const text = readFileSync(join(PROJECT_ROOT, 'docs/architecture.md'), 'utf8');
	const rooms = SOURCES.flatMap(
		({ path }) => /^src\/(?:lib\/(?:server\/)?)?[\w-]+(?=\/)/.exec(path)?.[0] ?? []
	);
	const parts = ['src/lib', 'src/lib/server'];
	const untold = [...new Set(rooms)].filter(
		(room) => !parts.includes(room) && !text.includes(`\`${room}\``)
	);
	expect(untold).toEqual([]);
});

describe('names', () => {
	test('of modules are kebab-case, of components PascalCase, of routes those of SvelteKit', () => {
		const other = SOURCES.map(({ path }) => path).filter((path) => {
			const name = basename(path);
			if (path.startsWith('src/routes/')) return !/^\+[a-z.]+\.(ts|svelte)$/.test(name);
			const pattern = /^[a-z0-9-]+(\.(test|e2e|server))?\.ts$|^[A-Z][A-Za-z]+\.svelte$/;
			return !pattern.test(name);
		});
		expect(other).toEqual([]);
	});

	test('of types are declared in one place', () => {
		const types = SOURCES.filter(
			({ path }) => path.startsWith('src/') && !path.includes('/migrations/')
		).flatMap(({ path, code }) =>
			[...code.matchAll(TYPE)]
				.filter(([, name]) => name !== 'Props')
				.map(([, name = '']) => [name, path] as const)
		);
		expect(shared(types)).toEqual([]);
	});

	test('of modules recur only where their folder says of what they are', () => {
		const modules = SOURCES.filter(({ path }) => path.startsWith('src/lib/')).map(
			({ path }) => [`${basename(dirname(path))}/${basename(path)}`, path] as const
		);
		expect(shared(modules)).toEqual([]);
	});
});

test('every load of a page has 25 lines at most', () => {
	const long = SOURCES.filter(({ path }) => /\/\+(page|layout)(\.server)?\.ts$/.test(path))
		.map(({ path, code }) => ({ path, lines: linesOfLoad(code) }))
		.filter(({ lines }) => lines > 25);
	expect(long).toEqual([]);
});

/** From `export … load` to the end of its statement, which is the next line that starts with `}` or ends with `;`. */
function linesOfLoad(code: string): number {
	const lines = code.split('\n');
	const from = lines.findIndex((line) => /^export .*\bload\b/.test(line));
	if (from < 0) return 0;
	return lines.slice(from).findIndex((line) => /^(}|\S.*;$)/.test(line)) + 1;
}

test('no page, file or list asks the database itself', () => {
	const asking = SOURCES.filter(({ path }) =>
		/^src\/(routes|lib\/server\/(pages|contents|exports|api|request))\//.test(path)
	).filter(({ code }) => /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(code));
	expect(asking.map(({ path }) => path)).toEqual([]);
});

/** Words that begin a clause without a subject or a verb of its own, such as “What is computed from …” or “Of the head”. */
const CLAUSE = /\/\*\*\s*(?:\*\s*)?(?:What|How|Whether|Who|Whom|Whose|Which|Why|Of)\b[^\n]*/g;

test('each docstring stands above what it says', () => {
	const apart = SOURCES.flatMap(({ path, code }) =>
		[...code.matchAll(/\/\*\*(?:(?!\*\/)[^])*\*\/\n[ \t]*\/\*\*[^\n]*/g)]
			.filter(({ index }) => index > 0)
			.map(([docstrings]) => `${path}: ${docstrings}`)
	);
	expect(apart).toEqual([]);
});

test('no docstring begins with a clause that says nothing by itself', () => {
	const clauses = SOURCES.flatMap(({ path, code }) =>
		[...code.matchAll(CLAUSE)].map(([docstring]) => `${path}: ${docstring}`)
	);
	expect(clauses).toEqual([]);
});
