import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readRegistry } from '#lib/forms/registry/registry-tables.ts';
import { loadFindings } from '#lib/server/ledger/review/read.ts';
import { registerEntries } from '#lib/server/ledger/identity/register.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import { memorySession, sampleReport, SOUND, store, wan } from '../samples.ts';

let session: Session;
let db: Kysely<Database>;

beforeEach(async () => {
	session = await memorySession();
	({ db } = session);
});
afterEach(async () => {
	expect((await verifyLedger(db)).problems).toEqual([]);
	await db.destroy();
});

const JURISDICTIONS = 'code,name,is_demo\n999900,示例市,1\n';
const HEAD = 'jurisdiction,code,name,kind,division,aliases,successor_code,succeeded_from\n';
const OFFICE = '999900,101,示例市人民政府口岸管理办公室,经济建设部门,经建科,口岸办；市口口岸办,,\n';

async function register(text: string): Promise<number> {
	return registerEntries(db, [readRegistry(tableRows(text))]);
}

async function departments() {
	return db.selectFrom('department').select(['code', 'name', 'kind']).orderBy('code').execute();
}

test('tables are registered once and then change nothing', async () => {
	expect(await register(JURISDICTIONS)).toBe(1);
	expect(await register(HEAD + OFFICE)).toBe(1);
	expect(
		await register('jurisdiction,department_code,fiscal_year,due_on\n999900,101,2021,2022-3-31\n')
	).toBe(1);
	const rows = await db.selectFrom('expected_filing').selectAll().execute();
	expect(rows).toMatchObject([{ fiscal_year: 2021, due_on: '2022-03-31' }]);
	expect(await register(JURISDICTIONS)).toBe(0);
	expect(await register(HEAD + OFFICE)).toBe(0);
});

test('the five spellings of one department meet there', async () => {
	await register(JURISDICTIONS);
	await register(HEAD + OFFICE);
	const years = [
		'口岸办',
		'市口岸办',
		'示例市口岸办',
		'示例市人民政府口岸管理办公室',
		'市口口岸办'
	];
	for (const [index, name] of years.entries()) {
		const outcome = await store(session, name, sampleReport({ name, year: 2015 + index }));
		expect(outcome.department.code).toBe('101');
	}
});

test('a department that filings made is taken over once the registry knows the name', async () => {
	await store(session, 'a', sampleReport({ name: '口岸办', year: 2020 }));
	await store(session, 'b', sampleReport({ name: '市口口岸办', year: 2021 }));
	expect((await departments()).map((each) => each.name)).toEqual(
		expect.arrayContaining(['口岸办', '市口口岸办'])
	);
	await register(HEAD + OFFICE);
	expect(await departments()).toEqual([
		{ code: '101', name: '示例市人民政府口岸管理办公室', kind: '经济建设部门' }
	]);
	const rows = await db.selectFrom('department_year').select(['fiscal_year', 'kind']).execute();
	expect(rows).toEqual([
		{ fiscal_year: 2020, kind: '经济建设部门' },
		{ fiscal_year: 2021, kind: '经济建设部门' }
	]);
});

test('a made department that filed for the same year stays apart', async () => {
	await register(JURISDICTIONS);
	await register(HEAD + '999900,101,示例市人民政府口岸管理办公室,,,,,\n');
	await store(session, 'a', sampleReport({ code: '101' }));
	await store(session, 'b', sampleReport({ name: '口岸处' }));
	await register(HEAD + '999900,101,示例市人民政府口岸管理办公室,,,口岸处,,\n');
	expect((await departments()).map((each) => each.name)).toContain('口岸处');
});

test('a renamed department goes on; a merged one has no last year', async () => {
	await register(JURISDICTIONS);
	await register(
		HEAD +
			'999900,1,扶贫办,,,,2,2021\n999900,2,乡村振兴局,,,,,\n' +
			'999900,3,商务局,,,,5,2021\n999900,4,粮食局,,,,5,2021\n999900,5,商务粮食局,,,,,\n'
	);
	const before = { ...SOUND, balance_cumulative: wan(20) };
	for (const code of ['1', '3', '4']) {
		await store(session, `${code}/2020`, sampleReport({ code, year: 2020, figures: before }));
	}
	const renamed = await store(session, '2/2021', sampleReport({ code: '2' }));
	const merged = await store(session, '5/2021', sampleReport({ code: '5' }));
	expect(await continuity(renamed.filing_id)).toBe('pass');
	expect(await continuity(merged.filing_id)).toBe('not_checkable');
});

async function continuity(filing: number) {
	const findings = await loadFindings(db, filing);
	return findings.find((finding) => finding.rule === 'carry_over_continuity')?.state;
}

test.each([
	['jurisdiction,code\n', '第1行的表头缺少name（名称）列；请补上后再导入。'],
	[`${HEAD}999900,,口岸办,,,,,\n`, '第2行 第2列（code）读到“”，应为部门编码；请改正后再导入。'],
	[
		`${HEAD}123456,101,口岸办,,,,,\n`,
		'第2行 第2列（code）所在行的行政区划“123456”没有登记；请先导入列有“行政区划代码”“行政区划名称”的表。'
	],
	[
		`${HEAD}999900,101,口岸办,,,,7,2021\n`,
		'第2行 第2列（code）所在行的部门编码“7”没有登记；请先导入列有它的部门名册。'
	],
	[
		`${HEAD}999900,101,口岸办,,,,7,明年\n`,
		'第2行 第8列（succeeded_from）读到“明年”，应为四位年度；请改正后再导入。'
	],
	[
		'code,name,is_demo\n1,甲市,0\n',
		'第2行 第1列（code）读到“1”，应为六位行政区划代码；请改正后再导入。'
	]
])('a faulty table is refused whole: %j', async (text, message) => {
	await register(JURISDICTIONS);
	await expect(register(text)).rejects.toThrow(message);
	expect(await departments()).toEqual([]);
});
