/** Figures corrected by hand: what is stored, what is refused, and what imports, readings and former versions make of it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import {
	correctFigure,
	stateOf,
	takeBackCorrection,
	type AskedCorrection
} from '#lib/server/correction/correct.ts';
import type { FilingDecision } from '#lib/catalogue/filing-states.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { openAsOf } from '#lib/server/ledger/filing/as-of.ts';
import { decideFiling } from '#lib/server/round/decisions.ts';
import { figureAt } from '#lib/server/ledger/filing/corrections.ts';
import { loadFiling } from '#lib/server/ledger/filing/read.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { FIGURES_HEAD, figuresTable, Workspace } from '../import/workspace.ts';

const AREA = '999900';
let workspace: Workspace;
let db: Kysely<Database>;

beforeEach(async () => {
	workspace = new Workspace();
	await workspace.import([workspace.write('a.csv', figuresTable(2, [2019, 2020]))]);
	db = openExisting(workspace.database);
});
afterEach(async () => {
	await db.destroy();
	workspace.remove();
});

test.each(['12\n34', '12\r\n34', '12\r34', '12 34'])(
	'the figure printed %j is known again by a form, which sends other line breaks',
	(printed) => {
		const figure = { value: null, missing: 'unreadable', printed } as const;
		expect(stateOf(figure)).toBe('unreadable 12 34');
	}
);

const officer = () => startSession(db, { actor: 'officer' });

async function current(code = '101', fiscal_year = 2020) {
	return db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.selectAll('f')
		.where('d.code', '=', code)
		.where('f.fiscal_year', '=', fiscal_year)
		.where('f.is_current', '=', 1)
		.executeTakeFirstOrThrow();
}

async function correct(asked: Partial<AskedCorrection>, code = '101'): Promise<number> {
	const filing = asked.filing ?? (await current(code)).id;
	const of = { unit: '', measure: 'income_total' as const, basis: 'actual' as const, ...asked };
	const figure = await figureOf(of, filing);
	return correctFigure(officer(), {
		filing,
		was: figure ? stateOf(figure) : '',
		printed: '130.00',
		unit_of_amount: '万元',
		reason: '扫描件此格模糊',
		...of
	});
}

async function figureOf(of: Parameters<typeof figureAt>[1], id?: number) {
	const filing = await loadFiling(db, id ?? (await current()).id);
	return filing && figureAt(filing, of);
}

const TOTAL = { unit: '', measure: 'income_total', basis: 'actual' } as const;
const projected = async () =>
	(
		await db
			.selectFrom('department_year')
			.select('income_total')
			.where('filing_id', '=', (await current()).id)
			.executeTakeFirstOrThrow()
	).income_total;
const verdictOf = async (rule: RuleId) =>
	(
		await db
			.selectFrom('filing_verdict')
			.select('state')
			.where('filing_id', '=', (await current()).id)
			.where('rule', '=', rule)
			.executeTakeFirstOrThrow()
	).state;
const inUse = () => db.selectFrom('current_correction').selectAll().execute();

describe('a correction', () => {
	test('makes a further version, is reviewed, recorded, and found by SQL', async () => {
		const before = await current();
		expect(await correct({})).toBe(1);
		const now = await current();
		expect(now).toMatchObject({ version: before.version + 1, is_current: 1 });
		expect(await projected()).toBe(130_000_000);
		const former = await figureOf(TOTAL, before.id);
		expect(former).toMatchObject({ value: 120_000_000, place: { kind: 'field', line: 3 } });
		expect(await figureOf(TOTAL)).toMatchObject({
			value: 130_000_000,
			printed: '130.00',
			place: { kind: 'field', line: 3, correction: 1 }
		});
		expect(await inUse()).toMatchObject([
			{
				department_code: '101',
				fiscal_year: 2020,
				old_value: 120_000_000,
				value: 130_000_000,
				printed_unit: '万元',
				corrected_by: 'officer'
			}
		]);
		const [line] = await db
			.selectFrom('audit_log')
			.selectAll()
			.where('action', '=', 'figure_corrected')
			.execute();
		expect(line).toMatchObject({ actor: 'officer', subject: '示例第101局 2020年度 收入合计' });
		expect(JSON.parse(line?.detail ?? '')).toMatchObject({
			before: { value: 120_000_000 },
			after: { value: 130_000_000, printed: '130.00' },
			reason: '扫描件此格模糊'
		});
		expect(await workspace.problems()).toEqual([]);
	});

	test.each([
		['1,300,000元', 130_000_000, '元'],
		['１３０', 130_000_000, '万元'],
		['0.0013亿元', 13_000_000, '亿元'],
		['-130', -130_000_000, '万元']
	])('of %s is exact', async (printed, value, unit) => {
		await correct({ printed });
		expect(await inUse()).toMatchObject([{ value, printed_unit: unit, printed }]);
	});

	test('may say that the document states nothing there', async () => {
		await correct({ printed: '无' });
		expect(await figureOf(TOTAL)).toMatchObject({ value: null, missing: 'blank' });
		expect(await projected()).toBeNull();
	});

	test('gives a figure that was not read at all', async () => {
		await correct({ measure: 'staff_actual', printed: '22人' });
		expect(await figureOf({ ...TOTAL, measure: 'staff_actual' })).toEqual({
			value: 22,
			missing: null,
			printed: '22人',
			place: { kind: 'unplaced', correction: 1 }
		});
		await correct({ measure: 'spending_total', basis: 'budget_initial', printed: '88' });
		await correct({ measure: 'score_form', printed: '94.5' });
		expect(await verdictOf('staff_over_quota')).toBe('not_checkable');
		await correct({ measure: 'staff_quota', printed: '20' });
		expect(await verdictOf('staff_over_quota')).toBe('fail');
		expect(await inUse()).toMatchObject([
			{ measure: 'staff_actual' },
			{ basis: 'budget_initial', value: 88_000_000 },
			{ measure: 'score_form', value: 9450 },
			{ measure: 'staff_quota' }
		]);
		expect(await workspace.problems()).toEqual([]);
	});

	test.each<[string, Partial<AskedCorrection>, string]>([
		['no number', { printed: '约130' }, '“约130”不是收入合计的数'],
		['nothing', { printed: ' ' }, '请照原件填写'],
		['the same number', { printed: '120' }, '与现在的数相同'],
		['more digits than 分', { printed: '130.00000001' }, '不是收入合计的数'],
		['half a person', { measure: 'staff_quota', printed: '2.5' }, '不是人员编制的数'],
		['no unit', { unit_of_amount: '' }, '请选择原件的金额单位：元、'],
		['another unit', { unit_of_amount: '两' }, '请选择原件的金额单位'],
		['no reason', { reason: '  ' }, '请写明理由'],
		['a long reason', { reason: '长'.repeat(501) }, '理由过长'],
		['a row that is not there', { unit: '局机关' }, '没有这一行'],
		['another figure than was shown', { was: '1 1' }, '已有变动'],
		['no filing', { filing: 999 }, '没有这份报告']
	])('with %s is refused, and nothing is stored', async (_, asked, sentence) => {
		const before = await workspace.dump();
		await expect(correct(asked)).rejects.toThrow(sentence);
		expect(await workspace.dump()).toBe(before);
	});

	test('of a version that is not current is refused', async () => {
		const { id } = await current();
		await correct({});
		await expect(correct({ filing: id })).rejects.toThrow('已有新的版本');
	});

	test('may be corrected itself, and both are taken back one after the other', async () => {
		await correct({});
		await correct({ printed: '140' });
		expect(await inUse()).toMatchObject([{ id: 2 }]);
		await expect(takeBackCorrection(officer(), 1, '误')).rejects.toThrow('不用撤回');
		await takeBackCorrection(officer(), 2, '看错了行');
		expect(await inUse()).toMatchObject([{ id: 1, value: 130_000_000 }]);
		await takeBackCorrection(officer(), 1, '原件清楚');
		expect(await inUse()).toEqual([]);
		expect(await current()).toMatchObject({ version: 5 });
		expect(await figureOf(TOTAL)).toMatchObject({ value: 120_000_000, printed: '120.00' });
		expect((await figureOf(TOTAL))?.place).toEqual({
			kind: 'field',
			line: 3,
			column: 6,
			column_label: 'income_total'
		});
		const lines = await db
			.selectFrom('audit_log')
			.selectAll()
			.where('action', '=', 'correction_taken_back')
			.execute();
		expect(lines).toHaveLength(2);
		expect(await workspace.problems()).toEqual([]);
	});
});

const table = (total: string, rest = '20.00,100.00') =>
	`${FIGURES_HEAD}\n${AREA},101,示例第101局,2020,万元,${total},${rest}\n`;

describe('what comes after a correction', () => {
	beforeEach(() => correct({}));

	test('the same file again changes nothing', async () => {
		const { summary } = await workspace.import([workspace.path('a.csv')]);
		expect(summary).toMatchObject({ unchanged: 1, replaced: 0 });
		expect(await inUse()).toHaveLength(1);
	});

	test('the same facts in another file do not bring the misread figure back', async () => {
		const again = workspace.write('b.csv', `${table('120.00')}\n`);
		const { summary, files } = await workspace.import([again]);
		expect(summary).toMatchObject({ unchanged: 1 });
		expect(files[0]?.filings[0]).toMatchObject({ version: 1 });
		expect(await inUse()).toHaveLength(1);
	});

	test.each(['131.00', '130.00'])('a later filing of %s takes its place', async (total) => {
		await workspace.import([workspace.write('b.csv', table(total))]);
		expect(await inUse()).toEqual([]);
		expect(await figureOf(TOTAL)).toMatchObject({ printed: total, place: { line: 2 } });
		expect((await figureOf(TOTAL))?.place?.correction).toBeUndefined();
		expect(await workspace.problems()).toEqual([]);
	});

	test('a later filing that does not state it leaves it', async () => {
		await workspace.import([workspace.write('b.csv', table('', '30.00,100.00'))]);
		expect(await inUse()).toHaveLength(1);
		expect(await current()).toMatchObject({ version: 3 });
		expect(await figureOf({ ...TOTAL, measure: 'income_carried_in' })).toMatchObject({
			value: 30_000_000
		});
		expect(await workspace.problems()).toEqual([]);
	});

	test('reading again keeps it', async () => {
		const before = await workspace.dump();
		const script = join(import.meta.dirname, '../../../scripts/reread.ts');
		const { stdout } = spawnSync(
			process.execPath,
			[script, '--json', '--confirm', '--db', workspace.database],
			{ encoding: 'utf8' }
		);
		expect(JSON.parse(stdout)).toMatchObject({ left: [], moved: 0, stored: 0 });
		expect(await workspace.dump()).toBe(before);
	});

	test('it answers no return, and opens a confirmed report again', async () => {
		const decide = async (decision: FilingDecision) =>
			decideFiling(
				db,
				{
					area: AREA,
					department: '101',
					fiscal_year: 2020,
					decision,
					due_on: '',
					filing_id: (await current()).id,
					reason: '缺表'
				},
				'officer'
			);
		const state = async () =>
			(await db.selectFrom('filing_state').select('state').executeTakeFirstOrThrow()).state;
		await decide('returned');
		await correct({ printed: '140' });
		expect(await state()).toBe('returned');
		await decide('reopened');
		await decide('confirmed');
		expect(await state()).toBe('confirmed');
		await takeBackCorrection(officer(), 2, '误');
		expect(await state()).toBe('filed');
		await decide('returned');
		await workspace.import([workspace.write('b.csv', table('131.00'))]);
		expect(await state()).toBe('corrected');
	});

	test('rebuilding the projection keeps it', async () => {
		const script = join(import.meta.dirname, '../../../scripts/db-rebuild-projection.ts');
		const { status } = spawnSync(process.execPath, [script, '--db', workspace.database]);
		expect(status).toBe(0);
		expect(await projected()).toBe(130_000_000);
		expect(await inUse()).toHaveLength(1);
	});

	test('a former data version is without it, and with what is taken back since', async () => {
		const { version: corrected } = await version();
		await takeBackCorrection(officer(), 1, '误');
		const before = await openAsOf(workspace.database, corrected - 1);
		const then = await openAsOf(workspace.database, corrected);
		expect(await before.selectFrom('correction').selectAll().execute()).toEqual([]);
		expect(await then.selectFrom('correction').selectAll().execute()).toMatchObject([
			{ id: 1, taken_back_at: null, taken_back_by: null }
		]);
		expect(await then.selectFrom('current_correction').selectAll().execute()).toHaveLength(1);
		await before.destroy();
		await then.destroy();
	});
});

const version = () => db.selectFrom('data_version').select('version').executeTakeFirstOrThrow();
