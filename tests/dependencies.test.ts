import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Lowest version without a known hole, or without a bug that was met; see each project's advisories. */
const FLOORS: [name: string, floor: string][] = [
	['@sveltejs/kit', '2.69.1'],
	['devalue', '5.6.4'],
	['echarts', '6.1.0'],
	['kysely', '0.28.17'],
	['papaparse', '5.4.0'],
	['svelte', '5.53.5']
];

interface Lock {
	packages: Record<
		string,
		{ version?: string; resolved?: string; optionalDependencies?: Record<string, string> }
	>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

const versionsOf = (name: string) =>
	Object.entries(lock.packages)
		.filter(([path]) => path.endsWith(`node_modules/${name}`))
		.map(([, { version }]) => version ?? '');

const isAtLeast = (version: string, floor: string) =>
	version.localeCompare(floor, 'en', { numeric: true }) >= 0;

test.each(FLOORS)('%s is %s or newer, in every copy', (name, floor) => {
	const versions = versionsOf(name);
	expect(versions).not.toEqual([]);
	expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([]);
});

test.each(FLOORS)('the installed %s is the locked one', (name) => {
	const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
		version: string;
	};
	expect(versionsOf(name)).toContain(version);
});

test.each(['xlsx', 'exceljs', 'iconv-lite'])('%s is not installed', (name) => {
	expect(versionsOf(name)).toEqual([]);
});

test('everything is fetched from the public registry', () => {
	const elsewhere = Object.values(lock.packages)
		.map(({ resolved }) => resolved)
		.filter((url) => url !== undefined && !url.startsWith('https://registry.npmjs.org/'));
	expect(elsewhere).toEqual([]);
});

test('dependencies are pinned', () => {
	const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
		readFileSync('package.json', 'utf8')
	) as Record<string, Record<string, string>>;
	const loose = Object.entries({
		...dependencies,
		...devDependencies,
		...optionalDependencies
	}).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
	expect(loose).toEqual([]);
});

test('the lock names the packages of every platform, or `npm ci` would refuse it', () => {
	const missing = Object.values(lock.packages)
		.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
		.filter((name) => versionsOf(name).length === 0);
	expect(missing).toEqual([]);
});
