import { readFileSync } from 'node:fs';
import { utils, write, type WorkBook } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { DocumentError } from '#lib/documents/document-error.ts';
import { readDocument } from '#lib/documents/read.ts';
import { openZip } from '#lib/documents/archive/zip.ts';
import { cpuSecondsOf, ENDLESS } from './cpu-time.ts';
import { tbl, tc, tr, writePackage } from './docx-file.ts';
import * as ofdFile from './ofd-file.ts';
import { grid, writePdf } from './pdf-file.ts';
import { writeXlsx } from './xlsx-file.ts';
import { inline, number, sheetData } from './xlsx-file.ts';

const REPORT = 'tests/fixtures/reports/port-office-2021';
const docx = readFileSync(`${REPORT}.docx`);
const main = Buffer.from(openZip(docx).read('word/document.xml'));

/** Numbers that are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

function flipByte(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
	const mutant = Uint8Array.from(bytes);
	const at = random(mutant.length);
	mutant[at] = (mutant[at] ?? 0) ^ (1 << random(8));
	return mutant;
}

function cut(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
	return bytes.subarray(0, random(bytes.length));
}

/** A stretch repeated, taken out, or put elsewhere: what breaks the order of elements. */
function shuffle(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
	const from = random(bytes.length);
	const piece = bytes.subarray(from, from + random(400));
	const at = random(bytes.length);
	const skip = random(2) * piece.length;
	return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + skip)]);
}

const xlsx = writeXlsx({
	sheets: [{ name: '表', xml: sheetData(inline('A1', '口岸办') + number('B1', '1206.04')) }],
	strings: '<si><t>x</t></si>',
	formats: ['0%']
});
const page = Buffer.from(
	`<html><body><p>岳阳</p><table><tr><td rowspan=2>甲<td>1<tr><td>2</table></body></html>`
);

const rtf = Buffer.from(
	"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\'d4\\'c0\\'d1\\'f4\\par\\trowd\\clvmgf\\cellx1000\\cellx2000\\intbl\\u23731?\\cell 1206.04\\cell\\row\\trowd\\clvmrg\\cellx1000\\cellx2000\\intbl\\cell 5\\cell\\row\\pard{\\super\\chftn{\\footnote 5.20{\\b 6}\\par}}\\par}",
	'latin1'
);
const mhtml = Buffer.from(
	'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><table><tr><td>=E5=B2=B3<td>1206.04</table></body></html>\r\n--x--\r\n'
);
const wordXml = Buffer.from(
	`<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${tbl(tr(tc('岳阳'), tc('<w:p><w:r><w:t>1206.04</w:t><w:footnote><w:p><w:r><w:t>5.20</w:t></w:r></w:p></w:footnote></w:r></w:p>')))}</w:body></w:wordDocument>`
);
const xls = Buffer.from(write(excelBook(), { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
const ods = Buffer.from(write(excelBook(), { type: 'buffer', bookType: 'ods' }) as Uint8Array);
const ofdObjects = Buffer.from(
	ofdFile.text(22, 42, '收入合计') +
		ofdFile.text(62, 42, '1206.50') +
		ofdFile.grid([20, 60, 100], [40, 50])
);

function ofdOf(objects: Uint8Array): Uint8Array {
	return ofdFile.writeOfd({ pages: [Buffer.from(objects).toString('utf8')] });
}

const pdf = writePdf([
	{
		texts: [
			[60, 680, '机构名称'],
			[160, 680, '1206.04']
		],
		lines: grid([50, 150, 250], [700, 670])
	}
]);
const bars = Buffer.from('甲 | 1 | 2 |\n'.repeat(6) + '甲,"1",2\n');

function excelBook(): WorkBook {
	const book = utils.book_new();
	const sheet = utils.aoa_to_sheet([
		['机构', '收入'],
		['岳阳', 1206.04]
	]);
	utils.book_append_sheet(book, sheet, '表');
	return book;
}

type Mutate = (random: (below: number) => number) => Uint8Array;

test.each<[string, number, Mutate]>([
	['flipped bytes of the .docx', 200, (random) => flipByte(docx, random)],
	['cut .docx', 100, (random) => cut(docx, random)],
	['flipped bytes of its XML, packed anew', 100, (random) => writePackage(flipByte(main, random))],
	['cut XML, packed anew', 50, (random) => writePackage(cut(main, random))],
	['shuffled XML, packed anew', 100, (random) => writePackage(shuffle(main, random))],
	['flipped bytes of the text', 100, (random) => flipByte(readFileSync(`${REPORT}.txt`), random)],
	['flipped bytes of a workbook', 300, (random) => flipByte(xlsx, random)],
	['flipped bytes of a page', 300, (random) => flipByte(page, random)],
	['flipped bytes of an .rtf', 300, (random) => flipByte(rtf, random)],
	['cut .rtf', 50, (random) => cut(rtf, random)],
	['shuffled .rtf', 300, (random) => shuffle(rtf, random)],
	['flipped bytes of an .mhtml', 300, (random) => flipByte(mhtml, random)],
	['shuffled Word XML of 2003', 200, (random) => shuffle(wordXml, random)],
	['flipped bytes of an .xls', 400, (random) => flipByte(xls, random)],
	['shuffled .xls', 200, (random) => shuffle(xls, random)],
	['flipped bytes of an .ods', 200, (random) => flipByte(ods, random)],
	['shuffled objects of an .ofd', 200, (random) => ofdOf(shuffle(ofdObjects, random))],
	['flipped bytes of a .pdf', 200, (random) => flipByte(pdf, random)],
	['cut .pdf', 50, (random) => cut(pdf, random)],
	['shuffled .pdf', 200, (random) => shuffle(pdf, random)],
	['shuffled text with bars', 200, (random) => shuffle(bars, random)]
])('%s are read or refused with a sentence, none without end', async (_, count, mutate) => {
	const random = randomNumbers(count);
	for (let n = 0; n < count; n++) {
		const mutant = mutate(random);
		let outcome = '';
		expect(await cpuSecondsOf(async () => (outcome = await outcomeOf(mutant)))).toBeLessThan(
			ENDLESS
		);
		expect(outcome).toMatch(/^(read|[a-z_]+: [^\uFFFD]{10,}[。？])$/);
	}
});

async function outcomeOf(bytes: Uint8Array): Promise<string> {
	try {
		const document = await readDocument(bytes, '报告');
		return JSON.stringify(document).includes('\uFFFD') ? 'U+FFFD' : 'read';
	} catch (error) {
		if (error instanceof DocumentError) return `${error.code}: ${error.message}`;
		return `crash: ${String(error)}`.replace(/[。？]$/, '');
	}
}

test('a flipped byte of packed text never passes for another text', async () => {
	const truth = JSON.stringify(await readDocument(docx, 'x.docx'));
	const random = randomNumbers(5);
	for (let n = 0; n < 200; n++) {
		const mutant = flipByte(docx, random);
		try {
			expect(JSON.stringify(await readDocument(mutant, 'x.docx'))).toBe(truth);
		} catch (error) {
			expect(error).toBeInstanceOf(DocumentError);
		}
	}
});
