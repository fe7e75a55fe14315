#!/usr/bin/env bash
# A negative amount typed in Word with a no-break hyphen (Ctrl+Shift+_), and an amount holding a soft hyphen.
#
# A good guess: text extraction gives -431.91 (or U+2011 before it) and 1206.04.
# Seen: word-extractor 1.0.4 and officeparser 8.1.1 lose the sign in .docx, so a deficit becomes a surplus; in .doc
#   word-extractor gives the control character U+001E for the sign, and for the soft hyphen the word "undefined"
#   in the middle of the figure. mammoth 1.13.0 keeps both, as U+2011 and U+00AD.
# Date: 2026-11-27, Node 20.20; the .doc is saved by LibreOffice 7.4.7 (Debian package libreoffice-writer).
# Why it matters: 当年结余 is lawfully negative, and a no-break hyphen keeps sign and figure on one line in narrow
#   cells. The product's Word readers turn both formats' no-break hyphen into a minus and drop the soft hyphen.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin word-extractor@1.0.4 officeparser@8.1.1 mammoth@1.13.0 jszip@3.10.2

docx a.docx <<'XML'
<w:p><w:r><w:noBreakHyphen/><w:t>431.91</w:t></w:r></w:p><w:p><w:r><w:t>1206</w:t><w:softHyphen/><w:t>.04</w:t></w:r></w:p>
XML
convert doc a.docx

node --input-type=module <<'JS' | expect 'word-extractor .docx: "431.91 1206.04"
word-extractor .doc: "\u001e431.91 1206undefined.04"
officeparser .docx: "431.91 1206.04"
mammoth .docx: "\u2011431.91 1206\u00ad.04"'
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, text) => {
	const line = JSON.stringify(text.trimEnd().replace(/\n+/g, ' '));
	console.log(`${name}: ${line.replace(/[\u00ad\u2011]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}`);
};
for (const type of ['docx', 'doc']) {
	show(`word-extractor .${type}`, (await new WordExtractor().extract(`a.${type}`)).getBody());
}
const office = await parseOffice('a.docx');
show('officeparser .docx', office.content.map((paragraph) => paragraph.text).join('\n'));
show('mammoth .docx', (await mammoth.extractRawText({ path: 'a.docx' })).value);
JS
