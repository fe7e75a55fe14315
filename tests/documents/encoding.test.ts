import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodingOf } from '#lib/documents/characters/encoding.ts';
import { refusalOf } from './refusal.ts';

/** GB18030 code of every two-byte and some four-byte characters, by decoding them all. */
const GB18030 = new Map<string, number[]>([['𠮷', [0x95, 0x34, 0xb2, 0x35]]]);
for (let lead = 0x81; lead <= 0xfe; lead++)
	for (let trail = 0x40; trail <= 0xfe; trail++) {
		const character = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail));
		if (character.length === 1 && character !== '\uFFFD') GB18030.set(character, [lead, trail]);
	}

function gb18030(text: string): Uint8Array {
	return Uint8Array.from(
		[...text].flatMap((character) => GB18030.get(character) ?? [character.charCodeAt(0)])
	);
}

const CSV = '部门,年度,收入合计\r\n口岸办,2021,1206.04\r\n';

test.each([
	['UTF-8', Buffer.from(CSV), 'utf-8'],
	['UTF-8 with mark', Buffer.from(`\uFEFF${CSV}`), 'utf-8'],
	['UTF-16 of Excel', Buffer.from(`\uFEFF${CSV}`, 'utf16le'), 'utf-16le'],
	['UTF-16, big end first', Buffer.from(`\uFEFF${CSV}`, 'utf16le').swap16(), 'utf-16be'],
	['GBK', gb18030(CSV), 'gb18030']
])('reads %s', (_, bytes, encoding) => {
	expect(decodeText(bytes)).toEqual({ text: CSV, encoding });
	expect(encodingOf(bytes)).toBe(encoding);
});

test('a long text is known by its bytes alone, and refused for the same characters', () => {
	const long = CSV.repeat(50);
	expect(encodingOf(Buffer.from(long))).toBe('utf-8');
	expect(encodingOf(gb18030(long))).toBe('gb18030');
	for (const [character, code] of [
		['\0', 'text_has_nul'],
		['\uFFFD', 'encoding_invalid']
	] as const) {
		const error = refusalOf(() => encodingOf(Buffer.from(long + character)));
		expect(error.code).toBe(code);
	}
});

test.each(['联通', '𠮷野家餐饮管理处', '市教育局', 'plain ASCII 1206.04'])(
	'reads %s from GB18030',
	(text) => {
		expect(decodeText(gb18030(text)).text).toBe(text);
	}
);

const mixed = Buffer.concat([Buffer.from('岳阳市口岸办,1\n交通局'), gb18030('岳阳市口岸办\n')]);

test.each<[string, Uint8Array, string, string]>([
	[
		'cut inside a character',
		Buffer.from('岳阳市口岸办').subarray(0, 17),
		'encoding_invalid',
		'文件在第 1 行第 6 列既不是 UTF-8 也不是 GB18030'
	],
	['two encodings', mixed, 'encoding_invalid', '文件在第 2 行第 4 列既不是'],
	[
		'a marked file that is cut',
		Buffer.from('\uFEFF岳阳').subarray(0, 8),
		'encoding_invalid',
		'文件标明是 UTF-8 编码，但第 1 行第 2 列有不成字的字节'
	],
	[
		'half a UTF-16 character',
		Buffer.from('\uFEFF岳阳', 'utf16le').subarray(0, 5),
		'encoding_invalid',
		'文件标明是 UTF-16LE 编码'
	],
	[
		'UTF-32',
		Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]),
		'encoding_unsupported',
		'文件用 UTF-32 编码'
	],
	['a NUL', Buffer.from('a,b\n1,\0'), 'text_has_nul', '文件第 2 行第 3 列是空字符（NUL）'],
	[
		'a replacement character',
		Buffer.from('口\uFFFD办'),
		'encoding_invalid',
		'文件第 1 行第 2 列是替换符'
	],
	['what is Chinese both ways', gb18030('小'), 'encoding_ambiguous', '文件既可读作 UTF-8']
])('refuses %s', (_, bytes, code, words) => {
	const refusal = refusalOf(() => decodeText(bytes));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

/** Everyday hanzi: the first level of GB 2312. */
const everyday = fc.constantFrom(
	...[...GB18030].flatMap(([character, [lead, trail]]) =>
		lead && trail && lead >= 0xb0 && lead <= 0xd6 && trail >= 0xa1 ? [character] : []
	)
);
const texts = fc.array(
	fc.oneof({ weight: 4, arbitrary: everyday }, fc.constantFrom(...'0123456789.,\n𠮷')),
	{ maxLength: 40 }
);

/** The text that was read, or null where the reader asked instead. */
function attempt(bytes: Uint8Array): string | null {
	try {
		return decodeText(bytes).text;
	} catch {
		return null;
	}
}

test('a text is read as it was written, or refused, in either encoding', () => {
	fc.assert(
		fc.property(texts, (characters) => {
			const text = characters.join('');
			for (const bytes of [gb18030(text), Buffer.from(text)])
				expect([text, null]).toContain(attempt(bytes));
		}),
		{ numRuns: 1000 }
	);
});

test('texts of ten everyday characters and more are never asked about', () => {
	fc.assert(
		fc.property(fc.array(everyday, { minLength: 10, maxLength: 60 }), (characters) => {
			const text = characters.join('');
			expect(attempt(gb18030(text))).toBe(text);
			expect(attempt(Buffer.from(text))).toBe(text);
		}),
		{ numRuns: 1000 }
	);
});
