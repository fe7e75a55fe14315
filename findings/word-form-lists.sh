#!/usr/bin/env bash
# A drop-down list of a protected Word form (FORMDROPDOWN): 评价等级, of which 良 was chosen.
#
# A good guess: the choice comes out, since Word and LibreOffice show and print it like any other word.
# Seen: no reader gives it. mammoth 1.13.0, word-extractor 1.0.4 (.docx and .doc) and officeparser 8.1.1 (.docx, .odt,
#   .rtf) give 评价等级：。 without a warning, and so does LibreOffice 7.4.7 when it saves as text, while its own PDF
#   of the same file shows 良. The choice is an index into a list beside the text: in .docx in `w:ddList`, in .rtf in
#   `\ffres` and `\ffl`, in .odt in parameters of a namespace outside the standard, in .doc in another stream.
# Date: 2026-11-27, Node 20.20; Debian packages libreoffice-writer and poppler-utils.
# Why it matters: grades and yes-or-no columns of the forms are such lists, and a grade that is lost looks like one
#   that was never given. The product reads the choice in all four formats; a list in .doc that cannot be read is named.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pdftotext poppler-utils
begin word-extractor@1.0.4 officeparser@8.1.1 mammoth@1.13.0 jszip@3.10.2

docx a.docx <<'XML'
<w:p><w:r><w:t>评价等级：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="D"/><w:enabled/><w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/><w:listEntry w:val="中"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>。</w:t></w:r></w:p>
XML
for format in doc rtf odt pdf txt:Text; do convert "$format" a.docx; done

{
	node --input-type=module <<-'JS'
		import { readFileSync } from 'node:fs';
		import mammoth from 'mammoth';
		import { parseOffice } from 'officeparser';
		import WordExtractor from 'word-extractor';
		console.log(`mammoth .docx: ${(await mammoth.extractRawText({ path: 'a.docx' })).value.trim()}`);
		for (const type of ['docx', 'doc']) {
			const text = (await new WordExtractor().extract(`a.${type}`)).getBody();
			console.log(`word-extractor .${type}: ${text.trim()}`);
		}
		for (const type of ['docx', 'odt', 'rtf'])
			console.log(`officeparser .${type}: ${(await parseOffice(`a.${type}`)).content[0].text}`);
		console.log(`LibreOffice .txt: ${readFileSync('a.txt', 'utf8').replace('\uFEFF', '').trim()}`);
	JS
	echo "LibreOffice .pdf: $(pdftotext -enc UTF-8 a.pdf - | tr -d '[:space:]\f')"
} | expect 'mammoth .docx: 评价等级：。
word-extractor .docx: 评价等级：。
word-extractor .doc: 评价等级：。
officeparser .docx: 评价等级：。
officeparser .odt: 评价等级：。
officeparser .rtf: 评价等级：。
LibreOffice .txt: 评价等级：。
LibreOffice .pdf: 评价等级：良。'
