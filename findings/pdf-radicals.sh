#!/usr/bin/env bash
# Text taken back out of a Chinese PDF that Chromium printed with Noto CJK, the usual fonts of a Linux server.
#
# A good guess: the text that went in; or, where radicals come out (⽂ U+2F42 for 文), NFKC brings it back.
# Seen: pdfjs-dist 6.5.438 gives radicals for every character that shares its glyph with one. NFKC repairs those of
#   the block Kangxi Radicals, but those of CJK Radicals Supplement (⻔ ⻓ ⻋ ⻅ ⻚ ⻛ ⻝ ⻩), to which simplified
#   characters are mapped, stay as they are: 部门, 长沙 and 公车 cannot be found. Poppler's pdftotext
#   gives what went in.
# Date: 2026-11-27, Node 24.21; Debian packages chromium (156), fonts-noto-cjk, poppler-utils (22.12).
# Why it matters: 部⻔ looks like 部门 and equals it nowhere: searches, labels and names of departments miss without
#   an error; and text copied out of such a PDF into Word brings the radicals into filings. Where the product reads
#   text it puts the character of the same shape for each radical of both blocks, by its own table, without NFKC
#   (which also changes the comma here, and turns ① into 1).
source "$(dirname "$0")/lib.sh"
need chromium chromium
need pdftotext poppler-utils
need fc-list fontconfig
[ -n "$(fc-list 'Noto Serif CJK SC')" ] || need noto-serif-cjk fonts-noto-cjk
begin pdfjs-dist@6.5.438 "$NODE_PACKAGE"

cat >page.html <<'HTML'
<meta charset="utf-8"><p style="font-family: 'Noto Serif CJK SC'">文件一人口工日用，部门长沙公车见页风食黄</p>
HTML
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=page.pdf page.html >/dev/null 2>&1
cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const document = await getDocument({ data: new Uint8Array(readFileSync('page.pdf')), verbosity: 0 }).promise;
const { items } = await (await document.getPage(1)).getTextContent();
const text = items.map((item) => item.str).join('');
console.log(`pdf.js: ${text}`);
console.log(`NFKC: ${text.normalize('NFKC')}`);
process.exit(0);
JS
{
	pinned_node read.js 2>errors.txt || cat errors.txt
	echo "pdftotext: $(pdftotext page.pdf - | head -1)"
} | expect 'pdf.js: ⽂件⼀⼈⼝⼯⽇⽤，部⻔⻓沙公⻋⻅⻚⻛⻝⻩
NFKC: 文件一人口工日用,部⻔⻓沙公⻋⻅⻚⻛⻝⻩
pdftotext: 文件一人口工日用，部门长沙公车见页风食黄'
