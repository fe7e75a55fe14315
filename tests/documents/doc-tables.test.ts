import { expect, test } from 'vitest';
import { readDoc } from '#lib/documents/doc/doc.ts';
import {
	cell,
	inTable,
	paragraph,
	row,
	rowDefinition,
	rowEnd,
	sprm,
	u16,
	u32,
	writeDoc
} from './doc-file.ts';
import type { DocParagraph, DocParts } from './doc-file.ts';
import { layout, paragraphs, tables } from './document-view.ts';

const DELETED = sprm(0x0800, 1);

/** Rows by several descriptions: old definition, inserted cells, lists in `Data`. */
const insertCells = (first: number, count: number, width: number): number[] =>
	sprm(0x7621, first, count, ...u16(width));
const inData = (list: number[]): number[] => [...u16(list.length), ...list];
const described = (cells: string[], description: number[]): DocParagraph[] => [
	...cells.map(cell),
	rowEnd(description)
];

test.each<[string, Partial<DocParts>, string[][]]>([
	[
		'definition',
		{ text: described(['甲', '乙'], rowDefinition([-108, 900, 3000])) },
		[['甲@0+1', '乙@1+1']]
	],
	[
		'edges that differ by rounding',
		{
			text: [
				...described(['甲', '乙'], rowDefinition([-101, 964, 3000])),
				...described(['丙', '丁'], rowDefinition([-71, 995, 3038]))
			]
		},
		[
			['甲@0+1', '乙@1+1'],
			['丙@0+1', '丁@1+1']
		]
	],
	[
		'narrow column',
		{ text: described(['甲', '乙', '丙'], rowDefinition([0, 1000, 1030, 3000])) },
		[['甲@0+1', '乙@1+1', '丙@2+1']]
	],
	[
		'vertical merge',
		{
			text: [
				...described(['甲', '乙'], rowDefinition([0, 900, 3000], [0x60, 0])),
				...described(['', '丁'], rowDefinition([0, 900, 3000], [0x20, 0]))
			]
		},
		[
			['甲@0+1/start', '乙@1+1'],
			['@0+1/continue', '丁@1+1']
		]
	],
	[
		'continuation with nothing above',
		{ text: described(['甲', '乙'], rowDefinition([0, 900, 3000], [0x20, 0])) },
		[['甲@0+1/start', '乙@1+1']]
	],
	[
		'vertical merge set later',
		{
			text: [
				...described(['甲'], [...rowDefinition([0, 900]), ...sprm(0xd62b, 2, 0, 3)]),
				...described([''], [...rowDefinition([0, 900]), ...sprm(0xd62b, 2, 0, 1)])
			]
		},
		[['甲@0+1/start'], ['@0+1/continue']]
	],
	[
		'horizontal merge, first bit',
		{ text: described(['甲', '', '乙'], rowDefinition([0, 900, 1800, 3000], [1, 2, 0])) },
		[['甲@0+2', '乙@2+1']]
	],
	[
		'horizontal merge, second bit',
		{ text: described(['甲', '', '乙'], rowDefinition([0, 900, 1800, 3000], [2, 1, 0])) },
		[['甲@0+2', '乙@2+1']]
	],
	[
		'horizontal merge set later',
		{
			text: described(
				['甲', '', '乙'],
				[...rowDefinition([0, 900, 1800, 3000]), ...sprm(0x5624, 0, 2)]
			)
		},
		[['甲@0+2', '乙@2+1']]
	],
	[
		'inserted cells beside a defined row',
		{ text: [...row('甲', '乙'), ...described(['丙'], insertCells(0, 1, 2000))] },
		[['甲@0+1', '乙@1+1'], ['丙@0+2']]
	],
	[
		'inserted cells with changed width and indent',
		{
			text: [
				...row('甲', '乙', '丙'),
				...described(
					['丁', '戊'],
					[
						...insertCells(0, 2, 500),
						...sprm(0x7623, 0, 2, ...u16(1000)),
						...sprm(0xf617, 3, ...u16(1000))
					]
				)
			]
		},
		[
			['甲@0+1', '乙@1+1', '丙@2+1'],
			['丁@1+1', '戊@2+1']
		]
	],
	[
		'deleted cells',
		{ text: described(['甲'], [...rowDefinition([0, 900, 1800]), ...sprm(0x5622, 1, 2)]) },
		[['甲@0+1']]
	],
	[
		'table list in Data',
		{
			text: described(['甲', '乙'], sprm(0x646b, ...u32(4))),
			data: [0, 0, 0, 0, ...inData(rowDefinition([0, 900, 3000]))]
		},
		[['甲@0+1', '乙@1+1']]
	],
	[
		'huge list that points at a table list',
		{
			text: described(['甲'], sprm(0x6646, ...u32(0))),
			data: [...inData(sprm(0x646b, ...u32(8))), ...inData(insertCells(0, 1, 900))]
		},
		[['甲@0+1']]
	],
	[
		'two descriptions, one right',
		{
			text: described(['甲'], [...sprm(0x646b, ...u32(0)), ...rowDefinition([0, 500, 900])]),
			data: inData(rowDefinition([0, 900]))
		},
		[['甲@0+1']]
	],
	[
		'list that points at itself',
		{
			text: described(['甲'], [...rowDefinition([0, 900]), ...sprm(0x6646, ...u32(0))]),
			data: inData(sprm(0x6646, ...u32(0)))
		},
		[['甲@0+1']]
	],
	[
		'row deleted with changes tracked',
		{
			text: [
				...row('甲'),
				cell('乙'),
				{ ...rowEnd(rowDefinition([0, 900])), runs: [{ text: '\x07', list: DELETED }] },
				...row('丙')
			]
		},
		[['甲@0+1'], ['丙@0+1']]
	],
	[
		'several paragraphs in a cell',
		{ text: [paragraph('1', inTable()), cell('2'), rowEnd(rowDefinition([0, 900]))] },
		[['1\n2@0+1']]
	]
])('reads a table: %s', (_, parts, expected) => {
	expect(layout(tables(readDoc(writeDoc(parts)))[0])).toEqual(expected);
});

test('a row without description keeps its text and warns', () => {
	const document = readDoc(writeDoc({ text: described(['甲', '乙'], []) }));
	expect(layout(tables(document)[0])).toEqual([['甲@?/unknown', '乙@?/unknown']]);
	expect(document.issues).toEqual([
		{
			code: 'table_layout_unknown',
			severity: 'warning',
			message:
				'表1 第1行的文字读全了，但文件没有写明各格的宽度，合并单元格无法判断；请核对这一行的读数，或用 Word 另存为 .docx 后再报送。',
			place: { kind: 'cell', table: 1, row: 1, column: 1, row_label: null, column_label: null }
		}
	]);
});

test('paragraphs that only claim to be in a table are paragraphs', () => {
	const document = readDoc(writeDoc({ text: [paragraph('甲', inTable()), paragraph('乙')] }));
	expect(paragraphs(document)).toEqual(['甲', '乙']);
	expect(tables(document)).toEqual([]);
});
