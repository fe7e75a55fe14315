#!/usr/bin/env bash
# Content controls of Word (内容控件) in a form: the year, bound to a value of the file's own XML where it was changed from
# 2020 to 2021, and a figure and a row that are controls of a table.
#
# A good guess: a reader gives the year that Word and LibreOffice show, and a control is as much text as any other.
# Seen: the year stands in the file twice. mammoth 1.13.0, word-extractor 1.0.4 and officeparser 8.1.1 give the copy in the
#   text, 2020; LibreOffice 7.4.7 shows 2021, the value that the control is bound to, as the format wants it. python-docx
#   1.2.0 gives neither, nor the cell nor the row: the table ends behind 收入, without an error.
# Date: 2026-11-29, Node 20.20, Python 3.11; Debian package libreoffice-writer.
# Why it matters: systems that fill a form by template write its XML and leave the text to Word, and forms with controls are
#   what bureaus hand out to be filled in; the report is taken for last year's, or its figures for missing. The product
#   reads cells and rows of controls, takes the bound value of plain text as Word does, and names each control whose value
#   is not its text.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pip3 python3-pip
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2
pip3 install --quiet --retries 0 --disable-pip-version-check --root-user-action ignore --target python python-docx==1.2.0 2>pip.log

id='{11111111-2222-3333-4444-555555555555}'
text() { echo "<w:r><w:t>$1</w:t></w:r>"; }
cell() { echo "<w:tc><w:tcPr><w:tcW w:w=\"1500\" w:type=\"dxa\"/></w:tcPr><w:p>$(text "$1")</w:p></w:tc>"; }
control() { echo "<w:sdt><w:sdtPr>$2</w:sdtPr><w:sdtContent>$1</w:sdtContent></w:sdt>"; }
docx form.docx <<XML
<w:p>$(text 年度：)$(control "$(text 2020)" "<w:dataBinding w:xpath=\"/report[1]/year[1]\" w:storeItemID=\"$id\"/><w:text/>")</w:p>
<w:tbl><w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="1500"/></w:tblGrid>
<w:tr>$(cell 收入)$(control "$(cell 1206.04)" '<w:text/>')</w:tr>$(control "<w:tr>$(cell 支出)$(cell 1205.90)</w:tr>" '')</w:tbl><w:p/>
XML
node --input-type=module - "$id" <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
const open = 'http://schemas.openxmlformats.org';
const zip = await JSZip.loadAsync(readFileSync('form.docx'));
const relations = (type, target) =>
	`<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="x" Type="${open}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
const types = await zip.file('[Content_Types].xml').async('string');
zip.file(
	'[Content_Types].xml',
	types.replace(
		'</Types>',
		'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>'
	)
);
zip.file('word/_rels/document.xml.rels', relations('customXml', '../customXml/item1.xml'));
zip.file('customXml/_rels/item1.xml.rels', relations('customXmlProps', 'itemProps1.xml'));
zip.file('customXml/item1.xml', '<report><year>2021</year></report>');
zip.file('customXml/itemProps1.xml', `<ds:datastoreItem xmlns:ds="${open}/officeDocument/2006/customXml" ds:itemID="${process.argv[2]}"/>`);
writeFileSync('form.docx', await zip.generateAsync({ type: 'nodebuffer' }));
JS
convert txt:Text form.docx
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const path = 'form.docx';
const show = (name, text) => console.log(`${name}: ${text.replace(/[\s|\ufeff]+/g, ' ').trim()}`);
show('mammoth', (await mammoth.extractRawText({ path })).value);
show('word-extractor', (await new WordExtractor().extract(path)).getBody());
show('officeparser', (await (await parseOffice(path)).to('text')).value);
show('LibreOffice', readFileSync('form.txt', 'utf8'));
JS
cat >read.py <<'PY'
import docx

form = docx.Document("form.docx")
cells = [cell.text for row in form.tables[0].rows for cell in row.cells]
print("python-docx:", " ".join([form.paragraphs[0].text, *cells]))
PY
{
	node read.js
	PYTHONPATH=python python3 read.py
} | expect 'mammoth: 年度：2020 收入 1206.04 支出 1205.90
word-extractor: 年度：2020 收入 1206.04 支出 1205.90
officeparser: 年度：2020 收入 1206.04 支出 1205.90
LibreOffice: 年度：2021 收入 1206.04 支出 1205.90
python-docx: 年度： 收入'
