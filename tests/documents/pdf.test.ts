import { expect, test } from 'vitest';
import { readPdf } from '#lib/documents/pdf/pdf.ts';
import { layout, paragraphs, tables } from './document-view.ts';
import { grid, withUnnamedGlyphs, writePdf, type PdfPage, type Tag } from './pdf-file.ts';
import { refusalOfAsync } from './refusal.ts';

test('reads a ruled table, its labels, and the text around it', async () => {
	const document = await readPdf(
		writePdf([
			{
				texts: [
					[100, 750, '清河市2023年度'],
					[60, 680, '机构名称'],
					[160, 680, '收入合计'],
					[60, 650, '园林处'],
					[160, 650, '1206.50'],
					[60, 600, '填报人']
				],
				lines: grid([50, 150, 250], [700, 670, 640])
			}
		])
	);
	expect(paragraphs(document)).toEqual(['清河市2023年度', '填报人']);
	expect(tables(document).map(layout)).toEqual([
		[
			['机构名称@0+1', '收入合计@1+1'],
			['园林处@0+1', '1206.50@1+1']
		]
	]);
});

test('cells that no line parts are one', async () => {
	const document = await readPdf(
		writePdf([
			{
				texts: [
					[60, 680, '甲'],
					[160, 680, '乙'],
					[160, 650, '丙'],
					[260, 650, '丁']
				],
				lines: [
					[50, 700, 350, 700],
					[150, 670, 350, 670],
					[50, 640, 350, 640],
					[50, 700, 50, 640],
					[150, 700, 150, 640],
					[250, 670, 250, 640],
					[350, 700, 350, 640]
				]
			}
		])
	);
	expect(tables(document).map(layout)).toEqual([
		[
			['甲@0+1/start', '乙@1+2'],
			['@0+1/continue', '丙@1+1', '丁@2+1']
		]
	]);
});

test('a table goes on over the page, without its repeated head and the page number', async () => {
	const page = (number: string, value: string) => ({
		texts: [
			[60, 680, '指标'],
			[160, 680, '得分'],
			[60, 650, `第${number}项`],
			[160, 650, value],
			[300, 20, `- ${number} -`]
		] as [number, number, string][],
		lines: grid([50, 150, 250], [700, 670, 640])
	});
	const document = await readPdf(writePdf([page('1', '5'), page('2', '4.5')]));
	expect(paragraphs(document)).toEqual([]);
	expect(tables(document).map(layout)).toEqual([
		[
			['指标@0+1', '得分@1+1'],
			['第1项@0+1', '5@1+1'],
			['第2项@0+1', '4.5@1+1']
		]
	]);
});

test('folds radicals that converters put for characters', async () => {
	const document = await readPdf(writePdf([{ texts: [[100, 700, '⻔⻓⼈员⽀出']] }]));
	expect(paragraphs(document)).toEqual(['门长人员支出']);
});

type Texts = PdfPage['texts'];
type Lines = PdfPage['lines'];

const eachTwice = (text: string, beside: number): Texts =>
	[...text].flatMap((character, at): Texts => {
		const x = 100 + 5 * at;
		return [
			[x, 700, character],
			[x + beside, 700, character]
		];
	});

test.each<[string, Texts, Lines, string[], string[]]>([
	[
		'a number drawn again to look bold',
		[
			[100, 700, '55.5'],
			[100.3, 700, '55.5']
		],
		[],
		['55.5'],
		[]
	],
	['each character drawn again', eachTwice('1155.5', 0.3), [], ['1155.5'], []],
	['each character drawn again at its place', eachTwice('1155.5', 0), [], ['1155.5'], []],
	[
		'the mark of a note behind a figure',
		[
			[100, 700, '1206.50'],
			[135, 704, '1', 6]
		],
		[],
		['1206.50'],
		['note_marks']
	],
	[
		'a square metre',
		[
			[100, 700, '120m'],
			[120, 704, '2', 6]
		],
		[],
		['120m²'],
		[]
	],
	[
		'a figure that is struck out before the new one',
		[
			[100, 700, '1206.50'],
			[137, 700, '998.00']
		],
		[[100, 703, 135, 703]],
		['998.00'],
		['struck_text']
	],
	[
		'a struck part of a text that is written in one go',
		[[100, 700, '10支出12']],
		[[100, 703, 110, 703]],
		['支出12'],
		['struck_text']
	],
	['an underlined figure', [[100, 700, '1206.50']], [[100, 698.5, 135, 698.5]], ['1206.50'], []],
	[
		'text beside the page',
		[
			[100, 700, '支出'],
			[700, 700, '998.00']
		],
		[],
		['支出'],
		[]
	]
])('reads %s as it is seen', async (_, texts, lines, expected, codes) => {
	const document = await readPdf(writePdf([{ texts, ...(lines ? { lines } : {}) }]));
	expect(paragraphs(document)).toEqual(expected);
	expect(document.issues.map(({ code }) => code)).toEqual(codes);
});

