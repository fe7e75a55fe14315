#!/usr/bin/env bash
# A sheet of A3 with two pages side by side, cut into two pages of a PDF by their CropBox, as programs that split booklets do:
# both pages have the same content, and each shows its half.
#
# A good guess: a reader gives what a page shows and prints; or it gives the content of the page, all of it, as libraries do
#   that know no cropping. In neither case do two tools of one machine differ in a sum.
# Seen: pdfjs-dist 6.5.438 and unpdf 1.7.0 leave out what lies beyond the CropBox: each figure once. pdftotext 22.12 and pdf2json
#   4.1.0 give both figures for each page: every figure of the file twice, those of the other half beside the own. pdftotext has
#   an option -cropbox, which changes nothing about it.
# Date: 2026-11-30, Node 24.21; Debian package poppler-utils (22.12).
# Why it matters: 汇编 are printed as booklets and sent as one file of split sheets. A sum is twice as large, or a page of one
#   department holds the total of the next one, without a mark in the text. The product reads pages by pdfjs-dist, as shown.
source "$(dirname "$0")/lib.sh"
need pdftotext poppler-utils
begin pdfjs-dist@6.5.438 unpdf@1.7.0 pdf2json@4.1.0 pdf-lib@1.17.1 "$NODE_PACKAGE"

cat >read.js <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import PDFParser from 'pdf2json';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { extractText } from 'unpdf';

const sheet = await PDFDocument.create();
const spread = sheet.addPage([842, 595]);
const font = await sheet.embedFont(StandardFonts.Helvetica);
spread.drawText('Bureau A 1180.32', { x: 100, y: 400, size: 12, font });
spread.drawText('Bureau B 1206.04', { x: 520, y: 400, size: 12, font });
const booklet = await PDFDocument.create();
const halves = await booklet.copyPages(sheet, [0, 0]);
halves.forEach((half, index) => booklet.addPage(half).setCropBox(index * 421, 0, 421, 595));
writeFileSync('booklet.pdf', await booklet.save());

const bytes = () => new Uint8Array(readFileSync('booklet.pdf'));
const show = (name, pages) => console.log(`${name}: ${pages.map((text) => text.trim().replace(/\s+/g, ' ')).join(' / ')}`);
const document = await getDocument({ data: bytes(), verbosity: 0 }).promise;
const texts = [];
for (const number of [1, 2]) texts.push((await (await document.getPage(number)).getTextContent()).items);
show('pdf.js', texts.map((items) => items.map(({ str }) => str).join('')));
show('unpdf', (await extractText(bytes())).text);
const parser = new PDFParser(null, 1);
parser.on('pdfParser_dataReady', () => {
	show('pdf2json', parser.getRawTextContent().split(/-+Page.*-+/).slice(0, 2));
	process.exit(0);
});
parser.loadPDF('booklet.pdf', 0);
JS
{
	pinned_node read.js 2>errors.txt | grep -v '^Warning' || cat errors.txt
	for option in -nopgbrk -cropbox; do
		echo "pdftotext $option: $(pdftotext -layout $option booklet.pdf - | tr -s ' \f\n' ' ')"
	done
} | expect 'pdf.js: Bureau A 1180.32 / Bureau B 1206.04
unpdf: Bureau A 1180.32 / Bureau B 1206.04
pdf2json: Bureau A 1180.32 Bureau B 1206.04 / Bureau A 1180.32 Bureau B 1206.04
pdftotext -nopgbrk: Bureau A 1180.32 Bureau B 1206.04 Bureau A 1180.32 Bureau B 1206.04 
pdftotext -cropbox: Bureau A 1180.32 Bureau B 1206.04 Bureau A 1180.32 Bureau B 1206.04 '
