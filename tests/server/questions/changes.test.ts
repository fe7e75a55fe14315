/**
 * Changes of generated cities, imported from a table as filed, against sums made here from what was generated. `CITIES`
 * sets how many cities are tried.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CONTRIBUTION_GROUPINGS } from '#lib/comparison/change/contribution.ts';
import { groupChange } from '#lib/comparison/change/change.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { changesOf } from '#lib/server/questions/figures/changes.ts';
import { comparablesOf } from '#lib/server/questions/figures/population.ts';

const AREA = '999903';
const YEARS = [2019, 2020, 2021, 2022];
const MEASURES = ['spending_total', 'income_total', 'three_public_total'] as const;
const CITIES = Number(process.env.CITIES ?? 2);

interface City {
	/** By code: kind, and who takes it over from which year. */
	departments: Map<string, { kind: string; into: string | null; from: number }>;
	/** By code and year: the amounts in 分, null where left blank; absent where nothing is filed. */
	filed: Map<string, Record<(typeof MEASURES)[number], number | null>>;
}

function generate(seed: number): City {
	let state = seed * 7919 + 1;
	const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
	const whole = (most: number) => Math.floor(random() * most);
	const departments: City['departments'] = new Map();
	const filed: City['filed'] = new Map();
	for (let index = 0; index < 14; index++) {
		const code = String(101 + index);
		// The last two are taken over; the first of them by the one that later goes on itself.
		const into = { 12: '101', 13: '113' }[index] ?? null;
		const from = index === 13 ? 2020 + whole(2) : 2021 + whole(2);
		departments.set(code, { kind: `类${whole(3)}`, into, from });
		const size = 1_000_000 * (1 + whole(5000));
		for (const year of YEARS) {
			if ((into !== null && year >= from) || random() < 0.12) continue;
			const amount = (share: number) =>
				random() < 0.08 ? null : Math.round(size * share * (0.6 + random()));
			filed.set(`${code} ${year}`, {
				spending_total: amount(1),
				income_total: amount(1.1),
				three_public_total: amount(0.01)
			});
		}
	}
	return { departments, filed };
}

