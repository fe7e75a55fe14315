#!/usr/bin/env bash
# A PDF of an official-document system: text in 宋体, which is not embedded and encoded in GBK or UCS-2, beside a figure
# in a Western font.
#
# A good guess: the text comes out, since the format itself defines both encodings; at the worst the Chinese characters
#   are lost or garbled, and the figures, which are ASCII in GBK, are kept.
# Seen: unpdf 1.7.0, pdf-parse 2.4.5 and officeparser 8.1.1 give only the figure in the Western font: each run in 宋体
#   is gone with its figures. They lack the tables of the encodings; unpdf looks for those of pdfjs-dist beside it,
#   as its documentation says, and cannot load them, which it writes to the console only. officeparser takes the file
#   for a scan. pdf2json 4.1.0 reads all. pdftotext 22.12 does too, but makes the digits of the GBK run full-width.
# Date: 2026-11-28, Node 24.21; Debian packages poppler-utils (22.12) and poppler-data.
# Why it matters: what is left looks like a short report with figures, and nothing in it tells that the total is
#   missing. The product gives pdfjs-dist the tables (`cMapUrl` in `src/lib/documents/pdf/pdf.ts`), and takes
#   full-width digits for digits.
source "$(dirname "$0")/lib.sh"
need pdftotext poppler-utils
[ -d /usr/share/poppler/cMap/Adobe-GB1 ] || need adobe-gb1-tables poppler-data
begin unpdf@1.7.0 pdf-parse@2.4.5 officeparser@8.1.1 pdf2json@4.1.0 "$NODE_PACKAGE"

cat >write.js <<'JS'
import { writeFileSync } from 'node:fs';
function pdf(encoding, text) {
	const content = `BT /F1 14 Tf 40 150 Td <${text}> Tj ET BT /F2 14 Tf 40 100 Td (349.01) Tj ET`;
	const objects = [
		'<</Type/Catalog/Pages 2 0 R>>',
		'<</Type/Pages/Kids[3 0 R]/Count 1>>',
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Resources<</Font<</F1 5 0 R/F2 8 0 R>>>>/Contents 4 0 R>>',
		`<</Length ${content.length}>>stream\n${content}\nendstream`,
		`<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[6 0 R]>>`,
		'<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>',
		'<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
		'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'
	];
	let file = '%PDF-1.4\n';
	let table = '0000000000 65535 f \n';
	objects.forEach((object, index) => {
		table += `${String(file.length).padStart(10, '0')} 00000 n \n`;
		file += `${index + 1} 0 obj\n${object}\nendobj\n`;
	});
	const size = objects.length + 1;
	return `${file}xref\n0 ${size}\n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
}
// 收入合计1206.04万元
const written = {
	'GBK-EUC-H': 'cad5c8ebbacfbcc6313230362e3034cdf2d4aa',
	'UniGB-UCS2-H': '6536516554088ba10031003200300036002e003000344e075143'
};
for (const [encoding, text] of Object.entries(written)) writeFileSync(`${encoding}.pdf`, pdf(encoding, text));
JS
cat >unpdf.js <<'JS'
import { readFileSync } from 'node:fs';
import { extractText, getDocumentProxy } from 'unpdf';
const { text } = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(process.argv[2]))));
console.log(text.join(' '));
JS
cat >pdf-parse.js <<'JS'
import { readFileSync } from 'node:fs';
import { PDFParse } from 'pdf-parse';
console.log((await new PDFParse({ data: new Uint8Array(readFileSync(process.argv[2])) }).getText()).pages[0].text);
JS
cat >officeparser.js <<'JS'
import { parseOffice } from 'officeparser';
const words = ({ text, children }) => (children?.length ? children.flatMap(words) : [text]);
const { content, warnings } = await parseOffice(process.argv[2]);
console.log(content.flatMap(words).join(' '), warnings.map(({ code }) => code).join(' '));
JS
cat >pdf2json.js <<'JS'
import PDFParser from 'pdf2json';
const parser = new PDFParser();
parser.on('pdfParser_dataReady', ({ Pages }) =>
	console.log(Pages[0].Texts.map(({ R }) => decodeURIComponent(R[0].T)).join(' '))
);
parser.loadPDF(process.argv[2], 0);
JS
pinned_node write.js
for encoding in GBK-EUC-H UniGB-UCS2-H; do
	for reader in unpdf pdf-parse officeparser pdf2json; do
		echo "$encoding $reader: $(pinned_node $reader.js $encoding.pdf 2>$reader.log | grep -v ^Warning | paste -sd ' ')"
	done
	echo "$encoding pdftotext: $(pdftotext -nopgbrk -enc UTF-8 $encoding.pdf - | xargs)"
	echo "unpdf.log: $(grep -o 'Unable to load CMap data' unpdf.log)"
done | expect 'GBK-EUC-H unpdf: 349.01
GBK-EUC-H pdf-parse: 349.01
GBK-EUC-H officeparser: 349.01 PDF_NO_TEXT_EXTRACTED
GBK-EUC-H pdf2json: 收入合计1206.04万元 349.01
GBK-EUC-H pdftotext: 收入合计１２０６．０４万元 349.01
unpdf.log: Unable to load CMap data
UniGB-UCS2-H unpdf: 349.01
UniGB-UCS2-H pdf-parse: 349.01
UniGB-UCS2-H officeparser: 349.01 PDF_NO_TEXT_EXTRACTED
UniGB-UCS2-H pdf2json: 收入合计1206.04万元 349.01
UniGB-UCS2-H pdftotext: 收入合计1206.04万元 349.01
unpdf.log: Unable to load CMap data'
