/** Every list of the API: its shape, its refusals, and its numbers against the figures read a second time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { answerList } from '#lib/server/api/answer.ts';
import { listResponse, Problem } from '#lib/server/api/items.ts';
import { LIST_IDS, parametersOf, type ListId } from '#lib/server/api/list.ts';
import { LISTS } from '#lib/server/api/lists.ts';
import { openApiDocument } from '#lib/server/api/openapi.ts';
import { NO_SCOPE } from '#lib/server/questions/asked.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { correctFigure, takeBackCorrection } from '#lib/server/correction/correct.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { drawSample } from '#lib/server/reassessment/draw.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import { importDemo, readDemoRows, type DemoLedger, type DemoRow } from './demo-ledger.ts';
import { misfits } from './json-schema.ts';

const YEARS = [2017, 2018, 2019, 2020, 2021, 2022, 2023];

const ABOUT = { fiscal_year: 2022, topic_kind: 'measure', topic: 'spending_total' } as const;

let ledger: DemoLedger;

beforeAll(async () => {
	ledger = await importDemo();
	const db = openExisting(ledger.path);
	const sample = { area: '999900', fiscal_year: 2022, seed: '', codes: [] };
	await drawSample(db, { ...sample, method: 'spending', size: 1 }, 'tester');
	// Taken back again, so that the figures are those of the table.
	const session = startSession(db, { actor: 'tester' });
	const correction = await correctFigure(session, {
		unit: '',
		measure: 'staff_quota',
		basis: 'actual',
		filing: 1,
		was: '86 86',
		printed: '87',
		unit_of_amount: '元',
		reason: '看错'
	});
	await takeBackCorrection(session, correction, '看错');
	const inquiry = { ...ABOUT, area: '999900', department: '101', text: '为何？' };
	await writeEntry(db, { ...inquiry, entry: 'ask' }, 'officer');
	await writeEntry(db, { ...inquiry, entry: 'answer', text: '笔误' }, 'department');
	await db.destroy();
});

afterAll(async () => {
	await ledger.close();
});

/** The answer as a caller reads it. */
async function ask(id: ListId, query = ''): Promise<{ status: number; body: unknown }> {
	const url = new URL(`http://ledger.example/api/v1/${id}${query}`);
	const { status, body } = await answerList(ledger.db, id, url);
	return { status, body: JSON.parse(JSON.stringify(body)) as unknown };
}

type Item = Record<string, unknown> & { department: { code: string }; fiscal_year: number };

async function itemsOf(id: ListId, query = ''): Promise<Item[]> {
	const { status, body } = await ask(id, query);
	expect(status).toBe(200);
	return (body as { items: Item[] }).items;
}

/** Keys of an item's figures that are probably errors. */
const suspectsOf = ({ department, fiscal_year, suspect }: Item): string[] =>
	(suspect as string[]).map((measure) => `${department.code} ${fiscal_year} ${measure}`);

interface ChangeAnswer {
	before: number;
	after: number;
	comparable: { before: number; after: number; departments: number };
	items: {
		before: number | null;
		after: number | null;
		contribution: number | null;
		comparable: number;
	}[];
}

interface Operation {
	operationId: string;
	parameters: { name: string; in: string; schema: { default?: unknown } }[];
	responses: Record<
		string,
		{ content: { 'application/json': { schema: Record<string, unknown> } } }
	>;
}

const DOCUMENT = openApiDocument() as {
	openapi: string;
	info: { title: string; version: string };
	paths: Record<string, { get: Operation }>;
};

function schemaOf(id: ListId, status: 200 | 400): Record<string, unknown> {
	const response = DOCUMENT.paths[`/api/v1/${id}`]?.get.responses[status];
	return response?.content['application/json'].schema ?? {};
}

describe('real answers fit', () => {
	test.each(LIST_IDS)('%s: its schema, with nothing undeclared', async (id) => {
		const { body } = await ask(id);
		expect(v.parse(listResponse(LISTS[id].item), body)).toEqual(body);
		expect((body as { items: unknown[] }).items.length).toBeGreaterThan(0);
	});

	test.each(LIST_IDS)('%s: the OpenAPI document', async (id) => {
		const { body } = await ask(id);
		expect(misfits(body, schemaOf(id, 200)).slice(0, 5)).toEqual([]);
		const refused = await ask(id, '?limit=many');
		expect(refused.status).toBe(400);
		expect(misfits(refused.body, schemaOf(id, 400))).toEqual([]);
	});

	test('the check sees a wrong type, a missing and a strange value', async () => {
		const { body } = await ask('overview');
		const wrong = { ...(body as object), total: 'many', unit: '元' };
		expect(misfits(wrong, schemaOf('overview', 200))).toEqual([
			'$.unit: 分 expected',
			'$.total: number expected'
		]);
		expect(misfits({}, schemaOf('overview', 200))).toContain('$.items: missing');
	});
});

