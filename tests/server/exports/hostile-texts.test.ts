/**
 * Every exported file of a ledger whose names, reasons, questions and users are formulas, markup, line breaks and marks of
 * direction: opened again, each text is there as it was filed but for those marks, and nothing of it is a formula, a link or
 * an element.
 */
import { read as readSpreadsheet, type CellObject } from '@e965/xlsx';
import Papa from 'papaparse';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { VIEW_IDS } from '#lib/comparison/views.ts';
import { exportFile, type ExportFile } from '#lib/server/exports/file.ts';
import { attachmentNamed } from '#lib/server/exports/names.ts';
import { makeBook } from '#lib/server/exports/books.ts';
import { accountFile } from '#lib/server/exports/handed-out-accounts.ts';
import { makeProblemBook } from '#lib/server/exports/problem-book.ts';
import { writeProblemPage } from '#lib/server/exports/problem-page.ts';
import { guardText, type Cover, type Sheet } from '#lib/server/exports/sheet.ts';
import { writeWorkbook } from '#lib/server/exports/xlsx.ts';
import { correctFigure, stateOf } from '#lib/server/correction/correct.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { drawSample } from '#lib/server/reassessment/draw.ts';
import { reassess } from '#lib/server/reassessment/scores.ts';
import { decideFiling } from '#lib/server/round/decisions.ts';
import { addExpected } from '#lib/server/round/expected.ts';
import { writeEntry } from '#lib/server/round/inquiries.ts';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { openZip } from '#lib/documents/archive/zip.ts';
import { openCsv, worksheetXml } from './opened.ts';

const AREA = '999900';
const YEAR = 2023;

/** Names of departments. */
const NAMES = [
	'=1+1',
	'+1',
	'-1',
	'@SUM(1)',
	'＝HYPERLINK("http://evil.example","点此")',
	'<b onclick=x>粗体</b>&amp;"\'',
	'a"b,c;d\'e',
	'\u202eabc局',
	'_x0041_局',
	'#REF!',
	'history',
	`${'长'.repeat(30)}𠮷𠮷${'长'.repeat(41)}𠮷𠮷`,
	'一局\n二行'
] as const;
/** An import keeps each but for the mark that turns its direction. */
const IMPORTED = NAMES.map(withoutDirection);
const CODES = NAMES.map((_, index) => `=${index + 1}`);

/** Text as written by hand: a reason, a question, a score's reason; users are named the same. */
const WRITTEN = '=cmd|A0\n@SUM(1)<i>"\u202e_x0042_';
const KEPT = withoutDirection(WRITTEN);

function withoutDirection(text: string): string {
	return text.replace('\u202e', '');
}

let folder: string;
let db: ReturnType<typeof openExisting>;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-hostile-texts-'));
	const databasePath = join(folder, 'ledger.db');
	const write = (name: string, rows: object[]) => {
		writeFileSync(join(folder, name), Papa.unparse(rows));
		return join(folder, name);
	};
	const identity = (index: number) => ({ jurisdiction: AREA, department_code: CODES[index] });
	const { failed } = await importPaths(
		[
			write(
				'departments.csv',
				NAMES.map((name, index) => ({
					jurisdiction: AREA,
					code: CODES[index],
					name,
					kind: NAMES[index % 2],
					division: NAMES[(index + 1) % NAMES.length]
				}))
			),
			write(
				'figures.csv',
				NAMES.flatMap((department, index) =>
					[YEAR - 1, YEAR].map((fiscal_year) => ({
						...identity(index),
						department,
						fiscal_year,
						unit: '万元',
						income_total: 200 + index * (fiscal_year - 2000),
						income_carried_in: 20,
						income_fiscal: 180,
						spending_total: 150 + index,
						spending_basic: 100,
						balance_cumulative: 50,
						score_form: 95,
						grade: '优'
					}))
				)
			),
			write(
				'scores.csv',
				NAMES.flatMap((department, index) => [
					{
						...identity(index),
						department,
						fiscal_year: YEAR,
						level1: department,
						level2: department,
						level3: department,
						weight: 100,
						score: 94,
						reason: WRITTEN
					}
				])
			)
		],
		{ databasePath }
	);
	expect(failed).toBe(0);
	process.env.DATABASE_URL = `file:${databasePath}`;
	db = openExisting(databasePath);
	await act();
});

afterAll(async () => {
	await db.destroy();
	rmSync(folder, { recursive: true, force: true });
});

