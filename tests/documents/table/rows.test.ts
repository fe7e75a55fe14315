import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { MAX_RECORD } from '#lib/documents/table/rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';

const rowsOf = (text: string | string[]) => [...tableRows(text)];

describe('tableRows', () => {
	test.each([
		['LF', 'a,b\n1,2\n'],
		['CRLF', 'a,b\r\n1,2\r\n'],
		['CR', 'a,b\r1,2\r'],
		['no last line end', 'a,b\n1,2'],
		['BOM', '\ufeffa,b\n1,2'],
		['sep line', 'sep=|\na|b\n1|2']
	])('reads %s', (_, text) => {
		expect(rowsOf(text).map((row) => row.cells)).toEqual([
			['a', 'b'],
			['1', '2']
		]);
	});

	test('counts the lines of the file, blank ones and those inside quotes included', () => {
		expect(rowsOf('sep=,\na,b\n\n"x\r\ny",2\n,\n3,4')).toEqual([
			{ line: 2, cells: ['a', 'b'] },
			{ line: 4, cells: ['x\ny', '2'] },
			{ line: 7, cells: ['3', '4'] }
		]);
	});

	test('leaves out the mark of the end that old programs write', () => {
		expect(rowsOf('a,b\n1,2\n\x1a')).toEqual(rowsOf('a,b\n1,2\n'));
	});

	test.each([
		[
			'a,b\n1,"2\n3,4\n',
			'第2行 第2列的双引号到文件末尾也没有闭合；请补上闭合的双引号，或删去多余的双引号后再导入。'
		],
		[
			'a,b\n1,"2"3\n',
			'第2行 第2列的闭合双引号之后还有文字，应紧跟分隔符或换行；内容中的双引号请写成两个双引号。'
		],
		[
			'a,b\n1,2\n3\0,4\n',
			'第3行 第1列含有空字符（NUL），CSV文件中不应出现；文件可能已损坏，请重新导出后再导入。'
		],
		[
			`a,b\n${','.repeat(2_000)}`,
			'第2行有2001列，超过1000列的上限；请检查分隔符，或删去多余的列后再导入。'
		]
	])('refuses %j', (text, message) => {
		expect(() => rowsOf(text)).toThrow(message);
	});

	test('refuses a line without end before it fills the memory', () => {
		let pieces = 0;
		const endless = {
			*[Symbol.iterator]() {
				yield 'a,b\n';
				for (;;) {
					pieces++;
					yield 'x'.repeat(100_000);
				}
			}
		};
		expect(() => [...tableRows(endless)]).toThrow('第2行起的一条记录超过400万字符');
		expect(pieces).toBeLessThan((2 * MAX_RECORD) / 100_000);
	});

	test('gives back every table, however it is written and cut', () => {
		const cell = fc.oneof(
			fc.string({ unit: fc.constantFrom('a', '元', '"', ',', ';', '\n', ' ', '1', '𠮷') }),
			fc.constantFrom('', '-12.5', '口岸办')
		);
		const table = fc
			.integer({ min: 1, max: 5 })
			.chain((width) =>
				fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 })
			);
		const writing = fc.record({
			newline: fc.constantFrom('\n', '\r\n', '\r'),
			quotes: fc.boolean(),
			cut: fc.integer({ min: 1, max: 40 })
		});
		fc.assert(
			fc.property(table, writing, (data, { newline, quotes, cut }) => {
				const head = ['p', 'q', 'r', 's', 't'];
				const text = `sep=,${newline}${Papa.unparse([head, ...data], { newline, quotes })}`;
				const pieces = text.match(new RegExp(`[^]{1,${cut}}`, 'g')) ?? [];
				const filled = data.filter((row) => row.some((each) => each.trim() !== ''));
				expect(rowsOf(pieces).map((row) => row.cells)).toEqual([head, ...filled]);
			}),
			{ numRuns: 1_000 }
		);
	});
});
