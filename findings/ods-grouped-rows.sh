#!/usr/bin/env bash
# A workbook whose heads repeat on each printed page (打印标题) and whose 其中 rows are an outline group (组合), saved as .ods.
#
# A good guess: the rows are read, since neither hides anything and the same library reads them all from the .xlsx; what it
#   does not know is marked or an error.
# Seen: hucre 1.0.0 gives six rows of the .xlsx and two of the .ods: the heads and each row of the group are gone, and no row
#   is empty in their place. LibreOffice 7.4.7 writes both kinds one element further down, in `table:table-header-rows` and
#   `table:table-row-group`, as the format wants it. @e965/xlsx 0.20.3 and officeparser 8.1.1 read all six.
# Date: 2026-11-30, Node 20.20; the .xlsx is written by exceljs 4.4.0, the .ods by LibreOffice (Debian package libreoffice-calc).
# Why it matters: what is left is a table without its heads and without the lines below the total, in the order of the file, so
#   that a reader by position takes the total for the first item. Tables of 收入支出 have both. The product reads rows at
#   any depth (`src/lib/documents/odf/ods.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
begin hucre@1.0.0 @e965/xlsx@0.20.3 officeparser@8.1.1 exceljs@4.4.0

cat >write.js <<'JS'
import ExcelJS from 'exceljs';
const workbook = new ExcelJS.Workbook();
const sheet = workbook.addWorksheet('收支', { pageSetup: { printTitlesRow: '1:2' } });
sheet.addRows([['2021年收入支出表'], ['项目', '决算'], ['支出合计', 140], ['基本支出', 90], ['项目支出', 50], ['年末结余', 10]]);
for (const row of [4, 5]) sheet.getRow(row).outlineLevel = 1;
await workbook.xlsx.writeFile('table.xlsx');
JS
node write.js
convert ods table.xlsx

node --input-type=module <<'JS' | expect 'hucre .xlsx: 2021年收入支出表 / 项目 决算 / 支出合计 140 / 基本支出 90 / 项目支出 50 / 年末结余 10
hucre .ods: 支出合计 140 / 年末结余 10
@e965/xlsx .ods: 2021年收入支出表 / 项目 决算 / 支出合计 140 / 基本支出 90 / 项目支出 50 / 年末结余 10
officeparser .ods: 2021年收入支出表 / 项目 决算 / 支出合计 140 / 基本支出 90 / 项目支出 50 / 年末结余 10'
import { readFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
import { readOds, readXlsx } from 'hucre';
import { parseOffice } from 'officeparser';
const show = (name, rows) => console.log(`${name}: ${rows.map((row) => row.join(' ').trim()).join(' / ')}`);
show('hucre .xlsx', (await readXlsx(readFileSync('table.xlsx'))).sheets[0].rows);
show('hucre .ods', (await readOds(readFileSync('table.ods'))).sheets[0].rows);
const { Sheets } = XLSX.read(readFileSync('table.ods'));
show('@e965/xlsx .ods', XLSX.utils.sheet_to_json(Sheets['收支'], { header: 1 }));
const { value } = await (await parseOffice('table.ods')).to('text');
show('officeparser .ods', value.trim().split('\n').map((row) => row.split('\t')));
JS