/** Writes as the bureau does in a round, by users of hostile names. */
async function act(): Promise<void> {
	await addExpected(db, { area: AREA, fiscal_year: YEAR, department: '' }, WRITTEN);
	const current = db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.code', 'y.filing_id'])
		.where('y.fiscal_year', '=', YEAR)
		.orderBy('d.id');
	const first = await current.executeTakeFirstOrThrow();
	await correctFigure(startSession(db, { actor: WRITTEN }), {
		unit: '',
		measure: 'income_fiscal',
		basis: 'actual',
		filing: first.filing_id,
		was: stateOf({ value: 180_000_000, missing: null, printed: '180' }),
		printed: '181',
		unit_of_amount: '万元',
		reason: WRITTEN
	});
	const filings = await current.execute();
	expect(filings.map(({ code }) => code).sort()).toEqual([...CODES].sort());
	for (const { code: department, filing_id } of filings) {
		const report = { area: AREA, department, fiscal_year: YEAR };
		const entry = { topic_kind: 'measure', topic: 'income_total', entry: 'ask' } as const;
		await writeEntry(db, { ...report, ...entry, text: WRITTEN }, WRITTEN);
		const decision = { decision: 'returned', reason: WRITTEN, due_on: '', filing_id } as const;
		await decideFiling(db, { ...report, ...decision }, WRITTEN);
		const scores = [{ indicator: '', score: '90', reason: WRITTEN }];
		await reassess(db, [{ ...report, scores }], WRITTEN);
	}
	const drawn = { area: AREA, fiscal_year: YEAR, size: 2, codes: [] };
	await drawSample(db, { ...drawn, method: 'random', seed: '=1+1<i>' }, WRITTEN);
}

function addressOf(file: string): URL {
	return new URL(`http://ledger.example/exports/${encodeURIComponent(file)}?year=${YEAR}`);
}

async function exported(file: string): Promise<ExportFile> {
	const made = await exportFile(file, addressOf(file));
	if (!made) throw new Error(`no file named ${file}`);
	return made;
}

async function sheetsOf(what: string): Promise<Sheet[]> {
	return (await makeBook(what, addressOf(`${what}.csv`)))?.sheets ?? [];
}

/** The texts of all cells, of which each is a number or text, by worksheets. */
function openedTexts(bytes: Uint8Array): Map<string, string[]> {
	for (const xml of worksheetXml(bytes)) expect(xml).not.toMatch(/<(f|hyperlink)[\s>/]/);
	const { SheetNames, Sheets } = readSpreadsheet(bytes);
	return new Map(
		SheetNames.map((name) => {
			const sheet = Sheets[name] ?? {};
			const cells = Object.keys(sheet)
				.filter((key) => !key.startsWith('!'))
				.map((key) => sheet[key] as CellObject);
			for (const { t, f, l } of cells)
				expect([t, f, l]).toEqual([t === 'n' ? 'n' : 's', undefined, undefined]);
			return [name, cells.flatMap(({ t, v }) => (t === 's' ? [String(v)] : []))];
		})
	);
}

const textsIn = ({ rows }: Sheet) =>
	rows.flat().filter((cell): cell is string => typeof cell === 'string' && cell !== '');

const TABLES = [
	...VIEW_IDS,
	'changes',
	'outliers',
	'findings',
	'filings',
	'reminders',
	'reassessments',
	'corrections',
	'compare',
	'overview',
	'brief',
	'questions',
	'definitions',
	...CODES.map((code) => `department/${code}`)
];
/** Tell of no department. */
const WITHOUT_NAMES = new Set(['definitions']);

describe.each(TABLES)('%s', (what) => {
	test('as a workbook holds every text as it is', async () => {
		const { body, name } = await exported(`${what}.xlsx`);
		const opened = openedTexts(body as Uint8Array);
		const sheets = await sheetsOf(what);
		for (const sheet of sheets)
			expect(opened.get(sheet.name)).toEqual(expect.arrayContaining(textsIn(sheet)));
		const held = sheets.flatMap(textsIn);
		if (!WITHOUT_NAMES.has(what))
			expect(held.some((text) => NAMES.some((one) => text.includes(one)))).toBe(true);
		expectSafeName(name);
	});

	test('as CSV holds every text, and none that a spreadsheet would run', async () => {
		const { body, name } = await exported(`${what}.csv`);
		const records = openCsv(String(body));
		const [first] = await sheetsOf(what);
		const texts = first ? textsIn(first).map(guardText) : [];
		expect(records.flat()).toEqual(expect.arrayContaining(texts));
		const isNumber = /^-?\d+(\.\d+)?(e-\d+)?$/;
		const run = records.flat().filter((text) => !isNumber.test(text) && guardText(text) !== text);
		expect(run).toEqual([]);
		expectSafeName(name);
	});
});

