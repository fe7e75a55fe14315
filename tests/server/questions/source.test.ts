import { writeXlsx } from 'hucre/xlsx';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measureSource } from '#lib/server/questions/sources/measure.ts';
import { loadFiling } from '#lib/server/ledger/filing/read.ts';
import { sourceOf } from '#lib/server/questions/sources/source.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableSheets } from '#lib/forms/table/sheets.ts';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';
import { readDocument } from '#lib/documents/read.ts';
import { makeSource } from '#lib/server/ledger/filing/sources.ts';
import { storeFiling } from '#lib/server/ledger/filing/write.ts';
import { memorySession, sampleReport } from '../ledger/samples.ts';
import { buildTown, WAN, type Town } from './town.ts';

const REPORT = join(import.meta.dirname, '../../fixtures/reports/port-office-2021.docx');

let town: Town;

beforeAll(async () => {
	town = await buildTown();
});
afterAll(() => town.close());

describe('where a measure comes from', () => {
	test('a reported figure stands in its cell', async () => {
		const found = await measureSource(town.db, await town.filing('102', 2021), 'spending_total');
		expect(found).toMatchObject({
			formula: null,
			parts: [{ measure: 'spending_total', fiscal_year: 2021, value: 50 * WAN, printed: '50' }],
			place: { kind: 'field', line: 7, column: 11 }
		});
	});

	test('a derived one names its parts', async () => {
		const found = await measureSource(town.db, await town.filing('102', 2021), 'carry_over_rate');
		expect(found?.formula).toBe('累计结余 ÷ 支出合计');
		expect(found?.parts.map(({ printed }) => printed)).toEqual(['10', '50']);
	});

	test.each([
		[
			'101',
			[
				[2021, '12'],
				[2020, '8']
			]
		],
		[
			'103',
			[
				[2021, '10'],
				[2020, '3'],
				[2020, '2']
			]
		],
		[
			'102',
			[
				[2021, '4'],
				[2020, '']
			]
		]
	])('last year’s part of %s is %j', async (code, expected) => {
		const found = await measureSource(
			town.db,
			await town.filing(code, 2021),
			'three_public_change'
		);
		expect(found?.parts.map(({ fiscal_year, printed }) => [fiscal_year, printed])).toEqual(
			expected
		);
	});

	test('a year that was not filed is said to be so', async () => {
		const found = await measureSource(
			town.db,
			await town.filing('102', 2021),
			'three_public_change'
		);
		expect(found?.parts[1]).toMatchObject({ filing_id: null, value: null, missing: 'not_filed' });
	});

	test('an unknown filing has no source', async () => {
		expect(await measureSource(town.db, 9999, 'spending_total')).toBeNull();
		expect(await sourceOf(town.db, 9999, null)).toBeNull();
	});
});

describe('a table of figures', () => {
	test('shows the head, the highlighted record and its neighbours', async () => {
		const place = { kind: 'field' as const, line: 9, column: 11, column_label: null };
		const source = await sourceOf(town.db, await town.filing('106', 2021), place);
		const [block] = source?.blocks ?? [];
		if (block?.kind !== 'table') throw new Error('No table');
		expect(block.head[0]?.cells[0]?.text).toBe('jurisdiction');
		expect(block.rows.map(({ number }) => number)).toEqual([4, 5, 6, 7, 8, 9]);
		const highlighted = block.rows.flatMap(({ number, cells }) =>
			cells.filter((cell) => cell.highlighted).map(({ text }) => [number, text])
		);
		expect(highlighted).toEqual([[9, '60']]);
		expect(source).toMatchObject({
			highlighted: '60',
			department: { code: '106', name: '己局' },
			file: { name: '1-figures.csv', format: 'csv' },
			filing: { version: 1, is_current: true }
		});
	});

	test('shows the file that a place is in', async () => {
		const filing = await town.filing('101', 2021);
		const stored = await loadFiling(town.db, filing);
		const places = [stored?.score.items[0]?.score.place, stored?.figures.spending_total.place];
		const sources = places.map((place) => sourceOf(town.db, filing, place ?? null));
		const names = (await Promise.all(sources)).map((source) => source?.file.name);
		expect(names).toEqual(['3-scores.csv', '2-correction.csv']);
	});
});