test('leaves a watermark out and says so', async () => {
	const angle = '0.707 0.707 -0.707 0.707';
	const page = writePdf([{ texts: [[100, 700, '支出']] }]).toString('latin1');
	const mark = `BT /F 10 Tf ${angle} 200 300 Tm <516C5F00> Tj ET\n`;
	const bytes = Buffer.from(
		page.replace('\nBT', `\n${mark}BT`).replace(/Length \d+/, `Length ${100 + mark.length}`),
		'latin1'
	);
	const document = await readPdf(bytes);
	expect(paragraphs(document)).toEqual(['支出']);
	expect(document.issues[0]?.message).toContain('第 1 页有倾斜的文字“公开”');
});

test.each([
	['upwards', '0 1 -1 0 600 100'],
	['downwards', '0 -1 1 0 -100 700'],
	['upside down', '-1 0 0 -1 600 800']
])('reads a table that is printed %s', async (_, turn) => {
	const texts: Texts = [
		[160, 480, '指标'],
		[260, 480, '得分'],
		[160, 450, '决策'],
		[260, 450, '5']
	];
	const lines = grid([150, 250, 350], [500, 470, 440]);
	const document = await readPdf(writePdf([{ before: `${turn} cm`, texts, lines }]));
	expect(tables(document).map(layout)).toEqual([
		[
			['指标@0+1', '得分@1+1'],
			['决策@0+1', '5@1+1']
		]
	]);
});

test.each<[string, string]>([
	['on a dark ground', '0.1 g 90 690 100 20 re f 1 g'],
	['on a picture or pattern', '/Pattern cs /P scn 90 690 100 20 re f 1 g'],
	[
		'on a dark ground inside a clip',
		'0.1 g 0 0 600 800 re f q 0 0 50 50 re W n 1 g 0 0 600 800 re f Q 1 g'
	]
])('reads white text %s', async (_, before) => {
	const document = await readPdf(writePdf([{ before, texts: [[100, 700, '1206.50']] }]));
	expect(paragraphs(document)).toEqual(['1206.50']);
});

