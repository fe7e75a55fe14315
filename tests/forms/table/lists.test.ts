/**
 * Lists of departments as documents: `lists/<name>/input.html` and what it states in `expected.json`. In each of them
 * every number is stored or stands in a row, column or cell that is listed, and no stored number can change without a
 * trace.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/documents/place.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import type { TableOutcome, TableProblem } from '#lib/forms/table/outcomes.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { listsIn } from '#lib/forms/table/sheets.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/lists');
const folders = globSync('*/', { cwd: FOLDER }).sort();

function read(document: SourceDocument): TableOutcome[] {
	const context = { jurisdiction: null, names: [] };
	return (listsIn(document, [])?.sheets ?? []).flatMap((sheet) => [
		...readFiguresTable(sheetTable(sheet), context)
	]);
}

const isProblem = (outcome: TableOutcome): outcome is TableProblem => outcome.issue !== null;
const filingsOf = (outcomes: readonly TableOutcome[]) =>
	outcomes.flatMap(({ filing }) => filing ?? []);

/** As a person would write it down: what is stored with the text that it came from, and every remark. */
function summary(outcomes: readonly TableOutcome[]) {
	return {
		filings: filingsOf(outcomes).map(({ claims, fiscal_year, figures, budgets, score }) => ({
			claims: claims.map(({ text }) => text),
			fiscal_year,
			figures: Object.fromEntries(
				Object.entries(figures)
					.filter(([, { place }]) => place !== null)
					.map(([id, { value, printed }]) => [id, `${value} “${printed}”`])
			),
			budgets: budgets.map(({ measure, basis, figure }) => `${measure} ${basis} ${figure.value}`),
			score: score.form.value,
			grade: score.grade?.printed ?? null
		})),
		issues: outcomes
			.filter(isProblem)
			.map(({ issue, skips }) => [skips, issue.code, issue.message].filter(Boolean).join(' '))
	};
}

describe.each(folders)('%s', (folder) => {
	const document = readHtml(readFileSync(join(FOLDER, folder, 'input.html'), 'utf8'));
	const outcomes = read(document);
	const cells = document.blocks.flatMap((block) =>
		block.kind === 'table'
			? block.rows.flatMap((row, index) =>
					row.map((cell) => ({ cell, at: [block.number, index + 1, cell.column] as const }))
				)
			: []
	);
	const numbers = cells.filter(({ cell }) => /^-?[\d,]+(?:\.\d+)?%?$/.test(cell.text));
	const stored = new Set(
		filingsOf(outcomes).flatMap(({ claims, figures, units, budgets, score }) =>
			[
				...claims,
				...[figures, ...units.map((unit) => unit.figures)].flatMap((each) => Object.values(each)),
				...budgets.map(({ figure }) => figure),
				score.form
			].flatMap(({ place }) => keyOf(place))
		)
	);

	test('states what is expected', async () => {
		const expected = join(FOLDER, folder, 'expected.json');
		await expect(`${JSON.stringify(summary(outcomes), null, '\t')}\n`).toMatchFileSnapshot(
			expected
		);
	});

	test('stores or lists every number', () => {
		const problems = outcomes.filter(isProblem);
		const isSkipped = problems.some(({ skips, issue }) => skips ?? issue.severity === 'error');
		const listed = problems.flatMap(({ leftover }) => (leftover ? [leftover.place] : []));
		const lost = numbers.filter(
			({ at }) =>
				!isSkipped &&
				!stored.has(at.join(' ')) &&
				!listed.some((place) => place.kind === 'cell' && covers(place, at)) &&
				!isOrdinal(at)
		);
		expect(lost.map(({ at, cell }) => `${at.join(' ')} ${cell.text}`)).toEqual([]);
	});

	/** A listed row or head stands for all its cells. */
	function covers(place: Extract<Place, { kind: 'cell' }>, [, row, column]: readonly number[]) {
		if (place.row === row) return true;
		const startOf = (r: number, c: number) =>
			cells.find(({ at }) => at[1] === r && at[2] === c)?.cell.grid?.start;
		return startOf(place.row, place.column) === startOf(row ?? 0, column ?? 0) && place.row <= 2;
	}

	function isOrdinal([table, , column]: readonly number[]): boolean {
		const start = cells.find(({ at }) => at[0] === table && at[2] === column)?.cell.grid?.start;
		return cells.some(
			({ cell, at }) =>
				at[0] === table && /^(?:序号|排名)$/.test(cell.text) && cell.grid?.start === start
		);
	}

	test('does not pass over another number in a stored cell', () => {
		for (const { cell, at } of numbers) {
			if (!stored.has(at.join(' '))) continue;
			const before = cell.text;
			cell.text = before.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10));
			const after = read(document);
			cell.text = before;
			expect(summary(after), `${at.join(' ')}: ${before}`).not.toEqual(summary(outcomes));
		}
	});
});

function keyOf(place: Place | null): string[] {
	return place?.kind === 'cell' ? [`${place.table} ${place.row} ${place.column}`] : [];
}
