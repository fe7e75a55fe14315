/** Figures that are probably errors, over the years of one department: which years they are of, and when they count again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FigureId, StoredId } from '#lib/catalogue/measures.ts';
import { departmentBriefChart } from '#lib/answers/brief/charts.ts';
import { departmentBrief } from '#lib/server/contents/brief.ts';
import { findDepartment } from '#lib/server/questions/departments/department.ts';
import { absent, present } from '#lib/catalogue/values.ts';
import { cellOf, column, type Aspect } from '#lib/comparison/table.ts';
import { doubtedByYear } from '#lib/comparison/flags/suspects.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import { listOutliers, defaultOutliers } from '#lib/server/questions/figures/outliers.ts';
import { comparablesOf, observationsOf } from '#lib/server/questions/figures/population.ts';
import { listSlips } from '#lib/server/questions/figures/slips.ts';
import { listSuspectFindings, suspectsOf } from '#lib/server/questions/figures/suspects.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import { valuesOf } from '../../comparison/samples.ts';
import { AREA, figuresRow, memorySession, SOUND, store, wan } from '../ledger/samples.ts';

let session: Session;
beforeEach(async () => {
	session = await memorySession();
});
afterEach(() => session.db.destroy());

const YEARS = [2018, 2019, 2020, 2021];
type Amounts = Partial<Record<FigureId, number>>;
const THREE_PUBLIC: Amounts = {
	three_public_total: wan(9),
	three_public_reception: wan(6),
	three_public_vehicle_running: wan(3),
	three_public_vehicle_purchase: 0,
	three_public_abroad: 0
};
const USUAL: Amounts = { ...SOUND, ...THREE_PUBLIC };

function times(
	factor: number,
	amounts: Amounts,
	ids = Object.keys(amounts) as FigureId[]
): Amounts {
	const slipped = ids.filter((id) => !id.startsWith('staff'));
	return {
		...amounts,
		...Object.fromEntries(slipped.map((id) => [id, (amounts[id] ?? 0) * factor]))
	};
}

function without(amounts: Amounts, ids: readonly FigureId[]): Amounts {
	const left = Object.entries(amounts).filter(([id]) => !ids.some((one) => one === id));
	return Object.fromEntries(left);
}

async function fileYears(years: readonly Amounts[]): Promise<void> {
	for (const [index, figures] of years.entries()) {
		const year = YEARS[index] ?? 0;
		await store(session, `${index}`, figuresRow({ name: '示例市口岸办公室', year, figures }));
	}
}

const ASSETS: Amounts = { ...USUAL, assets_total: wan(900), assets_in_use: wan(900) };

const IN_YUAN = times(10_000, ASSETS, ['assets_total', 'assets_in_use']);

const THREE = Object.keys(THREE_PUBLIC) as FigureId[];

/** Without people, whose pay would tell the unit of a year by itself. */
const UNSTAFFED = without(USUAL, ['staff_quota', 'staff_actual']);
const QUOTA_ALONE = without(USUAL, ['staff_actual']);
const LARGE = times(30, UNSTAFFED);

