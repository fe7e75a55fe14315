#!/usr/bin/env bash
# An amount or a rate whose last shown decimal is decided by a 5: 10.235 or 8.575 in a cell that shows two decimals.
#
# A good guess: a library that shows a cell by its number format rounds as spreadsheets do, 10.235 to 10.24, whether
#   or not the format also groups thousands.
# Seen: LibreOffice 7.4.7 rounds every one of these up, with both formats. @e965/xlsx 0.20.3 and hucre 1.0.0 round some
#   down, since the nearest binary number is a little less; @e965/xlsx even shows one stored number as 10.24 by 0.00
#   and as 10.23 by #,##0.00. numfmt 4.0.1 agrees with LibreOffice.
# Date: 2026-11-28, Node 20.20.
# Why it matters: sheets hold amounts in 万元 and rates that a formula made, of which two decimals show and are printed.
#   Read through the shown text, such a cell is 0.01 beside the printed form, and so is its sum or its recomputed
#   rate. The product reads the stored digits and rounds, where it must, on the decimal digits themselves.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
begin @e965/xlsx@0.20.3 hucre@1.0.0 numfmt@4.0.1

cat >show.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
import { formatValue } from 'hucre';
import { format } from 'numfmt';
const values = [0.285, 1.005, 8.575, 10.235, 64.565];
if (process.argv[2] === 'write') {
	const sheet = XLSX.utils.aoa_to_sheet(values.map((value) => [value, value]));
	for (const row of values.keys()) {
		sheet[`A${row + 1}`].z = '0.00';
		sheet[`B${row + 1}`].z = '#,##0.00';
	}
	const book = XLSX.utils.book_new();
	XLSX.utils.book_append_sheet(book, sheet, 's');
	writeFileSync('amounts.xlsx', XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
} else {
	const { s } = XLSX.read(readFileSync('amounts.xlsx')).Sheets;
	const printed = readFileSync('amounts.csv', 'utf8').split('\n');
	for (const [row, value] of values.entries()) {
		const shown = [s[`A${row + 1}`].w, s[`B${row + 1}`].w].join(' ');
		const others = `hucre ${formatValue(value, '0.00')}, numfmt ${format('0.00', value)}`;
		console.log(`${value}: LibreOffice ${printed[row]}; @e965/xlsx ${shown}, ${others}`);
	}
}
JS
node show.mjs write
# Separator blank (32), UTF-8 (76), cells as shown.
convert 'csv:Text - txt - csv (StarCalc):32,34,76,1,,0,false,true' amounts.xlsx
node show.mjs read | expect '0.285: LibreOffice 0.29 0.29; @e965/xlsx 0.28 0.28, hucre 0.28, numfmt 0.29
1.005: LibreOffice 1.01 1.01; @e965/xlsx 1.00 1.00, hucre 1.00, numfmt 1.01
8.575: LibreOffice 8.58 8.58; @e965/xlsx 8.57 8.57, hucre 8.57, numfmt 8.58
10.235: LibreOffice 10.24 10.24; @e965/xlsx 10.24 10.23, hucre 10.24, numfmt 10.24
64.565: LibreOffice 64.57 64.57; @e965/xlsx 64.57 64.56, hucre 64.57, numfmt 64.57'
