#!/usr/bin/env bash
# A cell that holds 10 above 9.5, points and score: parted by a line break (Shift+Enter in Word) in .docx, by paragraphs in an
# HTML table named .xls, by a line break in .ods.
#
# A good guess: a reader gives the two figures with a new line or at least a blank between them, as it does for paragraphs.
# Seen: one number, 109.5. mammoth 1.13.0 as raw text and word-extractor 1.0.4 drop the break of .docx and keep two paragraphs
#   apart; officeparser 8.1.1 has it the other way round, in the text of a cell. @e965/xlsx 0.20.3 keeps `<br>` apart and makes
#   one number of two paragraphs or blocks, of type n. LibreOffice 7.4.7 does so with `text:line-break` in a cell of a
#   spreadsheet; hucre 1.0.0 reads both of .ods.
# Date: 2026-11-30, Node 20.20; Debian package libreoffice-calc.
# Why it matters: cells that hold 分值 above 得分, or two years, are parted so to save a column, and 109.5 or 20202021 is a
#   well-formed number. The product writes a new line for each of these (`docx/word-text.ts`, `html/page.ts` and
#   `odf/cell-text.ts` in `src/lib/documents`), and joins two lines to a number only where the second is none of its own
#   (`src/lib/catalogue/units.ts`): to it 10 above 9.5 is not read, and named.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 @e965/xlsx@0.20.3 hucre@1.0.0 jszip@3.10.2

cell() { echo "<w:tc><w:tcPr><w:tcW w:w=\"3000\" w:type=\"dxa\"/></w:tcPr>$1</w:tc>"; }
docx cells.docx <<XML
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>$(cell '<w:p><w:r><w:t>10</w:t><w:br/><w:t>9.5</w:t></w:r></w:p>')$(cell '<w:p><w:r><w:t>10</w:t></w:r></w:p><w:p><w:r><w:t>9.5</w:t></w:r></w:p>')</w:tr></w:tbl><w:p/>
XML
cat >cells.xml <<'XML'
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet><table:table table:name="A"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell office:value-type="string"><text:p>10<text:line-break/>9.5</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>10</text:p><text:p>9.5</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>
XML
cat >ods.js <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
const type = 'application/vnd.oasis.opendocument.spreadsheet';
const zip = new JSZip();
zip.file('mimetype', type);
zip.file(
	'META-INF/manifest.xml',
	`<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
);
zip.file('content.xml', readFileSync('cells.xml'));
writeFileSync('cells.ods', await zip.generateAsync({ type: 'nodebuffer' }));
JS
node ods.js
convert csv cells.ods

node --input-type=module <<'JS' | expect '.docx, by a break and by paragraphs
mammoth: 109.5, 10 / 9.5
mammoth, HTML: 10<br />9.5, 10</p><p>9.5
word-extractor: 109.5, 10 / 9.5
officeparser: 10 / 9.5, 109.5
.xls that is HTML, by <br>, <p> and <div>
@e965/xlsx: s 10 / 9.5, n 109.5, n 109.5
.ods, by a break and by paragraphs
LibreOffice: 109.5, 10 / 9.5
hucre: 10 / 9.5, 10 / 9.5'
import { readFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
import { readOds } from 'hucre';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, cells) => console.log(`${name}: ${cells.map((text) => text.replace(/\s+/g, ' / ')).join(', ')}`);
console.log('.docx, by a break and by paragraphs');
const [broken, ...apart] = (await mammoth.extractRawText({ path: 'cells.docx' })).value.trim().split(/\s+/);
show('mammoth', [broken, apart.join(' ')]);
const html = (await mammoth.convertToHtml({ path: 'cells.docx' })).value;
console.log(`mammoth, HTML: ${html.match(/(?<=<td><p>).*?(?=<\/p><\/td>)/g).join(', ')}`);
show('word-extractor', (await new WordExtractor().extract('cells.docx')).getBody().split('\t').slice(0, 2));
const { content } = await parseOffice('cells.docx');
show('officeparser', content[0].children[0].children.map(({ text }) => text));
console.log('.xls that is HTML, by <br>, <p> and <div>');
const lines = ['10<br>9.5', '<p>10</p><p>9.5</p>', '<div>10</div><div>9.5</div>'];
const page = `<table><tr>${lines.map((line) => `<td>${line}</td>`).join('')}</tr></table>`;
const sheet = XLSX.read(page, { type: 'string' }).Sheets.Sheet1;
const typed = ({ t, v }) => `${t} ${String(v).replace('\n', ' / ')}`;
console.log(`@e965/xlsx: ${['A1', 'B1', 'C1'].map((place) => typed(sheet[place])).join(', ')}`);
console.log('.ods, by a break and by paragraphs');
const csv = readFileSync('cells.csv', 'utf8').trim();
show('LibreOffice', csv.replaceAll('"', '').split(','));
show('hucre', (await readOds(readFileSync('cells.ods'))).sheets[0].rows[0].map(String));
JS
