/**
 * Made-up lists of every kind, crossed at random by a fixed seed: no figure is stored that the list does not state, and each
 * that it states is stored, or its row, column or table is named.
 */
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { parseFile } from '#lib/server/import/parser/parse.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { inOneRow } from '#lib/forms/table/in-one-row.ts';
import type { TableOutcome } from '#lib/forms/table/outcomes.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { writeXlsx } from '../../documents/xlsx-file.ts';
import { choices, keyOf } from './made-lists.ts';
import { makeList, type MadeList } from './made-tables.ts';
import { sheetXml } from './worksheets.ts';

const RUNS = { numRuns: 100, seed: 20261130 };
const CONTEXT = { jurisdiction: null, names: [] };

async function readAs(name: string, bytes: Uint8Array): Promise<TableOutcome[]> {
	const reply = await parseFile({ name, folder_names: [], bytes, forms: [] });
	if (reply.is === 'sheets')
		return reply.sheets.flatMap((sheet) => [...readFiguresTable(sheetTable(sheet), CONTEXT)]);
	if (reply.is !== 'table') throw new Error(`${name} is read as ${reply.is}`);
	const text = new TextDecoder().decode(bytes);
	return [...readFiguresTable(inOneRow(tableRows(text)), CONTEXT)];
}

function asWorkbook({ sheet, lines, merges }: MadeList): Promise<TableOutcome[]> {
	return readAs('表.xlsx', writeXlsx({ sheets: [{ name: sheet, xml: sheetXml(lines, merges) }] }));
}

function asCsv({ lines }: MadeList): Promise<TableOutcome[]> {
	return readAs('表.csv', Buffer.from(Papa.unparse(lines)));
}

/** The stated figures that are stored, those stored that are not stated, and those neither stored nor named. */
function compare({ stated }: MadeList, outcomes: readonly TableOutcome[]) {
	const stored = new Map(
		outcomes.flatMap(({ filing }) => {
			const name = filing?.claims.at(-1)?.text ?? '';
			const key = (measure: string, basis: 'actual' | 'budget_initial' | 'budget_adjusted') =>
				keyOf(name, filing?.fiscal_year ?? 0, measure, basis);
			return [
				...Object.entries(filing?.figures ?? {}).map(
					([id, { value }]) => [key(id, 'actual'), value] as const
				),
				...(filing?.budgets ?? []).map(
					({ measure, basis, figure }) => [key(measure, basis), figure.value] as const
				)
			].filter(([, value]) => value !== null);
		})
	);
	return {
		right: [...stated].filter(([key, value]) => stored.get(key) === value).length,
		untrue: [...stored].filter(([key, value]) => stated.get(key) !== value),
		missing: [...stated].filter(([key]) => !stored.has(key)).map(([key]) => key)
	};
}

/** Says of the department's row, of a column or of the whole that it was not read. */
function isNamed(outcomes: readonly TableOutcome[], key: string): boolean {
	const [name = ''] = key.split(' ');
	return outcomes.some(
		(outcome) =>
			outcome.issue?.severity === 'error' ||
			outcome.issue?.code === 'unclear_group' ||
			(outcome.issue && outcome.leftover?.text.includes(name))
	);
}

test.each([
	['workbooks', asWorkbook, 0.7],
	['CSV', asCsv, 0.6]
])('lists in %s state what was written, and nothing else', async (_, read, least) => {
	let right = 0;
	let all = 0;
	await fc.assert(
		fc.asyncProperty(choices, async (made) => {
			const list = makeList(made);
			const outcomes = await read(list);
			const found = compare(list, outcomes);
			expect(found.untrue).toEqual([]);
			expect(found.missing.filter((key) => !isNamed(outcomes, key))).toEqual([]);
			right += found.right;
			all += list.stated.size;
		}),
		RUNS
	);
	expect(right / all).toBeGreaterThan(least);
});