/** One that file systems and headers take, whatever the department is called. */
function expectSafeName(name: string): void {
	expect(name).toMatch(/^[^\\/:*?"<>|\p{C}]+\.(csv|xlsx|docx)$/u);
	const [, value = ''] =
		/^attachment; filename\*=UTF-8''([\w.!~%-]+)$/.exec(attachmentNamed(name)) ?? [];
	expect(decodeURIComponent(value)).toBe(name);
}

describe.each(['return-slips', ...CODES.map((code) => `return-slip/${code}`)])('%s', (what) => {
	const all = IMPORTED.map((name) => `${name}（演示数据）`);
	const names = what === 'return-slips' ? all : [all[CODES.indexOf(what.slice(12))] ?? ''];

	test('as a workbook holds names and reasons', async () => {
		const { body, name } = await exported(`${what}.xlsx`);
		const texts = [...openedTexts(body as Uint8Array).values()].flat();
		expect(texts).toEqual(expect.arrayContaining([...names, KEPT]));
		expectSafeName(name);
	});

	test('as a document holds names and reasons', async () => {
		const { body, name } = await exported(`${what}.docx`);
		await expectHeld(body as Uint8Array, [...names, `退回理由：${KEPT}`, KEPT]);
		expectSafeName(name);
	});
});

test.each(['compendium.docx', 'reminders.docx'])('%s holds the names', async (file) => {
	const { body, name } = await exported(file);
	await expectHeld(body as Uint8Array, IMPORTED);
	expectSafeName(name);
});

/** The texts stand in paragraphs and cells of a document that leads nowhere. */
async function expectHeld(bytes: Uint8Array, texts: readonly string[]): Promise<void> {
	const archive = openZip(bytes);
	for (const name of archive.names.filter((each) => each.endsWith('.rels')))
		expect(new TextDecoder().decode(archive.read(name))).not.toContain('TargetMode');
	const { blocks } = await readDocument(bytes, 'a.docx');
	const held = blocks.flatMap((block) =>
		block.kind === 'table' ? block.rows.flat().map(({ text }) => text) : [block.text]
	);
	expect(held).toEqual(expect.arrayContaining([...texts]));
}

const COVER: Cover = {
	title: NAMES[0],
	lines: [
		[NAMES[1], WRITTEN],
		[NAMES[9], NAMES[8]]
	]
};

describe('the report of an import', () => {
	const problem = { kind: '错误' as const, fiscal_year: YEAR, section: WRITTEN };
	const where = { file: NAMES[4], table: NAMES[5], row: NAMES[6], column: NAMES[7] };
	const told = { read: '\ue000局', expected: NAMES[8], message: WRITTEN, advice: NAMES[12] };
	const book = makeProblemBook(
		{
			departments: NAMES.map((name, index) => ({
				department: { code: CODES[index] ?? '', name, jurisdiction: { code: AREA, name } },
				is_demo: false,
				fiscal_years: [YEAR],
				problems: [{ ...problem, ...where, ...told }]
			})),
			unowned: null
		},
		COVER
	);
	const all = [book.overview, ...book.sheets].flatMap(textsIn);

	test('as a workbook holds every text, on sheets that Excel takes', async () => {
		const opened = openedTexts(await writeWorkbook([book.overview, ...book.sheets], COVER));
		expect([...opened.values()].flat()).toEqual(expect.arrayContaining(all));
		expect(opened.size).toBe(2 + NAMES.length);
	});

	test('as a page holds every text, with marks of direction made visible', () => {
		const texts: string[] = [];
		const tags = new Set<string>();
		const walk = (node: DefaultTreeAdapterMap['node']): void => {
			tags.add(node.nodeName);
			if ('value' in node) texts.push(node.value);
			if ('childNodes' in node) node.childNodes.forEach(walk);
		};
		walk(parse(writeProblemPage(book)));
		const shown = all.map((text) => text.replaceAll('\u202e', '\ufffd'));
		const cells = shown.filter((text) => !NAMES.includes(text as never));
		expect(texts).toEqual(expect.arrayContaining(cells));
		expect([...tags].filter((tag) => ['b', 'i', 'script'].includes(tag))).toEqual([]);
	});
});

describe('accounts to hand out', () => {
	const accounts = NAMES.map((name, index) => ({
		code: CODES[index] ?? '',
		name,
		username: `u${index}`,
		password: '=1+1-密码'
	}));
	const area = { name: NAMES[0], is_demo: false };

	test('as a workbook', async () => {
		const opened = openedTexts(await accountFile(db, area, accounts, 'xlsx'));
		expect(opened.get('部门账户')).toEqual(expect.arrayContaining([...NAMES, ...CODES]));
	});

	test('as CSV', async () => {
		const records = openCsv(
			new TextDecoder('utf-8', { ignoreBOM: true }).decode(
				await accountFile(db, area, accounts, 'csv')
			)
		);
		expect(records.flat()).toEqual(expect.arrayContaining([...NAMES, ...CODES].map(guardText)));
	});
});

test('a text that is too long for a cell is cut, and says so', async () => {
	const long = `${'长'.repeat(32_700)}${'𠮷'.repeat(100)}`;
	const sheet: Sheet = {
		name: '原文',
		columns: [{ name: '原文', unit: '', format: 'text' }],
		rows: [[long]]
	};
	const [, text = ''] = openedTexts(await writeWorkbook([sheet], COVER)).get('原文') ?? [];
	expect(text.length).toBeLessThanOrEqual(32_767);
	expect(text.isWellFormed()).toBe(true);
	expect(text).toMatch(/^长{32700}.*后文从略）$/u);
});
