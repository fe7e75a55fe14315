#!/usr/bin/env bash
# Number formats of Chinese sheets that write digits and weekdays in Chinese: [DBNum2][$-804]General and the like.
#
# A good guess: a formatting library writes 1206 as 壹仟贰佰零陆 and the date as 星期三, as LibreOffice 7.4.7 does,
#   or falls back to 1206.
# Seen: @e965/xlsx 0.20.3 leaves the `$` of the locale mark in the text, so a count becomes a sum in dollars and a
#   date the word $aaaa; hucre 1.0.0 prints a word without any digit of the value; numfmt 4.0.1 knows the weekday and
#   falls back for the digits.
# Date: 2026-11-27, Node 20.20.
# Why it matters: amounts in words (大写) beside totals, and dates of signatures, carry these codes. The product takes
#   the stored value and its own reading of the code: 1206 for both DBNum formats. It has no weekdays, which no
#   figure of the form needs.
source "$(dirname "$0")/lib.sh"
begin @e965/xlsx@0.20.3 hucre@1.0.0 numfmt@4.0.1

node --input-type=module <<'JS' | expect '[DBNum2][$-804]General | $1206 | [DBNum2]Gnralee | 1206
[DBNum1][$-804]General | $1206 | [DBNum1]Gnralee | 1206
[$-804]aaaa | $aaaa | aaaa | 星期三'
import XLSX from '@e965/xlsx';
import { formatValue } from 'hucre';
import { format } from 'numfmt';
const serial = 44286; // 2021-03-31
for (const [code, value] of [
	['[DBNum2][$-804]General', 1206],
	['[DBNum1][$-804]General', 1206],
	['[$-804]aaaa', serial]
]) {
	console.log([code, XLSX.SSF.format(code, value), formatValue(value, code), format(code, value)].join(' | '));
}
JS
