import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DocumentError } from '#lib/documents/document-error.ts';
import { readDoc } from '#lib/documents/doc/doc.ts';
import { writeCompound } from './compound-file.ts';
import { cpuSeconds, ENDLESS } from './cpu-time.ts';
import { cell, inTable, paragraph, row, rowDefinition, rowEnd, u32, writeDoc } from './doc-file.ts';
import type { DocParts } from './doc-file.ts';
import { refusalOf } from './refusal.ts';

const SEED = readFileSync('tests/fixtures/reports/port-office-2021.doc');
const ADVICE = '，文件已损坏；请用 Office 或 WPS 打开，重新另存后再报送，打不开的请重新传送原件。';

test.each<[string, Partial<DocParts>, string, string]>([
	[
		'password',
		{ patch: { 11: 0x03 } },
		'encrypted_document',
		'文件第 522 字节（“WordDocument”部分第 10 字节）：文件设有打开密码，内容已加密，无法读取；请用 Word 或 WPS 打开，去掉密码（文件—信息—保护文档—用密码进行加密，清空密码）另存后再报送。'
	],
	[
		'Word 95 by version',
		{ patch: { 2: 104 } },
		'old_word_format',
		'文件第 514 字节（“WordDocument”部分第 2 字节）：文件由 Word 95 或更早的版本保存（格式代码 104），只能读取 Word 97 及以后的格式；请用 Word 或 WPS 打开，另存为 .docx 后再报送。'
	],
	[
		'Word 6 by mark',
		{ patch: { 0: 0xdc, 2: 101 } },
		'old_word_format',
		'文件第 514 字节（“WordDocument”部分第 2 字节）：文件由 Word 95 或更早的版本保存（格式代码 101），只能读取 Word 97 及以后的格式；请用 Word 或 WPS 打开，另存为 .docx 后再报送。'
	],
	[
		'no mark of Word',
		{ patch: { 0: 0 } },
		'damaged_doc',
		`文件第 512 字节（“WordDocument”部分第 0 字节）：应是 Word 文件头标记 A5EC，读到 A500${ADVICE}`
	],
	[
		'no tables',
		{ patch: { 11: 0 } },
		'damaged_doc',
		`文件第 522 字节（“WordDocument”部分第 10 字节）：文件头指明的“0Table”部分不存在${ADVICE}`
	],
	[
		'more text than file',
		{ patch: { 79: 0x7f } },
		'damaged_doc',
		`文件第 588 字节（“WordDocument”部分第 76 字节）：写明有 2130706434 个字，与文件大小不符${ADVICE}`
	],
	[
		'more text than pieces',
		{ patch: { 76: 3 } },
		'damaged_doc',
		`文件第 4637 字节（“1Table”部分第 29 字节）：文字分段合计 2 字，文件头写明 3 字${ADVICE}`
	],
	[
		'half a character',
		{ text: [paragraph('12\ud86206')] },
		'damaged_text',
		'文件第 1546 字节（“WordDocument”部分第 1034 字节）之前的一段文字“12□06”含有无法还原的字符（U+FFFD 或半个字），应为完整的文字；请用 Word 或 WPS 打开改正，另存为 .docx 后再报送。'
	],
	[
		'replacement character',
		{ text: [paragraph('12\ufffd06')] },
		'damaged_text',
		'文件第 1546 字节（“WordDocument”部分第 1034 字节）之前的一段文字“12□06”含有无法还原的字符（U+FFFD 或半个字），应为完整的文字；请用 Word 或 WPS 打开改正，另存为 .docx 后再报送。'
	],
	[
		'a row with a cell too few',
		{ text: [...row('甲'), cell('乙'), rowEnd(rowDefinition([0, 900, 1800]))] },
		'damaged_doc',
		`文件第 1546 字节（“WordDocument”部分第 1034 字节）：表格第 2 行有 1 格文字，格式却写明 2 格${ADVICE}`
	],
	[
		'a cell without mark',
		{ text: [paragraph('甲', inTable()), rowEnd(rowDefinition([0, 900]))] },
		'damaged_doc',
		`文件第 1540 字节（“WordDocument”部分第 1028 字节）：表格一行的最后一格没有结束标记${ADVICE}`
	],
	[
		'a row without mark',
		{ text: [cell('甲'), paragraph('乙')] },
		'damaged_doc',
		`文件第 1542 字节（“WordDocument”部分第 1030 字节）：在此之前的表格最后一行没有结束标记${ADVICE}`
	],
	[
		'a cell outside tables',
		{ text: [{ runs: [{ text: '甲\x07' }] }] },
		'damaged_doc',
		`文件第 1538 字节（“WordDocument”部分第 1026 字节）：单元格结束标记不在表格里${ADVICE}`
	],
	[
		'tables in tables in tables',
		{ text: [paragraph('甲', inTable(9))] },
		'tables_too_deep',
		'表格嵌套超过 8 层，未读取；请把嵌套的表格拆开，另存后再报送。'
	],
	[
		'more text than any report',
		{ text: [paragraph('a'.repeat(1_000_000))], narrow: true },
		'text_too_long',
		'正文超过 1000000 个字，不像一份自评报告，未读取；请确认报送的文件是否正确。'
	],
	[
		'no text',
		{ text: [paragraph(' '), ...row('', '')] },
		'document_empty',
		'文档里没有文字（可能是空白文档，或内容是扫描图片），应是填好的自评报告；请报送可编辑的 Word 文件。'
	]
])('refuses with a sentence: %s', (_, parts, code, message) => {
	const bytes = writeDoc({ text: [paragraph('甲')], ...parts });
	expect(refusalOf(() => readDoc(bytes))).toEqual({ code, message });
});

