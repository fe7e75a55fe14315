import { expect, test } from 'vitest';
import { openFile, readDocument } from '#lib/documents/read.ts';
import { layout, paragraphs, tables } from './document-view.ts';
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

test.each<[string, string, string, string | null]>([
	['a number as it shows', 'office:value-type="float" office:value="1206.5"', '1,206.50', null],
	['a percentage', 'office:value-type="percentage" office:value="0.955"', '96%', null],
	['a date', 'office:value-type="date" office:date-value="2021-12-31"', '21/12/31', null],
	[
		'a rounded number',
		'office:value-type="float" office:value="402.16666666666669"',
		'402.17',
		'number_rounded'
	],
	[
		'a scaled number',
		'office:value-type="float" office:value="12065000"',
		'1206.5万元',
		'number_scaled'
	],
	['an error', 'office:value-type="float" office:value="0"', '#DIV/0!', 'formula_error']
])('of a sheet reads %s', async (_, attributes, shown, warning) => {
	const body = `<table:table table:name="表">${row(cell(shown, attributes))}</table:table>`;
	const { workbook } = await openFile(writeOdf('spreadsheet', body), 'x.ods');
	const expected =
		{ '1,206.50': '1206.5', '96%': '95.5%', '21/12/31': '2021-12-31' }[shown] ?? shown;
	expect(workbook?.sheets[0]?.rows).toEqual([{ line: 1, cells: [expected] }]);
	expect(workbook?.issues.map(({ code }) => code)).toEqual(warning === null ? [] : [warning]);
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
