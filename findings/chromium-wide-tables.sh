#!/usr/bin/env bash
# A table wider than its page, printed to PDF by Chromium: columns of 50 mm on A4 upright, without margins.
#
# A good guess: a wide table is shrunk until it fits, as one of five columns is, or its last columns go to further pages,
#   as in a spreadsheet; at the worst they hang over the edge, and their text is still in the file.
# Seen: Chromium 156 shrinks by no more than one and a half: six columns fit. Of seven or ten columns the others are on
#   no page and not in the file's text either: it ends with one page and no message. The text of what fits is as
#   small in all three, so its size does not tell.
# Date: 2026-11-28; Debian packages chromium (156.0.8078.108 on Debian 12), poppler-utils (22.12).
# Why it matters: a comparison of departments by years or indicators is such a table, and a leader who holds a sheet of six
#   columns cannot know that there were ten; a program that reads the PDF cannot either. In the
#   product's tables texts wrap, and paper has a smaller type.
source "$(dirname "$0")/lib.sh"
need chromium chromium
need pdftotext poppler-utils
begin

print() { # print COLUMNS: what the PDF of a table with so many columns holds
	{
		echo '<meta charset="utf-8"><style>@page { size: A4; margin: 0 } body { margin: 0 }'
		echo 'table { border-collapse: collapse } td { padding: 0; text-align: right; min-width: 50mm; max-width: 50mm }</style><table><tr>'
		for column in $(seq "$1"); do echo "<td>$column.04"; done
		echo '</table>'
	} >table.html
	chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=table.pdf table.html >/dev/null 2>&1
	echo "$1 columns, $(pdfinfo table.pdf | sed -n 's/Pages: */pages: /p'): $(pdftotext -layout table.pdf - | tr -d '\f' | xargs)"
}

for columns in 4 5 6 7 10; do print "$columns"; done | expect '4 columns, pages: 1: 1.04 2.04 3.04 4.04
5 columns, pages: 1: 1.04 2.04 3.04 4.04 5.04
6 columns, pages: 1: 1.04 2.04 3.04 4.04 5.04 6.04
7 columns, pages: 1: 1.04 2.04 3.04 4.04 5.04 6.04
10 columns, pages: 1: 1.04 2.04 3.04 4.04 5.04 6.04'