async function importCity({ departments, filed }: City) {
	const folder = mkdtempSync(join(tmpdir(), 'city-'));
	const data = join(folder, 'data');
	mkdirSync(data);
	writeFileSync(join(data, 'jurisdictions.csv'), `code,name,is_demo\n${AREA},试验市,1\n`);
	const registry = [...departments].map(
		([code, { kind, into, from }]) =>
			`${AREA},${code},第${code}局,${kind},一科,,${into ?? ''},${into ? from : ''}`
	);
	writeFileSync(
		join(data, 'departments.csv'),
		`jurisdiction,code,name,kind,division,aliases,successor_code,succeeded_from\n${registry.join('\n')}\n`
	);
	const yuan = (fen: number | null) =>
		fen === null ? '' : `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
	const rows = [...filed].map(([key, amounts]) => {
		const [code, year] = key.split(' ');
		return [
			AREA,
			code,
			`第${code}局`,
			year,
			'元',
			...MEASURES.map((id) => yuan(amounts[id]))
		].join();
	});
	const head = [
		'jurisdiction',
		'department_code',
		'department',
		'fiscal_year',
		'unit',
		...MEASURES
	];
	writeFileSync(join(folder, 'figures.csv'), `${[head.join(), ...rows].join('\n')}\n`);
	const databasePath = join(folder, 'city.db');
	await importPaths([join(folder, 'figures.csv')], { databasePath, dataFolder: data });
	const db = openReader(databasePath);
	onTestFinished(async () => {
		await db.destroy();
		rmSync(folder, { recursive: true });
	});
	return db;
}

/** The change as added up from what was generated, in whole 分. */
function recompute({ departments, filed }: City, measure: (typeof MEASURES)[number], years: Pair) {
	const { year, base } = years;
	const standing = (code: string): string => {
		const { into, from } = departments.get(code) ?? { into: null, from: 0 };
		return into !== null && from <= year ? standing(into) : code;
	};
	const groups = Map.groupBy(departments.keys(), standing);
	const stated = (code: string, at: number) => filed.get(`${code} ${at}`)?.[measure] ?? null;
	const sum = (codes: readonly string[], at: number) => {
		const values = codes.map((code) => stated(code, at)).filter((value) => value !== null);
		return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
	};
	const parts = [...groups].map(([code, members]) => {
		const [before, after] = [sum(members, base), sum(members, year)];
		const awaited = members.filter((member) => {
			const { into, from } = departments.get(member) ?? { into: null, from: 0 };
			// One that was itself formed after the base year had nothing to state for it.
			const isFormedLater =
				[...departments.values()].some((one) => one.into === member && one.from > base) &&
				!YEARS.some((at) => at <= base && filed.has(`${member} ${at}`));
			const tookOver = members.some(
				(other) =>
					departments.get(other)?.into === member && (departments.get(other)?.from ?? 0) > base
			);
			// One that took another over and had filed before is awaited for the base year itself.
			const isGoingOn =
				member === code &&
				tookOver &&
				YEARS.some((at) => at <= base && filed.has(`${member} ${at}`));
			return isGoingOn || (into !== null && from > base && from <= year && !isFormedLater);
		});
		// A sum without the figure of one predecessor is too small to compare with.
		const reporting = members.filter((member) => filed.has(`${member} ${base}`));
		const isWhole = new Set([...awaited, ...reporting])
			.values()
			.every((member) => stated(member, base) !== null);
		return { code, before, after, comparable: before !== null && after !== null && isWhole };
	});
	const like = parts.filter(({ comparable }) => comparable);
	const total = (of: typeof parts, at: 'before' | 'after') =>
		of.reduce((all, part) => all + (part[at] ?? 0), 0);
	return {
		before: total(parts, 'before'),
		after: total(parts, 'after'),
		like: { before: total(like, 'before'), after: total(like, 'after'), counted: like.length },
		byDepartment: new Map(
			parts
				.filter(({ before, after }) => before !== null || after !== null)
				.map(({ code, before, after }) => [code, (after ?? 0) - (before ?? 0)])
		)
	};
}

interface Pair {
	year: number;
	base: number;
}

const pairs = YEARS.flatMap((year) =>
	YEARS.filter((base) => base < year).map((base): Pair => ({ year, base }))
);

describe.each(Array.from({ length: CITIES }, (_, index) => index + 1))('city %i', (seed) => {
	test('every change, part and total equals what was filed, to the 分', async () => {
		const city = generate(seed);
		const db = await importCity(city);
		for (const pair of pairs) {
			const rows = await comparablesOf(db, AREA, pair.year, pair.base);
			for (const measure of MEASURES) {
				const expected = recompute(city, measure, pair);
				const said = `${measure} ${pair.base}—${pair.year}`;
				for (const by of CONTRIBUTION_GROUPINGS) {
					const found = await changesOf(db, { area: AREA, ...pair, measure, by });
					expect([found.before, found.after], said).toEqual([expected.before, expected.after]);
					expect(
						found.items.reduce((all, part) => all + part.contribution, 0),
						`${said} ${by}`
					).toBe(expected.after - expected.before);
					const same = await changesOf(db, {
						area: AREA,
						...pair,
						measure,
						by,
						isComparable: true
					});
					expect([same.before, same.after], `${said} ${by}`).toEqual([
						expected.like.before,
						expected.like.after
					]);
				}
				const parts = await changesOf(db, { area: AREA, ...pair, measure, by: 'department' });
				expect(parts.like, said).toEqual(expected.like);
				for (const { key, contribution } of parts.items) {
					expect(contribution, `${said} ${key}`).toBe(expected.byDepartment.get(key) ?? 0);
				}
				const headline = groupChange(rows, measure);
				expect(headline.compared, said).toBe(expected.like.counted);
				if (headline.compared === 0) continue;
				expect([headline.previous.value, headline.current.value], said).toEqual([
					expected.like.before,
					expected.like.after
				]);
				expect(headline.rate.value, said).toBe(
					(expected.like.after - expected.like.before) / expected.like.before
				);
			}
		}
	});
});
