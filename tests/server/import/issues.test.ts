import { expect, test } from 'vitest';
import type { Place } from '#lib/documents/place.ts';
import { IssueList } from '#lib/server/import/issues.ts';

function cell(table: number, row: number, column: number): Place {
	return { kind: 'cell', table, row, column, row_label: null, column_label: null };
}

function inSheet(sheet: string): Place {
	return { kind: 'sheet', sheet, cell: 'A1', column_label: null };
}

test('the problems of a file are told in the order of its parts, those of worksheets as they came', () => {
	const issues = new IssueList();
	const places: [string, Place | null][] = [
		['4', cell(4, 3, 2)],
		['1.4', cell(1, 3, 4)],
		['乙', inSheet('乙')],
		['1.2', cell(1, 3, 2)],
		['甲', inSheet('甲')],
		['whole', null],
		['text', { kind: 'text', paragraph: 9, start: 0, end: 2 }]
	];
	for (const [message, place] of places)
		issues.add({ code: 'x', severity: 'warning', message, place });
	const told = issues.list().map(({ message }) => message);
	expect(told).toEqual(['whole', 'text', '1.2', '1.4', '4', '乙', '甲']);
});
