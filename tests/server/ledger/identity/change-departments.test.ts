import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '#lib/server/ledger/connection/errors.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { startSession, type Session } from '#lib/server/ledger/connection/session.ts';
import {
	mergeDepartments,
	renameDepartment
} from '#lib/server/ledger/identity/change-departments.ts';
import { listDepartments } from '#lib/server/ledger/identity/list-departments.ts';
import { LEFT, MOVED } from '#lib/server/ledger/identity/merge-provisional.ts';
import { drawSample } from '#lib/server/reassessment/draw.ts';
import { reassess } from '#lib/server/reassessment/scores.ts';
import { Workspace } from '../../import/workspace.ts';

/** The ledger that every test begins with, imported once. */
let template: Workspace;
let workspace: Workspace;
let session: Session;

const HEAD = 'jurisdiction,department_code,department,fiscal_year,unit,income_total,spending_total';
const REGISTRY =
	'jurisdiction,code,name,kind,aliases\n999900,101,市林业局,,\n999900,102,市农业局,,\n';

async function load(rows: readonly string[], name: string): Promise<void> {
	await workspace.import([workspace.write(name, `${HEAD}\n${rows.join('\n')}\n`)]);
}

beforeAll(async () => {
	template = new Workspace();
	template.write('0.csv', 'code,name,is_demo\n999900,示例市,1\n');
	template.write('1.csv', REGISTRY);
	await template.import([template.path('')]);
	const rows = ['999900,101,市林业局,2020,万元,10.01,9.99', '999900,101,市林业局,2021,万元,20,19'];
	await template.import([template.write('a.csv', `${HEAD}\n${rows.join('\n')}\n`)]);
});
afterAll(() => {
	template.remove();
});

beforeEach(() => {
	workspace = new Workspace();
	mkdirSync(dirname(workspace.database), { recursive: true });
	copyFileSync(template.database, workspace.database);
	session = startSession(openWriter(workspace.database));
});
afterEach(async () => {
	await session.db.destroy();
	workspace.remove();
});

/** Sums over the whole ledger, in 分. */
async function totals(): Promise<unknown> {
	return session.db
		.selectFrom('department_year')
		.select((e) => [
			e.fn.sum<number>('income_total').as('income'),
			e.fn.sum<number>('spending_total').as('spending')
		])
		.executeTakeFirstOrThrow();
}

const merge = (from: string, to: string) => mergeDepartments(session, { area: null, from, to });

/** The provisional department that filings without a code have made. */
async function provisional(): Promise<string> {
	const all = await listDepartments(session.db, '999900');
	return all.find(({ code }) => code.startsWith('auto-'))?.code ?? '';
}

