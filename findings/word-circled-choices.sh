#!/usr/bin/env bash
# A character in a circle (带圈字符) and one with its pinyin (拼音指南), as Word for Chinese writes them: fields EQ with the
# character inside the instruction and no result beside it.
#
# A good guess: the character comes out, without its circle, or at least the instruction does; and LibreOffice, which shows
#   Word's files, shows it.
# Seen: no reader gives it: mammoth 1.13.0, word-extractor 1.0.4 (.docx and .doc), officeparser 8.1.1 and
#   python-docx 1.2.0 give 等次：、良、中 for a circled 优, without a warning. LibreOffice 7.4.7 loses the circled one too,
#   in .txt and in its PDF, and keeps the one with pinyin: 郴州, where the others have 州.
# Date: 2026-11-29, Node 20.20, Python 3.11; Debian packages libreoffice-writer, poppler-utils (22.12).
# Why it matters: a grade is chosen by a circle round it, as on paper, and the choice is what vanishes: those that were not
#   chosen stay. The product writes the character of a pinyin field, and 〔公式，未读取〕 in the place of a circled one.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pdftotext poppler-utils
need pip3 python3-pip
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2
pip3 install --quiet --retries 0 --disable-pip-version-check --root-user-action ignore --target python python-docx==1.2.0 2>pip.log

text() { echo "<w:r><w:t>$1</w:t></w:r>"; }
field() { echo "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> $1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"; }
docx report.docx <<XML
<w:p>$(text 等次：)$(field 'eq \o\ac(○,优)')$(text 、良、中)</w:p>
<w:p>$(field 'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(chēn),郴)')$(text 州)</w:p>
XML
for format in doc pdf txt:Text; do convert "$format" report.docx; done
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, text) => console.log(`${name}: ${text.replace(/^\ufeff/, '').trim().replace(/\s+/g, ' / ')}`);
const { value, messages } = await mammoth.extractRawText({ path: 'report.docx' });
show(`mammoth, warnings ${messages.length}`, value);
for (const type of ['docx', 'doc']) show(`word-extractor .${type}`, (await new WordExtractor().extract(`report.${type}`)).getBody());
show('officeparser', (await (await parseOffice('report.docx')).to('text')).value);
show('LibreOffice .txt', readFileSync('report.txt', 'utf8'));
JS
cat >read.py <<'PY'
import docx

print("python-docx:", " / ".join(paragraph.text for paragraph in docx.Document("report.docx").paragraphs))
PY
{
	node read.js
	PYTHONPATH=python python3 read.py
	echo "LibreOffice .pdf: $(pdftotext report.pdf - | tr -d '\f' | xargs)"
} | expect 'mammoth, warnings 0: 等次：、良、中 / 州
word-extractor .docx: 等次：、良、中 / 州
word-extractor .doc: 等次：、良、中 / 州
officeparser: 等次：、良、中 / 州
LibreOffice .txt: 等次：、良、中 / 郴州
python-docx: 等次：、良、中 / 州
LibreOffice .pdf: 等次：、良、中 chēn 郴州'