test.each<[string, Amounts[], number[]]>([
	['one year in 元, and not the return', [USUAL, times(10_000, USUAL), USUAL, USUAL], [2019]],
	['the first year in 元, and not the return', [times(10_000, USUAL), USUAL, USUAL, USUAL], [2018]],
	['a table in 元, and not the return', [USUAL, times(10_000, USUAL, THREE), USUAL, USUAL], [2019]],
	['every year in 元', YEARS.map(() => times(1e-4, USUAL)), YEARS],
	[
		'every year in 元 from one on',
		[USUAL, ...YEARS.slice(1).map(() => times(1e-4, USUAL))],
		[2019, 2020, 2021]
	],
	[
		'again two years later',
		[USUAL, times(10_000, USUAL), USUAL, times(10_000, USUAL)],
		[2019, 2021]
	],
	[
		'the other way in the year after',
		[USUAL, times(10_000, USUAL), times(1e-4, USUAL), USUAL],
		[2019, 2020]
	],
	['further the same way', [USUAL, times(10, USUAL), times(100_000, USUAL), USUAL], [2019, 2020]],
	[
		'another table in the year of the return',
		[
			USUAL,
			times(10_000, USUAL, THREE),
			times(10_000, USUAL, Object.keys(SOUND) as FigureId[]),
			USUAL
		],
		[2019, 2020]
	],
	[
		'assets in 元 that grow fivefold',
		[
			ASSETS,
			IN_YUAN,
			times(50_000, ASSETS, ['assets_total', 'assets_in_use']),
			times(5, ASSETS, ['assets_total', 'assets_in_use'])
		],
		[2019, 2020]
	],
	['assets in 元 from one year on', [ASSETS, IN_YUAN, IN_YUAN, IN_YUAN], [2019, 2020, 2021]],
	[
		'assets in 元 for two years, and not the return',
		[ASSETS, IN_YUAN, IN_YUAN, ASSETS],
		[2019, 2020]
	],
	['the first year in 元, without people', [times(10_000, UNSTAFFED), UNSTAFFED], [2018]],
	[
		'the first two years in 元, without people',
		[times(10_000, UNSTAFFED), times(10_000, UNSTAFFED), UNSTAFFED, UNSTAFFED],
		[2018, 2019]
	],
	['every year in 元, with posts alone', YEARS.map(() => times(10_000, QUOTA_ALONE)), YEARS],
	['every year in 元, without people', YEARS.map(() => times(10_000, LARGE)), YEARS],
	[
		'a large department in 亿元 for a year',
		[times(500, UNSTAFFED), times(0.05, UNSTAFFED), times(500, UNSTAFFED)],
		[2019]
	],
	[
		'two years ten times too large',
		[USUAL, times(10, USUAL), times(10, USUAL), USUAL],
		[2019, 2020]
	],
	['the first year ten times too large', [times(10, USUAL), USUAL, USUAL, USUAL], [2018]],
	[
		'ten times from a year on, which may be real',
		[USUAL, USUAL, times(10, USUAL), times(10, USUAL)],
		[2020]
	],
	[
		'ten times as large with ten times the people',
		[USUAL, { ...times(10, USUAL), staff_quota: 220, staff_actual: 220 }],
		[]
	]
])('%s: the years that are doubted', async (_, amounts, years) => {
	await fileYears(amounts);
	const suspects = await suspectsOf(session.db, AREA.code);
	expect([...suspects.keys()].map((key) => Number(key.split(' ')[1])).sort()).toEqual(years);
});

test('the brief of a department does not draw its probable errors beside its other years', async () => {
	await fileYears([USUAL, USUAL, USUAL, times(10_000, USUAL)]);
	const { code } = await session.db
		.selectFrom('department')
		.select('code')
		.executeTakeFirstOrThrow();
	const department = await findDepartment(session.db, AREA.code, code);
	if (!department) throw new Error('no department');
	const brief = await departmentBrief(session.db, department, { year: 2021, years: YEARS });
	const sound = await brief?.soundHistory();
	const [filed, drawn] = [brief?.history, sound].map(
		(rows) => rows?.find(({ fiscal_year }) => fiscal_year === 2021)?.values.spending_total.missing
	);
	expect([filed, drawn]).toEqual([null, 'suspect']);
	const chart = departmentBriefChart(sound ?? []);
	expect(chart.description).toContain('2021年疑似填报错误，未计入');
});

test('what the bureau has accepted counts, and no page says that it does not', async () => {
	await fileYears([USUAL, times(10_000, USUAL, THREE)]);
	const year = 2019;
	const asked = async () => {
		const [row] = await comparablesOf(session.db, AREA.code, year);
		const { flags } = await listOutliers(session.db, defaultOutliers(AREA.code, year));
		const notice = await listSlips(session.db, {
			area: AREA,
			years: [year],
			groups: ['three_public'],
			departments: null,
			chosen: { area: AREA.code, year }
		});
		return {
			counted: row?.values.three_public_total.value ?? null,
			slips: flags.filter(({ tier }) => tier === 'slip').length,
			noticed: notice?.total ?? 0
		};
	};
	expect(await asked()).toEqual({ counted: null, slips: 3, noticed: 1 });
	const [row] = await comparablesOf(session.db, AREA.code, year);
	await writeEntry(
		session.db,
		{
			area: AREA.code,
			department: row?.department.code ?? '',
			fiscal_year: year,
			topic_kind: 'rule',
			topic: 'scale_jump',
			entry: 'accept',
			text: ''
		},
		'li'
	);
	expect(await asked()).toEqual({ counted: wan(90_000), slips: 0, noticed: 0 });
});

test('what comes back with a doubted figure was off with it, and not in the year of the return', () => {
	const usual = { spending_personnel: wan(400), spending_total: wan(900) };
	const years = [usual, times(10_000, usual), usual].map((amounts, index) => ({
		fiscal_year: 2019 + index,
		values: valuesOf(amounts),
		figures: [[], ['spending_personnel'], ['spending_personnel', 'spending_total']][
			index
		] as StoredId[]
	}));
	const doubted = doubtedByYear(years);
	expect([...doubted.keys()]).toEqual([2020]);
	expect([...(doubted.get(2020)?.figures ?? [])]).toEqual(['spending_total', 'spending_personnel']);
});

