/** A figure that could not be read is given before the hand-in is confirmed, and stored as a correction by whoever gave it. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import {
	dropFigure,
	giveFigure,
	givenFigures,
	shownMark
} from '#lib/server/hand-in/corrections.ts';
import { beginHandIn, confirmHandIn, findHandIn } from '#lib/server/hand-in/hand-ins.ts';
import { readPreview, type Preview } from '#lib/server/hand-in/preview.ts';
import { folderOf, spoolFile } from '#lib/server/hand-in/spool.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { Workspace } from '../import/workspace.ts';
import { work } from './work.ts';

const FIXTURE = join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt');
const REPORT = readFileSync(FIXTURE, 'utf8').replace('770.47', '77O.47');
const FORM = { printed: '770.47', unit: '万元', reason: '字母O应为零' };

/** Read once; each test works on a copy. */
const before = new Workspace();
let workspace: Workspace;
let db: Kysely<Database>;
let id: string;
let folder: string;
let preview: Preview;

beforeAll(async () => {
	const empty = openWriter(before.database);
	await migrate(empty, before.database);
	id = await beginHandIn(empty, { actor: 'department', user_id: null, department_id: null });
	await empty.destroy();
	const pieces = [Buffer.from(REPORT)];
	await spoolFile(folderOf(before.database, id), {
		filename: 'a.txt',
		read: async () => pieces.shift() ?? null
	});
	expect(await work(before.database, id, 'read')).toBe(0);
});
afterAll(() => before.remove());
beforeEach(() => {
	workspace = new Workspace();
	cpSync(before.folder, workspace.folder, { recursive: true });
	db = openWriter(workspace.database);
	folder = folderOf(workspace.database, id);
	preview = readPreview(folder) as Preview;
});
afterEach(async () => {
	await db.destroy();
	workspace.remove();
});

const cell = () => preview.filings[0]?.unread.find(({ measure }) => measure === 'income_fiscal');

function give(fields: Partial<Record<'cell' | keyof typeof FORM, string>>): Promise<void> {
	const form: Record<string, string> = { ...FORM, cell: cell()?.key ?? '', ...fields };
	return giveFigure(folder, preview, (name) => form[name] ?? '', 'officer');
}

async function store() {
	const handIn = await findHandIn(db, id, null);
	if (handIn?.state === 'open') await confirmHandIn(db, handIn, [], 'officer');
	expect(await work(workspace.database, id, 'store')).toBe(0);
	const filing = await db
		.selectFrom('department_year')
		.select('income_fiscal')
		.executeTakeFirstOrThrow();
	const corrections = await db
		.selectFrom('correction')
		.select(['old_printed', 'printed', 'value', 'reason', 'corrected_by'])
		.execute();
	const problems = [
		...(await verifyLedger(db)).problems,
		...(await verifyAudit(db, null)).problems
	];
	expect(problems).toEqual([]);
	const summary = JSON.parse((await findHandIn(db, id, null))?.summary ?? '{}') as object;
	return { income_fiscal: filing.income_fiscal, corrections, summary };
}

const CORRECTION = {
	old_printed: '77O.47',
	printed: '770.47',
	value: 770_470_000,
	reason: FORM.reason,
	corrected_by: 'officer'
};

test('what is given is a correction once it is stored, and shown until then', async () => {
	expect(cell()).toMatchObject({ name: '公共财政拨款', printed: '77O.47', unit: '' });
	await give({ printed: '7704700元' });
	await give({ printed: ' 770.47 ' });
	expect([...givenFigures(folder, preview).values()]).toMatchObject([{ printed: '770.47' }]);
	expect(await db.selectFrom('filing').select('id').execute()).toEqual([]);
	const { income_fiscal, corrections, summary } = await store();
	expect(income_fiscal).toBe(770_470_000);
	expect(corrections).toEqual([CORRECTION]);
	expect(summary).toMatchObject({ stored: 1, corrected: 1, not_corrected: [] });
});

test('what was not taken counts in the end as it did in the preview', async () => {
	for (const [filename, text] of Object.entries({ '空.docx': '', '坏.docx': 'no document' })) {
		const pieces = text === '' ? [] : [Buffer.from(text)];
		await spoolFile(folder, { filename, read: async () => pieces.shift() ?? null });
	}
	expect(await work(workspace.database, id, 'read')).toBe(0);
	expect((await store()).summary).toMatchObject({ files: 3, stored: 1, failed: 2 });
});

test('what a page showed has another mark with another file, and with another figure given', async () => {
	const mark = (shown = preview) => shownMark(shown, givenFigures(folder, shown));
	const seen = mark();
	expect(mark({ ...preview, files: [...preview.files, ...preview.files] })).not.toBe(seen);
	await give({});
	const given = mark();
	await give({ printed: '770.48' });
	expect(new Set([seen, given, mark()]).size).toBe(3);
	await dropFigure(folder, preview, cell()?.key ?? '');
	expect(mark()).toBe(seen);
});

test('what is dropped again is stored as it was read', async () => {
	await give({});
	await dropFigure(folder, preview, cell()?.key ?? '');
	const { income_fiscal, corrections } = await store();
	expect([income_fiscal, corrections]).toEqual([null, []]);
});

test('a server that stops between storing and ending corrects once', async () => {
	await give({});
	cpSync(folder, `${folder}-kept`, { recursive: true });
	await store();
	await db.updateTable('hand_in').set({ state: 'confirming', summary: null }).execute();
	cpSync(`${folder}-kept`, folder, { recursive: true });
	const { corrections, summary } = await store();
	expect(corrections).toEqual([CORRECTION]);
	expect(summary).toMatchObject({ unchanged: 1, corrected: 1, not_corrected: [] });
});

test.each([
	['no figure', { printed: '约八百' }, '不是公共财政拨款的数'],
	['nothing', { printed: '' }, '请照原件填写'],
	['no unit', { unit: '' }, '请选择原件的金额单位'],
	['no reason', { reason: ' ' }, '请写明理由'],
	['a cell of another hand-in', { cell: 'f'.repeat(64) }, '没有这个没有读出的数'],
	['a path', { cell: '../../a' }, '没有这个没有读出的数']
])('%s is refused', async (_name, fields, sentence) => {
	await expect(give(fields)).rejects.toThrow(sentence);
	expect(givenFigures(folder, preview).size).toBe(0);
});