describe('a department with a provisional code', () => {
	test('brings its years, and no 分 is lost', async () => {
		await load(
			['999900,,绿化委员会,2018,万元,0.07,0.03', '999900,,绿化委员会,2019,万元,3,2'],
			'b.csv'
		);
		const before = await totals();
		const merged = await merge(await provisional(), '101');
		expect(merged).toMatchObject({ moved: [2018, 2019], united: [] });
		expect(await totals()).toEqual(before);
		expect(await listDepartments(session.db, '999900')).toMatchObject([
			{ code: '101', aliases: ['绿化委员会'], years: [2018, 2019, 2020, 2021] },
			{ code: '102', years: [] }
		]);
		expect(await workspace.problems()).toEqual([]);
	});

	describe('that the bureau has scored', () => {
		const scored = async (department: string, fiscal_year: number, score: string) =>
			reassess(
				session.db,
				[
					{
						area: '999900',
						department,
						fiscal_year,
						scores: [{ indicator: '', score, reason: '抽查' }]
					}
				],
				'tester'
			);
		const scores = async () =>
			session.db.selectFrom('reassessment').select(['fiscal_year', 'score']).execute();
		const made = async (year: number) => {
			await load([`999900,,绿化委员会,${year},万元,20,`], 'b.csv');
			await scored(await provisional(), year, '90');
			const drawn = {
				area: '999900',
				fiscal_year: year,
				method: 'hand' as const,
				size: 0,
				seed: ''
			};
			await drawSample(session.db, { ...drawn, codes: [await provisional()] }, 'tester');
		};

		test('brings its scores and draws', async () => {
			await made(2019);
			await merge(await provisional(), '101');
			expect(await scores()).toEqual([{ fiscal_year: 2019, score: 9000 }]);
			expect(await session.db.selectFrom('reassessment_draw').selectAll().execute()).toMatchObject([
				{ department_id: 1 }
			]);
			expect(await workspace.problems()).toEqual([]);
		});

		test('otherwise than the known one in the same year is refused in a sentence', async () => {
			await made(2021);
			await scored('101', 2021, '91');
			const before = await workspace.dump();
			await expect(merge(await provisional(), '101')).rejects.toThrow(
				/2021年度都有复评得分而且不同.*没有改动/
			);
			expect(await workspace.dump()).toBe(before);
			await scored('101', 2021, '90');
			await merge(await provisional(), '101');
			expect(await scores()).toEqual([{ fiscal_year: 2021, score: 9000 }]);
		});

		test('is in no table that a merger forgets', async () => {
			const { rows } = await sql<{ name: string }>`
				select distinct t.name from sqlite_schema as t join pragma_foreign_key_list(t.name) as f
				where t.type = 'table' and f."table" = 'department' order by t.name`.execute(session.db);
			const known = [...Object.keys(MOVED), ...LEFT, 'department', 'department_year', 'filing'];
			expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
		});
	});

	test('is the known one for what comes later', async () => {
		await load(['999900,,绿化委员会,2019,万元,3,2'], 'b.csv');
		await merge('绿化委员会', '市林业局');
		await load(['999900,,绿化委员会,2022,万元,5,4'], 'c.csv');
		expect((await listDepartments(session.db, '999900')).map(({ years }) => years)).toEqual([
			[2019, 2020, 2021, 2022],
			[]
		]);
	});

	test('is united in a year that both have filed alike', async () => {
		await load(['999900,,绿化委员会,2021,万元,20,'], 'b.csv');
		const merged = await merge(await provisional(), '101');
		expect(merged).toMatchObject({ moved: [], united: [2021] });
		const years = await session.db
			.selectFrom('department_year')
			.select(['fiscal_year', 'income_total', 'spending_total'])
			.orderBy('fiscal_year')
			.execute();
		expect(years).toEqual([
			{ fiscal_year: 2020, income_total: 10_010_000, spending_total: 9_990_000 },
			{ fiscal_year: 2021, income_total: 20_000_000, spending_total: 19_000_000 }
		]);
		expect(await workspace.problems()).toEqual([]);
	});

	test('adds what the known one has not stated', async () => {
		const path = workspace.write(
			'b.csv',
			`${HEAD},spending_basic\n999900,,绿化委员会,2021,万元,20,19,7\n`
		);
		await workspace.import([path]);
		await merge('绿化委员会', '101');
		const { spending_basic } = await session.db
			.selectFrom('department_year')
			.select('spending_basic')
			.where('fiscal_year', '=', 2021)
			.executeTakeFirstOrThrow();
		expect(spending_basic).toBe(7_000_000);
		expect(await workspace.problems()).toEqual([]);
	});

	test('is refused where the two state a figure differently, and nothing is changed', async () => {
		await load(
			['999900,,绿化委员会,2021,万元,20,18.5', '999900,,绿化委员会,2018,万元,1,1'],
			'b.csv'
		);
		const before = await workspace.dump();
		await expect(merge('绿化委员会', '101')).rejects.toThrow(
			/“绿化委员会”（auto-.+）与“市林业局”（101）同一年度的报告不一致：2021年度支出合计为“18.5”和“19”。.*没有改动。$/
		);
		expect(await workspace.dump()).toBe(before);
	});
});

test.each([
	['101', '102', '“市林业局”有正式编码 101，不能并入别的部门'],
	['101', '101', '两者是同一个部门。没有改动。'],
	['9', '101', '没有编码或名称为“9”的部门'],
	['101', '没有这个局', '没有编码或名称为“没有这个局”的部门']
])('%s into %s is refused', async (from, to, sentence) => {
	await expect(merge(from, to)).rejects.toThrow(StoreError);
	await expect(merge(from, to)).rejects.toThrow(sentence);
});

test('a department keeps its former name as an alias', async () => {
	await renameDepartment(session, { area: '999900', department: '101', name: ' 市林业和草原局 ' });
	expect((await listDepartments(session.db, null))[0]).toMatchObject({
		name: '市林业和草原局',
		aliases: ['市林业局']
	});
	await load(['999900,,市林业局,2022,万元,5,4'], 'c.csv');
	expect((await listDepartments(session.db, null))[0]?.years).toEqual([2020, 2021, 2022]);
	expect(await workspace.problems()).toEqual([]);
});

test.each([
	['市农业局', '“市农业局”已是 市农业局（102）的名称或别名'],
	['市林业局', '该部门已叫“市林业局”。'],
	[' ', '部门名称应有1到100个字。']
])('a rename to “%s” is refused', async (name, sentence) => {
	const attempt = renameDepartment(session, { area: null, department: '101', name });
	await expect(attempt).rejects.toThrow(sentence);
});
