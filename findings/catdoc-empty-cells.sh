#!/usr/bin/env bash
# A table of 预算数 and 决算数 in a .doc, some cells of which are empty, turned into text by catdoc, as search engines and
# scripts of Linux servers do.
#
# A good guess: catdoc writes a row as a line with tabs between its cells, and an empty cell as two tabs in a row; or it
#   writes no tables at all, and every cell as a line.
# Seen: catdoc 0.95 writes rows as lines with tabs only as long as no cell is empty. Before an empty cell in the middle it ends
#   the line, so that 98.5 stands alone and under no head; and where the last cell is empty, the next row begins with a tab,
#   so that its name stands under 预算数. antiword 0.37 and word-extractor 1.0.4 keep every figure in its column.
# Date: 2026-11-29, Node 20.20; Debian packages catdoc (0.95), antiword (0.37), libreoffice-writer (7.4).
# Why it matters: a form with nothing in 预算数 is the usual one for what was not planned, and the first rows look right, so
#   a script that splits lines at tabs is trusted. The product reads .doc itself, cell by cell, and keeps empty cells
#   (`src/lib/documents/doc`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need catdoc catdoc
need antiword antiword
begin word-extractor@1.0.4

row() { printf '<tr>'; printf '<td>%s</td>' "$@"; printf '</tr>'; }
{
	echo '<meta charset="utf-8"><table border="1">'
	row 项目 预算数 决算数
	row 会议费 '' 98.5
	row 培训费 12 ''
	row 差旅费 3 4
	echo '</table>'
} >form.html
convert odt:writer8 '--infilter=HTML (StarWriter)' form.html
convert 'doc:MS Word 97' form.odt

cat >extract.js <<'JS'
import WordExtractor from 'word-extractor';
console.log((await new WordExtractor().extract('form.doc')).getBody());
JS
lines() { grep . | sed 's/\t/→/g' | paste -sd ' '; }
{
	echo "word-extractor: $(node extract.js | lines)"
	echo "antiword: $(antiword -m UTF-8.txt -w 0 form.doc | tr -d ' ' | lines)"
	echo "catdoc: $(catdoc -d utf-8 form.doc | lines)"
} | expect 'word-extractor: 项目→预算数→决算数→ 会议费→→98.5→ 培训费→12→→ 差旅费→3→4→
antiword: |项目|预算数|决算数| |会议费||98.5| |培训费|12|| |差旅费|3|4|
catdoc: 项目→预算数→决算数 会议费 98.5 培训费→12 →差旅费→3→4'
