/** Codes of the made-up city, rechecked after a correction, and the ledger as it was held against what it answered then. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { makeBook } from '#lib/server/exports/books.ts';
import type { Sheet } from '#lib/server/exports/sheet.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { openAsOf } from '#lib/server/ledger/filing/as-of.ts';
import { restoreVersion } from '#lib/server/ledger/filing/restore.ts';
import { readCode } from '#lib/server/request/recheck-code.ts';
import { recheck } from '#lib/server/recheck/recheck.ts';
import { readingFrom } from '#lib/server/request/ledger.ts';
import { importDemo, type DemoLedger } from '../api/demo-ledger.ts';

const BOOKS = [
	'overview',
	'departments',
	'structure',
	'three-public',
	'balances',
	'scores',
	'outliers',
	'findings',
	'filings',
	'compare',
	'changes',
	'questions',
	'brief',
	'definitions',
	'department/201',
	'department/302'
];
const YEAR = 2022;

let ledger: DemoLedger;
let before: number;
const sheetsThen = new Map<string, Sheet[]>();
const codes = new Map<string, string>();

async function bookOf(what: string) {
	const book = await makeBook(what, new URL(`http://x/exports/${what}.xlsx?year=${YEAR}`));
	if (!book) throw new Error(`no workbook ${what}`);
	return book;
}

const version = async () =>
	(await ledger.db.selectFrom('data_version').select('version').executeTakeFirstOrThrow()).version;

/** 支出合计 and 项目支出 of the department 201 grow by 100万元; a year that was not filed comes. */
function correction(): string {
	const [head = '', ...lines] = readFileSync(
		join(PROJECT_ROOT, 'data/demo/figures.csv'),
		'utf8'
	).split('\n');
	const row =
		lines.find((line) => line.startsWith('999900,201,') && line.includes(`,${YEAR},`)) ?? '';
	const corrected = row.replace('7479.04', '7579.04').replace('5491.49', '5591.49');
	const file = join(dirname(ledger.path), 'correction.csv');
	writeFileSync(file, [head, corrected, row.replace(`,${YEAR},`, `,${YEAR + 3},`)].join('\n'));
	return file;
}

beforeAll(async () => {
	ledger = await importDemo();
	process.env.DATABASE_URL = `file:${ledger.path}`;
	before = await version();
	for (const what of BOOKS) {
		const { sheets, cover } = await bookOf(what);
		sheetsThen.set(what, sheets);
		codes.set(what, new Map(cover.lines).get('复核码') ?? '');
	}
	await importPaths([correction()], { databasePath: ledger.path });
});

afterAll(async () => {
	await ledger.close();
});

const page = (what: string) => {
	const read = readCode(codes.get(what) ?? '');
	if (!read) throw new Error(`no code on ${what}`);
	return read;
};

test('the ledger as it was answers every workbook as it did then', async () => {
	const former = await openAsOf(ledger.path, before);
	for (const what of BOOKS) {
		const { sheets } = await readingFrom(former, () => bookOf(what));
		expect(sheets, what).toEqual(sheetsThen.get(what));
	}
	await former.destroy();
});

test('before anything was filed there is nothing', async () => {
	const former = await openAsOf(ledger.path, 0);
	const { count } = await former
		.selectFrom('department_year')
		.select((e) => e.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	expect(count).toBe(0);
	await former.destroy();
});

describe('a recheck', () => {
	test('names what changed, figure by figure', async () => {
		const found = await recheck(page('structure'));
		expect(found.state).toBe('changed');
		expect(found.changes.slice(0, 2)).toEqual([
			{
				sheet: '支出结构',
				row: '201 · 示例市人民政府办公室',
				column: '支出',
				before: 74_790_400,
				after: 75_790_400,
				format: 'money'
			},
			{
				sheet: '支出结构',
				row: '201 · 示例市人民政府办公室',
				column: '项目支出',
				before: 54_914_900,
				after: 55_914_900,
				format: 'money'
			}
		]);
		expect(found.filings.map(({ fiscal_year, state }) => [fiscal_year, state])).toEqual([
			[YEAR, 'changed'],
			[YEAR + 3, 'added']
		]);
	});

	test('says of a department that did not change that all holds', async () => {
		const found = await recheck(page('department/302'));
		expect(found).toMatchObject({ state: 'holds', changes: [], filings: [] });
		expect(found.same).toBeGreaterThan(100);
	});

	test('says all holds again once the former version is current again', async () => {
		const db = openExisting(ledger.path);
		const of = { area: '999900', department: '201', fiscal_year: YEAR };
		const newest = await version();
		await restoreVersion(startSession(db), of, 1);
		expect(
			(await recheck(page('structure'))).changes.filter(({ sheet }) => sheet === '支出结构')
		).toEqual([]);
		const between = await openAsOf(ledger.path, newest);
		const { spending_total } = await between
			.selectFrom('department_year as y')
			.innerJoin('department as d', 'd.id', 'y.department_id')
			.select('y.spending_total')
			.where('d.code', '=', '201')
			.where('fiscal_year', '=', YEAR)
			.executeTakeFirstOrThrow();
		expect(spending_total).toBe(7_579_040_000);
		await between.destroy();
		await restoreVersion(startSession(db), of, 2);
		await db.destroy();
	});

	test.each([
		['a version that is still to come', { data_version: 99_999 }],
		['a time before the filings of its version', { changed_at: '2021-01-01T00:00:00.000Z' }],
		['a time after what came next', { changed_at: '2050-01-01T00:00:00.000Z' }]
	])('is of another ledger: %s', async (_name, other) => {
		expect((await recheck({ ...page('structure'), ...other })).state).toBe('foreign');
	});

	test('of a version before the first says so', async () => {
		const early = { ...page('structure'), data_version: 0, changed_at: '2021-01-01T00:00:00.000Z' };
		expect((await recheck(early)).state).toBe('early');
	});

	test.each([
		['a jurisdiction that is gone', { area: '000001' }],
		['a year that is gone', { year: 1999 }],
		['a department that is gone', { path: '/departments/none' }]
	])('of %s compares nothing', async (_name, other) => {
		const found = await recheck({ ...page('structure'), ...other });
		expect(found).toMatchObject({ state: 'no_book', same: 0, changes: [] });
	});
});