const REPORT: Amounts = {
	three_public_total: wan(100),
	three_public_reception: wan(6),
	three_public_vehicle_running: wan(4),
	three_public_vehicle_purchase: wan(90)
};
const TENFOLD: Amounts = { three_public_reception: wan(60), three_public_vehicle_running: wan(40) };
const CHAIN: Amounts = {
	income_total: wan(1000),
	spending_personnel: wan(90),
	spending_operating: wan(10),
	spending_basic: wan(100),
	spending_project: wan(800),
	spending_total: wan(900),
	balance_cumulative: wan(100)
};

test.each<[string, Amounts, FigureId[], FigureId[]]>([
	[
		'a sum with both doubted parts in it',
		{ ...REPORT, ...TENFOLD, three_public_total: wan(190) },
		['three_public_reception', 'three_public_vehicle_running'],
		['three_public_total']
	],
	[
		'a sum with one of two doubted parts in it',
		{ ...REPORT, three_public_reception: wan(60), three_public_total: wan(154) },
		['three_public_reception'],
		['three_public_total']
	],
	[
		'a sum that is made of sound amounts',
		{ ...REPORT, ...TENFOLD },
		['three_public_reception', 'three_public_vehicle_running'],
		[]
	],
	[
		'a sum of sound amounts beside parts too small',
		{ ...REPORT, three_public_reception: wan(0.6) },
		['three_public_reception'],
		[]
	],
	[
		'a sum with a part too small in it',
		{ ...REPORT, three_public_reception: wan(0.6), three_public_total: wan(94.6) },
		['three_public_reception'],
		['three_public_total']
	],
	['a sum that nobody stated', TENFOLD, ['three_public_reception'], []],
	[
		'sums of sums, and what is left of them',
		CHAIN,
		['spending_operating'],
		['spending_basic', 'spending_total', 'balance_cumulative']
	],
	[
		'a doubted sum, whose parts may be sound',
		CHAIN,
		['spending_basic'],
		['spending_total', 'balance_cumulative']
	]
])('of doubted parts: %s', (_, amounts, figures, sums) => {
	const doubted = doubtedByYear([{ fiscal_year: 2020, values: valuesOf(amounts), figures }]);
	expect([...(doubted.get(2020)?.figures ?? [])].toSorted()).toEqual(
		[...figures, ...sums].toSorted()
	);
});

test('a year that a later one gives away says which, and leads to its own figures', async () => {
	await fileYears([times(10_000, UNSTAFFED), UNSTAFFED, UNSTAFFED]);
	const [found] = await listSuspectFindings(session.db, AREA.code);
	expect(found?.fiscal_year).toBe(2018);
	expect(found?.message).toMatch(
		/^与其他年度不在同一数量级，疑似有误，尚未核实；2019年的核对结果：收入合计/
	);
	const asked = { years: [2018, 2019], groups: ['spending'], departments: null } as const;
	const chosen = { area: AREA.code, year: 2019 };
	const notice = await listSlips(session.db, { area: AREA, ...asked, chosen });
	expect(notice?.href).toMatch(/^\/outliers\?.*year=2018.*#slips$/);
});

test('what is still in the wrong unit after a year without a report is doubted there as well', () => {
	const years = [2018, 2019, 2021, 2022].map((fiscal_year, index) => ({
		fiscal_year,
		values: valuesOf({ assets_total: index === 1 || index === 2 ? wan(9_000_000) : wan(900) }),
		figures: (index % 2 === 1 ? ['assets_total'] : []) satisfies StoredId[]
	}));
	const doubted = doubtedByYear(years);
	expect([...doubted].map(([year, { since }]) => [year, since])).toEqual([
		[2019, 2019],
		[2021, 2019]
	]);
});

test.each([
	['the year itself', 2019],
	['the year after', 2020]
])('a list shows it as filed, and compares it with no other year: %s', async (_, year) => {
	await fileYears([USUAL, times(10_000, USUAL, THREE), USUAL, USUAL]);
	const [row] = await observationsOf(session.db, AREA.code, year);
	if (!row) throw new Error('A report was filed');
	const shown = (aspect?: Aspect) => cellOf(row, column('three_public_total', aspect));
	expect(shown()).toEqual(present(year === 2019 ? wan(90_000) : wan(9)));
	expect([shown('difference'), shown('rate'), cellOf(row, column('three_public_change'))]).toEqual([
		absent('suspect'),
		absent('suspect'),
		absent('suspect')
	]);
	expect(cellOf(row, column('spending_total', 'difference'))).toEqual(present(0));
});
