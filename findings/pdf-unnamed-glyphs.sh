#!/usr/bin/env bash
# A PDF whose font does not say which characters its glyphs are: the optional ToUnicode table is missing, as some
# programs write it. It prints, and shows on screen, like any other.
#
# A good guess: the text comes out as nothing, as empty boxes or as garbage that anybody sees.
# Seen: pdfjs-dist 6.5.438, unpdf 1.7.0 and pdftotext 22.12 give the number of each glyph as the character. LibreOffice
#   7.4.7 numbers glyphs by first use, and numbers 48 to 57 are read as the digits 0 to 9, whatever they print: here
#   1206.04 comes out as 2013.14, a well-formed amount, beside text of control characters, signs and letters.
# Date: 2026-11-28, Node 24.21; Debian packages libreoffice-writer, fonts-noto-cjk, poppler-utils (22.12).
# Why it matters: where headings are in a font that has the table and figures are in one that has not, a reader gets right
#   names beside wrong amounts. Nothing in the output of these libraries tells the two fonts apart. The product refuses
#   a file in which a glyph is read as a control character (`src/lib/documents/pdf/page-content.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pdftotext poppler-utils
need fc-list fontconfig
[ -n "$(fc-list 'Noto Serif CJK SC')" ] || need noto-serif-cjk fonts-noto-cjk
begin pdfjs-dist@6.5.438 unpdf@1.7.0 jszip@3.10.2 "$NODE_PACKAGE"

paragraph() { echo "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Noto Serif CJK SC\" w:hAnsi=\"Noto Serif CJK SC\" w:eastAsia=\"Noto Serif CJK SC\"/></w:rPr><w:t>$1</w:t></w:r></w:p>"; }
# What goes before gives the point the number 46, which is that of the character, and the 2 of 2021 that of 0.
docx report.docx <<XML
$(paragraph 部门整体支出绩效自评报告示例市口岸办公室主要职能负责全开放建设和管理工作协调联检单位编内人.制)
$(paragraph 2021)
$(paragraph 1206.04)
XML
convert pdf report.docx
sed 's/\/ToUnicode/\/ToUnicodX/' report.pdf >unnamed.pdf

cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { extractText, getDocumentProxy } from 'unpdf';
const data = () => new Uint8Array(readFileSync(process.argv[2]));
const page = await (await getDocument({ data: data(), verbosity: 0 }).promise).getPage(1);
const { items } = await page.getTextContent();
console.log(items.map(({ str }) => str).filter((text) => text.trim() !== '').join('\n'));
console.log((await extractText(await getDocumentProxy(data()))).text[0]);
JS
for name in report unnamed; do
	{
		pinned_node read.js "$name.pdf"
		pdftotext -nopgbrk "$name.pdf" -
	} >"$name.txt" 2>/dev/null
	echo "$name: $(grep -aoE '[0-9]+\.[0-9]+' "$name.txt" | paste -sd ' '), lines with 绩效: $(grep -ac 绩效 "$name.txt" || true)"
done | expect 'report: 1206.04 1206.04 1206.04, lines with 绩效: 3
unnamed: 2013.14 2013.14 2013.14, lines with 绩效: 0'
