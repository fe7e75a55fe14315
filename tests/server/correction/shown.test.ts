/** A figure that was corrected by hand says so in every answer that has it, and no other does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import { answerList } from '#lib/server/api/answer.ts';
import { listResponse } from '#lib/server/api/items.ts';
import type { ListId } from '#lib/server/api/list.ts';
import { LISTS } from '#lib/server/api/lists.ts';
import { figureGroups } from '#lib/answers/department/figures.ts';
import { departmentFigures } from '#lib/answers/brief/figures.ts';
import { filingDetail } from '#lib/answers/department/filing.ts';
import { versionRows } from '#lib/answers/department/tables.ts';
import { departmentCharts } from '#lib/answers/department/charts.ts';
import { shellFor } from '#lib/server/pages/shell.ts';
import { correctFigure, stateOf, takeBackCorrection } from '#lib/server/correction/correct.ts';
import { makeBook } from '#lib/server/exports/books.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import {
	contentOf,
	findDepartment,
	historyOf
} from '#lib/server/questions/departments/department.ts';
import { changesPage } from '#lib/server/pages/changes.ts';
import { readPage } from '#lib/server/request/page-request.ts';
import { sourcePage } from '#lib/server/pages/source.ts';
import { correctionEditPage } from '#lib/server/pages/correction-edit.ts';
import { importDemo, type DemoLedger } from '../api/demo-ledger.ts';

const [AREA, YEAR, CODE] = ['999900', 2022, '101'];
const SENTENCE = /原读“3671\.39”，officer于.*人工更正为“3700\.00万元”：模糊/;

let ledger: DemoLedger;

beforeAll(async () => {
	ledger = await importDemo();
	process.env.DATABASE_URL = `file:${ledger.path}`;
	const db = openExisting(ledger.path);
	const of = { unit: '', measure: 'spending_total', basis: 'actual' } as const;
	const { filing_id } = await db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select('y.filing_id')
		.where('d.code', '=', CODE)
		.where('y.fiscal_year', '=', YEAR)
		.executeTakeFirstOrThrow();
	const was = stateOf({ value: 3_671_390_000, missing: null, printed: '3671.39' });
	const asked = { ...of, filing: filing_id, was, reason: '模糊', unit_of_amount: '万元' } as const;
	const session = startSession(db, { actor: 'officer' });
	await correctFigure(session, { ...asked, printed: '3700.00' });
	const other = { ...asked, measure: 'staff_actual' as const, was: '79 79', printed: '80' };
	const { id } = await db
		.selectFrom('filing')
		.select('id')
		.orderBy('id', 'desc')
		.executeTakeFirstOrThrow();
	await correctFigure(session, { ...other, filing: id });
	await takeBackCorrection(session, 2, '看错');
	await db.destroy();
});

afterAll(async () => {
	await ledger.close();
});

async function items(id: ListId, query: string) {
	const url = new URL(`http://ledger.example/api/v1/${id}?area=${AREA}&${query}`);
	const { status, body } = await answerList(ledger.db, id, url);
	expect(status).toBe(200);
	expect(v.safeParse(listResponse(LISTS[id].item), body).issues).toBeUndefined();
	return (body as { items: (Record<string, unknown> & { fiscal_year: number })[] }).items;
}

test('lists of the API', async () => {
	const corrected = {
		id: 1,
		old_value: 3_671_390_000,
		old_printed: '3671.39',
		value: 3_700_000_000,
		printed: '3700.00',
		printed_unit: '万元',
		reason: '模糊',
		corrected_by: 'officer'
	};
	const figures = await items('figures', 'measure=spending_total');
	const marked = figures.filter((one) => one.corrected !== null);
	expect(marked).toMatchObject([{ fiscal_year: YEAR, value: 3_700_000_000, corrected }]);
	const years = await items('departments', `year=${YEAR}`);
	const told = years.filter((one) => Object.keys(one.corrected as object).length > 0);
	expect(told).toMatchObject([
		{ department: { code: CODE }, corrected: { spending_total: corrected } }
	]);
	expect(await items('corrections', `year=${YEAR}`)).toMatchObject([
		{ id: 2, state: 'taken_back', taken_back_by: 'officer', taken_back_reason: '看错' },
		{ id: 1, state: 'in_use', fiscal_year: YEAR }
	]);
});

test('the change of the year, as a step of its own', async () => {
	const { charts, basis } = await changesPage(
		await readPage('changes', new URL(`http://ledger.example/changes?area=${AREA}&year=${YEAR}`))
	);
	const rows = (charts[0]?.rows.text ?? '').split('<tr>').map(textsIn);
	const step = rows.find(([name]) => name?.endsWith('（人工更正）'));
	expect(step?.slice(1, 4)).toEqual(['3,671.39', '3,700.00', '+28.61']);
	expect(charts[0]?.rows.text).toMatch(/3,700\.00 <[^>]*>含人工更正</);
	expect(basis).toMatch(
		new RegExp(`^${YEAR - 1}年合计[^（]+，${YEAR}年合计[^（]+（含人工更正）；`)
	);
	const totals = (charts[0]?.rows.text ?? '').split('<tr>').filter((row) => row.includes('年合计'));
	expect(totals.map((row) => row.includes('含人工更正'))).toEqual([false, true]);
	expect(basis).toMatch(/人工更正1家（增加28\.61万元）；更正、重报在图中单列。$/);
	const changes = await items('changes', `year=${YEAR}&limit=500`);
	const amended = changes.filter((one) => one.amended !== 0);
	expect(amended).toMatchObject([{ department: { code: CODE }, amended: 28_610_000 }]);
});

test('files', async () => {
	const sheets = async (what: string) => {
		const url = new URL(`http://ledger.example/exports/${what}?area=${AREA}&year=${YEAR}`);
		return (await makeBook(what, url))?.sheets ?? [];
	};
	const rowsSaying = (rows: readonly (readonly unknown[])[]) =>
		rows.filter((row) => row.some((cell) => SENTENCE.test(String(cell))));
	for (const what of ['departments', 'structure', 'balances', 'overview']) {
		const [first] = await sheets(what);
		expect(first?.columns.at(-1)?.name, what).toBe('人工更正');
		expect(rowsSaying(first?.rows ?? []), what).toHaveLength(1);
	}
	const department = await sheets(`department/${CODE}`);
	expect(rowsSaying(department.find(({ name }) => name === '报送原值')?.rows ?? [])).toHaveLength(
		1
	);
	const [scores] = await sheets('scores');
	expect(scores?.columns.map(({ name }) => name)).not.toContain('复评');
	const [own] = await sheets('corrections');
	expect(own?.rows.map((row) => row.at(-4))).toEqual(['已撤回', '现用']);
});

test('charts of the department, and the foot of every page', async () => {
	const department = await findDepartment(ledger.db, AREA, CODE);
	if (!department) throw new Error('no department');
	const history = await historyOf(ledger.db, department, [YEAR - 1, YEAR]);
	const observation = history.find(({ fiscal_year }) => fiscal_year === YEAR);
	if (!observation) throw new Error('not filed');
	const years = { own: history, joined: history, note: () => '' };
	const charts = departmentCharts(observation, years, { area: null, year: null });
	const said = Object.fromEntries(charts.map(({ id, description }) => [id, description]));
	expect(said.amounts).toContain('2022年支出人工更正，图中加粗框。');
	expect(said.ledger).toContain('本年支出金额人工更正，图中加粗框。');
	expect(said['carry-over']).toContain('2022年结余率含人工更正，图中加粗框。');
	for (const id of ['scores', 'three-public']) expect(said[id]).not.toContain('人工更正');
	const url = new URL(`http://ledger.example/?area=${AREA}`);
	const [all, own] = await Promise.all(
		(['all', 'own'] as const).map((sight) => shellFor(sight, url, undefined))
	);
	expect(all?.corrected).toMatch(/^图、表和合计用人工更正后的数：.+2022年支出合计。$/);
	expect(own?.corrected).toBeNull();
});

test('the page of the department, its brief and its source', async () => {
	const department = await findDepartment(ledger.db, AREA, CODE);
	if (!department) throw new Error('no department');
	const history = await historyOf(ledger.db, department, [YEAR - 1, YEAR]);
	const observation = history.find(({ fiscal_year }) => fiscal_year === YEAR);
	if (!observation) throw new Error('not filed');
	const peers = { members: [], used: 'kind' as const, fallback: false };
	const rows = figureGroups(
		{ observation, compared: observation, since: observation, peers: peers as never },
		history
	).flatMap((group) => group.rows);
	const noted = Object.fromEntries(rows.map(({ measure, value }) => [measure, value.note]));
	expect(noted).toMatchObject({ spending_total: '人工更正', personnel_share: '含人工更正' });
	expect(noted.income_total).toBeUndefined();
	expect(rows.find(({ measure }) => measure === 'spending_total')?.value.exact).toMatch(SENTENCE);
	const content = await contentOf(ledger.db, department, observation.filing_id);
	const [spent] = departmentFigures({ observation, compared: observation }, content);
	expect(spent?.note).toMatch(SENTENCE);
	const detail = filingDetail({
		observation,
		base: YEAR - 1,
		history,
		content,
		flags: [],
		tests: 0,
		peers: peers as never,
		compared: observation,
		since: observation,
		drawn: { charts: [], changes: [], positions: null },
		record: '',
		first: content,
		rule: 'kind',
		isCompared: false,
		followUps: new Map(),
		chosen: { area: null, year: null }
	});
	expect(detail.restated).toBeNull();
	const versions = versionRows(content);
	expect(versions.map(({ act }) => act)).toEqual(['撤回更正', '人工更正', '人工更正', null]);
	const at = (filing: number) =>
		sourcePage(new URL(`http://ledger.example/sources/${filing}?measure=spending_total`), {
			params: { filing: String(filing) },
			sight: 'all'
		});
	const source = await at(observation.filing_id);
	expect(source.corrections).toMatchObject([expect.stringMatching(SENTENCE)]);
	expect(source.source.highlighted).toBe('3671.39');
	const former = await at(versions.at(-1)?.id ?? 0);
	expect(former.corrections).toEqual([]);
});

test('the form shows the cell of the version in use', async () => {
	const [newest] = await items('corrections', `year=${YEAR}`);
	const url = `http://ledger.example/corrections/edit?filing=${String(newest?.filing_id)}&measure=spending_total`;
	const { form, shown } = await correctionEditPage(new URL(url));
	expect(form).toMatchObject({ printed: '3700.00', unit_of_amount: '万元' });
	expect(form?.table).not.toBeNull();
	expect(shown).toMatchObject({ version: 4, isRenewed: true });
	const none = await correctionEditPage(
		new URL('http://ledger.example/corrections/edit?filing=99999')
	);
	expect(none).toMatchObject({ shown: null, notices: ['没有编号为99999的报告。'] });
});

/** The texts of the cells of a row. */
function textsIn(row: string): string[] {
	return [...row.matchAll(/<t[hd][^>]*>(?:<a [^>]*>)?([^<]*)/g)].map(([, text = '']) =>
		text.trim()
	);
}
