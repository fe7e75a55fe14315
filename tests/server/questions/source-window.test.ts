import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvBlocks } from '#lib/server/questions/sources/tables.ts';
import { windowRound } from '#lib/server/questions/sources/window.ts';

/** A line a record, as filed; `quoted` makes the shortcut impossible. */
function table(lines: number, { end = '\n', quoted = false } = {}): string {
	const cell = (line: number) => (quoted && line === 3 ? `"第${line}行"` : `第${line}行`);
	const rows = Array.from({ length: lines - 1 }, (_, index) => `B${index + 2},${cell(index + 2)}`);
	return ['department_code,department', ...rows].join(end);
}

test.each([['\n'], ['\r\n']])('the window holds the lines round the one asked for (%j)', (end) => {
	const text = table(5_000, { end });
	const part = windowRound(text, 4_321, 5);
	expect(part.text.length).toBeLessThan(text.length / 10);
	const lines = part.text.split(end);
	const at = lines.indexOf('B4321,第4321行');
	expect(part.lineOf(at + 1)).toBe(4_321);
	expect(lines[0]).toBe('department_code,department');
});

test.each([
	['near the top', table(5_000), 150],
	['a text with quotes', table(5_000, { quoted: true }), 4_000],
	['single carriage returns', table(5_000, { end: '\r' }), 4_000],
	['a line that is not there', table(5_000), 9_000]
])('%s: the whole text', (_name, text, line) => {
	expect(windowRound(text, line, 5).text).toBe(text);
});

test('a page shows the same rows with and without the shortcut', () => {
	const plain = table(1_000);
	const long = table(1_000, { quoted: true });
	fc.assert(
		fc.property(fc.integer({ min: 4, max: 1_000 }), (line) => {
			const place = { kind: 'field', line, column: 2, column_label: null } as const;
			expect(csvBlocks(plain, place)).toEqual(csvBlocks(long, place));
		})
	);
});
