import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { isWithinPage, paperTables } from '#lib/answers/table-width.ts';

const NAME = { head: true };
const AMOUNT = { numeric: true };
const PROSE = { prose: true };

/** One row of a name and `count` cells of `text` in columns of `look`. */
const table = (look: object, count: number, text: string, note?: string) =>
	isWithinPage(
		[NAME, ...Array.from({ length: count }, () => look)],
		[{ cells: [{ text: '部门' }, ...Array.from({ length: count }, () => ({ text, note }))] }]
	);

test.each([
	['twelve columns of short numbers', table(AMOUNT, 12, '97.4%'), true],
	['twelve columns of long ones', table(AMOUNT, 12, '123,456,789.00'), false],
	['three columns of long ones', table(AMOUNT, 3, '123,456,789.00'), true],
	['long words, which break', table({}, 6, '很长的说明'.repeat(20)), true],
	['words that do not break', table({ tight: true }, 6, '很长的说明'.repeat(4)), false],
	['numbers with a long remark', table(AMOUNT, 6, '1.00', '人工更正'.repeat(6)), false],
	['six columns of sentences', table(PROSE, 6, '短'), true],
	['more sentences than a page is wide', table(PROSE, 7, '短'), false],
	['fifteen columns of shares', table(AMOUNT, 15, '97.4%'), true],
	['more shares than a page is wide', table(AMOUNT, 16, '97.4%'), false]
])('%s: within the page %s', (_, fits, expected) => {
	expect(fits).toBe(expected);
});

const paper = (count: number, text: string, upright = false) => {
	const columns = [NAME, ...Array.from({ length: count }, () => AMOUNT)];
	const rows = [{ cells: columns.map(() => ({ text })) }];
	const { isLying, tables } = paperTables(columns, rows, upright);
	return { isLying, columns: tables.map((places) => places.length) };
};

test.each([
	['few columns', 8, '97.4%', false, [9]],
	['too many for an upright sheet', 15, '97.4%', true, [16]],
	['too many for any sheet', 27, '97.4%', true, [20, 9]],
	['long amounts', 12, '123,456,789.00', true, [11, 3]],
	['one wider than the sheet', 2, '9'.repeat(200), true, [2, 2]]
])('on paper, %s', (_, count, text, isLying, columns) => {
	expect(paper(count, text)).toEqual({ isLying, columns });
});

test('a table that stays upright is parted into as many as upright sheets take', () => {
	expect(paper(8, '97.4%', true)).toEqual({ isLying: false, columns: [9] });
	expect(paper(27, '97.4%', true)).toEqual({ isLying: false, columns: [13, 13, 4] });
});

test('each part of a table on paper names its rows and has columns of its own', () => {
	const columns = [AMOUNT, NAME, ...Array.from({ length: 40 }, () => AMOUNT)];
	const { tables } = paperTables(columns, [], false);
	expect(tables.map(([first]) => first)).toEqual(tables.map(() => 1));
	expect(tables.flatMap(([, ...others]) => others)).toEqual(
		columns.flatMap((_, at) => (at === 1 ? [] : at))
	);
});

test.each([
	['src/app.css', 'margin: 12mm 13mm'],
	['src/app.css', 'padding: 0.18rem 0.4rem'],
	['src/app.css', 'font-size: 9.5pt'],
	['src/lib/components/DataTable.svelte', 'font-size: 8pt'],
	['src/app.css', '--page-width: 75rem'],
	['src/app.css', 'font-size: 0.93rem'],
	['src/app.css', 'padding: 0.38rem 0.6rem'],
	['src/app.css', 'box-sizing: border-box'],
	['src/lib/components/DataTable.svelte', 'min-width: 8em'],
	['src/lib/components/DataTable.svelte', 'min-width: 12em'],
	['src/lib/components/DataTable.svelte', 'min-width: 4.6em']
])('%s says what the estimate rests on: %s', (path, rule) => {
	expect(readFileSync(join(PROJECT_ROOT, path), 'utf8')).toContain(`${rule};`);
});
