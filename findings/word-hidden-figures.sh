#!/usr/bin/env bash
# Hidden text in Word (w:vanish): an old figure 99 kept inside a cell whose printed figure is 12.5, and a sentence of the
# form's instructions.
#
# A good guess: readers that leave out tracked deletions leave out hidden text as well, or mark it; LibreOffice, which
#   neither shows nor prints it, writes no word of it into a text file.
# Seen: mammoth 1.13.0, word-extractor 1.0.4 and officeparser 8.1.1 give hidden text like any other, so the cell reads
#   1299.5; officeparser lists the formats of each text, and for this one none. LibreOffice 7.4.7 writes it into .txt
#   too, while its own PDF of the same file has 12.5.
# Date: 2026-11-28, Node 20.20; Debian packages libreoffice-writer and poppler-utils.
# Why it matters: forms come with hidden instructions that hold sample amounts, and officers hide what they do not want
#   printed; joined to its neighbour a hidden figure makes a third one, which is well-formed and nobody's. The product
#   leaves hidden text out and says how often (`hidden_text`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pdftotext poppler-utils
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2

hidden() { echo "<w:r><w:rPr><w:vanish/></w:rPr><w:t>$1</w:t></w:r>"; }
shown() { echo "<w:r><w:t>$1</w:t></w:r>"; }
docx a.docx <<XML
<w:p>$(shown 本年支出1205.90万元。)$(hidden 填写示例：1000万元。)</w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p>$(shown 12)$(hidden 99)$(shown .5)</w:p></w:tc></w:tr></w:tbl><w:p/>
XML
convert pdf a.docx
pdftotext -nopgbrk -enc UTF-8 a.pdf pdf.txt
convert txt:Text a.docx

node --input-type=module <<'JS' | expect 'mammoth: 本年支出1205.90万元。填写示例：1000万元。 / 1299.5
word-extractor: 本年支出1205.90万元。填写示例：1000万元。 / 1299.5
officeparser: 本年支出1205.90万元。填写示例：1000万元。 / 1299.5
officeparser tells of 99: {}
LibreOffice .txt: 本年支出1205.90万元。填写示例：1000万元。 / 1299.5
LibreOffice .pdf: 本年支出 / 1205.90 / 万元。 / 12.5'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, text) => console.log(`${name}: ${text.replace(/^\ufeff/, '').trim().replace(/\s+/g, ' / ')}`);
show('mammoth', (await mammoth.extractRawText({ path: 'a.docx' })).value);
show('word-extractor', (await new WordExtractor().extract('a.docx')).getBody());
const { content } = await parseOffice('a.docx');
const leaves = (node) => (node.children?.length ? node.children.flatMap(leaves) : [node]);
const nodes = content.flatMap(leaves);
show('officeparser', `${content[0].text} ${content[1].children[0].children[0].text}`);
console.log(`officeparser tells of 99: ${JSON.stringify(nodes.find(({ text }) => text === '99').formatting ?? {})}`);
show('LibreOffice .txt', readFileSync('a.txt', 'utf8'));
show('LibreOffice .pdf', readFileSync('pdf.txt', 'utf8'));
JS
