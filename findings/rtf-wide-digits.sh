#!/usr/bin/env bash
# A score in full-width digits, 自评得分９５, in RTF of the Chinese kind: \uc2, each character as \u with its two bytes of
# GBK behind it for readers that know no Unicode.
#
# A good guess: a reader takes the Unicode and skips two bytes for each, as \uc2 says; at the worst it takes the GBK, which
#   says the same.
# Seen: rtf-parser 1.3.3 takes both: 自自评评得得分分９９５５, and 1206 in such digits is 11220066. It gives no sign between
#   cells or rows, so that a table is one number after the other. pandoc 2.17 skips one byte of the two and makes a sign of
#   the other: ９¹５µ, １±２²０°６¶. catdoc 0.95 reads digits as £¹£µ, by the bytes alone. unrtf 0.21 drops them.
#   officeparser 8.1.1 and LibreOffice 7.4.7 are right.
# Date: 2026-11-29, Node 20.20; Debian packages pandoc (2.17), catdoc (0.95), unrtf (0.21), libreoffice-writer (7.4).
# Why it matters: full-width digits are what an input method for Chinese types, and 9955 or 11220066 is a number after they are
#   folded, as any importer does. The product skips what \uc says, counted in bytes (`src/lib/documents/rtf`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
need pandoc pandoc
need catdoc catdoc
need unrtf unrtf
begin rtf-parser@1.3.3 officeparser@8.1.1 iconv-lite@0.7.0

cat >write.js <<'JS'
import { writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
const hex = (byte) => `\\'${byte.toString(16)}`;
const character = (one) =>
	one < '\x80' ? one : `\\u${(one.charCodeAt(0) << 16) >> 16} ${[...iconv.encode(one, 'gbk')].map(hex).join('')}`;
const text = (words) => [...words].map(character).join('');
const row = (...cells) => `\\trowd\\cellx3000\\cellx6000\\intbl ${cells.map((cell) => `${text(cell)}\\cell `).join('')}\\row\n`;
writeFileSync(
	'form.rtf',
	`{\\rtf1\\ansi\\ansicpg936\\deff0\\uc2{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}
\\pard ${text('自评得分９５')}\\par
${row('预算', '１２０６')}${row('决算', '98')}\\pard ${text('完')}\\par}`
);
JS
cat >parser.js <<'JS'
import { readFileSync } from 'node:fs';
import rtf from 'rtf-parser';
rtf.string(readFileSync('form.rtf', 'latin1'), (error, { content }) =>
	console.log(content.map((paragraph) => paragraph.content.map((span) => span.value).join('')).join('\n'))
);
JS
cat >office.js <<'JS'
import { parseOffice } from 'officeparser';
console.log((await (await parseOffice('form.rtf')).to('text')).value);
JS
lines() { grep . | tr -d ' \t|-' | grep . | paste -sd ' '; }
node write.js
convert txt:Text:UTF8 form.rtf
{
	echo "rtf-parser: $(node parser.js | lines)"
	echo "pandoc: $(pandoc -f rtf -t plain form.rtf | lines)"
	echo "catdoc: $(catdoc -s cp1252 -d utf-8 form.rtf | lines)"
	echo "unrtf, ASCII: $(unrtf --quiet --text form.rtf | tail -n 3 | tr -cd '0-9\n' | lines)"
	echo "officeparser: $(node office.js | lines)"
	echo "LibreOffice: $(tail -c +4 form.txt | lines)"
} | expect 'rtf-parser: 自自评评得得分分９９５５ 预预算算１１２２００６６决决算算98完完
pandoc: 自Ô评À得Ã分Ö９¹５µ 预¤算ã１±２²０°６¶ 决ö算ã98 完ê
catdoc: ×ÔÆÀ得Ã分Ö£¹£µ Ô¤算ã£±£²£°£¶决ö算ã98完ê
unrtf, ASCII: 98
officeparser: 自评得分９５ 预算１２０６ 决算98 完
LibreOffice: 自评得分９５ 预算 １２０６ 决算 98 完'