test('refuses a container without a Word text', () => {
	expect(refusalOf(() => readDoc(writeCompound({ Workbook: new Uint8Array(10) })))).toEqual({
		code: 'not_a_word_document',
		message:
			'文件里没有 Word 正文（“WordDocument”部分），应是 Word 文档；请确认报送的文件是否正确，或用 Word 另存为 .docx 后再报送。'
	});
});

/** Sectors of the seed file: the first of its FAT, and its directory. */
const FAT_AT = sectorOffset(SEED.readUInt32LE(76));
const DIRECTORY_AT = sectorOffset(SEED.readUInt32LE(48));
const DATA_ENTRY_AT = DIRECTORY_AT + entryOf('Data') * 128;

function sectorOffset(sector: number): number {
	return (sector + 1) * 512;
}

function entryOf(name: string): number {
	const stored = Buffer.from(`${name}\0`, 'utf16le');
	for (let n = 0; n < 16; n++)
		if (SEED.subarray(DIRECTORY_AT + n * 128).indexOf(stored) === 0) return n;
	throw new Error(`The seed file has no stream ${name}.`);
}

function changed(...words: [at: number, value: number][]): Buffer {
	const bytes = Buffer.from(SEED);
	for (const [at, value] of words) bytes.writeUInt32LE(value, at);
	return bytes;
}

/** Each of these made the package `cfb` follow a loop until memory, stack or patience ended. */
describe('containers that lead in a circle', () => {
	test.each<[string, Buffer, RegExp]>([
		[
			'sector that follows itself',
			changed([DATA_ENTRY_AT + 116, 50], [FAT_AT + 50 * 4, 50]),
			/^文件第 \d+ 字节：“WordDocument”的数据链转回了用过的扇区/
		],
		[
			'two streams in one sector',
			changed([
				DATA_ENTRY_AT + 116,
				SEED.readUInt32LE(DIRECTORY_AT + entryOf('WordDocument') * 128 + 116)
			]),
			/的数据链转回了用过的扇区/
		],
		[
			'more FAT sectors than the file has',
			changed([44, 0x7fffffff]),
			/^文件第 44 字节：文件头写明扇区表占 2147483647 个扇区，超过文件本身/
		],
		[
			'FAT sectors in a chain that follows itself',
			changed([44, 130], [68, 3], [72, 0x7fffffff], [sectorOffset(3) + 508, 3]),
			/^文件第 76 字节：扇区表指向/
		]
	])('%s', (_, bytes, message) => {
		const refusal = refusalOf(() => readDoc(bytes));
		expect(refusal.code).toBe('damaged_doc');
		expect(refusal.message).toMatch(message);
	});

	test('directory entries that are their own neighbours', () => {
		const entry = DIRECTORY_AT + entryOf('WordDocument') * 128;
		const bytes = Buffer.from(SEED);
		Buffer.from(u32(entryOf('WordDocument'))).copy(bytes, entry + 68);
		expect(readDoc(bytes)).toEqual(readDoc(SEED));
	});
});

/** A small generator, so that a failing mutant can be made again. */
function randomNumbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const MUTATIONS: Record<string, (bytes: Buffer, random: (below: number) => number) => Buffer> = {
	'cut short': (bytes, random) => bytes.subarray(0, random(bytes.length)),
	'one byte': (bytes, random) => {
		bytes[random(bytes.length)] = random(256);
		return bytes;
	},
	'twenty bytes': (bytes, random) => {
		for (let n = 0; n < 20; n++) bytes[random(bytes.length)] = random(256);
		return bytes;
	},
	'one bit of the header': (bytes, random) => {
		const at = random(512);
		bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
		return bytes;
	},
	'extreme numbers': (bytes, random) => {
		const values = [0, 0xffffffff, 0x7fffffff, 0xfffffffe, random(100_000), random(300)];
		for (let n = 0; n < 3; n++)
			bytes.writeUInt32LE(values[random(values.length)] ?? 0, random(bytes.length / 4) * 4);
		return bytes;
	}
};
const MUTANTS_A_KIND = 120;

test.each(Object.entries(MUTATIONS))('reads or refuses every damaged file: %s', (kind, mutate) => {
	const random = randomNumbers(kind.length);
	for (let n = 0; n < MUTANTS_A_KIND; n++) {
		const bytes = mutate(Buffer.from(SEED), random);
		let outcome = '';
		expect(
			cpuSeconds(() => (outcome = outcomeOf(bytes))),
			`${kind} ${n}`
		).toBeLessThan(ENDLESS);
		expect(outcome, `${kind} ${n}`).not.toContain('\uFFFD');
		if (outcome.startsWith('damaged')) expect(outcome, `${kind} ${n}`).toMatch(/第 \d+ 字节/);
	}
});

/** The text read, or code and sentence of the refusal; anything else that is thrown fails the test. */
function outcomeOf(bytes: Buffer): string {
	try {
		return JSON.stringify(readDoc(bytes));
	} catch (error) {
		if (error instanceof DocumentError) return `${error.code} ${error.message}`;
		throw error;
	}
}
