/** XML Spreadsheet 2003: each cell as a person sees it. */
import { expect, test } from 'vitest';
import { openFile } from '#lib/documents/read.ts';

const SS = 'urn:schemas-microsoft-com:office:spreadsheet';

async function read(table: string, { styles = '', after = '' } = {}) {
	const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="${SS}" xmlns:ss="${SS}" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>${styles}</Styles><Worksheet ss:Name="表"><Table>${table}</Table>${after}</Worksheet></Workbook>`;
	const { workbook } = await openFile(Buffer.from(xml), '表.xml');
	const [sheet] = workbook?.sheets ?? [];
	return {
		rows: sheet?.rows.map(({ line, cells }) => `${line} ${cells.join('|')}`),
		merges: sheet?.merges,
		margins: sheet?.margins,
		issues: workbook?.issues.map(({ code }) => code)
	};
}

const number = (value: string, rest = '') =>
	`<Cell${rest}><Data ss:Type="Number">${value}</Data></Cell>`;
const text = (value: string, rest = '') =>
	`<Cell${rest}><Data ss:Type="String">${value}</Data></Cell>`;
const row = (cells: string, rest = '') => `<Row${rest}>${cells}</Row>`;
const style = (id: string, content: string) => `<Style ss:ID="${id}">${content}</Style>`;

const STYLED = ' ss:StyleID="a"';

test.each([
	['numbers and texts', row(text('甲') + number('34.5')), '', ['1 甲|34.5'], []],
	['a gap', row(text('甲') + number('1', ' ss:Index="4"'), ' ss:Index="3"'), '', ['3 甲|||1'], []],
	['a cell over others', row(text('甲', ' ss:MergeAcross="1"') + text('乙')), '', ['1 甲||乙'], []],
	[
		'a date',
		row('<Cell><Data ss:Type="DateTime">2022-12-31T00:00:00.000</Data></Cell>'),
		'',
		['1 2022-12-31'],
		[]
	],
	[
		'a comment',
		row('<Cell><Data ss:Type="Number">1</Data><Comment><Data>注2</Data></Comment></Cell>'),
		'',
		['1 1'],
		[]
	],
	[
		'a struck part',
		row('<Cell><Data ss:Type="String"><html:S>1</html:S><html:Font>2</html:Font></Data></Cell>'),
		'',
		['1 2'],
		['struck_text']
	],
	[
		'a note mark',
		row('<Cell><Data ss:Type="String">12<html:Sup>1</html:Sup></Data></Cell>'),
		'',
		['1 12'],
		['note_marks']
	],
	['a format', row(number('0.95', STYLED)), '<NumberFormat ss:Format="Percent"/>', ['1 95%'], []],
	[
		'a format that scales',
		row(number('12000', STYLED)),
		'<NumberFormat ss:Format="0.00,"/>',
		['1 12'],
		['number_scaled']
	],
	[
		'a struck cell',
		row(text('乙') + number('1', STYLED)),
		'<Font ss:StrikeThrough="1"/>',
		['1 乙'],
		['struck_text']
	],
	[
		'white on white',
		row(text('乙') + number('1', STYLED)),
		'<Font ss:Color="#FFFFFF"/>',
		['1 乙'],
		['hidden_cells']
	],
	[
		'white on blue',
		row(number('1', STYLED)),
		'<Font ss:Color="#FFFFFF"/><Interior ss:Color="#0000FF" ss:Pattern="Solid"/>',
		['1 1'],
		[]
	],
	[
		'a hidden row',
		row(number('1')) + row(number('2'), ' ss:Hidden="1"'),
		'',
		['1 1'],
		['hidden_rows']
	]
])('%s', async (_, table, content, rows, issues) => {
	const found = await read(table, { styles: style('a', content) });
	expect(found.rows).toEqual(rows);
	expect(found.issues).toEqual(issues);
});

test('a style takes from its parent, and cells from their column', async () => {
	const styles =
		style('p', '<NumberFormat ss:Format="0.0,"/>') + '<Style ss:ID="c" ss:Parent="p"/>';
	const { rows } = await read(`<Column ss:StyleID="c"/>${row(number('1500'))}`, { styles });
	expect(rows).toEqual(['1 1.5']);
});

test('the page header adds what the sheet leaves out', async () => {
	const after = `<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><PageSetup><Header x:Data="&amp;C2022年度&amp;R单位：元"/></PageSetup></WorksheetOptions>`;
	expect((await read(row(number('1')), { after })).margins).toEqual(['2022年度', '单位：元']);
});

test('a hidden sheet is passed over, and a formula without a value refused', async () => {
	const hidden = `<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>`;
	await expect(read(row(number('1')), { after: hidden })).rejects.toThrow('没有可读的内容');
	await expect(read(row('<Cell ss:Formula="=1+1"/>'))).rejects.toThrow('没有计算结果');
});
