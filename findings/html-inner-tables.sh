#!/usr/bin/env bash
# A page of a budget system named .xls, of which one cell holds a table of its own: title, then the table of amounts in a cell,
# then 年末结余 in a last row.
#
# A good guess: a reader gives the rows of both tables, in order or as two sheets; or it leaves the inner table out.
# Seen: @e965/xlsx 0.20.3 ends the sheet with the inner table: its rows take the place of the cell, and each row of the outer
#   table that stands behind is gone, 年末结余 among them; no warning, and no second sheet. The amount that stands in the
#   same cell before the inner table is kept. LibreOffice 7.4.7 gives all rows.
# Date: 2026-11-30, Node 20.20; Debian package libreoffice-calc.
# Why it matters: such pages are laid out by tables, and totals, 结余 and 说明 come last. What is left is a sheet that ends in
#   good order. The product reads such pages by a tree of the page, inner tables for themselves
#   (`src/lib/documents/html/page.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
begin @e965/xlsx@0.20.3

cat >page.xls <<'HTML'
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>
<table><tr><td>2021年决算</td></tr>
<tr><td><table><tr><td>收入</td><td>1206.04</td></tr><tr><td>支出</td><td>1180.32</td></tr></table></td></tr>
<tr><td>年末结余</td><td>25.72</td></tr>
<tr><td>其中：项目结余</td><td>20.00</td></tr></table></body></html>
HTML
convert 'csv:Text - txt - csv (StarCalc):44,34,76' page.xls

node --input-type=module <<'JS' | expect '@e965/xlsx, 1 sheet: 2021年决算 / 收入 1206.04 / 支出 1180.32
LibreOffice: 2021年决算 / 收入 1206.04 / 支出 1180.32 / 年末结余 25.72 / 其中：项目结余 20'
import { readFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
const show = (name, rows) => console.log(`${name}: ${rows.map((row) => row.filter(Boolean).join(' ')).filter(Boolean).join(' / ')}`);
const { SheetNames, Sheets } = XLSX.read(readFileSync('page.xls', 'utf8'), { type: 'string' });
show(`@e965/xlsx, ${SheetNames.length} sheet`, XLSX.utils.sheet_to_json(Sheets[SheetNames[0]], { header: 1 }));
show('LibreOffice', readFileSync('page.csv', 'utf8').trim().split('\n').map((row) => row.split(',')));
JS
