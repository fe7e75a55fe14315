#!/usr/bin/env bash
# A weight of 15 that several indicators share by merged cells, in .xlsx and .docx; one of the covered cells still holds
# an older 5, which neither Excel nor LibreOffice shows or prints.
#
# A good guess: a reader gives 15 for the first cell and nothing for those that it covers, so the column sums to 15.
# Seen: of .xlsx, @e965/xlsx 0.20.3, hucre 1.0.0 and LibreOffice 7.4.7 as .csv give what is covered, sum 20; exceljs 4.4.0
#   gives 15 for each covered cell, sum 45; openpyxl 3.1.5 gives 15. Of .docx, python-docx 1.2.0 gives 15 for each, sum 45;
#   word-extractor 1.0.4 gives 20; officeparser 8.1.1 puts the covered 5 into the cell of the 15: 15 5; mammoth 1.13.0
#   gives 15. The PDF that LibreOffice prints of either has 15. No warning.
# Date: 2026-11-29, Node 20.20, Python 3.11; Debian packages libreoffice-calc and -writer, poppler-utils (22.12).
# Why it matters: weights and scores of 效益 are shared so in most score sheets, and a sheet of 100 points sums to 105 or 130
#   by the reader that is used, each with well-formed numbers. The product takes the first cell of a merged range as its
#   only one, in both formats (`src/lib/documents/sheet/grid.ts`, `src/lib/documents/docx/word-tables.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
need pdftotext poppler-utils
need pip3 python3-pip
begin @e965/xlsx@0.20.3 exceljs@4.4.0 hucre@1.0.0 mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2
pip3 install --quiet --retries 0 --disable-pip-version-check --root-user-action ignore --target python openpyxl==3.1.5 python-docx==1.2.0 2>pip.log

cell() { echo "<w:tc><w:tcPr><w:tcW w:w=\"1500\" w:type=\"dxa\"/>${2:-}</w:tcPr><w:p>${1:+<w:r><w:t>$1</w:t></w:r>}</w:p></w:tc>"; }
docx weights.docx <<XML
<w:tbl><w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="1500"/></w:tblGrid>
<w:tr>$(cell 经济效益)$(cell 15 '<w:vMerge w:val="restart"/>')</w:tr><w:tr>$(cell 社会效益)$(cell 5 '<w:vMerge/>')</w:tr>
<w:tr>$(cell 生态效益)$(cell '' '<w:vMerge/>')</w:tr></w:tbl><w:p/>
XML
node --input-type=module <<'JS'
import { writeFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
const sheet = XLSX.utils.aoa_to_sheet([['经济效益', 15], ['社会效益', 5], ['生态效益']]);
sheet['!merges'] = [XLSX.utils.decode_range('B1:B3')];
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, 's');
writeFileSync('weights.xlsx', XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
JS
# Separator comma (44), UTF-8 (76), cells as shown.
convert 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' weights.xlsx
convert pdf weights.xlsx && mv weights.pdf sheet.pdf
convert pdf weights.docx
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { readXlsx } from 'hucre';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, cells) => console.log(`${name}: ${cells.map((cell) => cell || '_').join(' / ')}`);
const bytes = readFileSync('weights.xlsx');
show('.xlsx, LibreOffice .csv', readFileSync('weights.csv', 'utf8').trim().split('\n').map((line) => line.split(',')[1]));
const { s } = XLSX.read(bytes).Sheets;
show('.xlsx, @e965/xlsx', ['B1', 'B2', 'B3'].map((place) => s[place]?.v));
show('.xlsx, hucre', (await readXlsx(bytes)).sheets[0].rows.map((row) => row[1]));
const book = new ExcelJS.Workbook();
await book.xlsx.load(bytes);
show('.xlsx, exceljs', ['B1', 'B2', 'B3'].map((place) => book.worksheets[0].getCell(place).value));
const { value } = await mammoth.convertToHtml({ path: 'weights.docx' });
show('.docx, mammoth', [...value.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => row.match(/\d+(?=<\/p>)/)?.[0]));
const lines = (await new WordExtractor().extract('weights.docx')).getBody().split('\n').filter((line) => line.includes('\t'));
show('.docx, word-extractor', lines.map((line) => line.split('\t')[1]));
const text = (node) => node.text || (node.children ?? []).map(text).filter(Boolean).join(' ');
const [table] = (await parseOffice('weights.docx')).content;
show('.docx, officeparser', table.children.map((row) => (row.children[1] ? text({ children: row.children[1].children }) : '')));
JS
cat >read.py <<'PY'
import docx
import openpyxl

show = lambda name, cells: print(f"{name}: {' / '.join(str(cell or '_') for cell in cells)}")
show(".xlsx, openpyxl", [row[1].value for row in openpyxl.load_workbook("weights.xlsx").active.iter_rows()])
show(".docx, python-docx", [row.cells[1].text for row in docx.Document("weights.docx").tables[0].rows])
PY
{
	node read.js
	PYTHONPATH=python python3 read.py
	echo "printed: $(pdftotext sheet.pdf - | grep -E '^[0-9]' | xargs), $(pdftotext weights.pdf - | grep -E '^[0-9]' | xargs)"
} | expect '.xlsx, LibreOffice .csv: 15 / 5 / _
.xlsx, @e965/xlsx: 15 / 5 / _
.xlsx, hucre: 15 / 5 / _
.xlsx, exceljs: 15 / 15 / 15
.docx, mammoth: 15 / _ / _
.docx, word-extractor: 15 / 5 / _
.docx, officeparser: 15 5 / _ / _
.xlsx, openpyxl: 15 / _ / _
.docx, python-docx: 15 / 15 / 15
printed: 15, 15'
