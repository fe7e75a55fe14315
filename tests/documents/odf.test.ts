import { expect, test } from 'vitest';
import { openFile, readDocument } from '#lib/documents/read.ts';
import { layout, paragraphs, tables } from './document-view.ts';
import { refusalOfAsync } from './refusal.ts';
import { writeZip } from './zip-file.ts';

const NAMESPACES = ['office', 'text', 'table', 'style']
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.concat('xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
	.concat('xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"')
	.join(' ');

function writeOdf(kind: 'text' | 'spreadsheet', body: string, styles = ''): Buffer {
	const content = `<?xml version="1.0"?><office:document-content ${NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`;
	return writeZip([
		{ name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}`, stored: true },
		{ name: 'content.xml', data: content }
	]);
}

const style = (name: string, properties: string, parent = ''): string =>
	`<style:style style:name="${name}" style:parent-style-name="${parent}"><style:text-properties ${properties}/></style:style>`;
const p = (text: string): string => `<text:p>${text}</text:p>`;
const cell = (text: string, attributes = ''): string =>
	`<table:table-cell ${attributes}>${p(text)}</table:table-cell>`;
const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;
const COVERED = '<table:covered-table-cell/>';

/** A form field of Word as LibreOffice keeps it. */
function formField(type: string, ...parameters: [string, string][]): string {
	const values = parameters.map(
		([name, value]) => `<field:param field:name="${name}" field:value="${value}"/>`
	);
	return `<field:fieldmark field:type="vnd.oasis.opendocument.field.FORM${type}">${values.join('')}</field:fieldmark>`;
}
const LIST: [string, string][] = [
	['Dropdown_ListEntry', '优'],
	['Dropdown_ListEntry', '良']
];

test.each<[string, string, string[]]>([
	[
		'blanks, tabs and breaks',
		p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'),
		['a  b\tc\nd']
	],
	[
		'the chosen entry of a list',
		p(formField('DROPDOWN', ...LIST, ['Dropdown_Selected', '1'])),
		['良']
	],
	['a list of which the first is chosen', p(formField('DROPDOWN', ...LIST)), ['优']],
	['a ticked box', p(formField('CHECKBOX', ['Checkbox_Checked', 'true'])), ['☑']],
	['an empty box', p(formField('CHECKBOX')), ['□']],
	['a ticked box of a symbol font', p('\uf0fe优\uf0a8良'), ['☑优□良']],
	['hidden text, also inherited', p('a<text:span text:style-name="H2">9</text:span>b'), ['ab']],
	['struck-out text', p('<text:span text:style-name="S">25</text:span>30'), ['30']],
	['a note mark', p('1206.5<text:span text:style-name="U">1</text:span>'), ['1206.5']],
	[
		'a note',
		p('a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note>'),
		['a']
	]
])('reads %s', async (_, body, expected) => {
	const styles =
		style('H1', 'text:display="none"') +
		style('H2', '', 'H1') +
		style('S', 'style:text-line-through-style="solid"') +
		style('U', 'style:text-position="super 58%"');
	expect(paragraphs(await readDocument(writeOdf('text', body, styles), 'x.odt'))).toEqual(expected);
});

test('reads merged cells, and names a picture where a value belongs', async () => {
	const picture = `<table:table-cell><text:p><draw:frame><draw:image/></draw:frame></text:p></table:table-cell>`;
	const body = `<table:table>${row(cell('甲', 'table:number-rows-spanned="2"'), cell('乙', 'table:number-columns-spanned="2"'), COVERED)}${row(COVERED, cell('1'), picture)}</table:table>`;
	const document = await readDocument(writeOdf('text', body), 'x.odt');
	expect(tables(document).map(layout)).toEqual([
		[
			['甲@0+1/start', '乙@1+2'],
			['@0+1/continue', '1@1+1', '〔图片，未读取〕@2+1']
		]
	]);
	expect(document.issues.map(({ message }) => message)).toEqual([
		'表1 第2行 第3格里是图片，应是文字或数值，其内容没有读取；请把内容直接填在表格里再报送。'
	]);
});

const float = (value: string): string => `office:value-type="float" office:value="${value}"`;

test.each<[string, attributes: string, shown: string, read: string, warning?: string]>([
	['a number as it shows', float('1206.5'), '1,206.50', '1206.5'],
	['a percentage', 'office:value-type="percentage" office:value="0.955"', '96%', '95.5%'],
	['a date', 'office:value-type="date" office:date-value="2021-12-31"', '21/12/31', '2021-12-31'],
	['a rounded number', float('402.16666666666669'), '402.17', '402.17', 'number_rounded'],
	['a scaled number', float('12065000'), '1206.5万元', '1206.5万元', 'number_scaled'],
	[
		'a scaled number that shows fewer decimals',
		float('12065432'),
		'1206.5万元',
		'1206.5432万元',
		'number_scaled'
	],
	[
		'thousands that show fewer decimals',
		float('1206543200'),
		'1,206,543',
		'1206543.2',
		'number_scaled'
	],
	[
		'an amount with its unit that shows fewer decimals',
		float('-1206.5432'),
		'-1,206.5 万元',
		'-1206.5432万元',
		'number_scaled'
	],
	['a division in 万元', float('4021666.6666666669'), '402.17万元', '402.17万元', 'number_rounded'],
	['a count of people', float('12'), '12人', '12人'],
	['a number with words that are no unit', float('12'), '12件套', '12件套', 'number_scaled'],
	['an error', float('0'), '#DIV/0!', '#DIV/0!', 'formula_error'],
	['another number than the stored one', float('12065'), '98.7', '98.7', 'number_scaled'],
	[
		'a negative number in red',
		'office:value-type="currency" office:value="-1206.5"',
		'1,206.5',
		'-1206.5'
	],
	['a negative number in brackets', float('-7'), '(7)', '-7'],
	['a dash for zero', float('0'), '-', '0'],
	['a year', 'office:value-type="date" office:date-value="2023-12-31"', '2023年', '2023年'],
	['a number in scientific notation', float('219001000123'), '2.19E+11', '219001000123']
])('of a sheet reads %s', async (_, attributes, shown, read, warning) => {
	const body = `<table:table table:name="表">${row(cell(shown, attributes))}</table:table>`;
	const { workbook } = await openFile(writeOdf('spreadsheet', body), 'x.ods');
	expect(workbook?.sheets[0]?.rows).toEqual([{ line: 1, cells: [read] }]);
	expect(workbook?.issues.map(({ code }) => code)).toEqual(warning === undefined ? [] : [warning]);
});

test('rows that repeat are all there, hidden ones are named', async () => {
	const body = `<table:table table:name="表"><table:table-row table:number-rows-repeated="2">${cell('5')}</table:table-row><table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row table:visibility="collapse">${cell('6')}</table:table-row>${row(cell('7'))}</table:table>`;
	const { workbook } = await openFile(writeOdf('spreadsheet', body), 'x.ods');
	expect(workbook?.sheets[0]?.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
		[1, '5'],
		[2, '5'],
		[1004, '7']
	]);
	expect(workbook?.issues.map(({ code }) => code)).toEqual(['hidden_rows']);
});

test.each<[string, string, string[], string[]]>([
	[
		'numbers and words without the text that shows',
		'<table:table-cell office:value-type="string" office:string-value="甲"/><table:table-cell office:value-type="float" office:value="5"/><table:table-cell office:value-type="percentage" office:value="0.5"/>',
		['甲', '5', '50%'],
		['text_not_stored']
	],
	['a tab', cell('1<text:tab/>2'), ['1\t2'], []],
	[
		'no text of a shape in a cell',
		`${cell('甲')}<table:table-cell><draw:custom-shape>${p('5')}</draw:custom-shape></table:table-cell>`,
		['甲'],
		['object_unread']
	]
])('of a row reads %s', async (_, cells, expected, codes) => {
	const file = writeOdf('spreadsheet', `<table:table table:name="表">${row(cells)}</table:table>`);
	const { workbook } = await openFile(file, 'x.ods');
	expect(workbook?.sheets[0]?.rows).toEqual([{ line: 1, cells: expected }]);
	expect(workbook?.issues.map(({ code }) => code)).toEqual(codes);
});

test('names drawings that float over a sheet', async () => {
	const drawings = `<table:shapes><draw:frame>${p('5')}</draw:frame><draw:line/></table:shapes>`;
	const body = `<table:table table:name="表">${drawings}${row(cell('甲'))}</table:table>`;
	const { workbook } = await openFile(writeOdf('spreadsheet', body), 'x.ods');
	expect(workbook?.issues.map(({ message }) => message)).toEqual([
		'工作表“表”上浮着 1 个图片、文本框或对象，其内容没有读取；请把数值直接填在单元格里。'
	]);
});

test('refuses a formula that was never computed', async () => {
	const body = `<table:table table:name="表">${row('<table:table-cell table:formula="of:=SUM([.A2])"/>')}</table:table>`;
	const refusal = await refusalOfAsync(() => openFile(writeOdf('spreadsheet', body), 'x.ods'));
	expect(refusal.code).toBe('formula_without_value');
});

test('cells and rows of a text that repeat are all there', async () => {
	const repeated = `<table:table-row table:number-rows-repeated="2">${cell('1', 'table:number-columns-repeated="2"')}${cell('2')}</table:table-row>`;
	const document = await readDocument(
		writeOdf('text', `<table:table>${repeated}</table:table>`),
		'x.odt'
	);
	const shown = ['1@0+1', '1@1+1', '2@2+1'];
	expect(tables(document).map(layout)).toEqual([[shown, shown]]);
});

test('counts tracked changes and hidden sections of a text, and reads neither', async () => {
	const change = (kind: string): string =>
		`<text:changed-region><text:${kind}><office:change-info>${p('批注')}</office:change-info>${p('94')}</text:${kind}></text:changed-region>`;
	const body = `<text:tracked-changes>${change('deletion')}${change('insertion')}</text:tracked-changes><text:section text:display="none">${p('9')}</text:section>${p('92')}`;
	const document = await readDocument(writeOdf('text', body), 'x.odt');
	expect(paragraphs(document)).toEqual(['92']);
	expect(document.issues.map(({ message }) => message)).toEqual([
		'文档含未处理的修订：1 处删除没有计入，1 处插入已计入；请核对后接受或拒绝全部修订再报送。',
		'文档有 1 处隐藏文字没有计入；请取消隐藏或删除后再报送。'
	]);
});
