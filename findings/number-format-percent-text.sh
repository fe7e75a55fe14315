#!/usr/bin/env bash
# Rates stored as 95 whose format only writes a percent sign behind them: 0.00"%" or 0.00\%.
#
# A good guess: a library multiplies by a hundred only for a percent sign that is not quoted, and shows 95.00%.
# Seen: hucre 1.0.0 shows 9500.00% for both. @e965/xlsx 0.20.3, numfmt 4.0.1 and LibreOffice 7.4.7 show 95.00%.
#   With the sign unquoted all four show a stored 0.95 as 95.00%.
# Date: 2026-11-28, Node 20.20; Debian package libreoffice-calc.
# Why it matters: 执行率 is typed as 95 in many sheets that took it from a form with points, and the sign is put on by the
#   format so that it can be added up. 9500% fails a check, but 0.95 so shown, for 0.95%, passes as a rate of 95%. The
#   product counts a percent sign only where it is not quoted (`src/lib/documents/sheet/format-code.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-calc
begin @e965/xlsx@0.20.3 hucre@1.0.0 numfmt@4.0.1

cat >show.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';
import { formatValue } from 'hucre';
import { format } from 'numfmt';
const cells = [
	['0.00"%"', 95],
	['0.00\\%', 95],
	['0.00"%"', 0.95],
	['0.00%', 0.95]
];
if (process.argv[2] === 'write') {
	const sheet = XLSX.utils.aoa_to_sheet(cells.map(([, value]) => [value]));
	cells.forEach(([code], row) => (sheet[`A${row + 1}`].z = code));
	const workbook = XLSX.utils.book_new(sheet, 'S');
	writeFileSync('rates.xlsx', XLSX.write(workbook, { type: 'buffer' }));
} else {
	const printed = readFileSync('rates.csv', 'utf8').trim().split('\n');
	cells.forEach(([code, value], row) =>
		console.log(
			`${value} as ${code}: hucre ${formatValue(value, code)}, @e965/xlsx ${XLSX.SSF.format(code, value)}, numfmt ${format(code, value)}, LibreOffice ${printed[row]}`
		)
	);
}
JS
node show.mjs write
# As shown, not as stored.
convert 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' rates.xlsx
node show.mjs show | expect '95 as 0.00"%": hucre 9500.00%, @e965/xlsx 95.00%, numfmt 95.00%, LibreOffice 95.00%
95 as 0.00\%: hucre 9500.00%, @e965/xlsx 95.00%, numfmt 95.00%, LibreOffice 95.00%
0.95 as 0.00"%": hucre 95.00%, @e965/xlsx 0.95%, numfmt 0.95%, LibreOffice 0.95%
0.95 as 0.00%: hucre 95.00%, @e965/xlsx 95.00%, numfmt 95.00%, LibreOffice 95.00%'
