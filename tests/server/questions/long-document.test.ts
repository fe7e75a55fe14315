import { expect, test } from 'vitest';
import type { DocumentCell, SourceDocument } from '#lib/documents/model.ts';
import { NO_MARKS, showDocument } from '#lib/server/questions/sources/document.ts';

const UNMARKED = {
	covered: { cells: new Set<string>(), texts: new Map() },
	left: NO_MARKS,
	used: NO_MARKS
};

/** A paragraph over a table of ten columns, the first of which is merged over three rows at a time. */
function documentOf(rows: number): SourceDocument {
	const mergeOf = (row: number) => (row % 3 === 1 ? 'start' : 'continue');
	const cell = (row: number, column: number): DocumentCell => ({
		text: `${row}/${column}`,
		column,
		grid: { start: column - 1, span: 1 },
		merge: column > 1 ? 'none' : mergeOf(row)
	});
	const table = Array.from({ length: rows }, (_, row) =>
		Array.from({ length: 10 }, (_, column) => cell(row + 1, column + 1))
	);
	return {
		format: 'docx',
		issues: [],
		blocks: [
			{ kind: 'paragraph', number: 1, text: '示例局自评报告' },
			{ kind: 'table', number: 1, rows: table, nested_in: null }
		]
	};
}

function show(rows: number, at: number | null) {
	const cell = { kind: 'cell', table: 1, column: 2, row_label: null, column_label: null } as const;
	const place = at === null ? null : { ...cell, row: at };
	const blocks = showDocument(documentOf(rows), UNMARKED, place);
	const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
	return {
		kinds: blocks.map(({ kind }) => kind),
		said: blocks.flatMap((block) => (block.kind === 'omitted' ? [block.text] : [])),
		rows: tables[0]?.rows ?? []
	};
}

test('a document of some hundred rows is shown whole', () => {
	const { kinds, rows } = show(700, null);
	expect(kinds).toEqual(['paragraph', 'table']);
	expect(rows).toHaveLength(700);
});

test('a longer one is shown from the start on, and says how much is left out', () => {
	const { kinds, rows, said } = show(5_000, null);
	expect(kinds).toEqual(['paragraph', 'table', 'omitted']);
	expect(rows).toHaveLength(799);
	expect(said).toEqual(['文件较长，此后还有4201行（段）没有列出。']);
});

test.each([1, 3, 2_500, 4_999, 5_000])(
	'row %i of a long one is shown, with rows round it',
	(at) => {
		const { rows, said } = show(5_000, at);
		const lit = rows.filter(({ cells }) => cells.some(({ highlighted }) => highlighted));
		expect(lit.map(({ number }) => number)).toEqual([at]);
		const left = said.map((text) => Number(/\d+/.exec(text)?.[0]));
		const shown = rows.length + (rows[0]?.number === 1 ? 1 : 0);
		expect(shown + left.reduce((sum, count) => sum + count, 0)).toBe(5_001);
		expect(rows.length).toBeGreaterThan(780);
	}
);

test('what is merged with rows above those shown keeps its column', () => {
	const { rows } = show(5_000, 2_500);
	expect(rows[0]?.cells.map(({ column }) => column)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	for (const { number, cells } of rows.slice(1))
		expect(cells[0]?.column).toBe(number % 3 === 1 ? 1 : 2);
});
