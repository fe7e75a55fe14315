import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { isJudgedByOtherRules, judgeAnew } from '#lib/server/ledger/review/review-all.ts';
import { loadFindings } from '#lib/server/ledger/review/read.ts';
import { listFindings } from '#lib/server/questions/findings/reviewed.ts';
import { quotationsFromText, quotationsToText } from '#lib/server/ledger/review/quotations.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import {
	AREA,
	cellPlace,
	figure,
	figuresRow,
	memorySession,
	sampleReport,
	SOUND,
	store,
	wan
} from '../samples.ts';

let session: Session;
let db: Kysely<Database>;

beforeEach(async () => {
	session = await memorySession();
	({ db } = session);
});
afterEach(() => db.destroy());

const before = sampleReport({ year: 2020 });

test.each([
	['a report', sampleReport()],
	['a row of a table', figuresRow()],
	[
		'figures that do not add up',
		sampleReport({ figures: { income_total: wan(1), staff_quota: 1 } })
	],
	[
		'a difference within rounding',
		sampleReport({ figures: { ...SOUND, income_total: wan(120.01) } })
	]
])('what the review of %s found comes back as it was', async (_, filing) => {
	await store(session, 'before', before);
	const { filing_id } = await store(session, 'filing', filing);
	expect(await loadFindings(db, filing_id)).toEqual(reviewFiling(filing, [before]));
});

test('a finding that is asked for alone says what it follows from', async () => {
	const { filing_id } = await store(
		session,
		'a',
		sampleReport({ figures: { ...SOUND, income_total: wan(1) } })
	);
	const found = await loadFindings(db, filing_id);
	const followers = found.filter(({ follows_from }) => follows_from === 'income_parts');
	expect(followers.map(({ rule }) => rule)).toEqual([
		'balance_cumulative_identity',
		'balance_current_identity'
	]);
	for (const { rule, follows_from } of followers) {
		const filter = { area: AREA.code, year: null, rule };
		const { items } = await listFindings(db, filter, { limit: 2, offset: 0 });
		expect(items).toMatchObject([{ rule, follows_from }]);
	}
});

test('SQL selects, filters and counts what was found and what could not be checked', async () => {
	const { filing_id } = await store(session, 'a', sampleReport());
	const findings = reviewFiling(sampleReport(), []);
	const counted = await db
		.selectFrom('filing_verdict')
		.select(['state', (e) => e.fn.countAll<number>().as('count')])
		.where('filing_id', '=', filing_id)
		.groupBy('state')
		.execute();
	for (const { state, count } of counted) {
		expect(count).toBe(findings.filter((finding) => finding.state === state).length);
	}
	const messages = await db
		.selectFrom('filing_verdict')
		.select('message')
		.where('state', 'in', ['fail', 'not_checkable'])
		.orderBy('position')
		.execute();
	expect(messages.map(({ message }) => message)).toEqual(
		findings.flatMap(({ state, message }) =>
			state === 'fail' || state === 'not_checkable' ? [message] : []
		)
	);
});

test('filings that were judged alike share their verdicts', async () => {
	for (const code of ['101', '102', '103']) {
		await store(session, code, figuresRow({ code, name: `示例市第${code}局` }));
	}
	expect(await db.selectFrom('verdict_set').select('id').execute()).toHaveLength(1);
});

test('verdicts are shared although what could not be checked quotes words of each filing', async () => {
	for (const [at, score] of [9500, 9650].entries()) {
		const row = figuresRow({ code: `10${at}`, name: `示例市第${at}局` });
		const form = figure(score, cellPlace(1, at));
		const filing = { ...row, score: { ...row.score, form } };
		const { filing_id } = await store(session, `${at}`, filing);
		const found = await loadFindings(db, filing_id);
		expect(found).toEqual(reviewFiling(filing, []));
		const open = found.filter(({ state }) => state === 'not_checkable');
		expect(open.flatMap(({ places }) => places.map((one) => one.printed))).toContain(form.printed);
	}
	expect(await db.selectFrom('verdict_set').select('id').execute()).toHaveLength(1);
});

test('a pass that the program judges otherwise now quotes the rule alone', async () => {
	const { filing_id } = await store(session, 'a', sampleReport());
	await db
		.updateTable('verdict')
		.set({ state: 'pass', reason: null, places: null })
		.where('rule', '=', 'asset_continuity')
		.execute();
	const findings = await loadFindings(db, filing_id);
	const found = findings.find(({ rule }) => rule === 'asset_continuity');
	expect(found).toMatchObject({ state: 'pass', places: [], difference: null });
	expect(found?.message).toBe('固定资产合计与上年相差较大的，提示核实。');
});

test('filings that were judged by former rules are judged by those of this program', async () => {
	await store(session, 'a', before);
	await store(session, 'b', sampleReport({ figures: { income_total: wan(1) } }));
	const stored = () =>
		db
			.selectFrom('filing_verdict')
			.select(['filing_id', 'rule', 'state', 'message', 'places'])
			.orderBy('filing_id')
			.orderBy('position')
			.execute();
	const rules = await stored();
	await db.deleteFrom('finding').execute();
	await db.updateTable('verdict').set({ state: 'pass' }).execute();
	await sql`update verdict_set set sha256 = 'former ' || id`.execute(db);
	expect(await stored()).not.toEqual(rules);
	expect(await isJudgedByOtherRules(db)).toBe(false);
	await db.updateTable('data_version').set({ rule_version: '2026.11' }).execute();
	expect(await isJudgedByOtherRules(db)).toBe(true);
	expect(await db.transaction().execute(judgeAnew)).toBe(2);
	expect(await stored()).toEqual(rules);
	expect(await isJudgedByOtherRules(db)).toBe(false);
});

test('a quotation of another cell under the name of a figure stays what it is', () => {
	const { figures, fiscal_year } = sampleReport();
	const own = {
		label: '收入合计',
		printed: figures.income_total.printed,
		fiscal_year,
		place: figures.income_total.place
	};
	const others = [{ printed: '1' }, { fiscal_year: 2020 }, { place: cellPlace(8, 8) }];
	const places = [own, ...others.map((change) => ({ ...own, ...change }))];
	const text = quotationsToText(places, { figures, fiscal_year });
	const later = { ...figures, income_total: figure(7) };
	expect(quotationsFromText(text, { figures: later, fiscal_year })).toEqual([
		{ ...own, printed: '7', place: figure(7).place },
		...places.slice(1)
	]);
});

test('of a cell that last year stands in the same column, the line is written', () => {
	const field = (line: number, column: number) =>
		({ kind: 'field', line, column, column_label: 'income_total' }) as const;
	const own = { printed: '7', place: field(3, 5) };
	const filing = { fiscal_year: 2021, figures: { income_total: own } };
	const places = [own.place, field(2, 5), field(2, 6), { ...field(2, 5), file: 2 }].map(
		(place, index) => ({ label: '收入合计', printed: '7', fiscal_year: index ? 2020 : 2021, place })
	);
	const text = quotationsToText(places, filing);
	expect(text).toBe(
		'["income_total",["income_total",-1,"7",2],["income_total",-1,"7","2:6:income_total"],["income_total",-1,"7","2@2:5:income_total"]]'
	);
	expect(quotationsFromText(text, filing)).toEqual(places);
});
