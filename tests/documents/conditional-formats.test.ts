/** Conditional formats, by which a value is unseen or looks otherwise, in the worksheets of every format. */
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { openCompoundFile } from '#lib/documents/compound/compound-file.ts';
import { openFile } from '#lib/documents/read.ts';
import { writeCompound } from './compound-file.ts';
import { u16, u32 } from './doc-file.ts';
import { inline, sheetData, writeXlsx } from './xlsx-file.ts';
import { writeZip } from './zip-file.ts';

type Look = 'white' | 'bold' | 'struck';
/** A comparison with one number or two; null for a formula. */
type Rule = [look: Look, operator: string | null, ...operands: number[]];

/** The values of two cells below each other, to which the rule applies. */
const VALUES = ['0', '12.5'];
const CASES: [name: string, rule: Rule, seen: string[], codes: string[]][] = [
	['zeros in the colour of paper', ['white', 'equal', 0], ['', '12.5'], ['hidden_cells']],
	['a range', ['white', 'between', 10, 20], ['0', ''], ['hidden_cells']],
	['what is not below', ['white', 'greaterThanOrEqual', -1], ['', ''], ['hidden_cells']],
	['a formula', ['white', null], ['0', '12.5'], ['conditional_format']],
	['bold', ['bold', 'equal', 0], ['0', '12.5'], []],
	['struck out', ['struck', 'equal', 0], ['0', '12.5'], ['conditional_format']]
];

type Writer = (rule: Rule) => Buffer;

const DXFS: Look[] = ['white', 'bold', 'struck'];
const throughXlsx: Writer = ([look, operator, ...operands]) => {
	const kind = operator === null ? 'type="expression"' : `type="cellIs" operator="${operator}"`;
	const formulas = operator === null ? ['B1&gt;0'] : operands;
	const rule = `<conditionalFormatting sqref="A1:A2"><cfRule dxfId="${DXFS.indexOf(look)}" ${kind}>${formulas.map((each) => `<formula>${each}</formula>`).join('')}</cfRule></conditionalFormatting>`;
	return xlsxOf(rule);
};

function xlsxOf(rule: string): Buffer {
	const rows = VALUES.map((value, at) => `<c r="A${at + 1}"><v>${value}</v></c>`);
	const xml = sheetData(`${rows[0]}${inline('B1', 'a')}`, rows[1] ?? '') + rule;
	const fonts = ['<color rgb="FFFFFFFF"/>', '<b/>', '<strike/>'];
	const dxfs = fonts.map((font) => `<dxf><font>${font}</font></dxf>`);
	const styles = `<cellXfs><xf/></cellXfs><dxfs>${dxfs.join('')}</dxfs>`;
	return writeXlsx({ sheets: [{ name: '表', xml }], styles });
}

const SIGNS: Record<string, string> = { equal: '=', greaterThanOrEqual: '>=' };
/** The comparison as OpenDocument has it, behind what stands before a sign or a word. */
function comparison(operator: string, operands: number[], sign = '', word = ''): string {
	if (operator === 'between') return `${word}between(${operands.join(',')})`;
	return `${sign}${SIGNS[operator]}${operands[0]}`.replace('>', '&gt;');
}

const throughOds: Writer = ([look, operator, ...operands]) => {
	const condition = operator === null ? 'formula-is([.B1]&gt;0)' : comparison(operator, operands);
	return odsOf(
		'',
		`<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="'表 1'.A1:'表 1'.A2"><calcext:condition calcext:apply-style-name="${look}" calcext:value="${condition}"/></calcext:conditional-format></calcext:conditional-formats>`
	);
};

const throughStyleMap: Writer = ([look, operator, ...operands]) => {
	const condition =
		operator === null
			? 'is-true-formula([.B1]&gt;0)'
			: comparison(operator, operands, 'cell-content()', 'cell-content-is-');
	return odsOf(`<style:map style:condition="${condition}" style:apply-style-name="${look}"/>`, '');
};

const ODS_LOOKS: Record<Look, string> = {
	white: 'fo:color="#ffffff"',
	bold: 'fo:font-weight="bold"',
	struck: 'style:text-line-through-style="solid"'
};
const ODS_NAMESPACES = ['office', 'text', 'table', 'style']
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
	.concat('xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"')
	.join(' ');

function odsOf(map: string, rules: string): Buffer {
	const rows = VALUES.map(
		(value) => `<table:table-row>${odsCell(value, 'table:style-name="cells"')}</table:table-row>`
	);
	return writeOds(
		`<style:style style:name="cells">${map}</style:style>`,
		`<table:table table:name="表 1">${rows.join('')}${rules}</table:table>`
	);
}

function odsCell(value: string, attributes: string): string {
	return `<table:table-cell office:value-type="float" office:value="${value}" ${attributes}><text:p>${value}</text:p></table:table-cell>`;
}

