import { expect, test } from 'vitest';
import type { PreviousLack } from '#lib/review/subject.ts';
import { CurrentFilings, type Version } from '#lib/server/ledger/filing/current-filings.ts';
import { Registry } from '#lib/server/ledger/identity/registry.ts';
import { AREA } from '../samples.ts';

/** From what year a department is taken over, by 1 where no other is named. */
type Succeeded = Record<number, number | [into: number, from: number]>;

/** 1 goes on through all years; 2, 3 and 4 are taken over where a case says so. */
function registryOf(succeeded: Succeeded): Registry {
	const registry = new Registry();
	registry.addJurisdiction({ code: AREA.code, name: AREA.name, is_demo: 1 });
	for (const id of [1, 2, 3, 4]) {
		const given = succeeded[id] ?? null;
		const [into, from] = Array.isArray(given) ? given : [1, given];
		registry.addDepartment({
			id,
			code: String(id),
			name: `第${id}局`,
			jurisdiction_code: AREA.code,
			kind: null,
			division: null,
			successor_id: from === null ? null : into,
			succeeded_from: from,
			is_filed: 0
		});
	}
	return registry;
}

function versionOf(key: string): Version {
	const [department_id = 0, fiscal_year = 0] = key.split('/').map(Number);
	return { id: 0, department_id, fiscal_year, is_current: 1 } as Version;
}

const LACKS: [string, Succeeded, string[], string[], PreviousLack][] = [
	['nothing filed before', {}, [], [], 'not_yet'],
	['filed, but not the year before', {}, ['1/2019'], ['1/2019'], 'missing'],
	['filed longer ago than the review looks back', {}, ['1/2017'], [], 'not_yet'],
	['two taken over, which filed', { 2: 2021, 3: 2021 }, ['2/2020', '3/2020'], [], 'not_comparable'],
	['one taken over beside its own', { 2: 2021 }, ['1/2020', '2/2020'], [], 'not_comparable'],
	['two taken over, one of which filed', { 2: 2021, 3: 2021 }, ['3/2020'], [], 'not_comparable'],
	['two taken over, which filed earlier', { 2: 2021, 3: 2021 }, ['2/2019'], [], 'missing'],
	['two taken over, which never filed', { 2: 2021, 3: 2021 }, [], [], 'not_yet'],
	['one renamed, which filed earlier', { 2: 2021 }, ['2/2019'], ['2/2019'], 'missing'],
	['renamed twice in a year', { 2: 2021, 3: [2, 2021] }, ['3/2020'], ['3/2020'], 'not_comparable'],
	[
		'renamed twice',
		{ 2: 2021, 3: [2, 2020] },
		['2/2020', '3/2019'],
		['2/2020', '3/2019'],
		'not_comparable'
	],
	[
		'two merged and renamed',
		{ 2: 2021, 3: [2, 2021], 4: [2, 2021] },
		['3/2020', '4/2020'],
		[],
		'not_comparable'
	],
	[
		'one took over another and was taken over',
		{ 2: 2021, 3: [2, 2021] },
		['2/2020', '3/2020'],
		[],
		'not_comparable'
	],
	[
		'one taken over, itself not filed that year',
		{ 2: 2021 },
		['1/2019', '2/2020'],
		[],
		'not_comparable'
	],
	[
		'one taken over, itself not filed for long',
		{ 2: 2021 },
		['1/2010', '2/2020'],
		[],
		'not_comparable'
	]
];

test('a filing is looked at again by all that stand for its department, however many steps later', () => {
	const filed = ['3/2020', '2/2021', '1/2022', '4/2022'].map(versionOf);
	const filings = new CurrentFilings(registryOf({ 3: [2, 2021], 2: 2022 }), filed);
	const found = filings.later({ department_id: 3, fiscal_year: 2020 });
	expect(found.map((each) => `${each.department_id}/${each.fiscal_year}`)).toEqual([
		'2/2021',
		'1/2022'
	]);
});

test.each(LACKS)(
	'%s: what is looked back at, and why not at last year',
	(_, succeeded, filed, earlier, lack) => {
		const filings = new CurrentFilings(registryOf(succeeded), filed.map(versionOf));
		const key = { department_id: 1, fiscal_year: 2021 };
		const found = filings.earlier(key).map((each) => `${each.department_id}/${each.fiscal_year}`);
		expect([found, filings.lack(key)]).toEqual([earlier, lack]);
	}
);
