import { expect, test } from 'vitest';
import { readPdf } from '#lib/documents/pdf/pdf.ts';
import { layout, paragraphs, tables } from './document-view.ts';
import { grid, writePdf, type PdfPage } from './pdf-file.ts';

type Texts = PdfPage['texts'];

/** Lines below one another, 15 points apart. */
function column(x: number, y: number, ...lines: string[]): Texts {
	return lines.map((line, index) => [x, y - 15 * index, line]);
}

const LEFT = [
	'本部门二〇二三年全年收入为一千二百零',
	'六点五万元，比上一年度增加了一成，其',
	'中财政拨款九百万元，其他为本年支出合'
];
const RIGHT = [
	'计一千一百万元，主要用于人员的经费和',
	'日常公用经费，其余留在下一年度使用，',
	'没有超出预算。'
];
const TITLE: Texts = [[230, 750, '示例市财政局自评报告']];
const WIDE = '以上各项内容经过本部门的集体研究决定以后才予以报送给财政部门并且在网上公开';
const BELOW: Texts = [[60, 500, WIDE]];

test.each<[string, Texts, string[]]>([
	[
		'on the same lines',
		[...TITLE, ...column(60, 700, ...LEFT), ...column(280, 700, ...RIGHT), ...BELOW],
		['示例市财政局自评报告', [...LEFT, ...RIGHT].join(''), WIDE]
	],
	[
		'on lines of their own',
		[...column(60, 700, ...LEFT), ...column(280, 706, ...RIGHT)],
		[[...LEFT, ...RIGHT].join('')]
	],
	[
		'three of them',
		[...column(20, 700, ...LEFT), ...column(215, 700, ...LEFT), ...column(410, 700, ...RIGHT)],
		[[...LEFT, ...LEFT, ...RIGHT].join('')]
	],
	[
		'the second is short',
		[...column(60, 700, ...LEFT), ...column(280, 700, ...RIGHT.slice(1))],
		[[...LEFT, ...RIGHT.slice(1)].join('')]
	],
	[
		'labels and amounts are no columns',
		[
			...column(60, 700, '收入合计', '支出合计', '结转合计'),
			...column(280, 700, '106.5', '90', '16.5'),
			...BELOW
		],
		['收入合计 106.5', '支出合计 90', '结转合计 16.5', WIDE]
	]
])('reads prose in columns: %s', async (_, texts, expected) => {
	const document = await readPdf(writePdf([{ texts }]));
	expect(paragraphs(document)).toEqual(expected);
	expect(document.issues).toEqual([]);
});

test('a table in a column stands between the texts of that column', async () => {
	const document = await readPdf(
		writePdf([
			{
				texts: [
					...column(60, 700, ...LEFT),
					[60, 640, '收入'],
					[150, 640, '12'],
					...column(280, 700, ...RIGHT, ...RIGHT)
				],
				lines: grid([55, 140, 230], [655, 630])
			}
		])
	);
	expect(paragraphs(document).join('')).toBe([...LEFT, ...RIGHT, ...RIGHT].join(''));
	expect(tables(document).map(layout)).toEqual([[['收入@0+1', '12@1+1']]]);
});

test('names the page on which long lines stand beside one another that may be columns', async () => {
	const lines = [
		'本部门二〇二三年全年的收入',
		'短',
		'本部门二〇二三年支出与上年相比',
		'短',
		'短',
		'本部门结转的资金都已收回了并上缴'
	];
	const texts = [...column(60, 700, ...lines), ...column(280, 700, ...lines)];
	const document = await readPdf(writePdf([{ texts }]));
	expect(document.issues).toMatchObject([
		{ code: 'pdf_columns_unclear', message: expect.stringContaining('第 1 页') as string }
	]);
});