function writeOds(styles: string, body: string): Buffer {
	const looks = Object.entries(ODS_LOOKS).map(
		([name, look]) =>
			`<style:style style:name="${name}"><style:text-properties ${look}/></style:style>`
	);
	const data = `<office:document-content ${ODS_NAMESPACES}><office:automatic-styles>${looks.join('')}${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`;
	return writeZip([
		{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
		{ name: 'content.xml', data }
	]);
}

const XLS_OPERATORS = ['', 'between', '', 'equal', '', '', '', 'greaterThanOrEqual'];
const END_OF_SHEET = Buffer.from([0x0a, 0, 0, 0]);

/** [MS-XLS] CondFmt and CF before the end of the only sheet, which is the last record. */
const throughXls: Writer = ([look, operator, ...operands]) => {
	const sheet = utils.aoa_to_sheet(VALUES.map((value) => [Number(value)]));
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, '表');
	const file = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
	const stream = Buffer.from(openCompoundFile(file).open('Workbook')?.data ?? []);
	const end = stream.lastIndexOf(END_OF_SHEET);
	const range = [...u16(0), ...u16(1), ...u16(0), ...u16(0)];
	const tokens = operator === null ? [[0x1d, 1]] : operands.map(numberToken);
	const sizes = [0, 1].flatMap((at) => u16(tokens[at]?.length ?? 0));
	const kind = [operator === null ? 2 : 1, XLS_OPERATORS.indexOf(operator ?? '')];
	return writeCompound({
		Workbook: Buffer.concat([
			stream.subarray(0, end),
			record(0x01b0, [...u16(1), ...u16(0), ...range, ...u16(1), ...range]),
			record(0x01b1, [
				...kind,
				...sizes,
				...u32(1 << 26),
				...u16(0),
				...font(look),
				...tokens.flat()
			]),
			stream.subarray(end)
		])
	});
};

function record(type: number, content: number[]): Buffer {
	return Buffer.from([...u16(type), ...u16(content.length), ...content]);
}

function numberToken(value: number): number[] {
	return value < 0 ? [0x1e, ...u16(-value), 0x13] : [0x1e, ...u16(value)];
}

function font(look: Look): number[] {
	const bytes = Buffer.alloc(118);
	bytes.writeUInt32LE(look === 'struck' ? 0x80 : 0, 68);
	bytes.writeInt32LE(look === 'white' ? 9 : -1, 80);
	bytes.writeUInt32LE(look === 'struck' ? 0 : 0x80, 88);
	return [...bytes];
}

const WRITERS: [format: string, write: Writer][] = [
	['a.xlsx', throughXlsx],
	['a.xls', throughXls],
	['a.ods', throughOds],
	['styles.ods', throughStyleMap]
];

async function seenIn(bytes: Buffer, name: string) {
	const { workbook } = await openFile(bytes, name);
	const rows = workbook?.sheets[0]?.rows ?? [];
	return {
		cells: VALUES.map((_, at) => rows.find(({ line }) => line === at + 1)?.cells[0] ?? ''),
		codes: workbook?.issues.map(({ code }) => code)
	};
}

test.each(
	WRITERS.flatMap(([name, writer]) => CASES.map((each) => [name, ...each, writer] as const))
)('%s: %s', async (name, _, rule, cells, codes, writer) => {
	expect(await seenIn(writer(rule), name)).toEqual({ cells, codes });
});

test.each<[name: string, bytes: Buffer]>([
	[
		'a.xlsx',
		xlsxOf(
			'<conditionalFormatting sqref="A1:A2"><cfRule type="iconSet"><iconSet showValue="0"/></cfRule></conditionalFormatting>'
		)
	],
	[
		'a.ods',
		odsOf(
			'',
			'<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="表.A1:.A2"><calcext:icon-set calcext:show-value="false"/></calcext:conditional-format></calcext:conditional-formats>'
		)
	]
])('%s: icons in place of values', async (name, bytes) => {
	expect(await seenIn(bytes, name)).toEqual({ cells: ['', ''], codes: ['hidden_cells'] });
});

test('cells of .ods that are written once have each the style of its column', async () => {
	const columns = ['struck', 'bold', 'white']
		.map((look) => `<table:table-column table:default-cell-style-name="${look}"/>`)
		.join('');
	const cells = odsCell('5', 'table:number-columns-repeated="3"');
	const body = `<table:table table:name="表">${columns}<table:table-row>${cells}</table:table-row></table:table>`;
	const { workbook } = await openFile(writeOds('', body), 'a.ods');
	expect(workbook?.sheets[0]?.rows[0]?.cells).toEqual(['', '5']);
	expect(workbook?.issues.map(({ message }) => message)).toEqual([
		'工作表“表” A1 有加了删除线的内容，没有计入；请删除后再报送。',
		'工作表“表” C1 的数字格式、字色或字号使内容不显示，没有计入；请核对。'
	]);
});
