#!/usr/bin/env bash
# A score and an amount of the format General, 89.6 and 1206.04, in columns that are a little too narrow for them, printed to
# PDF by LibreOffice; below them the same with the format 0.00.
#
# A good guess: where a number has no room, a spreadsheet shows ###, as everybody has seen; it never shows another number.
# Seen: LibreOffice 7.4.7 prints 89.6 as 90 and 1206.04 as 1206, rounded until they fit; only the format 0.00 has ###. The text
#   of the PDF is 90 and nothing else; saved as .csv the same cells are 89.6 and 1206.04.
# Date: 2026-11-30, Node 20.20; the .xlsx is written by exceljs 4.4.0; Debian packages libreoffice-calc, poppler-utils (22.12).
# Why it matters: 90 is 优 and 89.6 is 良; and parts that were cut to whole 万元 no longer sum to the total, which stands in a
#   wider column. The product reads the stored digits of workbooks. Of a PDF it has what was printed, and only a sum or rate that
#   does not agree tells of it.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
need pdftotext poppler-utils
begin exceljs@4.4.0

cat >write.js <<'JS'
import ExcelJS from 'exceljs';
const workbook = new ExcelJS.Workbook();
const sheet = workbook.addWorksheet('scores');
sheet.columns = [{ width: 3.2 }, { width: 5.5 }, { width: 12 }];
sheet.addRows([[89.6, 1206.04, 1206.04], [89.6, 1206.04, 1206.04]]);
sheet.getRow(2).numFmt = '0.00';
await workbook.xlsx.writeFile('scores.xlsx');
JS
node write.js
convert pdf scores.xlsx
convert csv scores.xlsx
{
	echo "PDF: $(pdftotext -layout -nopgbrk scores.pdf - | awk 'NF' | tr -s ' ' | sed 's/^ //' | paste -sd /)"
	echo "CSV: $(paste -sd / scores.csv)"
} | expect 'PDF: 90 1206 1206.04/### ### 1206.04
CSV: 89.6,1206.04,1206.04/89.6,1206.04,1206.04'
