import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportsOf, importCircles, SOURCES } from './sources.ts';

/** What still has to be mended. These lists only shrink: whoever mends an entry removes it here. */
const OPEN = {
	types: [
		'Asked',
		'Change',
		'Columns',
		'Department',
		'DepartmentYear',
		'FigureRow',
		'Figures',
		'FilingVersion',
		'FindingRow',
		'Identity',
		'Leaf',
		'MeasureColumn',
		'Row',
		'Section'
	],
	modules: ['review/review.ts']
};

/** Values that several paths share, with these paths; those that `open` names are left out while they are shared. */
function shared(
	named: readonly (readonly [name: string, path: string])[],
	open: readonly string[]
) {
	const groups = Object.entries(Object.groupBy(named, ([name]) => name));
	const several = groups.filter(([, same = []]) => same.length > 1);
	const mended = open.filter((name) => !several.some(([value]) => value === name));
	return [
		...several
			.filter(([name]) => !open.includes(name))
			.map(([name, same = []]) => `${name}: ${same.map(([, path]) => path).join(', ')}`),
		...mended.map((name) => `${name} is mended: remove it from OPEN`)
	];
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

	test('of exported types are declared in one place', () => {
		const types = SOURCES.filter(({ path }) => path.startsWith('src/'))
			.flatMap(exportsOf)
			.filter(({ isType }) => isType)
			.map(({ name, path }) => [name, path] as const);
		expect(shared(types, OPEN.types)).toEqual([]);
	});

	test('of modules recur only where their folder says of what they are', () => {
		const modules = SOURCES.filter(({ path }) => path.startsWith('src/lib/')).map(
			({ path }) => [`${basename(dirname(path))}/${basename(path)}`, path] as const
		);
		expect(shared(modules, OPEN.modules)).toEqual([]);
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