describe('the OpenAPI document', () => {
	test('is version 3.1 with a title, and an operation of its own for each list', () => {
		expect(DOCUMENT.openapi).toMatch(/^3\.1\.\d+$/);
		expect(DOCUMENT.info.title).not.toBe('');
		const operations = Object.values(DOCUMENT.paths).map(({ get }) => get.operationId);
		expect(Object.keys(DOCUMENT.paths)).toEqual(LIST_IDS.map((id) => `/api/v1/${id}`));
		expect(new Set(operations).size).toBe(LIST_IDS.length);
	});

	test.each(LIST_IDS)('%s: names the parameters that are read, each once', async (id) => {
		const { get } = DOCUMENT.paths[`/api/v1/${id}`] ?? {};
		const names = get?.parameters.map(({ name }) => name) ?? [];
		expect(names).toEqual(['area', 'as_of', ...Object.keys(parametersOf(LISTS[id], NO_SCOPE))]);
		const refused = await ask(id, '?no_such=1');
		expect(JSON.stringify(refused.body)).toContain(names.join('、'));
	});
});

test.each(LIST_IDS)('%s: a caller is told how many items come without a limit', async (id) => {
	const { get } = DOCUMENT.paths[`/api/v1/${id}`] ?? {};
	const limit = get?.parameters.find(({ name }) => name === 'limit');
	const { total, items } = (await ask(id)).body as { total: number; items: unknown[] };
	expect(items.length).toBe(Math.min(total, Number(limit?.schema.default)));
});

describe('a parameter that is not allowed is refused by name, with what was read and what is allowed', () => {
	test.each([
		['figures', '?year=2099', 'year', '2099', /2017、2018.*2023；不写为全部年度/],
		['figures', '?measure=income', 'measure', 'income', /income_total/],
		[
			'figures',
			'?measure=budget_execution_rate',
			'measure',
			'budget_execution_rate',
			/staff_quota/
		],
		['figures', '?kind=<b>', 'kind', '<b>', /学校/],
		['figures', '?limit=-1', 'limit', '-1', /0 至 10000 的整数/],
		['figures', '?limit=10001', 'limit', '10001', /0 至 10000 的整数/],
		['figures', '?offset=1.5', 'offset', '1.5', /0 至 100000000 的整数/],
		['findings', '?rule=sums', 'rule', 'sums', /income_parts/],
		['findings', '?state=bad', 'state', 'bad', /pass、fail/],
		['outliers', '?peers=us', 'peers', 'us', /kind/],
		['outliers', '?threshold=1e9', 'threshold', '1e9', /2 至 20 的数/],
		['structure', '?sort=-score_form', 'sort', '-score_form', /spending_total/],
		['departments', `?q=${'长'.repeat(101)}`, 'q', '长'.repeat(80), /不超过100个字符/],
		['departments', '?area=110000', 'area', '110000', /999900（示例市）/],
		['departments', '?Year=2023', 'Year', '2023', /参数只有 area、as_of、year/]
	] as const)('%s%s', async (id, query, parameter, read, allowed) => {
		const { status, body } = await ask(id, query);
		expect(status).toBe(400);
		const { error } = v.parse(Problem, body);
		expect(error).toMatchObject({ code: 'bad_parameter', parameter, read });
		expect(error.allowed).toMatch(allowed);
		expect(error.message).toBe(`参数 ${parameter} 的值“${read}”不可用，可用：${error.allowed}。`);
	});
});

test.each([
	['', 1],
	['?d=101&year=2022&status=explained', 1],
	['?d=102', 0],
	['?year=2023', 0],
	['?status=asked', 0]
])('inquiries%s: %i, with what was asked and answered', async (query, count) => {
	const items = await itemsOf('inquiries', query);
	expect(items.length).toBe(count);
	for (const item of items)
		expect(item).toMatchObject({
			...ABOUT,
			status: 'explained',
			department: { code: '101' },
			entries: [
				{ entry: 'ask', text: '为何？', written_by: 'officer' },
				{ entry: 'answer', text: '笔误', written_by: 'department' }
			]
		});
});

