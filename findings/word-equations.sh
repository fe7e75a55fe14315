#!/usr/bin/env bash
# A formula of Word's equation editor: 执行率 as the fraction 1206.04 over 1300, and 3.2×10⁴.
#
# A good guess: a reader leaves the formula out with a warning, or writes the fraction with a slash and the power with
#   a sign; LibreOffice, which shows and prints it, writes it into a text file in some way.
# Seen: word-extractor 1.0.4 joins the parts: 1206.04 over 1300 reads 1206.041300, and 3.2×10⁴ reads 3.2×104. mammoth 1.13.0
#   leaves the whole out, in its text and its HTML alike: 执行率＝＝92.77%, with a warning; LibreOffice 7.4.7 as .txt
#   likewise, without one. officeparser 8.1.1 gives LaTeX: \frac{1206.04}{1300}.
# Date: 2026-11-28, Node 20.20; Debian package libreoffice-writer.
# Why it matters: reports show how a rate was reckoned in such formulas, and at times the result stands only there.
#   1206.041300 is a well-formed figure with six decimals that passes for one in 万元. The product writes fractions with a
#   slash and powers with a sign (`src/lib/documents/fields/equation.ts`).
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1 jszip@3.10.2

text() { echo "<w:r><w:t>$1</w:t></w:r>"; }
part() { echo "<m:r><m:t>$1</m:t></m:r>"; }
math='xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
docx report.docx <<-XML
	<w:p>$(text '执行率＝')<m:oMath $math><m:f><m:num>$(part 1206.04)</m:num><m:den>$(part 1300)</m:den></m:f></m:oMath>$(text '＝92.77%')</w:p>
	<w:p>$(text 人次)<m:oMath $math>$(part '3.2×')<m:sSup><m:e>$(part 10)</m:e><m:sup>$(part 4)</m:sup></m:sSup></m:oMath></w:p>
XML
convert txt:Text report.docx
cat >read.js <<'JS'
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const path = 'report.docx';
const show = (name, text) => console.log(`${name}: ${text.trim().replace(/\n+/g, ' | ')}`);
const { value, messages } = await mammoth.extractRawText({ path });
show('mammoth', `${value.trim()} (warnings: ${messages.length})`);
show('word-extractor', (await new WordExtractor().extract(path)).getBody());
show('officeparser', (await (await parseOffice(path)).to('text')).value);
JS
{
	node read.js
	echo "LibreOffice: $(sed 's/^\xef\xbb\xbf//' report.txt | paste -sd'|' | sed 's/|*$//; s/|/ | /g')"
} | expect 'mammoth: 执行率＝＝92.77% | 人次 (warnings: 1)
word-extractor: 执行率＝1206.041300＝92.77% | 人次3.2×104
officeparser: 执行率＝\frac{1206.04}{1300}＝92.77% | 人次3.2×{10}^4
LibreOffice: 执行率＝＝92.77% | 人次'
