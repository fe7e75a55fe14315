#!/usr/bin/env bash
# A caption with two Chinese brackets side by side, `预算（万元）（含上年结转）`, printed to PDF by Chromium.
#
# A good guess: the texts of a line stand beside one another, so that texts which overlap are printed over one another.
# Seen: Chromium 156 sets `）（` closer by half a character, since half of each bracket is blank (`text-spacing-trim`), and
#   begins a new text there. pdfjs-dist 6.5.438 gives the first text its untrimmed width, so that the two overlap by half
#   a character. With `text-spacing-trim: space-all` the line is one text.
# Date: 2026-11-30, Node 24.21; Debian packages chromium (156.0.8078.108 on Debian 12), fonts-noto-cjk.
# Why it matters: whoever refuses texts that lie over one another, as of a form that was filled in twice, refuses ordinary
#   pages that a browser printed. The product leaves the blank half of brackets and stops out of account
#   (`src/lib/documents/page/seen-text.ts`).
source "$(dirname "$0")/lib.sh"
need chromium chromium
need fc-list fontconfig
[ -n "$(fc-list 'Noto Sans CJK SC')" ] || need noto-sans-cjk fonts-noto-cjk
begin pdfjs-dist@6.5.438 "$NODE_PACKAGE"

cat >read.js <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const data = new Uint8Array(readFileSync(process.argv[2]));
const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
const texts = (await page.getTextContent()).items.filter(({ str }) => str.trim() !== '');
const [first, second] = texts;
const overlap = second ? first.transform[4] + first.width - second.transform[4] : 0;
console.log(`${texts.length} texts, overlap ${(overlap / first.height).toFixed(1)} characters`);
JS
for trim in normal space-all; do
	echo "<meta charset=\"utf-8\"><p lang=\"zh-CN\" style=\"font: 16px 'Noto Sans CJK SC'; text-spacing-trim: $trim\">预算（万元）（含上年结转）</p>" >page.html
	chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=page.pdf page.html >/dev/null 2>&1
	echo "$trim: $(pinned_node read.js page.pdf)"
done | expect 'normal: 2 texts, overlap 0.5 characters
space-all: 1 texts, overlap 0.0 characters'
