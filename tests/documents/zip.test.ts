import { constants, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openZip } from '#lib/documents/archive/zip.ts';
import { cpuSeconds, ENDLESS } from './cpu-time.ts';
import { refusalOf } from './refusal.ts';
import { writeZip } from './zip-file.ts';
import type { Part } from './zip-file.ts';

const TEXT = '收入合计 1206.04'.repeat(20);
const MB = 2 ** 20;

test.each<[string, Part]>([
	['deflated', { name: 'a.xml', data: TEXT }],
	['stored', { name: 'a.xml', data: TEXT, stored: true }],
	['sizes after the data', { name: 'a.xml', data: TEXT, descriptor: true }],
	['sizes in the zip64 field', { name: 'a.xml', data: TEXT, zip64: true }],
	['empty', { name: 'a.xml', data: '' }]
])('reads a part: %s', (_, part) => {
	const archive = openZip(writeZip([part, { name: 'b.xml', data: 'b' }], '注释'));
	expect(Buffer.from(archive.read('A.xml')).toString()).toBe(part.data);
	expect(archive.names).toEqual(['a.xml', 'b.xml']);
});

const sound: Part = { name: 'word/document.xml', data: TEXT };

test.each<[string, Part[], string, string]>([
	[
		'wrong CRC',
		[{ ...sound, claims: { crc: 1 } }],
		'zip_crc',
		'“word/document.xml”的内容与校验值不符'
	],
	['encrypted part', [{ ...sound, claims: { flags: 1 } }], 'encrypted_document', '加了密'],
	['strange method', [{ ...sound, claims: { method: 12 } }], 'zip_damaged', '不支持的压缩方法 12'],
	[
		'two parts of one name',
		[sound, { ...sound, name: 'WORD/document.xml' }],
		'zip_damaged',
		'有两个部件都叫'
	],
	[
		'overlapping parts',
		[sound, { ...sound, name: 'x', start: 0 }],
		'zip_damaged',
		'的名称与目录不一致'
	],
	[
		'less than declared',
		[{ ...sound, claims: { size: 9999 } }],
		'zip_damaged',
		'写明 9999 字节，实际 400 字节'
	],
	[
		'more than declared',
		[{ ...sound, claims: { size: 10 } }],
		'zip_damaged',
		'解开后超过它写明的 10 字节'
	],
	[
		'a part over 64 MB',
		[{ ...sound, claims: { size: 65 * MB } }],
		'zip_too_large',
		'解开后有 65 MB，上限是 64 MB'
	],
	[
		'a part packed 1:1000',
		[{ name: 'a', data: new Uint8Array(4 * MB) }],
		'zip_too_large',
		'不是正常的文档'
	],
	[
		'too many parts',
		Array.from({ length: 1001 }, (_, n) => ({ name: `p${n}`, data: '' })),
		'zip_too_large',
		'有 1001 个部件，上限是 1000 个'
	]
])('refuses %s', (_, parts, code, words) => {
	const refusal = refusalOf(() => {
		const archive = openZip(writeZip(parts));
		for (const name of archive.names) archive.read(name);
	});
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

test('refuses parts that share bytes', () => {
	const inner = writeZip([{ name: 'b', data: 'inner', stored: true }]);
	const outer = { name: 'a', data: inner, stored: true };
	const insideOuter = 30 + 1;
	const refusal = refusalOf(() =>
		openZip(
			writeZip([
				outer,
				{ name: 'b', data: 'x', stored: true, start: insideOuter, claims: { size: 5, packed: 5 } }
			])
		)
	);
	expect(refusal.message).toContain('部件“b”与另一个部件的数据重叠');
});

test('refuses a file cut short, with the byte', () => {
	const file = writeZip([sound]);
	expect(refusalOf(() => openZip(file.subarray(0, 60)))).toEqual({
		code: 'zip_truncated',
		message: '文件不完整，在第 60 字节处中断；请重新传送，或用原来的软件打开、另存后再导入。'
	});
});

/** A deflated stream of that many megabytes of zeros, made without ever having them. */
function zeros(megabytes: number): Buffer {
	const one = deflateRawSync(Buffer.alloc(MB), { finishFlush: constants.Z_FULL_FLUSH });
	const end = Buffer.from([3, 0]);
	return Buffer.concat([...Array.from({ length: megabytes }, () => one), end]);
}

test.each([
	[64, 'zip_too_large', '要读的部件上限是 24 MB'],
	[30, 'zip_too_large', '要读的部件上限是 24 MB'],
	[20, 'zip_damaged', '解开后超过它写明的']
])('refuses a bomb that claims %i MB, within 32 MB', (claimed, code, words) => {
	const data = zeros(1000);
	const claims = { method: 8, size: claimed * MB };
	const bomb = writeZip([{ name: 'word/document.xml', data, stored: true, claims }]);
	const before = process.memoryUsage().arrayBuffers;
	let refusal = { code: '', message: '' };
	const seconds = cpuSeconds(
		() => (refusal = refusalOf(() => openZip(bomb).read('word/document.xml')))
	);
	expect(seconds).toBeLessThan(ENDLESS);
	expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * MB);
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});
