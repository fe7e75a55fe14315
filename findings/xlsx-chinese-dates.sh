#!/usr/bin/env bash
# Dates of an .xlsx as Excel for Chinese stores them: by the number formats 31 (2021年3月31日) and 57 (2021年3月), which
# stand in the standard under zh-CN and have no code in the file; and a date as ISO text, t="d", of the same standard.
#
# A good guess: who knows format 14 to be a date knows these, and otherwise the cell is marked; what is written as text,
#   2021-03-31, comes out as text or date.
# Seen: exceljs 4.4.0 and openpyxl 3.1.5 give a date for format 14 and the plain number 44286 for 31 and 57; officeparser 8.1.1
#   gives 44286 for all three. @e965/xlsx 0.20.3 shows 3/31/21 for each, with a day where 2021年3月 has none. exceljs reads no
#   more of the ISO date than 2021, and takes that for a day: 1905-07-13. hucre 1.0.0 and read-excel-file 9.3.17 give
#   2021-03-31 for all four.
# Date: 2026-11-29, Node 20.20, Python 3.11.
# Why it matters: 44286 under 完成时间 is a well-formed figure, and only files made where the form is filled in hold it; a date
#   of 1905 is well-formed too. The product knows the formats of zh-CN and reads all four as 2021-03-31.
source "$(dirname "$0")/lib.sh"
need pip3 python3-pip
begin @e965/xlsx@0.20.3 exceljs@4.4.0 hucre@1.0.0 read-excel-file@9.3.17 officeparser@8.1.1 jszip@3.10.2
pip3 install --quiet --retries 0 --disable-pip-version-check --root-user-action ignore --target python openpyxl==3.1.5 2>pip.log

cat >write.js <<'JS'
import { writeFileSync } from 'node:fs';
import JSZip from 'jszip';
const open = 'http://schemas.openxmlformats.org';
const main = `xmlns="${open}/spreadsheetml/2006/main"`;
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const related = `${open}/officeDocument/2006/relationships`;
const formats = [14, 31, 57];
const parts = {
	'[Content_Types].xml': `<Types xmlns="${open}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`,
	'_rels/.rels': `<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="a" Type="${related}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	'xl/workbook.xml': `<workbook ${main} xmlns:r="${related}"><sheets><sheet name="s" sheetId="1" r:id="b"/></sheets></workbook>`,
	'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="b" Type="${related}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="${related}/styles" Target="styles.xml"/></Relationships>`,
	'xl/styles.xml': `<styleSheet ${main}><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" xfId="0"/>${formats.map((id) => `<xf numFmtId="${id}" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
	'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1">${formats.map((_, index) => `<c r="${'ABC'[index]}1" s="${index + 1}"><v>44286</v></c>`).join('')}<c r="D1" s="1" t="d"><v>2021-03-31</v></c></row></sheetData></worksheet>`
};
const zip = new JSZip();
for (const [name, text] of Object.entries(parts)) zip.file(name, text);
writeFileSync('dates.xlsx', await zip.generateAsync({ type: 'nodebuffer' }));
JS
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { readXlsx } from 'hucre';
import { parseOffice } from 'officeparser';
import readExcelFile from 'read-excel-file/node';
const bytes = readFileSync('dates.xlsx');
const day = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);
const show = (name, cells) => console.log(`${name}: ${cells.map(day).join(' | ')}`);
const { s } = XLSX.read(bytes).Sheets;
show('@e965/xlsx', ['A1', 'B1', 'C1', 'D1'].map((place) => s[place].w));
const book = new ExcelJS.Workbook();
await book.xlsx.load(bytes);
show('exceljs', book.worksheets[0].getRow(1).values.slice(1));
show('hucre', (await readXlsx(bytes)).sheets[0].rows[0]);
show('read-excel-file', (await readExcelFile('dates.xlsx'))[0].data[0]);
const cells = ({ type, text, children = [] }) => (type === 'cell' ? [text] : children.flatMap(cells));
show('officeparser', (await parseOffice('dates.xlsx')).content.flatMap(cells));
JS
cat >read.py <<'PY'
import openpyxl

row = next(openpyxl.load_workbook("dates.xlsx").active.iter_rows(values_only=True))
print("openpyxl:", " | ".join(str(value)[:10] for value in row))
PY
node write.js
{
	node read.js
	PYTHONPATH=python python3 read.py
} | expect '@e965/xlsx: 3/31/21 | 3/31/21 | 3/31/21 | 3/31/21
exceljs: 2021-03-31 | 44286 | 44286 | 1905-07-13
hucre: 2021-03-31 | 2021-03-31 | 2021-03-31 | 2021-03-31
read-excel-file: 2021-03-31 | 2021-03-31 | 2021-03-31 | 2021-03-31
officeparser: 44286 | 44286 | 44286 | 2021-03-31
openpyxl: 2021-03-31 | 44286 | 44286 | 2021-03-31'
