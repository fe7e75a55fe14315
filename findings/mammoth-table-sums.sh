#!/usr/bin/env bash
# A total that Word computes: the field =SUM(ABOVE), stored in either of the two ways of the format.
#
# A good guess: `w:fldSimple` and `w:fldChar` store the same field, so a reader gives the stored result 92 for both.
# Seen: mammoth 1.13.0 gives 92 for fldChar and an empty cell for fldSimple; the only trace is a warning that an
#   element was not recognised. The same happens to the base text under ruby (pinyin over a rare character): the
#   name of the place is gone with its reading.
# Date: 2026-11-27, Node 20.20.
# Why it matters: either way is valid, and the cell that goes empty is the one of the total, which then
#   reads as "no value given" instead of as a figure. The product reads the result of both kinds of field, and
#   the base text of ruby without its reading.
source "$(dirname "$0")/lib.sh"
begin mammoth@1.13.0 jszip@3.10.2

docx a.docx <<'XML'
<w:p><w:r><w:t>甲：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>92</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:r><w:t>乙：</w:t></w:r><w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>92</w:t></w:r></w:fldSimple></w:p>
<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>chēn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>郴</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>州</w:t></w:r></w:p>
XML

node --input-type=module <<'JS' | expect '甲：92
乙：
州
warning: An unrecognised element was ignored: w:fldSimple
warning: An unrecognised element was ignored: w:ruby'
import mammoth from 'mammoth';
const { value, messages } = await mammoth.extractRawText({ path: 'a.docx' });
console.log(value.trim().replace(/\n+/g, '\n'));
for (const { type, message } of messages) console.log(`${type}: ${message}`);
JS
