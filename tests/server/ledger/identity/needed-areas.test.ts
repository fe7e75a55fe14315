import { expect, test } from 'vitest';
import type { IdentityClaim, JurisdictionClaim } from '#lib/filing/filing.ts';
import { identify } from '#lib/server/ledger/identity/identify.ts';
import { loadAreaOf, loadNeeded } from '#lib/server/ledger/identity/needed-areas.ts';
import { loadRegistry, openRegistry } from '#lib/server/ledger/identity/registry.ts';
import { memorySession } from '../samples.ts';

const AREAS = [
	['000000', '未注明行政区划'],
	['430600', '岳阳市'],
	['430900', '益阳市']
] as const;

const DEPARTMENTS = [
	['000000', '900', '无名办公室'],
	['430600', '101', '岳阳市教育局'],
	['430600', '102', '口岸办公室'],
	['430900', '101', '益阳市教育局'],
	['430900', '102', '口岸办公室'],
	['430900', '103', '市林业局']
] as const;

async function town() {
	const { db } = await memorySession();
	const areas = AREAS.map(([code, name]) => ({ code, name, is_demo: 0 }));
	const rest = { kind: null, division: null, successor_id: null, succeeded_from: null };
	const departments = DEPARTMENTS.map(([jurisdiction_code, code, name], index) => {
		return { id: index + 1, jurisdiction_code, code, name, ...rest };
	});
	await db.insertInto('jurisdiction').values(areas).execute();
	await db.insertInto('department').values(departments).execute();
	await db.insertInto('department_alias').values({ department_id: 6, alias: '林业处' }).execute();
	return db;
}

const coded = (text: string): IdentityClaim => ({ source: 'budget_code', text, place: null });
const named = (text: string): IdentityClaim => ({ source: 'cover', text, place: null });
const area = (code: string | null, name: string | null) => ({ code, name });

/** The areas that each filing needs; null where it needs all. */
const CASES: [string, IdentityClaim[], JurisdictionClaim | null, string[] | null][] = [
	['a stated code', [named('教育局')], area('430600', null), ['430600']],
	['a stated name', [named('林业处')], area(null, '益阳'), ['430900']],
	['an unknown area', [named('教育局')], area(null, '长沙市'), ['998437']],
	['a code and name of one area', [coded('103'), named('市林业局')], null, ['430900']],
	[
		'a code and name of two',
		[coded('102'), named('口岸办公室')],
		null,
		['000000', '430600', '430900']
	],
	['an area in the name', [named('益阳市教育局')], null, ['430900']],
	['another area in the name', [named('株洲市教育局')], null, ['990398']],
	['a code without a name', [coded('101')], null, ['000000']],
	['a name in one area alone', [named('林业处')], null, null],
	['a name in none', [named('不详')], null, null]
];

test.each(CASES)('%s', async (_, claims, stated, areas) => {
	const db = await town();
	const registry = await openRegistry(db);
	await loadNeeded(db, registry, claims, stated);
	expect(registry.areas && [...registry.areas].sort()).toEqual(areas);
	const whole = await loadRegistry(db);
	expect(identify(registry, claims, stated, false)).toEqual(identify(whole, claims, stated, false));
	await db.destroy();
});

test('the area of a department that is known by its id', async () => {
	const db = await town();
	const registry = await openRegistry(db);
	await loadAreaOf(db, registry, 6);
	expect(registry.departments().map(({ id }) => id)).toEqual([4, 5, 6]);
	expect(registry.departmentsNamed('430900', '林业处')).toHaveLength(1);
	await db.destroy();
});
