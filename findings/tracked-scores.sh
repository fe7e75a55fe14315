#!/usr/bin/env bash
# A score changed from 94 to 92 and a clause moved, both with 修订 (track changes) on and not yet accepted.
#
# A good guess: plain text out of Word holds the final state: 得分92, and the clause once, in its new place.
# Seen: LibreOffice 7.4.7 writes deleted text into .txt as if it stood: 得分9492; and the moved clause twice.
#   word-extractor 1.0.4 leaves deletions out of .docx but keeps what was moved away, so the clause counts twice.
#   mammoth 1.13.0 gives the final state.
# Date: 2026-11-27, Node 20.20; Debian package libreoffice-writer.
# Why it matters: the review divisions send reports back with tracked corrections, and they are filed so. 9492 is a
#   well-formed number and a project that was moved adds its money twice. The product reads the final state of
#   .docx and .doc, deletions and moves alike, and says that a filing holds tracked changes.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin word-extractor@1.0.4 mammoth@1.13.0 jszip@3.10.2

docx a.docx <<'XML'
<w:p><w:r><w:t>得分</w:t></w:r><w:del w:id="1" w:author="科室"><w:r><w:delText>94</w:delText></w:r></w:del><w:ins w:id="2" w:author="科室"><w:r><w:t>92</w:t></w:r></w:ins></w:p>
<w:p><w:moveFrom w:id="3" w:author="科室"><w:r><w:t>通关建设320万元；</w:t></w:r></w:moveFrom><w:r><w:t>培训40万元；</w:t></w:r><w:moveTo w:id="4" w:author="科室"><w:r><w:t>通关建设320万元；</w:t></w:r></w:moveTo></w:p>
XML
convert txt:Text a.docx

node --input-type=module <<'JS' | expect 'LibreOffice: 得分9492 / 通关建设320万元；培训40万元；通关建设320万元；
word-extractor: 得分92 / 通关建设320万元；培训40万元；通关建设320万元；
mammoth: 得分92 / 培训40万元；通关建设320万元；'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import WordExtractor from 'word-extractor';
const show = (name, text) => console.log(`${name}: ${text.replace(/^\ufeff/, '').trim().replace(/\s+/g, ' / ')}`);
show('LibreOffice', readFileSync('a.txt', 'utf8'));
show('word-extractor', (await new WordExtractor().extract('a.docx')).getBody());
show('mammoth', (await mammoth.extractRawText({ path: 'a.docx' })).value);
JS