describe('pages of a list', () => {
	test('limit and offset cut the same list, and total counts all of it', async () => {
		const all = await itemsOf('figures', '?year=2023&limit=10000');
		const { body } = await ask('figures', '?year=2023&limit=7&offset=30');
		expect((body as { total: number }).total).toBe(all.length);
		expect((body as { items: Item[] }).items).toEqual(all.slice(30, 37));
	});

	test('nothing is longer than the limit, and zero asks only for the count', async () => {
		for (const id of LIST_IDS) {
			expect((await itemsOf(id, '?limit=3')).length).toBeLessThanOrEqual(3);
			expect(await itemsOf(id, '?limit=0')).toEqual([]);
		}
	});
});

/** Turns a figure of the table into the API's unit: 分, people; points for scores. */
function outward(measure: string, value: bigint | null): number | null {
	if (value === null) return null;
	return measure.startsWith('score') ? Number(value) / 100 : Number(value);
}

function quotient(row: DemoRow, over: string, under: string): number | null {
	const [top, bottom] = [row.figures[over], row.figures[under]];
	if (top == null || bottom == null || bottom === 0n) return null;
	return Number(top) / Number(bottom);
}

describe('numbers equal those of the filed table, read and computed a second time', () => {
	const rows = readDemoRows();
	const ofYear = (year: number) => rows.filter((row) => row.year === year);

	test('every figure of every department and year, to the 分', async () => {
		const items = [
			...(await itemsOf('figures', '?limit=10000')),
			...(await itemsOf('figures', '?limit=10000&offset=10000'))
		];
		const told = Object.fromEntries(
			items.map((one) => [
				`${one.department.code} ${one.fiscal_year} ${String(one.measure)}`,
				one.value
			])
		);
		const expected = Object.fromEntries(
			rows.flatMap(({ code, year, figures }) =>
				Object.entries(figures).map(([id, value]) => [`${code} ${year} ${id}`, outward(id, value)])
			)
		);
		expect(told).toEqual(expected);
	});

	test.each(YEARS)('totals of %i', async (year) => {
		const items = await itemsOf('overview', `?year=${year}`);
		const sum = (measure: string) =>
			Number(ofYear(year).reduce((all, row) => all + (row.figures[measure] ?? 0n), 0n));
		const told = (measure: string) => items.find((one) => one.measure === measure)?.as_filed;
		for (const measure of ['spending_total', 'income_total', 'three_public_total']) {
			expect(told(measure), measure).toBe(sum(measure));
		}
		expect(told('carry_over_rate')).toBe(sum('balance_cumulative') / sum('spending_total'));
		expect(told('three_public_without_purchase')).toBe(
			sum('three_public_total') - sum('three_public_vehicle_purchase')
		);
	});

	test.each([
		[2021, 2020],
		[2023, 2019],
		[2019, 2022]
	])('contributions to the change of %i since %i', async (year, base) => {
		const slips = (await itemsOf('outliers')).filter((one) => one.tier === 'slip');
		for (const measure of ['spending_total', 'three_public_total', 'balance_cumulative']) {
			const left = new Set(
				slips
					.filter((one) => one.measure === measure)
					.map((one) => `${one.department.code} ${one.fiscal_year}`)
			);
			const sum = (of: number) =>
				Number(
					ofYear(of)
						.filter((row) => !left.has(`${row.code} ${row.year}`))
						.reduce((all, row) => all + (row.figures[measure] ?? 0n), 0n)
				);
			for (const by of ['department', 'kind', 'component']) {
				const query = `?year=${year}&base=${base}&measure=${measure}&by=${by}`;
				const { body } = await ask('changes', query);
				const answer = body as ChangeAnswer;
				expect([answer.before, answer.after], measure).toEqual([sum(base), sum(year)]);
				const contributed = answer.items.reduce((all, one) => all + (one.contribution ?? 0), 0);
				expect(contributed).toBe(answer.after - answer.before);
				const { comparable } = answer;
				const told = answer.items.reduce((all, one) => all + one.comparable, 0);
				expect(told, by).toBe(comparable.after - comparable.before);
			}
		}
	});

	test('a part that neither year states contributed nothing that is known', async () => {
		let unknown = 0;
		for (const year of YEARS.slice(1)) {
			const { body } = await ask('changes', `?year=${year}&measure=assets_other`);
			for (const { before, after, contribution } of (body as ChangeAnswer).items) {
				const isUnknown = before === null && after === null;
				expect(contribution).toBe(isUnknown ? null : (after ?? 0) - (before ?? 0));
				unknown += isUnknown ? 1 : 0;
			}
		}
		expect(unknown).toBeGreaterThan(0);
	});

	test('where nobody has filed nothing was checked, rather than nothing found', async () => {
		const items = await itemsOf('filings', '?limit=10000');
		const missing = items.filter(({ filing_id }) => filing_id === null);
		expect(missing.length).toBeGreaterThan(0);
		expect(missing.every(({ findings }) => findings === null)).toBe(true);
		const filed = items.filter(({ filing_id }) => filing_id !== null);
		expect(filed.every(({ findings }) => findings !== null)).toBe(true);
	});

	test('a change of a flag says which year it starts from, and no other flag does', async () => {
		const items = await itemsOf('outliers', '?limit=10000');
		const years = items.filter(({ reason }) => reason === 'history');
		expect(years.length).toBeGreaterThan(0);
		for (const { reason, previous_year, fiscal_year, sentence } of items) {
			if (reason !== 'history') expect(previous_year).toBeNull();
			else if (previous_year === fiscal_year - 1) expect(sentence).toContain('比上年（');
			else expect(sentence).toContain(`比${String(previous_year)}年（`);
		}
	});

	test('a department names its figures that are probably errors, and no others', async () => {
		const items = await itemsOf('departments', '?limit=10000');
		const slipped = (await itemsOf('outliers'))
			.filter((one) => one.tier === 'slip')
			.map((one) => `${one.department.code} ${one.fiscal_year} ${String(one.measure)}`);
		expect(slipped.length).toBeGreaterThan(0);
		expect(items.flatMap(suspectsOf).sort()).toEqual(slipped.sort());
	});

	test.each([
		['structure', 'personnel_share', 'spending_personnel', 'spending_total'],
		['structure', 'operating_share', 'spending_operating', 'spending_total'],
		['structure', 'project_share', 'spending_project', 'spending_total'],
		['structure', 'personnel_per_head', 'spending_personnel', 'staff_actual'],
		['balances', 'carry_over_rate', 'balance_cumulative', 'spending_total'],
		['balances', 'carried_in_share', 'income_carried_in', 'income_total'],
		['balances', 'execution_rate', 'spending_total', 'income_total'],
		['three-public', 'three_public_to_operating', 'three_public_total', 'spending_operating'],
		['scores', 'staffing_rate', 'staff_actual', 'staff_quota'],
		['scores', 'asset_utilisation', 'assets_in_use', 'assets_total']
	] as const)('%s: %s = %s ÷ %s', async (list, measure, over, under) => {
		const items = await itemsOf(list);
		expect(items).toHaveLength(rows.length);
		for (const item of items) {
			const row = rows.find(
				({ code, year }) => code === item.department.code && year === item.fiscal_year
			);
			expect(item[measure], `${item.department.code} ${item.fiscal_year}`).toBe(
				row ? quotient(row, over, under) : undefined
			);
		}
	});

	test('the change of three-public spending against the year before, of departments that did not merge', async () => {
		const items = await itemsOf('three-public');
		const suspects = new Set(items.flatMap(suspectsOf));
		let compared = 0;
		for (const item of items) {
			const [now, before] = [item.fiscal_year, item.fiscal_year - 1].map((year) =>
				rows.find((row) => row.code === item.department.code && row.year === year)
			);
			const [current, previous] = [now, before].map((row) => row?.figures.three_public_total);
			if (current == null || previous == null || previous === 0n) continue;
			// What a merged department took over is part of its year before.
			if (item['three_public_total.previous'] !== Number(previous)) continue;
			compared += 1;
			const keys = [now, before].map((row) => `${row?.code} ${row?.year} three_public_total`);
			const isSuspect = keys.some((key) => suspects.has(key));
			const change = Number(current - previous) / Number(previous);
			expect(item.three_public_change).toBe(isSuspect ? null : change);
		}
		expect(compared).toBeGreaterThan(350);
	});
});
