/** Scores and weights of indicators corrected by hand: stored, shown, carried on until something filed later states them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CorrectedId } from '#lib/catalogue/correctable.ts';
import { scoreRows } from '#lib/answers/department/score-sheet.ts';
import { correctionSentence } from '#lib/answers/corrections.ts';
import { correctFigure, stateOf, takeBackCorrection } from '#lib/server/correction/correct.ts';
import { lostShare } from '#lib/comparison/score-items.ts';
import { listSheetLines } from '#lib/server/questions/figures/scores.ts';
import { listUnread } from '#lib/server/questions/reports/unread.ts';
import { toFigureOf, unreadOf } from '#lib/server/correction/unread.ts';
import { scoreItemSheet } from '#lib/server/exports/filing-sheets.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { correctedFigures, figureAt } from '#lib/server/ledger/filing/corrections.ts';
import { loadFiling } from '#lib/server/ledger/filing/read.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { listCorrections } from '#lib/server/questions/reports/corrections.ts';
import { contentOf, findDepartment } from '#lib/server/questions/departments/department.ts';
import { FIXTURES, Workspace } from '../import/workspace.ts';

const REPORT = readFileSync(join(FIXTURES, 'port-office-2021.txt'), 'utf8');
const NAME = '过程 › 预算执行 › 资金结余';
let workspace: Workspace;
let db: Kysely<Database>;

/** The report with another score of 资金结余, which is 2 of 3. */
const reportWith = (score: string) =>
	REPORT.replace(/(不得分。\n\t3\n\t)2(?=\n\t有结余)/, `$1${score}`);

async function hand(name: string, score: string) {
	const { files } = await workspace.import([workspace.write(name, reportWith(score))]);
	return files[0]?.filings[0]?.version;
}

beforeEach(async () => {
	workspace = new Workspace();
	await hand('a.txt', '两分');
	db = openExisting(workspace.database);
});
afterEach(async () => {
	await db.destroy();
	workspace.remove();
});

async function current() {
	const { id } = await db
		.selectFrom('filing')
		.select('id')
		.where('is_current', '=', 1)
		.executeTakeFirstOrThrow();
	const filing = await loadFiling(db, id);
	if (!filing) throw new Error('no filing');
	return { id, filing };
}

async function correct(printed: string, measure: CorrectedId = 'item_score', unit = NAME) {
	const { id, filing } = await current();
	const of = { unit, measure, basis: 'actual' } as const;
	const old = figureAt(filing, of);
	const session = startSession(db, { actor: 'officer' });
	const asked = {
		...of,
		filing: id,
		was: old ? stateOf(old) : '',
		unit_of_amount: '万元'
	} as const;
	return correctFigure(session, { ...asked, printed, reason: '原文写成汉字' });
}

const scoreNow = async () => figureAt((await current()).filing, toFigureOf('item_score', NAME));
const stateOfRule = async (rule: string) =>
	(
		await db
			.selectFrom('filing_verdict')
			.select('state')
			.where('filing_id', '=', (await current()).id)
			.where('rule', '=', rule as never)
			.executeTakeFirst()
	)?.state;

test('a score that could not be read is listed, corrected, reviewed and marked', async () => {
	expect(unreadOf((await current()).filing)).toMatchObject([{ measure: 'item_score', unit: NAME }]);
	// A report of no registered department belongs to a jurisdiction of its own.
	const { code: area } = await db
		.selectFrom('jurisdiction as j')
		.innerJoin('department as d', 'd.jurisdiction_code', 'j.code')
		.innerJoin('filing as f', 'f.department_id', 'd.id')
		.select('j.code')
		.executeTakeFirstOrThrow();
	const listed = async () => listUnread(db, area, 2021);
	expect(await listed()).toMatchObject([{ measure: 'item_score', unit: NAME }]);
	expect(await stateOfRule('score_sheet_sum')).toBe('not_checkable');
	await correct('2');
	expect(await listed()).toEqual([]);
	expect(await scoreNow()).toMatchObject({ value: 200, printed: '2', place: { correction: 1 } });
	expect(await stateOfRule('score_sheet_sum')).toBe('pass');
	const byHand = (await listSheetLines(db, area, 2021)).filter((line) => line.is_corrected);
	expect(byHand.map(({ path }) => path.join(' › '))).toEqual([NAME]);
	expect(byHand.map(lostShare)).toMatchObject([
		{ value: expect.closeTo(1 / 3, 9) as number, corrected: 'input' }
	]);
	expect(await db.selectFrom('current_correction').selectAll().execute()).toMatchObject([
		{ measure: 'item_score', unit: NAME, old_printed: '两分', value: 200 }
	]);
	const { code, jurisdiction_code } = await db
		.selectFrom('department')
		.select(['code', 'jurisdiction_code'])
		.executeTakeFirstOrThrow();
	const [row] = await listCorrections(db, jurisdiction_code);
	expect(row && correctionSentence(row)).toMatch(
		/^评分表“过程 › 预算执行 › 资金结余”自评得分原文“两分”无法识读，officer于.*人工更正为“2”：原文写成汉字$/
	);
	const department = await findDepartment(db, jurisdiction_code, code);
	if (!department) throw new Error('no department');
	const content = await contentOf(db, department, (await current()).id);
	const marked = scoreRows(1, content.score_items).filter(({ score_note }) => score_note);
	expect(marked).toMatchObject([{ name: '资金结余', score: '2.00', score_note: '人工更正' }]);
	const noted = scoreItemSheet(content).rows.filter((cells) => cells.at(-1) !== null);
	expect(noted.map((cells) => cells[2])).toEqual(['资金结余']);
	expect((await verifyLedger(db)).problems).toEqual([]);
});

test('a correction stays until a score is filed, and can be taken back', async () => {
	await correct('2');
	await hand('b.txt', '二分');
	expect(await scoreNow()).toMatchObject({ value: 200, place: { correction: 1 } });
	await takeBackCorrection(startSession(db, { actor: 'officer' }), 1, '看错');
	expect(await scoreNow()).toMatchObject({ value: null, missing: 'unreadable' });
	await correct('2');
	await hand('c.txt', '1');
	expect(await scoreNow()).toMatchObject({ value: 100, printed: '1' });
	expect(correctedFigures((await current()).filing)).toEqual([]);
	expect((await verifyLedger(db)).problems).toEqual([]);
});

test('what is no score, no indicator or no change is refused', async () => {
	await expect(correct('约两分')).rejects.toThrow('应为得分');
	await expect(correct('2', 'item_score', '过程 › 无')).rejects.toThrow('没有这一行');
	await expect(correct('3', 'item_weight')).rejects.toThrow('与现在的数相同');
});
