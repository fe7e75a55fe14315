import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { isWithinPage } from '#lib/components/table-width.ts';

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

test.each([
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
