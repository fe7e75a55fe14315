#!/usr/bin/env bash
# Boxes ticked with Word's symbol dialog: `w:sym` in Wingdings 2, 0052 a ticked and 00A3 an empty box.
#
# A good guess: either ☑简易 □委托 comes out, or placeholders that at least tell the two boxes apart.
# Seen: word-extractor 1.0.4 and officeparser 8.1.1 give nothing at all for a symbol in .docx: 简易委托, with the
#   choice gone and no warning. LibreOffice 7.4.7 as .txt, and word-extractor on a .doc saved by it, give the code
#   points without the font: R and £. Only mammoth 1.13.0 gives boxes.
# Date: 2026-11-27, Node 20.20; Debian package libreoffice-writer.
# Why it matters: 评价方式 and 评价等次 on the cover are rows of such boxes, and R is a ticked box only in one font.
#   The product maps symbol fonts by font and code, and reads a choice only from a box that it knows.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin word-extractor@1.0.4 officeparser@8.1.1 mammoth@1.13.0 jszip@3.10.2

docx a.docx <<'XML'
<w:p><w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r><w:r><w:t>简易</w:t></w:r><w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r><w:r><w:t>委托</w:t></w:r></w:p>
XML
convert doc a.docx
convert txt:Text a.docx

node --input-type=module <<'JS' | expect 'word-extractor .docx: 简易委托
word-extractor .doc: R简易£委托
officeparser .docx: 简易委托
LibreOffice .txt: R简易£委托
mammoth .docx: ☑简易□委托'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
for (const type of ['docx', 'doc']) {
	const text = (await new WordExtractor().extract(`a.${type}`)).getBody();
	console.log(`word-extractor .${type}: ${text.trim()}`);
}
console.log(`officeparser .docx: ${(await parseOffice('a.docx')).content[0].text}`);
console.log(`LibreOffice .txt: ${readFileSync('a.txt', 'utf8').trim()}`);
console.log(`mammoth .docx: ${(await mammoth.extractRawText({ path: 'a.docx' })).value.trim()}`);
JS