describe('a workbook of figures', () => {
	test('shows titles and head of the sheet, and its records with the cell highlighted', async () => {
		const rows = [
			['2021年度收支表', null, null],
			['部门编码', '部门', '收入合计（元）'],
			...Array.from({ length: 9 }, (_, index) => [String(index), `示例第${index}局`, 100 + index])
		];
		const bytes = await writeXlsx({
			sheets: [
				{ name: '说明', rows: [['请勿改动']] },
				{ name: '数据', rows }
			]
		});
		const [sheet] = tableSheets(readWorkbook(bytes))?.sheets ?? [];
		if (!sheet) throw new Error('No sheet');
		const context = { jurisdiction: null, names: [] };
		const [, filed] = [...readFiguresTable(sheetTable(sheet), context)].flatMap(
			({ filing }) => filing ?? []
		);
		if (!filed) throw new Error('No filing');
		const session = await memorySession();
		const { filing_id } = await storeFiling(session, {
			filing: filed,
			source: await makeSource(bytes, '收支.xlsx', 'xlsx'),
			details: { kind: null, division: null },
			filed_on: null
		});
		const measure = await measureSource(session.db, filing_id, 'income_total');
		expect(measure?.place).toMatchObject({ kind: 'sheet', sheet: '数据', cell: 'C4' });
		const shown = await sourceOf(session.db, filing_id, measure?.place ?? null);
		const [block, ...others] = shown?.blocks ?? [];
		if (block?.kind !== 'table') throw new Error('No table');
		expect(others).toEqual([]);
		expect([block.sheet, block.head.map(({ number }) => number)]).toEqual(['数据', [1, 2]]);
		expect(block.rows.map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 8, 9]);
		const highlighted = block.rows.flatMap(({ cells }) => cells.filter((cell) => cell.highlighted));
		expect(highlighted).toMatchObject([{ text: '101', at: '工作表“数据” C4' }]);
		expect(shown?.highlighted).toBe('101');
		await session.db.destroy();
	});
});

describe('the real report', () => {
	test('lights the cell a figure stands in', async () => {
		const filing = await town.filing('auto-port-office', 2021);
		const measure = await measureSource(town.db, filing, 'income_total');
		const source = await sourceOf(town.db, filing, measure?.place ?? null);
		expect(source?.highlighted).toBe('1206.04');
		const highlighted = source?.blocks.flatMap((block) =>
			block.kind === 'table'
				? block.rows.flatMap(({ cells }) => cells.filter((one) => one.highlighted))
				: []
		);
		expect(highlighted).toHaveLength(1);
	});
});

test('contacts are covered where they stand, in cells and in paragraphs, and nothing else is', async () => {
	const bytes = readFileSync(REPORT);
	const filed = (await readDocument(bytes, 'report.docx')).blocks;
	const table = filed.find((block) => block.kind === 'table' && block.rows[1]?.[1] !== undefined);
	const number = table?.number ?? NaN;
	const session = await memorySession();
	const filing: RecognisedFiling = {
		...sampleReport(),
		contacts: [
			{
				role: 'evaluator',
				text: '',
				place: {
					kind: 'cell',
					table: number,
					row: 2,
					column: 2,
					row_label: null,
					column_label: null
				}
			},
			{ role: 'phone', text: '', place: { kind: 'text', paragraph: 1, start: 0, end: 2 } }
		]
	};
	const source = await makeSource(bytes, 'report.docx', 'docx');
	const details = { kind: null, division: null };
	const { filing_id } = await storeFiling(session, { filing, source, details, filed_on: null });
	const shown = (await sourceOf(session.db, filing_id, null))?.blocks ?? [];
	const covered = shown.flatMap((block) =>
		block.kind === 'table'
			? block.rows.flatMap(({ number: row, cells }) =>
					cells
						.filter(({ text }) => text === '〔不予显示〕')
						.map(({ column }) => [block.number, row, column])
				)
			: []
	);
	expect(covered).toEqual([[number, 2, 2]]);
	const first = (kind: typeof shown | typeof filed) =>
		kind.find((block) => block.kind === 'paragraph' && block.number === 1);
	const [before, after] = [first(filed), first(shown)];
	if (before?.kind !== 'paragraph' || after?.kind !== 'paragraph') throw new Error('No paragraph');
	expect(after.text).toBe(`██${before.text.slice(2)}`);
	await session.db.destroy();
});
