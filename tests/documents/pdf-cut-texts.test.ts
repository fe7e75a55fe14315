/** Texts of a PDF that are clipped to their cells, of which the rest may have been left out. */
import { expect, test } from 'vitest';
import { CutTexts, MAX_CLIPS } from '#lib/documents/pdf/cut-texts.ts';
import { readPdf } from '#lib/documents/pdf/pdf.ts';
import { tables } from './document-view.ts';
import { writePdf, type PdfPage } from './pdf-file.ts';
import { refusalOfAsync } from './refusal.ts';

/** The clip is the cell, as spreadsheet programs set it for a text that has no room in it, and some for every text. */
const clip = (width: number) => `100 440 ${width} 30 re W n`;
const CELL: PdfPage['lines'] = [
	[100, 470, 204, 470],
	[100, 440, 204, 440],
	[100, 440, 100, 470],
	[152, 440, 152, 470],
	[204, 440, 204, 470]
];

test.each<[string, number, PdfPage['texts']]>([
	['with room for more', 52, [[101, 455, '示例市']]],
	['as wide as its longest text', 53, [[101.5, 455, '示例市民政']]],
	[
		'that goes on below',
		52,
		[
			[101, 458, '示例市民政'],
			[101, 444, '局']
		]
	]
])('reads a clipped text of a cell %s', async (_, width, texts) => {
	const document = await readPdf(writePdf([{ before: clip(width), texts, lines: CELL }]));
	expect(tables(document)[0]?.rows[0]?.[0]?.text).toBe(texts.map(([, , text]) => text).join('\n'));
});

test('refuses a text that fills its cell and is clipped to it', async () => {
	const file = writePdf([{ before: clip(52), texts: [[101, 455, '示例市民政']], lines: CELL }]);
	const { code, message } = await refusalOfAsync(() => readPdf(file));
	expect(code).toBe('pdf_cut_text');
	expect(message).toContain('“示例市民政”写满了单元格');
});

test.each([
	['below', 101, 425],
	['above', 101, 475],
	['beside', 160, 455]
])('refuses a text that nobody sees, since it is %s what the page shows', async (_, x, y) => {
	const file = writePdf([{ before: clip(52), texts: [[x, y, '30']], lines: CELL }]);
	expect(await refusalOfAsync(() => readPdf(file))).toMatchObject({ code: 'pdf_unseen_text' });
});

test.each<[string, NonNullable<PdfPage['lines']>]>([
	['with lines around', CELL],
	['without lines', []]
])(
	'refuses a text that begins behind a wide margin and reaches over its cell %s',
	async (_, lines) => {
		const file = writePdf([{ before: clip(52), texts: [[104, 455, '示例市民政']], lines }]);
		expect(await refusalOfAsync(() => readPdf(file))).toMatchObject({ code: 'pdf_cut_text' });
	}
);

test('looks at no more clips than a page of small print has cells', () => {
	const texts = new CutTexts();
	const line = { text: '局', left: 0, right: 10, base: 0, height: 10 };
	const addClips = (count: number) => {
		for (let n = 0; n < count; n++) texts.add({ left: 0, right: 99, low: 0, high: 9 }, line);
	};
	addClips(MAX_CLIPS - 1);
	expect(texts.isTooMany).toBe(false);
	addClips(2);
	expect(texts.isTooMany).toBe(true);
});
