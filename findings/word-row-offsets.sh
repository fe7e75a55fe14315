#!/usr/bin/env bash
# A row of a Word table that begins further right, under 预算数, since its first cell was taken away (w:gridBefore).
#
# A good guess: its cells stay under their heads: an empty cell is put in front, or the cell tells the right column.
# Seen: mammoth 1.13.0 (HTML) and word-extractor 1.0.4 give the row without what is in front of it, so each figure stands
#   one column too far left: 41.57 under the name of the item and 决算数 under 预算数. officeparser 8.1.1 numbers the
#   cells, and numbers these 0 and 1. No warning. LibreOffice 7.4.7 shows and converts it as Word lays it out.
# Date: 2026-11-28, Node 20.20; Debian package libreoffice-writer.
# Why it matters: the row's cells are well-formed amounts, so a budget of the year is taken for its accounts, and nothing
#   fails but a sum. Nor can the shift be undone: a row that lacks its last cell gives the same output. The product
#   places each cell by the table's grid (`src/lib/documents/docx/word-tables.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2

cell() { echo "<w:tc><w:tcPr><w:tcW w:w=\"1500\" w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:t>$1</w:t></w:r></w:p></w:tc>"; }
docx a.docx <<XML
<w:tbl><w:tblPr><w:tblW w:w="4500" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="1500"/><w:gridCol w:w="1500"/></w:tblGrid>
<w:tr>$(cell 项目)$(cell 预算数)$(cell 决算数)</w:tr>
<w:tr><w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="1500" w:type="dxa"/></w:trPr>$(cell 41.57)$(cell 38.20)</w:tr></w:tbl><w:p/>
XML
convert html a.docx

node --input-type=module <<'JS' | expect 'mammoth: 项目|预算数|决算数 / 41.57|38.20
word-extractor: 项目|预算数|决算数 / 41.57|38.20
officeparser: 项目 0|预算数 1|决算数 2 / 41.57 0|38.20 1
LibreOffice: 项目|预算数|决算数 / |41.57|38.20'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, rows) => console.log(`${name}: ${rows.map((row) => row.join('|')).join(' / ')}`);
const rowsOf = (html) =>
	[...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
		[...row.matchAll(/<td.*?<\/td>/gs)].map(([cell]) => cell.replace(/<[^>]*>|\s/g, ''))
	);
show('mammoth', rowsOf((await mammoth.convertToHtml({ path: 'a.docx' })).value));
const body = (await new WordExtractor().extract('a.docx')).getBody().trim();
show('word-extractor', body.split(/\n+/).map((line) => line.trimEnd().split('\t')));
const [table] = (await parseOffice('a.docx')).content;
show('officeparser', table.children.map((row) => row.children.map(({ text, metadata }) => `${text} ${metadata.col}`)));
show('LibreOffice', rowsOf(readFileSync('a.html', 'utf8')));
JS