test.each<[string, Buffer, string, string]>([
	['a scan', writePdf([{ texts: [] }]), 'pdf_without_text', '多半是扫描件'],
	[
		'text that is not painted, as over a scanned page',
		writePdf([{ before: '3 Tr', texts: [[100, 700, '1206.50']] }]),
		'pdf_unseen_text',
		'多半由扫描识别得来'
	],
	[
		'text in a font that does not say what its glyphs are, of which some pass as digits',
		withUnnamedGlyphs(writePdf([{ texts: [[100, 700, '45\u0013']] }])),
		'pdf_unknown_characters',
		'PDF 第 1 页有一种字体没有注明各字形是什么字'
	],
	[
		'white text on paper',
		writePdf([{ before: '1 g', texts: [[100, 700, '1206.50']] }]),
		'pdf_unseen_text',
		'“1206.50”与底色相同'
	],
	[
		'text under a white box',
		writePdf([
			{
				before: 'BT /F 10 Tf 1 0 0 1 100 700 Tm <0039> Tj ET 1 g 90 690 90 20 re f 0 g',
				texts: [[100, 600, '1206.50']]
			}
		]),
		'pdf_unseen_text',
		'“9”与底色相同或被遮住'
	],
	[
		'texts over one another',
		writePdf([
			{
				texts: [
					[100, 700, '1206.50'],
					[103, 700, '998.00']
				]
			}
		]),
		'text_overlap',
		'“1206.50”与“998.00”叠印在一起'
	],
	['no PDF', Buffer.from('%PDF-1.7\nx'), 'pdf_damaged', 'PDF 读不下去'],
	[
		'a figure over a line',
		writePdf([
			{
				texts: [[140, 680, '1206.50']],
				lines: grid([50, 150, 250], [700, 670, 640])
			}
		]),
		'cell_unclear',
		'第 1 页表格第 1 行第 1 列的“1206.50”跨过了表格线'
	]
])('refuses %s', async (_, bytes, code, words) => {
	const refusal = await refusalOfAsync(() => readPdf(bytes));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

const cell = (number: number, spans = ''): Tag => ['TD', [['P', number]], spans];
const TAGGED: [number, number, string][] = [
	[60, 750, '清河市2023年度'],
	[60, 680, '机构名称'],
	[160, 680, '收入'],
	[160, 650, '合计'],
	[260, 650, '结转'],
	[60, 620, '园林处'],
	[160, 620, '1206.50'],
	[260, 620, '48']
];
const rowsOf = (...rows: Tag[][]): Tag => ['Table', rows.map((cells): Tag => ['TR', cells])];

test('reads a table without ruling lines by its tags and their spans', async () => {
	const table = rowsOf(
		[cell(1, '/RowSpan 2'), cell(2, '/ColSpan 2')],
		[cell(3), cell(4)],
		[cell(5), cell(6), cell(7)]
	);
	const document = await readPdf(writePdf([{ texts: TAGGED }], ['Document', [['P', 0], table]]));
	expect(paragraphs(document)).toEqual(['清河市2023年度']);
	expect(tables(document).map(layout)).toEqual([
		[
			['机构名称@0+1/start', '收入@1+2'],
			['@0+1/continue', '合计@1+1', '结转@2+1'],
			['园林处@0+1', '1206.50@1+1', '48@2+1']
		]
	]);
});

test('reads the caption of a tagged table, and a line with a link in it', async () => {
	const [title = [0, 0, ''], ...cells] = TAGGED;
	const texts: PdfPage['texts'] = [title, ...cells, [60, 760, '见'], [100, 760, '附件']];
	const table = rowsOf(
		[cell(1, '/RowSpan 2'), cell(2, '/ColSpan 2')],
		[cell(3), cell(4)],
		[cell(5), cell(6), cell(7)]
	);
	const captioned: Tag = ['Table', [['Caption', 0], ...(table[1] as Tag[])]];
	const line: Tag = [
		'P',
		[
			['Span', 8],
			['Link', 9]
		]
	];
	const document = await readPdf(writePdf([{ texts }], ['Document', [line, captioned]]));
	expect(paragraphs(document)).toEqual(['见 附件', '清河市2023年度']);
	expect(tables(document)).toHaveLength(1);
});

test.each<[string, Tag]>([
	['whose rows are of different widths', rowsOf([cell(1), cell(2)], [cell(5), cell(6), cell(7)])],
	['whose cells go from right to left', rowsOf([cell(2), cell(1)], [cell(6), cell(5)])],
	['that leave out a text', rowsOf([cell(1), cell(2)])]
])('does not use tags %s', async (_, table) => {
	const document = await readPdf(writePdf([{ texts: TAGGED }], ['Document', [['P', 0], table]]));
	expect(tables(document)).toEqual([]);
	expect(paragraphs(document).join('')).toContain('1206.50');
});

const FIELD = '/Type /Annot /Subtype /Widget /Rect [160 675 260 690] /T (total)';

const comment = (text: string): string =>
	`<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents (${text}) >>`;

test.for<[kind: string, annotations: string, messages: RegExp[]]>([
	['a text filled in', `<< ${FIELD} /FT /Tx /V (1206.04) >>`, [/第 1 页有 1 处.*“1206\.04”/]],
	['a choice', `<< ${FIELD} /FT /Ch /Ff 131072 /Opt [(A) (B)] /V (B) >>`, [/“B”/]],
	[
		'a typed note',
		'<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 9] /DA (/F 9 Tf) /Contents (41.57) >>',
		[/“41\.57”/]
	],
	['a comment that holds a number', comment('41.57'), [/“41\.57”/]],
	['a comment', comment('ok'), []],
	['an empty field', `<< ${FIELD} /FT /Tx >>`, []],
	['a hidden field', `<< ${FIELD} /FT /Tx /F 2 /V (1206.04) >>`, []],
	['a signature', `<< ${FIELD} /FT /Sig >>`, []]
])('names what lies over the page in fields and notes: %s', async ([, annotations, messages]) => {
	const { issues } = await readPdf(writePdf([{ texts: [[60, 680, '收入合计']], annotations }]));
	expect(issues.map(({ message }) => message)).toEqual(
		messages.map((message) => expect.stringMatching(message) as string)
	);
});

test('takes what a field draws for where it stands on the page', async () => {
	const annotations = `<< ${FIELD} /FT /Tx /V (1206.04) /AP << /N APPEARANCE >> >>`;
	const appearance = '1 g 0 0 100 20 re f';
	const page = { texts: [[10, 5, '1180.25'] as [number, number, string]], annotations, appearance };
	expect(paragraphs(await readPdf(writePdf([page])))).toEqual(['1180.25']);
});
