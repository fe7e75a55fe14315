#!/usr/bin/env bash
# A form as PDF whose boxes were filled in, not printed anew: the total 1206.04 and a grade B, in fields of an AcroForm.
#
# A good guess: what every viewer shows and prints on the page is in its text, since each field has its appearance as a
#   piece of page content; or a reader says that the page holds fields.
# Seen: the text of pdfjs-dist 6.5.438, unpdf 1.7.0 and pdf2json 4.1.0 has the words of the form and none of what was
#   filled in, with no warning. pdftotext 22.12 gives both. pdf.js has the values apart, in getAnnotations.
# Date: 2026-11-28, Node 24.21; Debian packages chromium (156), fonts-noto-cjk, poppler-utils (22.12).
# Why it matters: 总额 万元 without its figure looks like a form that was filed empty, and beside typed-in totals the
#   figures printed by a system are kept, so that part of a table is read and part is not. The product warns of what stands
#   in fields and typed notes, with its page (`pdf_field_text`).
source "$(dirname "$0")/lib.sh"
need chromium chromium
need pdftotext poppler-utils
begin pdfjs-dist@6.5.438 unpdf@1.7.0 pdf2json@4.1.0 pdf-lib@1.17.1 "$NODE_PACKAGE"

echo '<meta charset="utf-8"><style>@page { size: A5 }</style><p>总额：<span style="padding-left: 120px">万元</span><p>等级：' >form.html
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=empty.pdf form.html >/dev/null 2>&1
cat >read.js <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import PDFParser from 'pdf2json';
import { PDFDocument } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { extractText } from 'unpdf';

const filled = await PDFDocument.load(readFileSync('empty.pdf'));
const page = filled.getPage(0);
const form = filled.getForm();
const total = form.createTextField('total');
total.setText('1206.04');
total.addToPage(page, { x: 90, y: page.getHeight() - 60, width: 60, height: 14 });
const grade = form.createDropdown('grade');
grade.addOptions(['A', 'B']);
grade.select('B');
grade.addToPage(page, { x: 90, y: page.getHeight() - 88, width: 60, height: 14 });
writeFileSync('form.pdf', await filled.save());

const bytes = () => new Uint8Array(readFileSync('form.pdf'));
const show = (name, text) => console.log(`${name}: ${text.replace(/-+Page.*-+/, '').trim().replace(/\s+/g, ' ')}`);
const first = await (await getDocument({ data: bytes(), verbosity: 0 }).promise).getPage(1);
show('pdf.js', (await first.getTextContent()).items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''));
show('pdf.js, annotations', (await first.getAnnotations()).map(({ fieldValue }) => fieldValue).join(' '));
show('unpdf', (await extractText(bytes())).text.join(' '));
const parser = new PDFParser(null, 1);
parser.on('pdfParser_dataReady', () => {
	show('pdf2json', parser.getRawTextContent());
	process.exit(0);
});
parser.parseBuffer(readFileSync('form.pdf'), 0);
JS
{
	pinned_node read.js 2>errors.txt | grep -v '^Warning' || cat errors.txt
	echo "pdftotext: $(pdftotext -layout form.pdf - | tr -s ' \f\n' ' ')"
} | expect 'pdf.js: 总额： 万元 等级：
pdf.js, annotations: 1206.04 B
unpdf: 总额： 万元 等级：
pdf2json: 等级： 总额：万元
pdftotext: 总额： 1206.04 万元 等级： B '
