/**
 * Every form by its fixtures: `<form>/fixtures/<name>/input.html` and what it states in `expected.json`. In each of
 * them every number of a recognised table is stored or listed, and no stored number can change without a trace.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CellPlace } from '#lib/documents/place.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { FORMS } from '#lib/forms/forms.ts';
import { recognise } from '#lib/forms/report/recognise.ts';

const folders = globSync('*/fixtures/*/', { cwd: import.meta.dirname }).sort();

function documentIn(folder: string): SourceDocument {
	return readHtml(readFileSync(join(import.meta.dirname, folder, 'input.html'), 'utf8'));
}

function read(document: SourceDocument): Recognition {
	return recognise(document, { file_name: '', folder_names: [] });
}

/** The figures of a filing, in 万元, people and points, as a person would write them down. */
function stated(filing: RecognisedFiling) {
	const amount = (id: string, value: number | null) =>
		value === null || id.startsWith('staff_') ? value : value / 1_000_000;
	const { figures, budgets, score, fiscal_year, claims } = filing;
	return {
		fiscal_year,
		department: claims.find(({ source }) => source !== 'budget_code')?.text,
		figures: Object.fromEntries(
			Object.entries(figures)
				.filter(([, { place }]) => place !== null)
				.map(([id, { value, missing }]) => [id, amount(id, value) ?? missing])
		),
		budgets: Object.fromEntries(
			budgets.map(({ measure, basis, figure }) => [
				`${measure} ${basis}`,
				amount(measure, figure.value)
			])
		),
		score_form: score.form.value,
		score_sheet: score.sheet.value,
		score_items: score.items.map(({ score: points }) => points.value)
	};
}

function summary({ kind, sections, filings, leftovers, issues }: Recognition) {
	return {
		kind,
		sections: sections.map((section) => `${section.kind} ${section.status}`),
		filings: filings.map(stated),
		leftovers: leftovers.map(({ text, why }) => `${text} ${why}`),
		issues: issues.map(({ code }) => code)
	};
}

const isNumber = (text: string) => /^-?[\d,]+(?:\.\d+)?(?:[人名分%])?$/.test(text.trim());
const keyOf = ({ table, row, column }: CellPlace) => `${table} ${row} ${column}`;

/** Every place of a cell anywhere below a value. */
function cellsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(cellsIn);
	if (typeof value !== 'object' || value === null) return [];
	if ('kind' in value && value.kind === 'cell') return [keyOf(value as CellPlace)];
	return Object.values(value).flatMap(cellsIn);
}

test('every registered form has a fixture', () => {
	const missing = FORMS.filter(({ id }) => !folders.some((folder) => folder.startsWith(`${id}/`)));
	expect(missing.map(({ id }) => id)).toEqual([]);
});

describe.each(folders)('%s', (folder) => {
	const document = documentIn(folder);
	const recognition = read(document);

	test('states what is expected', () => {
		const expected = readFileSync(join(import.meta.dirname, folder, 'expected.json'), 'utf8');
		expect(summary(recognition)).toEqual(JSON.parse(expected));
	});

	test('stores or lists every number of a recognised table', () => {
		const stored = new Set(cellsIn(recognition.filings));
		const listed = new Set(cellsIn(recognition.leftovers));
		const tables = new Set([...stored].map((key) => key.split(' ')[0]));
		const lost = document.blocks.flatMap((block) =>
			block.kind === 'table' && tables.has(String(block.number))
				? block.rows.flatMap((cells, index) =>
						cells
							.filter(({ text }) => isNumber(text))
							.map((cell) => ({ cell, key: `${block.number} ${index + 1} ${cell.column}` }))
							.filter(
								({ key, cell }) =>
									!stored.has(key) && !listed.has(key) && !isOrdinal(block.rows, cell.column)
							)
					)
				: []
		);
		expect(lost).toEqual([]);
	});

	test('does not pass over another number in a stored cell', () => {
		for (const block of document.blocks) {
			if (block.kind !== 'table') continue;
			block.rows.forEach((cells, index) =>
				cells.forEach((cell) => {
					if (!isNumber(cell.text)) return;
					const key = `${block.number} ${index + 1} ${cell.column}`;
					if (!figureCells(recognition).includes(key)) return;
					const before = cell.text;
					cell.text = before.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10));
					const after = read(document);
					cell.text = before;
					expect(after, `${key}: ${before}`).not.toEqual(recognition);
				})
			);
		}
	});
});

function isOrdinal(rows: { text: string; column: number }[][], column: number): boolean {
	return rows.some((cells) =>
		cells.some((cell) => cell.column === column && /^[行栏序][次号]$/.test(cell.text))
	);
}

function figureCells({ filings }: Recognition): string[] {
	return filings.flatMap(({ figures, budgets, score }) =>
		cellsIn([figures, budgets, score.form, score.sheet, score.items])
	);
}
