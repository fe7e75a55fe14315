#!/usr/bin/env bash
# A row of a further department that exceljs puts into a template by insertRow, between those that 合计 sums up and that 占比
# divides by the total; and a figure that it changes, in a template whose total was computed already.
#
# A good guess: insertRow moves what refers to the rows below, as every spreadsheet does, so 合计 sums three rows and 占比
#   divides by it; and LibreOffice, which opens the file, computes a total anew whose parts were changed.
# Seen: exceljs 4.4.0 moves the cells and leaves each formula as it was: 合计 of 100, 30 and 50 is still SUM(B2:B3), 130 in
#   LibreOffice 7.4.7, and 占比, B2/B4, is 甲 over 乙, 200%. insertRows of hucre 1.0.0 does the same. Where the template
#   holds a computed value, exceljs keeps it, and LibreOffice prints 150 under 200 and 50.
# Date: 2026-11-30, Node 20.20; Debian package libreoffice-calc.
# Why it matters: systems fill templates so, one row a department, and the result looks like any other sheet: the total lacks
#   the last row, and which total is seen depends on whether a program computes on opening. The product takes what a
#   formula showed, adds up the parts itself, and names a total or rate that disagrees; its exports hold no formulas.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
begin exceljs@4.4.0 hucre@1.0.0

cat >write.js <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { insertRows, readXlsx, writeXlsx } from 'hucre';
async function template(total, share) {
	const workbook = new ExcelJS.Workbook();
	workbook.addWorksheet('Sheet1').addRows([['部门', '金额'], ['甲', 100], ['乙', 50], ['合计', total], ['占比', share]]);
	await workbook.xlsx.writeFile('template.xlsx');
	await workbook.xlsx.readFile('template.xlsx');
	return workbook;
}
const total = { formula: 'SUM(B2:B3)' };
const share = { formula: 'B2/B4' };
const inserted = await template(total, share);
inserted.worksheets[0].insertRow(3, ['丙', 30]);
await inserted.xlsx.writeFile('exceljs-inserted.xlsx');
const workbook = await readXlsx(readFileSync('template.xlsx'));
insertRows(workbook.sheets[0], 2, 1);
workbook.sheets[0].rows[2] = ['丙', 30];
writeFileSync('hucre-inserted.xlsx', await writeXlsx(workbook));
const changed = await template({ ...total, result: 150 }, { ...share, result: 100 / 150 });
changed.worksheets[0].getCell('B2').value = 200;
await changed.xlsx.writeFile('exceljs-changed.xlsx');
JS
node write.js
for name in exceljs-inserted hucre-inserted exceljs-changed; do
	convert 'csv:Text - txt - csv (StarCalc):44,34,76' $name.xlsx
	echo "$name: $(tr ',\n' ' ' <$name.csv)"
done | expect 'exceljs-inserted: 部门 金额 甲 100 丙 30 乙 50 合计 130 占比 2 
hucre-inserted: 部门 金额 甲 100 丙 30 乙 50 合计 130 占比 2 
exceljs-changed: 部门 金额 甲 200 乙 50 合计 150 占比 0.666666666666667 '
