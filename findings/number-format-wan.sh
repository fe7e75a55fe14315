#!/usr/bin/env bash
# Figures in yuan that a Chinese sheet shows in 万元 with one decimal, by the format 0"."0,"万元" or 0\.0,"万元".
#
# A good guess: libraries that show a cell by its number format print 12,060,400 as 1206.0万元, as LibreOffice 7.4.7
#   does: the comma drops three digits, and the literal point stands before the last digit that remains.
# Seen: @e965/xlsx 0.20.3 prints a tenth of it, hucre 1.0.0 ten times as much, neither with an error; numfmt 4.0.1 is
#   right with both formats.
# Date: 2026-11-27, Node 20.20.
# Why it matters: a sheet's only divisors are thousands, so this is how a figure in yuan is shown in 万元 without
#   being changed. A reader that takes the shown text is wrong by ten. The product takes the stored value and
#   the format's code, moves the point on the digits itself, and gives 1206.04万元 with a remark that the cell is scaled.
source "$(dirname "$0")/lib.sh"
begin @e965/xlsx@0.20.3 hucre@1.0.0 numfmt@4.0.1

node --input-type=module <<'JS' | expect '0"."0,"万元": @e965/xlsx 120.60万元, hucre 12060.4万元, numfmt 1206.0万元
0\.0,"万元": @e965/xlsx 120.60万元, hucre 12060.4万元, numfmt 1206.0万元'
import XLSX from '@e965/xlsx';
import { formatValue } from 'hucre';
import { format } from 'numfmt';
const yuan = 12060400;
for (const code of ['0"."0,"万元"', '0\\.0,"万元"']) {
	const shown = `@e965/xlsx ${XLSX.SSF.format(code, yuan)}, hucre ${formatValue(yuan, code)}, numfmt ${format(code, yuan)}`;
	console.log(`${code}: ${shown}`);
}
JS
