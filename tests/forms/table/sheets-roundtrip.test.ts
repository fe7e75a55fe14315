import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import type { TableOutcome } from '#lib/forms/table/outcomes.ts';
import { type TableRows } from '#lib/documents/table/rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableSheets } from '#lib/forms/table/sheets.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';

/** A cell as a person types it, and whether the workbook holds it as a number. */
interface Typed {
	text: string;
	isNumber: boolean;
}

const amount = fc
	.record({
		fen: fc.integer({ min: -1e11, max: 1e11 }),
		isNumber: fc.boolean()
	})
	.map(({ fen, isNumber }): Typed => ({ text: (fen / 100).toFixed(2), isNumber }));
const blank = fc.constantFrom('', '—', '/', '无').map((text): Typed => ({ text, isNumber: false }));
const wrong = fc
	.constantFrom('约3', '1.2.3', '95%')
	.map((text): Typed => ({ text, isNumber: false }));
const figure = fc.oneof({ weight: 6, arbitrary: amount }, blank, { weight: 1, arbitrary: wrong });
const name = fc.string({ unit: fc.constantFrom(...'财政教育水利局'), minLength: 1, maxLength: 4 });

const figuresTable = fc
	.uniqueArray(fc.tuple(name, fc.integer({ min: 2015, max: 2025 })), {
		selector: ([whose, year]) => `${whose} ${year}`,
		minLength: 1,
		maxLength: 6
	})
	.chain((keys) =>
		fc.tuple(
			...keys.map(([whose, year]) =>
				fc
					.tuple(figure, figure, figure)
					.map((cells): Typed[] => [
						{ text: whose, isNumber: false },
						{ text: String(year), isNumber: year % 2 === 0 },
						...cells
					])
			)
		)
	)
	.map((rows) => [['部门', '年度', '收入合计（元）', '支出合计（元）', '其他收入（元）'], ...rows]);

const points = fc
	.integer({ min: 0, max: 10_000 })
	.map((value): Typed => ({ text: String(value / 100), isNumber: value % 3 > 0 }));
const text = (word: string): Typed => ({ text: word, isNumber: false });

const scoresTable = fc
	.array(fc.tuple(name, name, points, points), { minLength: 1, maxLength: 8 })
	.map((items) => [
		['部门', '年度', '一级指标', '二级指标', '三级指标', '分值', '自评得分'],
		...items.map(([level, indicator, weight, score], index) => [
			text('甲局'),
			text('2021'),
			text('产出'),
			text(level),
			text(`${indicator}${index}`),
			weight,
			score
		])
	]);

type Line = (string | Typed)[];

const textOf = (cell: string | Typed) => (typeof cell === 'string' ? cell : cell.text);

async function asSheet(lines: readonly Line[]): Promise<TableRows> {
	const rows = lines.map((line) =>
		line.map((cell) => {
			if (typeof cell === 'string') return cell;
			return cell.isNumber ? Number(cell.text) : cell.text || null;
		})
	);
	const bytes = await writeXlsx({ sheets: [{ name: '数据', rows }] });
	const [sheet] = tableSheets(readWorkbook(bytes))?.sheets ?? [];
	if (!sheet) throw new Error('No table was found');
	return sheetTable(sheet);
}

/** The figures and the errors of a table, without the way and the place in which it is written. */
function content(outcomes: Iterable<TableOutcome>): unknown {
	return [...outcomes].map(({ issue, filing }) =>
		issue
			? [issue.severity, issue.code]
			: JSON.stringify(filing, (key, value: unknown) =>
					key === 'place' || key === 'printed' || key.endsWith('_place') ? undefined : value
				)
	);
}

const CONTEXT = { jurisdiction: null, names: [] };

test.each([
	['figures', figuresTable, readFiguresTable],
	['scores', scoresTable, readScoresTable]
] as const)('a table of %s says the same as CSV and as a worksheet', async (_, tables, read) => {
	await fc.assert(
		fc.asyncProperty(tables as fc.Arbitrary<Line[]>, async (lines) => {
			const csv = tableRows(Papa.unparse(lines.map((line) => line.map(textOf))));
			const sheet = await asSheet(lines);
			expect(content(read(sheet, CONTEXT))).toEqual(content(read(csv, CONTEXT)));
		}),
		{ numRuns: 150 }
	);
});
