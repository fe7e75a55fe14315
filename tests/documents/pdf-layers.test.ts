/** Layers of a PDF that are turned off, as of a draft: what they hold is shown by no viewer. */
import { expect, test } from 'vitest';
import { readPdf } from '#lib/documents/pdf/pdf.ts';
import { paragraphs } from './document-view.ts';
import { writePdf, type PdfPage } from './pdf-file.ts';
import { refusalOfAsync } from './refusal.ts';

const TEXTS: PdfPage['texts'] = [[100, 700, '1206.50']];
const DRAFT = '/OC /L BDC BT /F 10 Tf 1 0 0 1 150 700 Tm <00390039> Tj ET EMC';
const LINE_THROUGH = '/OC /L BDC 98 703 m 140 703 l S EMC';

test.each<[string, string, 'ON' | 'OFF', string]>([
	['text of a layer that is shown', DRAFT, 'ON', '1206.50 99'],
	['text below a line of a layer that is off as not struck out', LINE_THROUGH, 'OFF', '1206.50']
])('reads %s', async (_, before, layer, read) => {
	const document = await readPdf(writePdf([{ before, texts: TEXTS }], undefined, layer));
	expect(paragraphs(document)).toEqual([read]);
});

// pdfjs-dist 6.5.438 gives text of every layer, see `findings/pdf-hidden-layers.sh`.
test('refuses text of a layer that is off', async () => {
	const file = writePdf([{ before: DRAFT, texts: TEXTS }], undefined, 'OFF');
	const { code, message } = await refusalOfAsync(() => readPdf(file));
	expect(code).toBe('pdf_unseen_text');
	expect(message).toContain('第 1 页的文字“99”在关闭的图层里');
});
