import { expect, test } from 'vitest';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { documentOfWorkbook } from '#lib/documents/sheet/workbook-document.ts';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';

const readXlsx = (bytes: Uint8Array): SourceDocument =>
	documentOfWorkbook(readWorkbook(bytes), 'xlsx');
import { cpuSeconds, ENDLESS } from './cpu-time.ts';
import { refusalOf } from './refusal.ts';
import { inline, number, sheetData, writeXlsx } from './xlsx-file.ts';

const FORMATS = [
	'0.00%',
	'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;',
	'#,##0.00&quot;%&quot;',
	'0.00_ ;[Red]\\-0.00\\ ',
	'mm:ss.0',
	'000000',
	'yyyy&quot;年&quot;',
	'[$-804]aaaa'
];
const [PERCENT, DATE, QUOTED, RED, CODE, YEAR, WEEKDAY] = [1, 2, 3, 4, 6, 7, 8];

/** Texts of the cells of a sheet with one row. */
function cellsOf(...cells: string[]): string[] {
	const file = writeXlsx({
		sheets: [{ name: '表', xml: sheetData(cells.join('')) }],
		formats: FORMATS,
		strings:
			'<si><t>口岸办</t></si><si><r><t>公共</t></r><r><t xml:space="preserve"> 财政</t></r><rPh><t>x</t></rPh></si>'
	});
	return readWorkbook(file).sheets[0]?.rows[0]?.cells ?? [];
}

