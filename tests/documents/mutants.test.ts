import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DocumentError } from '#lib/documents/document-error.ts';
import { readDocument } from '#lib/documents/read.ts';
import { openZip } from '#lib/documents/zip.ts';
import { cpuSecondsOf } from './cpu-time.ts';
import { writePackage } from './docx-file.ts';
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

/** Hundreds of documents are read in one test. */
const PATIENCE = { timeout: 60_000 };

type Mutate = (random: (below: number) => number) => Uint8Array;

test.each<[string, number, Mutate]>([
	['flipped bytes of the .docx', 200, (random) => flipByte(docx, random)],
	['cut .docx', 100, (random) => cut(docx, random)],
	['flipped bytes of its XML, packed anew', 100, (random) => writePackage(flipByte(main, random))],
	['cut XML, packed anew', 50, (random) => writePackage(cut(main, random))],
	['shuffled XML, packed anew', 100, (random) => writePackage(shuffle(main, random))],
	['flipped bytes of the text', 100, (random) => flipByte(readFileSync(`${REPORT}.txt`), random)],
	['flipped bytes of a workbook', 300, (random) => flipByte(xlsx, random)],
	['flipped bytes of a page', 300, (random) => flipByte(page, random)]
])(
	'%s are read or refused with a sentence, each in two seconds',
	PATIENCE,
	async (_, count, mutate) => {
		const random = randomNumbers(count);
		for (let n = 0; n < count; n++) {
			const mutant = mutate(random);
			let outcome = '';
			expect(await cpuSecondsOf(async () => (outcome = await outcomeOf(mutant)))).toBeLessThan(2);
			expect(outcome).toMatch(/^(read|[a-z_]+: [^\uFFFD]{10,}[。？])$/);
		}
	}
);

async function outcomeOf(bytes: Uint8Array): Promise<string> {
	try {
		const document = await readDocument(bytes, '报告');
		return JSON.stringify(document).includes('\uFFFD') ? 'U+FFFD' : 'read';
	} catch (error) {
		if (error instanceof DocumentError) return `${error.code}: ${error.message}`;
		return `crash: ${String(error)}`.replace(/[。？]$/, '');
	}
}

test('a flipped byte of packed text never passes for another text', PATIENCE, async () => {
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
