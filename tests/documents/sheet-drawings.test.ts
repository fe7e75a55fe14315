/** Drawings that lie over the cells of a sheet, in the formats that have them. */
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { openCompoundFile } from '#lib/documents/compound/compound-file.ts';
import { openFile } from '#lib/documents/read.ts';
import { writeCompound } from './compound-file.ts';
import { inline, number, sheetData, writeXlsx } from './xlsx-file.ts';
import { writeZip } from './zip-file.ts';

interface Drawing {
	/** Both 0-based: the cell over which it lies. */
	row: number;
	column: number;
	/** Blank in a picture. */
	text: string;
}

/** The sheet has a head, and below it a number and a blank cell. */
type Writer = (drawing: Drawing) => [name: string, bytes: Uint8Array];

const throughXlsx: Writer = ({ row, column, text }) => {
	const corner = (name: string): string =>
		`<xdr:${name}><xdr:col>${column}</xdr:col><xdr:row>${row}</xdr:row></xdr:${name}>`;
	const body = text && `<xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody>`;
	return [
		'a.xlsx',
		writeXlsx({
			sheets: [
				{
					name: '表',
					xml: sheetData(inline('A1', '收入') + inline('B1', '支出'), number('A2', '5'))
				}
			],
			drawings: `<xdr:twoCellAnchor>${corner('from')}${corner('to')}<xdr:sp>${body}</xdr:sp></xdr:twoCellAnchor>`
		})
	];
};

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const record = (type: number, content: number[]): Buffer =>
	Buffer.from([...u16(type), ...u16(content.length), ...content]);

/** [MS-XLS] MsoDrawing, Obj, TxO and its text before the end of the only sheet, which is the last record. */
const throughXls: Writer = ({ row, column, text }) => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([['收入', '支出'], [5]]), '表');
	const file = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
	const stream = Buffer.from(openCompoundFile(file).open('Workbook')?.data ?? []);
	const end = stream.lastIndexOf(Buffer.from([0x0a, 0, 0, 0]));
	const corner = [...u16(column), ...u16(0), ...u16(row), ...u16(9)];
	const anchor = [...u16(0), ...u16(0xf010), ...u32(18), ...u16(0), ...corner, ...corner];
	const shape = [...u16(0xf), ...u16(0xf004), ...u32(anchor.length), ...anchor];
	const words = [
		record(0x01b6, [...u16(0), ...u16(0), ...u32(0), ...u16(0), ...u16(text.length), ...u32(0)]),
		record(0x003c, [1, ...Buffer.from(text, 'utf16le')])
	];
	const records = [
		stream.subarray(0, end),
		record(0x00ec, shape),
		record(0x005d, [...u16(0x15), ...u16(18), ...u16(text ? 6 : 8), ...u16(1), ...u16(0)]),
		...(text ? words : []),
		stream.subarray(end)
	];
	return ['a.xls', writeCompound({ Workbook: Buffer.concat(records) })];
};

/** The drawing is held by the cell at which it begins. */
const throughOds: Writer = ({ row, column, text }) => {
	const namespaces = ['office', 'text', 'table', 'draw=drawing'].map((each) => {
		const [prefix, name = prefix] = each.split('=');
		return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
	});
	const end = `table:end-cell-address="表.${'AB'[column]}${row + 1}"`;
	const shape = `<draw:custom-shape ${end}>${text && `<text:p><text:span>${text}</text:span></text:p>`}</draw:custom-shape>`;
	const cells = [
		['string', '收入'],
		['string', '支出'],
		['float', '5'],
		['', '']
	].map(([type, shown], index) => {
		const value = type === '' ? '' : `office:value-type="${type}" office:value="${shown}"`;
		const words = shown === '' ? '' : `<text:p>${shown}</text:p>`;
		return `<table:table-cell ${value}>${index === row * 2 + column ? shape : ''}${words}</table:table-cell>`;
	});
	const rows = [cells.slice(0, 2), cells.slice(2)].map(
		(each) => `<table:table-row>${each.join('')}</table:table-row>`
	);
	const data = `<office:document-content ${namespaces.join(' ')}><office:body><office:spreadsheet><table:table table:name="表">${rows.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`;
	return [
		'a.ods',
		writeZip([
			{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
			{ name: 'content.xml', data }
		])
	];
};

const CASES: [name: string, drawing: Drawing, shown: string, named: string | null][] = [
	['a number over another', { row: 1, column: 0, text: '12万元' }, '〔嵌入对象，未读取〕', 'A2'],
	['a number over a blank cell', { row: 1, column: 1, text: '12' }, '5', 'B2'],
	['a picture over a blank cell', { row: 1, column: 1, text: '' }, '5', 'B2'],
	['words over a number', { row: 1, column: 0, text: '已核' }, '5', null],
	['a seal over a number', { row: 1, column: 0, text: '' }, '5', null]
];

test.each(
	[throughXlsx, throughXls, throughOds].flatMap((writer) =>
		CASES.map(([name, drawing, shown, named]) => [name, ...writer(drawing), shown, named] as const)
	)
)('%s in %s', async (_, name, bytes, shown, named) => {
	const { workbook } = await openFile(bytes, name);
	expect(workbook?.sheets[0]?.rows[1]?.cells[0]).toBe(shown);
	expect(workbook?.issues.map(({ place }) => place?.kind === 'sheet' && place.cell)).toEqual(
		named === null ? [] : [named]
	);
});
