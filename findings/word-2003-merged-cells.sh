#!/usr/bin/env bash
# A head of two rows, 机构名称 and 收入合计 merged over both, 上年结转 and 公共财政拨款 below 其中, saved by LibreOffice.
#
# A good guess: each format that LibreOffice writes has the table as it is; the Word 2003 XML has `w:vmerge` for it.
# Seen: LibreOffice 7.4.7 writes Word 2003 XML without any `w:vmerge` and without the cells that the merged ones cover, so
#   that the second row begins below 机构名称; the widths of columns are left whole. Opened again, the income of
#   1206.50 stands below 公共财政拨款, and the rest below no head at all. As .odt, .rtf and .doc, opened again,
#   the table is right. No warning.
# Date: 2026-11-30, Node 20.20; Debian package libreoffice-writer (7.4).
# Why it matters: a file of the kind is complete, well formed and opens, and each figure is one or two columns from its head;
#   offices that keep old systems ask for this format. The product takes the columns of such a head by what its labels are,
#   and stores no row with a number too many (`src/lib/forms/report/grid.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin jszip@3.10.2

cell() { echo "<w:tc><w:tcPr><w:tcW w:w=\"1500\" w:type=\"dxa\"/>${2:-}</w:tcPr><w:p>${1:+<w:r><w:t>$1</w:t></w:r>}</w:p></w:tc>"; }
first='<w:vMerge w:val="restart"/>' below='<w:vMerge/>' column='<w:gridCol w:w="1500"/>'
docx form.docx <<XML
<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid>$column$column$column$column</w:tblGrid>
<w:tr>$(cell 机构名称 "$first")$(cell 收入合计 "$first")$(cell 其中 '<w:gridSpan w:val="2"/>')</w:tr>
<w:tr>$(cell '' "$below")$(cell '' "$below")$(cell 上年结转)$(cell 公共财政拨款)</w:tr>
<w:tr>$(cell 园林处)$(cell 1206.50)$(cell 45.30)$(cell 1161.20)</w:tr></w:tbl><w:p/>
XML
convert odt form.docx
convert rtf form.docx
convert doc form.docx
convert 'xml:MS Word 2003 XML' form.docx
# The heads above each figure, by rows and columns of the HTML that LibreOffice makes of its own file.
cat >heads.js <<'JS'
import { readFileSync } from 'node:fs';
const [rows, grid] = [readFileSync('form.html', 'utf8').split('<tr').slice(1), []];
rows.forEach((row, line) => {
	let column = 0;
	for (const [, attributes, content] of row.matchAll(/<td([^>]*)>(.*?)<\/td>/gs)) {
		const span = (name) => Number(attributes.match(new RegExp(`${name}="(\\d+)"`))?.[1] ?? 1);
		while (grid[line]?.[column] !== undefined) column++;
		const text = content.replace(/<[^>]*>|\s/g, '');
		for (let y = line; y < line + span('rowspan'); y++)
			for (let x = column; x < column + span('colspan'); x++) (grid[y] ??= [])[x] = text;
	}
});
const [, lower, values] = grid;
console.log(values.slice(1).map((value, at) => `${value} below ${lower[at + 1] || '_'}`).join(', '));
JS
{
	for format in odt rtf doc xml; do
		convert html "form.$format"
		echo ".$format, opened again: $(node heads.js)"
	done
	echo "w:vmerge in the Word 2003 XML: $(grep -o 'w:vmerge' form.xml | wc -l)"
} | expect '.odt, opened again: 1206.50 below 收入合计, 45.30 below 上年结转, 1161.20 below 公共财政拨款
.rtf, opened again: 1206.50 below 收入合计, 45.30 below 上年结转, 1161.20 below 公共财政拨款
.doc, opened again: 1206.50 below 收入合计, 45.30 below 上年结转, 1161.20 below 公共财政拨款
.xml, opened again: 1206.50 below 公共财政拨款, 45.30 below _, 1161.20 below _
w:vmerge in the Word 2003 XML: 0'
