#!/usr/bin/env bash
# The .xls files that budget systems export, which are HTML tables under another name, read by a spreadsheet library.
#
# A good guess: a cell is a number where it is one, and otherwise its text.
# Seen: @e965/xlsx 0.20.3 takes 5/5 (得分/分值) and 3-2 for days of the year 2001 and gives their serial numbers as
#   plain numbers (type n), in the score's own column; what is more, their value depends on the machine's time zone:
#   a third of a day less in China than in UTC. 001001 loses its zeros and 2021.10 its last digit, while 12万 and
#   full-width digits stay text, so one column holds points, days and text. The printed text survives in `w` only.
# Date: 2026-11-27, Node 20.20.
# Why it matters: 37016 in a column of points passes as a number. The product reads such tables as HTML, keeps each
#   cell's printed text, and reads numbers by the column's kind.
source "$(dirname "$0")/lib.sh"
begin @e965/xlsx@0.20.3

cat >read.js <<'JS'
import XLSX from '@e965/xlsx';
const printed = ['5/5', '3-2', '001001', '2021.10', '12万', '１２０６'];
const html = `<meta charset="utf-8"><table>${printed.map((text) => `<tr><td>${text}</td></tr>`).join('')}</table>`;
const sheet = XLSX.read(html, { type: 'string' }).Sheets.Sheet1;
const cells = printed.map((text, row) => [text, sheet[`A${row + 1}`]]);
console.log(`${process.env.TZ}: ${cells.map(([text, { t, v }]) => `${text} → ${t} ${v}`).join(', ')}`);
JS
for zone in UTC Asia/Shanghai; do TZ=$zone node read.js; done | expect \
	'UTC: 5/5 → n 37016, 3-2 → n 36952, 001001 → n 1001, 2021.10 → n 2021.1, 12万 → s 12万, １２０６ → s １２０６
Asia/Shanghai: 5/5 → n 37015.666666666664, 3-2 → n 36951.666666666664, 001001 → n 1001, 2021.10 → n 2021.1, 12万 → s 12万, １２０６ → s １２０６'
