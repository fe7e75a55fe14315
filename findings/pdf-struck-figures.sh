#!/usr/bin/env bash
# A corrected figure in a Word table, the old value struck out before the new one, saved as PDF and read back.
#
# A good guess: a reader of PDF text gives two pieces, the old value and the new one, since they are two runs with
#   different formats; poppler's pdftotext, which puts text in order by place, leaves at least a blank.
# Seen: one number. LibreOffice 7.4 draws the line apart from the text and writes both runs without a gap; pdfjs-dist
#   6.5.438 and pdftotext 22.12 give 1200.001206.50, and of a number of people 10 that was corrected to 12, which reads
#   as another number, 1012. A note mark raised behind a figure likewise becomes its last digit in pdftotext.
# Date: 2026-11-27, Node 24.21; Debian packages libreoffice-writer (7.4), poppler-utils (22.12).
# Why it matters: 1012 people are a plausible figure that nobody filed. The product looks for lines that cross text,
#   leaves out the characters below them and says so; raised marks are left out likewise
#   (`src/lib/documents/pdf/seen-text.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pdftotext poppler-utils
begin pdfjs-dist@6.5.438 jszip@3.10.2 "$NODE_PACKAGE"

run() { # run TEXT [PROPERTIES]
	echo "<w:r><w:rPr><w:sz w:val=\"24\"/>${2:-}</w:rPr><w:t>$1</w:t></w:r>"
}
row() { echo "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr><w:p>$1</w:p></w:tc></w:tr>"; }
docx report.docx <<-XML
	<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>
	$(row "$(run 1200.00 '<w:strike/>')$(run 1206.50)")
	$(row "$(run 10 '<w:strike/>')$(run 12)")
	$(row "$(run 1190.25)$(run 1 '<w:vertAlign w:val="superscript"/>')")
	</w:tbl><w:p/>
XML
convert pdf report.docx
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const pdf = await getDocument({ data: new Uint8Array(readFileSync('report.pdf')), verbosity: 0 }).promise;
const { items } = await (await pdf.getPage(1)).getTextContent();
console.log(`pdf.js: ${items.map(({ str }) => str.trim()).filter(Boolean).join(' | ')}`);
process.exit(0);
JS
{
	pinned_node read.js 2>errors.txt || cat errors.txt
	echo "pdftotext: $(pdftotext -layout report.pdf - | tr -s ' \f\n' '|' | sed 's/|*$//')"
} | expect 'pdf.js: 1200.001206.50 | 1012 | 1190.25 | 1
pdftotext: 1200.001206.50|1012|1190.251'
