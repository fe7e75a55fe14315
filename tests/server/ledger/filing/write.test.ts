import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { loadFiling } from '#lib/server/ledger/filing/read.ts';
import { loadFindings } from '#lib/server/ledger/review/read.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { sharingTransaction, type Session } from '#lib/server/ledger/connection/session.ts';
import { storeFilings } from '#lib/server/ledger/filing/write.ts';
import {
	arriving,
	figure,
	figuresRow,
	memorySession,
	NOT_STATED,
	sampleReport,
	type SampleOptions,
	scoreRows,
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
afterEach(async () => {
	expect((await verifyLedger(db)).problems).toEqual([]);
	await db.destroy();
});

async function dataVersion(): Promise<number> {
	const row = await db.selectFrom('data_version').select('version').executeTakeFirstOrThrow();
	return row.version;
}

async function versions() {
	const rows = await db
		.selectFrom('filing as f')
		.innerJoin('filing_source as o', 'o.filing_id', 'f.id')
		.innerJoin('source_file as s', 's.id', 'o.source_id')
		.select(['f.version', 'f.is_current', 's.name'])
		.orderBy('f.version')
		.orderBy('s.name')
		.execute();
	return [...Map.groupBy(rows, (row) => row.version)].map(([version, of]) => ({
		version,
		is_current: of[0]?.is_current,
		files: of.map(({ name }) => name.replace('.docx', ''))
	}));
}

test('a report is stored whole and projected', async () => {
	const outcome = await store(session, 'a', sampleReport());
	expect(outcome).toMatchObject({ status: 'stored', version: 1, fiscal_year: 2021 });
	expect(await loadFiling(db, outcome.filing_id)).toMatchObject(sampleReport());
	const row = await db.selectFrom('department_year').selectAll().executeTakeFirstOrThrow();
	expect(row).toMatchObject({
		fiscal_year: 2021,
		jurisdiction_code: '999900',
		income_total: wan(120),
		score_form: 9400,
		score_sheet: 9200,
		assets_total: null,
		grade: '优'
	});
	expect(row.missing).toBe('{}');
	expect(await dataVersion()).toBe(1);
});

test('the same bytes again change nothing', async () => {
	await store(session, 'a', sampleReport());
	const outcome = await store(session, 'a', sampleReport());
	expect(outcome).toMatchObject({ status: 'unchanged', version: 1, issues: [] });
	expect(await dataVersion()).toBe(1);
});

test('the same facts from other bytes are the same content', async () => {
	await store(session, 'a', sampleReport());
	const outcome = await store(session, 'b', { ...sampleReport(), contacts: [] });
	expect(outcome.status).toBe('unchanged');
	expect(outcome.issues.map((issue) => issue.message)).toEqual([
		'内容与已存的第1版相同，只是文件不同；未作改动。'
	]);
	expect(await db.selectFrom('source_file').select('name').execute()).toHaveLength(1);
});

test('other facts are the next version, and the former stays', async () => {
	const first = await store(session, 'a', sampleReport());
	const corrected = sampleReport({ figures: { ...SOUND, staff_actual: 21 } });
	const second = await store(session, 'b', corrected);
	expect(second).toMatchObject({ status: 'replaced', version: 2 });
	expect(await loadFiling(db, first.filing_id)).toMatchObject(sampleReport());
	expect((await versions()).map((each) => each.is_current)).toEqual([0, 1]);
	const row = await db.selectFrom('department_year').selectAll().executeTakeFirstOrThrow();
	expect(row).toMatchObject({ filing_id: second.filing_id, staff_actual: 21 });
});

test('a former version that comes again is named and does not return by itself', async () => {
	await store(session, 'a', sampleReport());
	await store(session, 'b', sampleReport({ figures: { ...SOUND, staff_actual: 21 } }));
	const again = await store(session, 'a', sampleReport());
	expect(again).toMatchObject({ status: 'unchanged', version: 1 });
	expect(again.issues.map((issue) => issue.message)).toEqual([
		'内容与已存的第1版相同，该版不是现用版本；未作改动，如要恢复请用 npm run restore。'
	]);
	expect((await versions()).map((each) => each.is_current)).toEqual([0, 1]);
});

test('one faulty filing takes the whole batch back', async () => {
	const batch = [
		await arriving('a', sampleReport()),
		await arriving('b', { ...sampleReport(), claims: [] })
	];
	await expect(storeFilings(session, [batch])).rejects.toThrow('没有找到部门名称或预算编码');
	expect(await versions()).toEqual([]);
	expect(await db.selectFrom('department').selectAll().execute()).toEqual([]);
	expect(await dataVersion()).toBe(0);
	expect(await store(session, 'a', sampleReport())).toMatchObject({ status: 'stored' });
});

test('scores that come after the figures fill the same version', async () => {
	const figures = await store(session, 'figures', figuresRow({ code: '101' }));
	const scores = await store(session, 'scores', scoreRows({ code: '101' }));
	expect(scores).toMatchObject({ status: 'stored', version: 1, filing_id: figures.filing_id });
	const filing = await loadFiling(db, figures.filing_id);
	expect(filing?.figures.income_total.value).toBe(wan(120));
	expect(filing?.score.items).toHaveLength(2);
	expect(filing?.score.form.value).toBe(9400);
	expect(await versions()).toMatchObject([{ version: 1, files: ['figures', 'scores'] }]);
});

test('figures that come after the scores fill the same version', async () => {
	await store(session, 'scores', scoreRows({ code: '101' }));
	const outcome = await store(session, 'figures', figuresRow({ code: '101' }));
	expect(outcome).toMatchObject({ status: 'stored', version: 1 });
	const filing = await loadFiling(db, outcome.filing_id);
	expect(filing?.figures.income_total.value).toBe(wan(120));
	expect(filing?.score.items).toHaveLength(2);
});

test('a changed part is the next version and carries the other part over', async () => {
	await store(session, 'figures', figuresRow({ code: '101' }));
	await store(session, 'scores', scoreRows({ code: '101' }));
	const outcome = await store(session, 'scores 2', scoreRows({ code: '101', scores: [400, 300] }));
	expect(outcome).toMatchObject({ status: 'replaced', version: 2 });
	const filing = await loadFiling(db, outcome.filing_id);
	expect(filing?.figures.income_total.value).toBe(wan(120));
	expect(filing?.score.items.map((item) => item.score.value)).toEqual([400, 300]);
	expect(await versions()).toMatchObject([
		{ version: 1, files: ['figures', 'scores'] },
		{ version: 2, files: ['figures', 'scores 2'] }
	]);
	for (const [bytes, row] of [
		['figures', figuresRow({ code: '101' })],
		['scores 2', scoreRows({ code: '101', scores: [400, 300] })]
	] as const) {
		expect(await store(session, bytes, row)).toMatchObject({ status: 'unchanged', issues: [] });
	}
});

test('a table that repeats what a report states changes nothing', async () => {
	await store(session, 'report', sampleReport({ code: '101' }));
	const outcome = await store(session, 'figures', figuresRow({ code: '101' }));
	expect(outcome).toMatchObject({ status: 'unchanged', version: 1 });
});

/** A report whose score sheet is another file, and that file. */
function reportWithoutSheet(options: SampleOptions = {}): RecognisedFiling {
	const report = sampleReport(options);
	return { ...report, score: { ...report.score, sheet: NOT_STATED, items: [], headings: [] } };
}

function sheetOnly(options: SampleOptions = {}): RecognisedFiling {
	return { ...scoreRows(options), template: 'form' };
}

describe('a report in two files', () => {
	test.each([
		['the form', 'the sheet', reportWithoutSheet(), sheetOnly()],
		['the sheet', 'the form', sheetOnly(), reportWithoutSheet()]
	])('%s, then %s, are one version that states both', async (_, __, one, other) => {
		await store(session, 'one', one);
		const outcome = await store(session, 'other', other);
		expect(outcome).toMatchObject({ status: 'stored', version: 1, issues: [] });
		const filing = await loadFiling(db, outcome.filing_id);
		expect(filing?.figures.income_total.value).toBe(wan(120));
		expect(filing?.score.items).toHaveLength(2);
		expect(filing?.passages).toHaveLength(1);
		for (const [bytes, again] of [
			['one', one],
			['other', other]
		] as const) {
			expect(await store(session, bytes, again)).toMatchObject({ status: 'unchanged', issues: [] });
		}
	});

	test.each([
		['the sheet', sheetOnly({ scores: [400, 300] }), '文件中没有写到的内容沿用已存的第1版：'],
		[
			'the form',
			reportWithoutSheet({ figures: { ...SOUND, staff_actual: 21 } }),
			'文件中没有写到的内容沿用已存的第1版：'
		]
	])('%s corrected keeps what the whole report stated, and says so', async (_, part, words) => {
		await store(session, 'whole', sampleReport());
		const outcome = await store(session, 'part', part);
		expect(outcome).toMatchObject({ status: 'replaced', version: 2 });
		expect(outcome.issues.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
		const filing = await loadFiling(db, outcome.filing_id);
		expect(filing?.score.items).toHaveLength(2);
		expect(filing?.figures.income_total.value).toBe(wan(120));
		expect(filing?.passages).toHaveLength(1);
		expect(filing?.contacts.length).toBeGreaterThan(0);
	});

	test.each([
		['the sheet', sheetOnly()],
		['the form', reportWithoutSheet()],
		['the form without its text', { ...reportWithoutSheet(), passages: [], goals: [] }]
	])('%s as it is in the whole report changes nothing', async (_, part) => {
		await store(session, 'whole', sampleReport());
		expect(await store(session, 'part', part)).toMatchObject({ status: 'unchanged', version: 1 });
	});

	test('another text or unit row is another version', async () => {
		await store(session, 'whole', sampleReport());
		const form = reportWithoutSheet();
		const text = await store(session, 'text', {
			...form,
			passages: [{ kind: 'problems', heading: '问题', text: '资产管理不规范。', place: null }]
		});
		expect(text).toMatchObject({ status: 'replaced', version: 2 });
		const units = form.units.map((unit) =>
			unit.role === 'headquarters' ? { ...unit, figures: { staff_quota: figure(13) } } : unit
		);
		expect(await store(session, 'units', { ...form, units })).toMatchObject({ version: 3 });
	});

	test('a table that corrects a report leaves its text in the other file', async () => {
		await store(session, 'whole', sampleReport({ code: '101' }));
		const outcome = await store(
			session,
			'table',
			figuresRow({ code: '101', figures: { ...SOUND, staff_actual: 21 } })
		);
		const filing = await loadFiling(db, outcome.filing_id);
		const numbers = new Map(filing?.sources.map(({ template }, index) => [template, index + 1]));
		const file = numbers.get('form') === 1 ? undefined : 2;
		expect(filing?.goals[0]?.target_place?.file).toBe(file);
		expect(filing?.projects[0]?.amount).toMatchObject({ value: wan(50) });
		expect(filing?.dates[0]?.place.file).toBe(file);
	});
});

test('a year filed later is reviewed again when the year before arrives', async () => {
	const later = await store(session, '2021', sampleReport({ year: 2021 }));
	const before = await loadFindings(db, later.filing_id);
	expect(stateOf(before, 'carry_over_continuity')).toBe('not_checkable');
	const figures = { ...SOUND, balance_cumulative: wan(20) };
	await store(session, '2020', sampleReport({ year: 2020, figures }));
	expect(stateOf(await loadFindings(db, later.filing_id), 'carry_over_continuity')).toBe('pass');
	await store(session, '2020 b', sampleReport({ year: 2020 }));
	expect(stateOf(await loadFindings(db, later.filing_id), 'carry_over_continuity')).toBe('fail');
});

function stateOf(findings: readonly { rule: string; state: string }[], rule: string) {
	return findings.find((finding) => finding.rule === rule)?.state;
}

describe('documents that share a transaction', () => {
	/** Registers a department before it is refused, since its filing stands there twice. */
	const storeTwice = async (bytes: string, filing: RecognisedFiling) => {
		const each = await arriving(bytes, filing);
		return storeFilings(session, [[each, each]]);
	};

	test('a refused one takes back itself alone', async () => {
		const archive = sampleReport({ name: '示例市档案局' });
		await sharingTransaction(session, async () => {
			await store(session, 'a', sampleReport());
			await expect(storeTwice('b', archive)).rejects.toMatchObject({ code: 'department_twice' });
			await store(session, 'c', sampleReport({ year: 2022 }));
		});
		const departments = await db.selectFrom('department').select('name').execute();
		expect(departments.map(({ name }) => name)).toEqual(['示例市口岸办公室']);
		const filings = await db.selectFrom('filing').select('fiscal_year').execute();
		expect(filings.map(({ fiscal_year }) => fiscal_year)).toEqual([2021, 2022]);
		const names = await db.selectFrom('source_file').select('name').execute();
		expect(names.map(({ name }) => name)).toEqual(['a.docx', 'c.docx']);
	});

	test('a fault of another kind takes back all, and the session goes on', async () => {
		const fault = sharingTransaction(session, async () => {
			await store(session, 'a', sampleReport());
			throw new Error('The disk is gone');
		});
		await expect(fault).rejects.toThrow('The disk is gone');
		expect(await versions()).toEqual([]);
		await store(session, 'a', sampleReport());
		expect(await versions()).toHaveLength(1);
	});
});
