#!/usr/bin/env bash
# A table whose heads are turned to save width, 2021年 and 12.5 from bottom to top (文字方向 90 度), saved as PDF.
#
# A good guess: a library that rebuilds tables from the lines of a PDF, and tells of each character whether it is upright,
#   reads turned cells like any others, or leaves them empty.
# Seen: pdfplumber 0.11.10 reads them from top to bottom, that is backwards, in its tables and in its text: 2021年 is 年1202,
#   12.5 is 5.21 and 1206.04 is 40.6021. Cells that are not turned stand beside them right, and there is no warning.
#   Told the direction, by text_line_dir_rotated and text_char_dir_rotated, it reads them right. pdfjs-dist 6.5.438 and
#   pdftotext 22.12 give the characters of each turned text in their order without being told.
# Date: 2026-11-28, Node 24.21, Python 3.11; Debian packages libreoffice-calc (7.4), fonts-noto-cjk, poppler-utils (22.12).
# Why it matters: tables of thirty columns have turned heads, and at times turned totals in narrow columns; 5.21 and 40.6021
#   pass for amounts. The product refuses a page that has turned text beside upright one, and names the text
#   (`src/lib/documents/pdf/page-content.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
need pdftotext poppler-utils
need pip3 python3-pip
begin pdfjs-dist@6.5.438 "$NODE_PACKAGE"
pip3 install --quiet --retries 0 --disable-pip-version-check --root-user-action ignore --target python pdfplumber==0.11.10 2>pip.log

row() { # row STYLE TEXT…
	local style=$1 text
	shift
	echo '<table:table-row table:style-name="high">'
	for text; do echo "<table:table-cell table:style-name=\"$style\" office:value-type=\"string\"><text:p>$text</text:p></table:table-cell>"; done
	echo '</table:table-row>'
}
oasis=urn:oasis:names:tc:opendocument:xmlns
cat >heads.fods <<XML
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="$oasis:office:1.0" xmlns:style="$oasis:style:1.0" xmlns:text="$oasis:text:1.0" xmlns:table="$oasis:table:1.0" xmlns:fo="$oasis:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<style:style style:name="upright" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="turned" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" style:rotation-angle="90"/></style:style>
<style:style style:name="high" style:family="table-row"><style:table-row-properties style:row-height="2cm"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="表">
$(row turned 2021年 12.5 1206.04)
$(row upright 2021年 12.5 1206.04)
</table:table></office:spreadsheet></office:body></office:document>
XML
convert pdf heads.fods
cat >read.py <<'PY'
import pdfplumber

page = pdfplumber.open("heads.pdf").pages[0]
show = lambda tables: " / ".join(" ".join(row) for row in tables[0])
print("pdfplumber:", show(page.extract_tables()))
rotated = {"text_line_dir_rotated": "ltr", "text_char_dir_rotated": "btt"}
print("pdfplumber, told the direction:", show(page.extract_tables(rotated)))
PY
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const pdf = await getDocument({ data: new Uint8Array(readFileSync('heads.pdf')), verbosity: 0 }).promise;
const { items } = await (await pdf.getPage(1)).getTextContent();
console.log(`pdf.js: ${items.map(({ str }) => str.trim()).filter((text) => /\d\d|\./.test(text)).join(' ')}`);
process.exit(0);
JS
{
	PYTHONPATH=python python3 read.py
	pinned_node read.js 2>errors.txt || cat errors.txt
	echo "pdftotext: $(pdftotext -layout heads.pdf - | grep -oE '[0-9][0-9.]+年?' | xargs)"
} | expect 'pdfplumber: 年1202 5.21 40.6021 / 2021年 12.5 1206.04
pdfplumber, told the direction: 2021年 12.5 1206.04 / 2021年 12.5 1206.04
pdf.js: 12.5 1206.04 12.5 1206.04 2021 2021
pdftotext: 1206.04 2021年 12.5 2021年 12.5 1206.04'
