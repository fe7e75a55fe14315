#!/usr/bin/env bash
# A report put together of several files by `w:altChunk`, the element by which systems insert an HTML or Word file that Word
# itself turns into text when it opens the document.
#
# A good guess: LibreOffice shows the inserted chapter as Word does, and a library reads it or says that it did not.
# Seen: of chapters 一, 二 and 三, of which 二 is inserted, word-extractor 1.0.4, python-docx 1.2.0 and LibreOffice 7.4.7, in .txt
#   and in its PDF, give 一 and 三, without a message or a gap. mammoth 1.13.0 does too, with a warning that names the
#   element. officeparser 8.1.1 gives all three.
# Date: 2026-11-29, Node 20.20, Python 3.11; Debian packages libreoffice-writer, poppler-utils (22.12).
# Why it matters: bureaus' systems assemble the report from what its divisions typed in, and until somebody saves it in Word the
#   figures of those chapters are in no other form in the file. The officer who looks at it in Word sees them, and a
#   converter on a server does not. The product warns that an embedded part was not read (`embedded_part_unread`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pdftotext poppler-utils
need pip3 python3-pip
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2
pip3 install --quiet --retries 0 --disable-pip-version-check --root-user-action ignore --target python python-docx==1.2.0 2>pip.log

paragraph() { echo "<w:p><w:r><w:t>$1</w:t></w:r></w:p>"; }
relations=http://schemas.openxmlformats.org/officeDocument/2006/relationships
docx report.docx <<-XML
	$(paragraph 一、概况)<w:altChunk xmlns:r="$relations" r:id="chunk"/>$(paragraph 三、结论)
XML
node --input-type=module - "$relations" <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
const zip = await JSZip.loadAsync(readFileSync('report.docx'));
const types = await zip.file('[Content_Types].xml').async('string');
zip.file('[Content_Types].xml', types.replace('<Override', '<Default Extension="html" ContentType="text/html"/><Override'));
zip.file(
	'word/_rels/document.xml.rels',
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="chunk" Type="${process.argv[2]}/aFChunk" Target="chunk.html"/></Relationships>`
);
zip.file('word/chunk.html', '<html><head><meta charset="utf-8"></head><body><p>二、支出合计1206.04万元</p></body></html>');
writeFileSync('report.docx', await zip.generateAsync({ type: 'nodebuffer' }));
JS
for format in pdf txt:Text; do convert "$format" report.docx; done
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const path = 'report.docx';
const show = (name, text) => console.log(`${name}: ${text.replace(/^\ufeff/, '').trim().replace(/\s+/g, ' / ')}`);
const { value, messages } = await mammoth.extractRawText({ path });
show(`mammoth, warnings ${messages.length}`, value);
show('word-extractor', (await new WordExtractor().extract(path)).getBody());
show('officeparser', (await (await parseOffice(path)).to('text')).value);
show('LibreOffice .txt', readFileSync('report.txt', 'utf8'));
JS
cat >read.py <<'PY'
import docx

print("python-docx:", " / ".join(paragraph.text for paragraph in docx.Document("report.docx").paragraphs))
PY
{
	node read.js
	PYTHONPATH=python python3 read.py
	echo "LibreOffice .pdf: $(pdftotext -nopgbrk report.pdf - | xargs | sed 's/ / \/ /g')"
} | expect 'mammoth, warnings 1: 一、概况 / 三、结论
word-extractor: 一、概况 / 三、结论
officeparser: 一、概况 / 二、支出合计1206.04万元 / 三、结论
LibreOffice .txt: 一、概况 / 三、结论
python-docx: 一、概况 / 三、结论
LibreOffice .pdf: 一、概况 / 三、结论'
