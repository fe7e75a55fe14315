import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORTED_IDS } from '#lib/catalogue/measures.ts';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { absent } from '#lib/catalogue/values.ts';
import { changeOf } from '#lib/comparison/change/change.ts';
import { continuityOf } from '#lib/comparison/change/continuity.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { resultOf } from '#lib/comparison/result.ts';
import { VIEWS } from '#lib/comparison/views.ts';
import { listAreas, listYears } from '#lib/server/questions/areas.ts';
import { answerView } from '#lib/server/questions/departments/list.ts';
import {
	departmentsNamed,
	directoryOf,
	entryNamed
} from '#lib/server/questions/departments/directory.ts';
import { listFigures, type FigureRow } from '#lib/server/questions/figures/reported.ts';
import { countFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '#lib/server/questions/reports/filings.ts';
import { listFindings } from '#lib/server/questions/findings/reviewed.ts';
import { listFlags, listOutliers, leadingFlags } from '#lib/server/questions/figures/outliers.ts';
import { overviewOf } from '#lib/server/questions/figures/overview.ts';
import {
	allObservations,
	historiesOf,
	observationsOf
} from '#lib/server/questions/figures/population.ts';
import { listSheetLines } from '#lib/server/questions/figures/scores.ts';
import { dataVersion } from '#lib/server/ledger/data-version.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { AREA, buildTown, WAN, type Town } from './town.ts';

let town: Town;

beforeAll(async () => {
	town = await buildTown();
});
afterAll(() => town.close());

const codes = (rows: readonly { department: { code: string } }[]) =>
	rows.map(({ department }) => department.code);

test('areas and years are those with filings, the fullest first', async () => {
	expect((await listAreas(town.db)).map(({ code, filings }) => [code, filings])).toEqual([
		[AREA, 8],
		['430600', 1]
	]);
	expect(await listYears(town.db, AREA)).toEqual([2020, 2021]);
	expect(await listYears(town.db, 'nowhere')).toEqual([]);
});

describe('observations', () => {
	const of = async (code: string, year: number): Promise<Observation> => {
		const found = (await observationsOf(town.db, AREA, year)).find(
			({ department }) => department.code === code
		);
		if (!found) throw new Error(`${code} did not file for ${year}`);
		return found;
	};

	test('stand by year and code, in every year asked for', async () => {
		const rows = await allObservations(town.db, AREA, [2020, 2021]);
		expect(rows.map((row) => `${row.department.code}/${row.fiscal_year}`)).toEqual(
			'101/2020 104/2020 105/2020 106/2020 101/2021 102/2021 103/2021 106/2021'.split(' ')
		);
		expect(await allObservations(town.db, AREA, [2019])).toEqual([]);
	});

	test('a department has its own year before, of the current version', async () => {
		const { values, previous } = await of('101', 2021);
		expect(values.spending_total).toEqual({ value: 105 * WAN, missing: null });
		expect(previous?.values.spending_total.value).toBe(100 * WAN);
		expect(previous?.filing_id).toBe(await town.filing('101', 2020));
	});

	test('mergers are bridged by the predecessors’ sums', async () => {
		const { previous } = await of('103', 2021);
		expect(previous).toMatchObject({ filing_id: null, bridged_from: ['丁局', '戊局'] });
		expect(previous?.values.spending_total.value).toBe(100 * WAN);
		expect(previous?.values.balance_cumulative.value).toBe(30 * WAN);
		expect(previous?.values.score_form.value).toBeNull();
	});

	test('where a predecessor did not file, nothing of the year before can be compared with', async () => {
		const merged = await of('106', 2021);
		expect(changeOf(merged, 'spending_total').previous).toEqual(absent('reorganised'));
		expect(changeOf(merged, 'carry_over_rate').previous).toEqual(absent('reorganised'));
		expect(changeOf(merged, 'spending_total').rate).toEqual(absent('reorganised'));
		expect(continuityOf(merged).state).toBe('missing');
		expect(resultOf([], [merged], () => false).state).toBe('not_comparable');
	});

	test('a first year has none before it', async () => {
		expect((await of('102', 2021)).previous).toBeNull();
	});

	test('a blank is missing with its reason, and never 0', async () => {
		const { values } = await of('106', 2020);
		expect(values.three_public_total).toEqual({ value: null, missing: 'blank' });
		expect(values.assets_total).toEqual({ value: null, missing: 'not_in_template' });
		expect(values.balance_cumulative).toEqual({ value: 0, missing: null });
	});
});

test('histories read alone are those among all, predecessors’ sums included', async () => {
	const all = await allObservations(town.db, AREA, await listYears(town.db, AREA));
	for (const { id } of new Map(all.map((one) => [one.department.id, one.department])).values()) {
		expect(await historiesOf(town.db, AREA, [id])).toEqual(
			all.filter(({ department }) => department.id === id)
		);
	}
	expect(await historiesOf(town.db, AREA, [])).toEqual([]);
});

describe('filings', () => {
	test('say who filed, who was late, who is missing and who stands on no list', async () => {
		const rows = await listFilings(town.db, AREA, 2021);
		expect(rows.map(({ department, status }) => [department.code, status])).toEqual([
			['101', 'filed'],
			['102', 'late'],
			['103', 'filed'],
			['106', 'unlisted'],
			['108', 'missing']
		]);
		expect(rows[0]).toMatchObject({ version: 2, filed_on: '2022-03-20', due_on: '2022-03-31' });
		expect(rows[4]).toMatchObject({ filing_id: null, version: null, template: null });
		expect(countFilings(rows)).toEqual({
			expected: 4,
			filed: 4,
			unlisted: 1,
			late: 1,
			missing: 1,
			refiled: 1,
			returned: 0,
			confirmed: 0
		});
	});

	test('where no list is known, nobody is expected', async () => {
		const counts = countFilings(await listFilings(town.db, AREA, 2020));
		expect(counts).toMatchObject({ expected: null, filed: 4, missing: 0 });
	});
});

test.each([
	['carry_over_rate', true, ['102', '101', '103', '106']],
	['carry_over_rate', false, ['106', '103', '101', '102']],
	['carry_over_change', true, ['101', '103', '102', '106']],
	['carry_over_change', false, ['103', '101', '102', '106']]
])('a view by %s (descending: %s) has absent values last', async (key, descending, expected) => {
	const { rows, population } = await answerView(town.db, {
		view: 'balances',
		area: AREA,
		year: 2021,
		base: 2020,
		filter: { kind: null, words: '' },
		order: { key, descending }
	});
	expect(VIEWS.balances.columns.map((column) => column.key)).toContain(key);
	expect(codes(rows)).toEqual(expected);
	expect(population).toHaveLength(4);
});

test('the directory stands from A to Z and is found in by pinyin, alias and code', async () => {
	const entries = await directoryOf(town.db, AREA);
	expect(entries.map(({ short }) => short).join('')).toBe('丙局丁局庚局己局甲局戊局辛局乙局');
	expect(entries.map(({ initials }) => initials)).toContain('bj');
	expect(entryNamed(entries, 'bingu')).toBeNull();
	expect(entryNamed(entries, 'bingju')?.code).toBe('103');
	expect(entryNamed(entries, 'j')).toBeNull();
	expect(entryNamed(entries, '104')?.name).toBe('丁局');
	expect(entryNamed(entries, '市丁局')?.name).toBe('丁局');
	const [port] = await directoryOf(town.db, '430600');
	expect(port).toMatchObject({ short: '人民政府口岸管理办公室' });
	expect(entryNamed(port ? [port] : [], 'kab')?.code).toBe('auto-port-office');
});

describe('figures', () => {
	const all = { area: AREA, year: null, kind: null, departments: null, measure: null };

	test.each([
		[{}, 8 * REPORTED_IDS.length],
		[{ year: 2021 }, 4 * REPORTED_IDS.length],
		[{ year: 2021, kind: '文化' }, 2 * REPORTED_IDS.length],
		[{ measure: 'spending_total' }, 8],
		[{ measure: 'spending_total', named: '甲' }, 2],
		[{ measure: 'spending_total', named: 'jiaj' }, 2],
		[{ measure: 'spending_total', named: '%' }, 0],
		[{ measure: 'income_total_budget_initial' }, 0]
	] as const)('%j finds %d', async (asked, total) => {
		const { named, ...narrow } = { named: '', ...asked };
		const departments = await departmentsNamed(town.db, AREA, named);
		const filter = { ...all, departments, ...narrow };
		const found = await listFigures(town.db, filter, { limit: 5, offset: 0 });
		expect(found.total).toBe(total);
		expect(found.items).toHaveLength(Math.min(total, 5));
	});

	test.each([1, 7, REPORTED_IDS.length, 1000])('pages of %d are the whole list', async (limit) => {
		const whole = await listFigures(town.db, all, { limit: 10_000, offset: 0 });
		const pages: FigureRow[] = [];
		for (let offset = 0; offset <= whole.total; offset += limit)
			pages.push(...(await listFigures(town.db, all, { limit, offset })).items);
		expect(pages).toEqual(whole.items);
		const keys = pages.map(({ fiscal_year, department, measure }) =>
			[fiscal_year, department.code, measure].join(' ')
		);
		expect(keys).toEqual(keys.toSorted());
	});

	test('each has its printed text and the cell it stands in; scores are in points', async () => {
		const ask = async (measure: 'spending_total' | 'score_form') => {
			const departments = await departmentsNamed(town.db, AREA, '101');
			const filter = { ...all, year: 2021, departments, measure };
			return (await listFigures(town.db, filter, { limit: 1, offset: 0 })).items[0];
		};
		expect(await ask('spending_total')).toMatchObject({
			value: 105 * WAN,
			printed: '105',
			missing: null,
			place: { kind: 'field', line: 2, column: 11 }
		});
		expect(await ask('score_form')).toMatchObject({ value: 94 });
	});
});

test('score sheets are listed line by line with their paths', async () => {
	const lines = await listSheetLines(town.db, AREA, 2021);
	expect(
		lines.map(({ path, weight, score, reason }) => [path.at(-1), weight, score, reason])
	).toEqual([
		['财政供养人员控制率', 500, 500, ''],
		['资金结余', 300, 200, '结余较多']
	]);
});

test('the overview adds up what the departments state, and compares the same ones', async () => {
	const overview = await overviewOf(town.db, {
		area: AREA,
		year: 2021,
		base: 2021 - 1,
		years: [2020, 2021]
	});
	const headline = (measure: string) => overview.headlines.find((one) => one.measure === measure);
	expect(headline('spending_total')).toMatchObject({
		total: { value: { value: 345 * WAN }, counted: 4, left_out: 0 },
		// 101 and the merged 103: 105 + 130 against 100 + 100.
		change: {
			current: { value: 235 * WAN },
			previous: { value: 200 * WAN },
			compared: 2,
			left_out: 2
		},
		history: [
			{ fiscal_year: 2020, total: { value: { value: 230 * WAN } } },
			{ fiscal_year: 2021, total: { value: { value: 345 * WAN } } }
		]
	});
	expect(headline('three_public_total')?.total).toMatchObject({ counted: 3, left_out: 1 });
	expect(headline('carry_over_rate')?.total.value.value).toBeCloseTo(50 / 345, 12);
	expect(overview.scores).toEqual({ full: 0, counted: 3, median: 9400 });
	expect(
		(await overviewOf(town.db, { area: AREA, year: 2020, base: 2020 - 1, years: [2020, 2021] }))
			.headlines[0]?.history
	).toHaveLength(1);
});

test('outliers of a year and kind are compared with everybody', async () => {
	const settings = { threshold: 3.5, peers: 'all' as const, measures: [], lines: [] };
	const line = {
		measure: 'staffing_rate' as const,
		attention: 'above' as const,
		value: 1,
		least_amount: 0,
		source: '标准'
	};
	const ask = (kind: string | null) =>
		listOutliers(town.db, { ...settings, area: AREA, year: 2021, kind, lines: [line] });
	expect(codes((await ask(null)).flags.map(({ observation }) => observation))).toEqual(['102']);
	expect((await ask('经济')).flags).toEqual([]);
	expect((await ask('经济')).tests).toBe((await ask(null)).tests);
	expect(await leadingFlags(town.db, AREA, 2021)).toEqual([]);
});

test('the flags of a department are those of the whole year that are its own', async () => {
	const all = await listOutliers(town.db, {
		area: AREA,
		year: 2021,
		kind: null,
		peers: 'all',
		threshold: 3.5,
		measures: [],
		lines: POLICY_LINES
	});
	const byDepartment = Map.groupBy(all.flags, ({ observation }) => observation.department.id);
	expect(byDepartment.size).toBeGreaterThan(1);
	for (const [id, flags] of byDepartment) {
		expect(await listFlags(town.db, AREA, 2021, id, 'all')).toEqual(flags);
	}
});

test('what was computed serves until the data change', async ({ onTestFinished }) => {
	// The others read a town in which nobody has asked anything.
	const town = await buildTown();
	onTestFinished(() => town.close());
	const before = await dataVersion(town.db);
	const first = await observationsOf(town.db, AREA, 2021);
	expect((await observationsOf(town.db, AREA, 2021))[0]).toBe(first[0]);
	const writer = openWriter(town.database);
	const asked = { area: AREA, department: '101', fiscal_year: 2021, text: '为何？' };
	const about = { topic_kind: 'rule', topic: 'carry_over_continuity' } as const;
	await writeEntry(writer, { ...asked, ...about, entry: 'ask' }, 'li');
	await writer.destroy();
	expect((await dataVersion(town.db)).version).toBe(before.version + 1);
	const second = await observationsOf(town.db, AREA, 2021);
	expect(second).toEqual(first);
	expect(second[0]).not.toBe(first[0]);
	const { items } = await listFindings(
		town.db,
		{ area: AREA, year: 2021, status: 'asked' },
		{ limit: 9, offset: 0 }
	);
	expect(items.map(({ rule, follow_up }) => [rule, follow_up.status])).toEqual([
		['carry_over_continuity', 'asked']
	]);
});
