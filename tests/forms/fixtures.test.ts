/**
 * Every form by its fixtures: `<form>/fixtures/<name>/input.html` and what it states in `expected.json`. In each of
 * them every number of a table is stored or listed, and no stored number can change without a trace.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CellPlace } from '#lib/documents/place.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { FORMS } from '#lib/forms/forms.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { readDocument } from '#lib/documents/read.ts';
import { modelOf, OTHER_WAYS } from './other-ways.ts';

const REPORTS = join(import.meta.dirname, '../fixtures/reports');
/** Formats that record which cells are merged, so that they say the same. */
const KEEP_MERGES: ReadonlySet<string> = new Set(
	['docx', 'doc', 'pdf', 'ofd', 'rtf', 'odt', 'xml', 'mht'].map((ending) => `through .${ending}`)
);

/** Formats whose parts are all in one table. */
const SHEETS: ReadonlySet<string> = new Set(
	['xlsx', 'xls', 'ods', 'csv'].map((ending) => `through .${ending}`)
);

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

	test('stores or lists every number of the tables of a report', () => {
		expect(lostNumbers(document, recognition)).toEqual([]);
	});

	test('does not pass over another number in a stored cell', () => {
		expect(unnoticedCells(document, recognition)).toEqual([]);
	});
});

/** The same in other formats; what is stored there may differ, but nothing is lost or passed over. */
describe.each(OTHER_WAYS)('%s', (way, through) => {
	test.each(folders)('%s', async (folder) => {
		const filed = documentIn(folder);
		const document = await through(modelOf(filed));
		const recognition = read(document);
		if (KEEP_MERGES.has(way))
			expect(summary(recognition).filings).toEqual(summary(read(filed)).filings);
		// The parts of one worksheet are in one table: what is said of a part as a whole is said of its numbers.
		const isWhole = recognition.sections.every(({ status }) => status === 'read');
		if (isWhole || !SHEETS.has(way)) expect(lostNumbers(document, recognition)).toEqual([]);
		expect(unmovedFigures(document, recognition)).toEqual([]);
	});
});

test.each(['docx', 'doc', 'txt'])('the real report as .%s', async (ending) => {
	const name = `port-office-2021.${ending}`;
	const document = await readDocument(readFileSync(join(REPORTS, name)), name);
	const recognition = read(document);
	expect(lostNumbers(document, recognition)).toEqual([]);
	expect(unnoticedCells(document, recognition)).toEqual([]);
});

/** Numbers of a report's tables that are neither stored nor listed. */
function lostNumbers(document: SourceDocument, recognition: Recognition): object[] {
	const stored = new Set(cellsIn(recognition.filings));
	const listed = new Set(cellsIn(recognition.leftovers));
	const tables = new Set([...stored].map((key) => key.split(' ')[0]));
	// A part of another kind is skipped as a whole.
	const isWhole = recognition.sections.every(({ status }) => status === 'read');
	return document.blocks.flatMap((block) =>
		block.kind === 'table' && (isWhole || tables.has(String(block.number)))
			? block.rows.flatMap((cells, index) =>
					(numbersColumns(cells) ? [] : cells)
						.filter(({ text }) => isNumber(text))
						.map((cell) => ({ cell, key: `${block.number} ${index + 1} ${cell.column}` }))
						.filter(
							({ key, cell }) =>
								!stored.has(key) && !listed.has(key) && !isOrdinal(block.rows, cell.column)
						)
				)
			: []
	);
}

/** Stored cells in which another number gives the same. */
function unnoticedCells(document: SourceDocument, recognition: Recognition): string[] {
	const figures = new Set(figureCells(recognition));
	const unnoticed: string[] = [];
	for (const block of document.blocks) {
		if (block.kind !== 'table') continue;
		block.rows.forEach((cells, index) =>
			cells.forEach((cell) => {
				const key = `${block.number} ${index + 1} ${cell.column}`;
				if (!isNumber(cell.text) || !figures.has(key)) return;
				const before = cell.text;
				cell.text = otherNumber(before);
				if (isDeepStrictEqual(read(document), recognition)) unnoticed.push(`${key}: ${before}`);
				cell.text = before;
			})
		);
	}
	return unnoticed;
}

/** Figures that stay the same where their cells hold another number, a third of all at a time. */
function unmovedFigures(document: SourceDocument, recognition: Recognition): string[] {
	const stored = valuesByCell(recognition);
	const cells = document.blocks.flatMap((block) =>
		block.kind === 'paragraph'
			? []
			: block.rows.flatMap((row, index) =>
					row.map((cell) => ({ cell, key: `${block.number} ${index + 1} ${cell.column}` }))
				)
	);
	const numbers = cells.filter(({ cell, key }) => stored.has(key) && isNumber(cell.text));
	return [0, 1, 2].flatMap((third) => {
		const changed = numbers.filter((_, at) => at % 3 === third);
		const before = changed.map(({ cell }) => cell.text);
		for (const { cell } of changed) cell.text = otherNumber(cell.text);
		const values = valuesByCell(read(document));
		changed.forEach(({ cell }, at) => (cell.text = before[at] ?? ''));
		return changed.flatMap(({ key }, at) =>
			stored.get(key) === values.get(key) ? [`${key}: ${before[at]}`] : []
		);
	});
}

function otherNumber(text: string): string {
	return text.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10));
}

/** Values of the figures by the cells that they are from. */
function valuesByCell({ filings }: Recognition): Map<string, string> {
	const values = new Map<string, string>();
	const collect = (each: unknown): void => {
		if (Array.isArray(each)) return each.forEach(collect);
		if (typeof each !== 'object' || each === null) return;
		if ('value' in each && each.value !== null && 'place' in each)
			for (const key of cellsIn(each.place))
				values.set(key, `${values.get(key) ?? ''} ${JSON.stringify(each.value)}`);
		else Object.values(each).forEach(collect);
	};
	for (const { figures, budgets, score } of filings)
		collect([figures, budgets, score.form, score.sheet, score.items]);
	return values;
}

/** `1 | 2=3+4 | 3` numbers the columns of a table. */
function numbersColumns(cells: readonly { text: string }[]): boolean {
	return (
		cells.length > 2 && cells.every(({ text }, index) => text.split('=')[0] === `${index + 1}`)
	);
}

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