test.each<[string, string, string]>([
	['a plain number', number('A1', '1206.04'), '1206.04'],
	['noise of floating point', number('A1', '1206.0400000000001'), '1206.04'],
	['noise below', number('A1', '0.28999999999999998'), '0.29'],
	['a negative number', number('A1', '-431.91', RED), '-431.91'],
	['all nines', number('A1', '999999999999999.9'), '1000000000000000'],
	['scientific notation', number('A1', '1.20604E+3'), '1206.04'],
	['a tiny number', number('A1', '4.8E-7'), '0.00000048'],
	['zero', number('A1', '-0.0'), '0'],
	['a percentage', number('A1', '0.955', PERCENT), '95.5%'],
	['a percent sign that is only text', number('A1', '95', QUOTED), '95%'],
	['a date', number('A1', '44561', DATE), '2021-12-31'],
	['a date with time', number('A1', '44561.75', DATE), '2021-12-31'],
	['a year as a date', number('A1', '44197', YEAR), '2021'],
	['a date of which the weekday shows', number('A1', '44561', WEEKDAY), '2021-12-31'],
	['a year in a cell for dates', number('A1', '2021', DATE), '2021'],
	['a code with zeros in front', number('A1', '1001', CODE), '001001'],
	['an amount in a cell for codes', number('A1', '1.5', CODE), '1.5'],
	['a day that never was', number('A1', '60', DATE), '60'],
	['a shared text', '<c r="A1" t="s"><v>0</v></c>', '口岸办'],
	['a text of runs', '<c r="A1" t="s"><v>1</v></c>', '公共 财政'],
	['an inline text', inline('A1', '__proto__'), '__proto__'],
	['a formula with its result', '<c r="A1"><f>B1+1</f><v>7</v></c>', '7'],
	['a formula that gives a text', '<c r="A1" t="str"><f>B1</f><v>优</v></c>', '优'],
	['a truth value', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
	['a date in words', '<c r="A1" t="d"><v>2023-12-31T00:00:00</v></c>', '2023-12-31'],
	['a reference in small letters', '<c r="$a$1"><v>5</v></c>', '5']
])('reads %s', (_, cell, expected) => {
	expect(cellsOf(cell)).toEqual([expected]);
});

test('keeps gaps between cells, drops blanks behind them, and counts cells that bear no reference', () => {
	expect(cellsOf(inline('B1', '甲'), '<c><v>5</v></c>', '<c r="E1"/>', inline('F1', ''))).toEqual([
		'',
		'甲',
		'5'
	]);
	expect(cellsOf('<c/>', '<c><v>5</v></c>')).toEqual(['', '5']);
});

test('uses the other date system where the workbook does', () => {
	const file = writeXlsx({
		sheets: [{ name: '表', xml: sheetData(number('A1', '43099', DATE)) }],
		formats: FORMATS,
		is1904: true
	});
	expect(readWorkbook(file).sheets[0]?.rows[0]?.cells).toEqual(['2021-12-31']);
});

test('leaves out hidden sheets and rows, reads hidden columns, and says all three', () => {
	const rows =
		'<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row></sheetData>';
	const { sheets, issues } = readWorkbook(
		writeXlsx({
			sheets: [
				{ name: '甲', xml: rows },
				{ name: '乙', xml: sheetData(number('A1', '3')), state: 'hidden' }
			]
		})
	);
	expect(sheets.map((sheet) => [sheet.name, sheet.rows])).toEqual([
		['甲', [{ line: 1, cells: ['1'] }]]
	]);
	expect(issues.map((issue) => issue.message)).toEqual([
		'工作表“甲”有 1 行是隐藏的（第 2 行），没有计入；需要时请取消隐藏或筛选后再报送。',
		'工作表“甲”有隐藏的列（B、C），已照常读取；请核对其内容。',
		'工作表“乙”是隐藏的，没有读取；需要时请取消隐藏后再报送。'
	]);
});

const MERGED = `${sheetData(
	inline('A1', '机构名称') + inline('B1', '其中：'),
	inline('B2', '收入') + inline('C2', '支出'),
	inline('A3', '口岸办') + number('B3', '1') + number('C3', '2'),
	number('B4', '3')
)}<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/><mergeCell ref="x"/></mergeCells>`;

test('gives a sheet as a table with its merges', () => {
	const document = readXlsx(writeXlsx({ sheets: [{ name: '表', xml: MERGED }] }));
	const [table] = document.blocks;
	const rows = table?.kind === 'table' ? table.rows : [];
	expect(
		rows.map((row) =>
			row.map(({ text, grid, merge }) => `${text}@${grid?.start}+${grid?.span}/${merge}`)
		)
	).toEqual([
		['机构名称@0+1/start', '其中：@1+2/none'],
		['@0+1/continue', '收入@1+1/none', '支出@2+1/none'],
		['口岸办@0+1/start', '1@1+1/start', '2@2+1/none'],
		['@0+1/continue', '@1+1/continue', '@2+1/none']
	]);
});

test('gives titles above and prose below a table as paragraphs, and its rows their numbers', () => {
	const prose = '本部门认真落实过紧日子要求，从严控制三公经费支出，全年各项工作任务均已完成。';
	const rows = [
		[inline('A1', '某局2021年度部门整体支出绩效自评表')],
		[inline('A2', '单位：万元')],
		[inline('A3', '收入合计'), number('B3', '1')],
		[inline('A4', '其他')],
		[inline('A5', prose)],
		[inline('A6', '二、存在问题')]
	];
	const xml = sheetData(...rows.map((cells) => cells.join('')));
	const { blocks } = readXlsx(writeXlsx({ sheets: [{ name: '表', xml }] }));
	expect(
		blocks.map((block) =>
			block.kind === 'paragraph' ? block.text : block.rows.map((row) => row[0]?.text)
		)
	).toEqual([
		'某局2021年度部门整体支出绩效自评表',
		'单位：万元',
		['', '', '收入合计', '其他'],
		prose,
		'二、存在问题'
	]);
});

test.each([
	[
		'a formula without result',
		'<c r="B1"><f>A1</f></c>',
		'formula_without_value',
		'工作表“表” B1 是没有计算结果的公式'
	],
	[
		'a formula with an empty result',
		'<c r="B1"><f>A1</f><v></v></c>',
		'formula_without_value',
		'工作表“表” B1 是没有计算结果的公式'
	],
	['a far cell', number('XFD1', '1'), 'too_many_columns', '工作表“表” XFD1 在第 1000 列之外'],
	[
		'a cell twice',
		number('A1', '1') + number('A1', '2'),
		'sheet_damaged',
		'工作表“表” A1 在同一行出现了两次'
	],
	[
		'a text that is not there',
		'<c r="A1" t="s"><v>9</v></c>',
		'sheet_damaged',
		'引用了不存在的文字“9”'
	],
	['a cell of another row', number('A2', '1'), 'sheet_damaged', 'A2 写在第 1 行里，行号不一致'],
	['a number that is none', number('A1', '12O6'), 'sheet_damaged', '应是数值，读到“12O6”'],
	['nothing', '<c r="A1"/>', 'document_empty', '工作簿里没有可读的内容']
])('refuses %s', (_, cell, code, words) => {
	const refusal = refusalOf(() => cellsOf(cell));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

test('reads 50,000 merged ranges and the last row of the sheet, and not without end', () => {
	const merges = Array.from(
		{ length: 50_000 },
		(_, n) => `<mergeCell ref="A${2 * n + 1}:A${2 * n + 2}"/>`
	);
	const xml = `<sheetData><row r="1">${inline('A1', '甲')}${inline('B1', '1')}</row><row r="1048576">${inline('A1048576', '乙')}</row></sheetData><mergeCells>${merges.join('')}</mergeCells>`;
	const file = writeXlsx({ sheets: [{ name: '表', xml }] });
	const [table] = readXlsx(file).blocks;
	expect(table?.kind === 'table' && table.rows.map((row) => row[0]?.text)).toEqual(['甲', '乙']);
	const [sheet] = readWorkbook(file).sheets;
	expect(sheet && [...sheetTable(sheet)].length).toBe(2);
	expect(
		cpuSeconds(() => [readXlsx(file), readWorkbook(file), sheet && sheetTable(sheet)])
	).toBeLessThan(ENDLESS);
});

test('refuses a sheet that is too large with what to do about a long table', () => {
	// Noise, since what packs too well is taken for a bomb before its size is looked at.
	const noise = Buffer.alloc(13_000_000);
	for (let at = 0, seed = 1; at < noise.length; at++) {
		seed = (seed * 48_271) % 2_147_483_647;
		noise[at] = seed;
	}
	const filler = `<!--${noise.toString('hex')}-->`;
	const file = writeXlsx({
		sheets: [{ name: '数据', xml: filler + sheetData(number('A1', '1')) }]
	});
	const { code, message } = refusalOf(() => readWorkbook(file));
	expect(code).toBe('zip_too_large');
	expect(message).toMatch(/^工作表“数据”太大，.*请按年度拆成几个工作簿，或另存为 CSV 后再导入。$/);
});

test('an error value stays as text, with a warning that names the cell', () => {
	const cells = inline('A1', '口岸办') + '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>';
	const { sheets, issues } = readWorkbook(
		writeXlsx({ sheets: [{ name: '表', xml: sheetData(cells) }] })
	);
	expect(sheets[0]?.rows[0]?.cells).toEqual(['口岸办', '#DIV/0!']);
	expect(issues.map(({ message }) => message)).toEqual([
		'工作表“表” B1 是公式的错误值，不能当作数值；请改正公式后再报送。'
	]);
});

/** Cases of a cell: stored number, format, text, and the code of the warning where there is one. */
test.each<[string, string, string, string | null]>([
	['12065000', '0!.0000', '1206.5', 'number_scaled'],
	['12065432', '0!.0,&quot;万元&quot;', '1206.5432万元', 'number_scaled'],
	['12065000', '0.00,', '12065', 'number_scaled'],
	['12065000', '0&quot;.&quot;0,', '1206.5', 'number_scaled'],
	['12065000', '#,##0,', '12065', 'number_scaled'],
	['12065000', '0·0000', '1206.5', 'number_scaled'],
	['12065000', '0\\!.0000', '12065000!', 'number_worded'],
	['1206', '0.00E+00', '1206', null],
	['1206.5', '#,##0.00', '1206.5', null],
	['1206.5', '0.00&quot;万元&quot;', '1206.5万元', 'number_scaled'],
	['30', '0&quot;人&quot;', '30人', null],
	['30', '0&quot; kg&quot;', '30', null],
	['402.16666666666669', '0.00', '402.17', 'number_rounded'],
	['402.16666666666669', 'General', '402.166667', 'number_rounded'],
	['1206.0400000000001', '0.00', '1206.04', null],
	['0.95', '0%', '95%', null],
	['0', '0.00;-0.00;&quot;-&quot;', '0', null],
	['-19.05', '#,##0.00;[Red](#,##0.00)', '-19.05', null],
	['50000', '[&gt;=10000]0!.0,&quot;万元&quot;;0.00&quot;元&quot;', '5万元', 'number_scaled'],
	['5000', '[&gt;=10000]0!.0,&quot;万元&quot;;0.00&quot;元&quot;', '5000元', 'number_scaled'],
	['1', '[=1]&quot;是&quot;;[=0]&quot;否&quot;', '是', 'number_scaled'],
	['0', '[=1]&quot;是&quot;;[=0]&quot;否&quot;', '否', 'number_scaled'],
	['2', '[=1]&quot;是&quot;;[=0]&quot;否&quot;;General', '2', null],
	['0', '0.00;-0.00;无', '无', 'number_scaled'],
	['90', '&quot;95&quot;', '95', 'number_scaled'],
	['0', '0.00;-0.00;&quot;0.00&quot;', '0', null],
	['-3', '0.00;&quot;-&quot;', '-3', 'number_worded'],
	['1206', '&quot;约&quot;0', '1206', 'number_worded'],
	['1206.5', '0.0&quot;元/人&quot;', '1206.5', 'number_worded'],
	['1206.5', 'General&quot;万元&quot;', '1206.5万元', 'number_scaled'],
	['1206.5', 'G/通用格式&quot;万元&quot;', '1206.5万元', 'number_scaled'],
	['1206.5', '&quot;¥&quot;#,##0.00', '1206.5', null],
	['0.5', 'h:mm', '0.5', null],
	['990101', '000000', '990101', null],
	['101', '000000', '000101', null]
])('%s in the format %s shows as %s', (stored, code, text, warning) => {
	const { sheets, issues } = readWorkbook(
		writeXlsx({
			sheets: [{ name: '表', xml: sheetData(inline('A1', '甲') + number('B1', stored, 1)) }],
			formats: [code]
		})
	);
	expect(sheets[0]?.rows[0]?.cells[1]).toBe(text);
	expect(issues.map((issue) => issue.code)).toEqual(warning === null ? [] : [warning]);
});

test.each<[string, string, string, ...string[]]>([
	['an escape of a carriage return', '<t>测绘大队_x000D_</t>', '测绘大队'],
	['an escaped underline', '<t>a_x005F_b</t>', 'a_b'],
	['a run struck out', '<r><rPr><strike/></rPr><t>25</t></r><r><t>30</t></r>', '30', 'struck_text'],
	[
		'a note mark',
		'<r><t>30</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>',
		'30',
		'note_marks'
	],
	[
		'a unit with a power',
		'<r><t>100m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>',
		'100m²'
	],
	['a radical', '<t>⼈员⽀出</t>', '人员支出'],
	['invisible marks', '<t>\u200b\u202a1100.20\u202c</t>', '1100.20']
])('reads text with %s', (_, xml, text, ...warnings) => {
	const cell = `<c r="A1" t="inlineStr"><is>${xml}</is></c>`;
	const { sheets, issues } = readWorkbook(
		writeXlsx({ sheets: [{ name: '表', xml: sheetData(cell) }] })
	);
	expect(sheets[0]?.rows[0]?.cells).toEqual([text]);
	expect(issues.map(({ code }) => code)).toEqual(warnings);
});

const anchored = (column: number, row: number, content: string): string => {
	const corner = (name: string): string =>
		`<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>${row}</xdr:row></xdr:${name}>`;
	return `<xdr:twoCellAnchor>${corner('from')}${corner('to')}<xdr:sp>${content}</xdr:sp></xdr:twoCellAnchor>`;
};
const box = (text: string): string =>
	`<xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody>`;

test.each<[string, string, string | null]>([
	['a picture where a value belongs', anchored(1, 1, ''), 'B2'],
	['a text where a value belongs', anchored(1, 1, box('1206.5')), 'B2'],
	['a number over a value', anchored(0, 1, box('1206.5')), 'A2'],
	['a number beside the table', anchored(5, 7, box('1206.5')), 'F8'],
	['a seal over a value', anchored(0, 1, ''), null],
	['a picture in merged cells with a text', anchored(1, 0, ''), null],
	['a picture below the table', anchored(0, 5, ''), null]
])('names %s', (_, drawings, cell) => {
	const rows = sheetData(inline('A1', '收入合计') + inline('C1', '支出'), number('A2', '5'));
	const xml = `${rows}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`;
	const { issues } = readWorkbook(writeXlsx({ sheets: [{ name: '表', xml }], drawings }));
	expect(issues.map(({ message }) => message)).toEqual(
		cell === null
			? []
			: [
					`工作表“表” ${cell} 处放有图片、嵌入对象或控件，其内容没有读取；请把数值直接填在单元格里。`
				]
	);
});

test.each(['xl/drawings/d.xml', 'xl/worksheets/_rels/s0.xml.rels', 'xl/styles.xml'])(
	'refuses a workbook without its part %s',
	(lost) => {
		const sheets = [{ name: '表', xml: sheetData(number('A1', '5000', 1)) }];
		const drawings = anchored(0, 0, box('12'));
		const file = writeXlsx({ sheets, formats: ['0,'], drawings, lost });
		expect(refusalOf(() => readWorkbook(file)).code).toBe('part_missing');
	}
);
