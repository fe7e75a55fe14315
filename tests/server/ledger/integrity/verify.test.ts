import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuildProjection } from '#lib/server/ledger/filing/projection.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import { memorySession, sampleReport, store } from '../samples.ts';

let session: Session;
let db: Kysely<Database>;

beforeEach(async () => {
	session = await memorySession();
	({ db } = session);
	await store(session, 'a', sampleReport({ year: 2020 }));
	await store(session, 'b', sampleReport({ year: 2021 }));
});
afterEach(() => db.destroy());

test('an untouched database has no problems', async () => {
	expect(await verifyLedger(db)).toEqual({ filings: 2, sources: 2, problems: [] });
});

test('an empty database has no problems', async () => {
	const empty = await memorySession();
	expect(await verifyLedger(empty.db)).toEqual({ filings: 0, sources: 0, problems: [] });
	await empty.db.destroy();
});

test.each([
	['jurisdiction', sql`update jurisdiction set name = '某市'`],
	['department', sql`update department set kind = '经济'`],
	['department_alias', sql`insert into department_alias (department_id, alias) values (1, '甲')`],
	['data_version', sql`update data_version set changed_at = '2026-01-01T00:00:00.000Z'`]
])('a row of %s that changed is found', async (table, damage) => {
	await damage.execute(db);
	expect((await verifyLedger(db)).problems).toContain(
		`表 ${table} 有1行与校验值不符，可能已损坏；请从备份恢复。`
	);
});

test.each([
	[
		'a figure',
		sql`update unit set cells = replace(cells, '[22,', '[23,') where filing_id = 1`,
		'数据'
	],
	[
		'a printed text',
		sql`update unit set cells = replace(cells, '"22"', '"9"') where filing_id = 1`,
		'记录'
	],
	['a place', sql`update score_item set score_place = null where filing_id = 1`, '记录'],
	['a score', sql`update score_item set score = 1 where filing_id = 1`, '数据'],
	['a grade', sql`update filing set grade = '良' where id = 1`, '数据'],
	['a year', sql`update filing set fiscal_year = 2019 where id = 1`, '数据'],
	['a source', sql`update filing_source set source_id = 2 where filing_id = 1`, '记录'],
	[
		'a basis',
		sql`update figure_column set basis = 'budget_adjusted'
		where measure = 'income_total' and basis = 'actual'`,
		'数据'
	],
	['a budget', sql`update unit set cells = json_remove(cells, '$[0]') where filing_id = 1`, '数据'],
	['a passage', sql`update passage set text = '甲' where filing_id = 1`, '数据'],
	['a contact', sql`update contact set text = '甲' where filing_id = 1`, '记录'],
	[
		'a finding',
		sql`update finding set message = replace(message, '94', '95') where filing_id = 1`,
		'核对结果'
	],
	[
		'how a finding is judged',
		sql`update finding set state = 'warn' where filing_id = 1 and state = 'fail'`,
		'核对结果'
	],
	[
		'a set of verdicts',
		sql`update filing set verdict_set_id = (
		select verdict_set_id from filing where id = 2) where id = 1`,
		'核对结果'
	],
	['a lost finding', sql`delete from finding where filing_id = 1`, '核对结果'],
	['a lost row', sql`delete from goal where filing_id = 1`, '数据']
])('%s that changed is found', async (_, damage, what) => {
	await damage.execute(db);
	const { problems } = await verifyLedger(db);
	expect(problems.join('\n')).toMatch(new RegExp(`报告 1（部门 1，.*第1版）的${what}与校验值不符`));
});

test.each([
	['a reason', sql`update verdict set reason = replace(reason, '没有', '有')`],
	['a state', sql`update verdict set state = 'pass' where state = 'fail'`],
	['a lost verdict', sql`delete from verdict where rule = 'grade_band'`]
])('%s that changed in a set of verdicts is found', async (_, damage) => {
	await damage.execute(db);
	expect((await verifyLedger(db)).problems).toContain(
		'一组核对结果与校验值不符，可能已损坏；请从备份恢复。'
	);
});

test.each([
	['a hash', sql`update figure_layout set sha256 = replace(sha256, 'a', 'b')`],
	['a lost column', sql`delete from figure_column where measure = 'score_form'`]
])('%s that changed in a layout is found', async (_, damage) => {
	await damage.execute(db);
	expect((await verifyLedger(db)).problems).toContain(
		'一组数字的排列与校验值不符，可能已损坏；请从备份恢复。'
	);
});

test('a stored file that changed is found', async () => {
	await sql`update source_file set content = x'00' where name = 'a.docx'`.execute(db);
	expect((await verifyLedger(db)).problems).toEqual([
		'已存的原始文件“a.docx”与其校验值不符，可能已损坏；请从备份恢复数据库。'
	]);
});

test('a projection that is not that of the filings is found, and rebuilt', async () => {
	await sql`update department_year set income_total = 1`.execute(db);
	expect((await verifyLedger(db)).problems).toEqual([
		'部门 1 的年度汇总与其报告不一致；请运行 npm run db:rebuild-projection。'
	]);
	expect(await db.transaction().execute(rebuildProjection)).toBe(2);
	expect((await verifyLedger(db)).problems).toEqual([]);
});

test('a count of an area that is not that of its filings is found, and rebuilt', async () => {
	await sql`update area_year set filings = 9 where fiscal_year = 2020`.execute(db);
	expect((await verifyLedger(db)).problems).toEqual([
		expect.stringContaining(
			'的 2020 年度报告数与年度汇总不一致；请运行 npm run db:rebuild-projection。'
		)
	]);
	await db.transaction().execute(rebuildProjection);
	expect((await verifyLedger(db)).problems).toEqual([]);
});

test('the counts of areas follow filings that come, move and go', async () => {
	const counts = () => db.selectFrom('area_year').select(['fiscal_year', 'filings']).execute();
	expect(await counts()).toEqual([
		{ fiscal_year: 2020, filings: 1 },
		{ fiscal_year: 2021, filings: 1 }
	]);
	await sql`update department_year set fiscal_year = 2019 where fiscal_year = 2020`.execute(db);
	await sql`delete from department_year where fiscal_year = 2021`.execute(db);
	expect(await counts()).toEqual([{ fiscal_year: 2019, filings: 1 }]);
});

test('two current versions, or none, are found', async () => {
	await sql`update filing set is_current = 0 where id = 1`.execute(db);
	expect((await verifyLedger(db)).problems).toContain(
		'部门 1 的 2020 年度报告应有且只有一个现行版本。'
	);
});
