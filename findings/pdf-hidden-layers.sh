#!/usr/bin/env bash
# A PDF with a layer that is turned off (optional content): a draft figure 1180.32 behind the final one, 1206.04. No viewer
# shows it and nothing prints it.
#
# A good guess: a library made by the authors of a viewer leaves out what the viewer does not show, as it does with text beyond
#   the page; its output says at least which layer a text belongs to.
# Seen: pdfjs-dist 6.5.438 draws the page without the layer and gives its text like any other, so do unpdf 1.7.0 and pdf2json
#   4.1.0, which are built on it. Asked for marked content, it says that a sequence OC begins, not of which layer. The list
#   of drawing operators names it. pdftotext 22.12 leaves the layer out.
# Date: 2026-11-30, Node 24.21; Debian package poppler-utils (22.12).
# Why it matters: layers hold the draft, the earlier edition or the other language of a form, and the two figures of a cell come
#   out side by side, or as one. The product refuses a page whose text lies in a layer that is turned off, and quotes it
#   (`src/lib/documents/pdf/layers.ts`).
source "$(dirname "$0")/lib.sh"
need pdftotext poppler-utils
begin pdfjs-dist@6.5.438 unpdf@1.7.0 pdf2json@4.1.0 pdf-lib@1.17.1 "$NODE_PACKAGE"

cat >read.js <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import PDFParser from 'pdf2json';
import { PDFDocument, PDFName, PDFOperator, PDFString, StandardFonts } from 'pdf-lib';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { extractText } from 'unpdf';

const written = await PDFDocument.create();
const { context, catalog } = written;
const layer = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('draft') }));
catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
const page = written.addPage([300, 200]);
const font = await written.embedFont(StandardFonts.Helvetica);
page.drawText('1206.04', { x: 40, y: 100, size: 12, font });
page.node.Resources().set(PDFName.of('Properties'), context.obj({ Draft: layer }));
page.pushOperators(PDFOperator.of('BDC', [PDFName.of('OC'), PDFName.of('Draft')]));
page.drawText('1180.32', { x: 85, y: 100, size: 12, font });
page.pushOperators(PDFOperator.of('EMC'));
writeFileSync('layers.pdf', await written.save());

const bytes = () => new Uint8Array(readFileSync('layers.pdf'));
const show = (name, text) => console.log(`${name}: ${text.replace(/-+Page.*-+/, '').trim().replace(/\s+/g, ' ')}`);
const document = await getDocument({ data: bytes(), verbosity: 0 }).promise;
const first = await document.getPage(1);
show('pdf.js', (await first.getTextContent()).items.map(({ str }) => str).join(' '));
const marked = (await first.getTextContent({ includeMarkedContent: true })).items;
show('pdf.js, marks', marked.map(({ str, type, tag, id }) => str ?? [type, tag, id].filter(Boolean).join(' ')).join(' '));
const { fnArray, argsArray } = await first.getOperatorList();
const [, group] = argsArray[fnArray.indexOf(OPS.beginMarkedContentProps)];
const layers = await document.getOptionalContentConfig();
console.log(`pdf.js, operators: of a layer that is ${layers.isVisible(group) ? 'shown' : 'not shown'}`);
show('unpdf', (await extractText(bytes())).text.join(' '));
const parser = new PDFParser(null, 1);
parser.on('pdfParser_dataReady', () => {
	show('pdf2json', parser.getRawTextContent());
	process.exit(0);
});
parser.loadPDF('layers.pdf', 0);
JS
{
	pinned_node read.js 2>errors.txt | grep -v '^Warning' || cat errors.txt
	echo "pdftotext: $(pdftotext -layout layers.pdf - | xargs)"
} | expect 'pdf.js: 1206.04 1180.32
pdf.js, marks: 1206.04 beginMarkedContentProps OC 1180.32 endMarkedContent
pdf.js, operators: of a layer that is not shown
unpdf: 1206.04 1180.32
pdf2json: 1206.04 1180.32
pdftotext: 1206.04'
