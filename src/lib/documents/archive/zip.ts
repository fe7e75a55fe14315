/**
 * The gate that every zip based file (.docx, .xlsx) passes before anything is inflated. The central directory is
 * checked as a whole: number and size of the entries, encryption, duplicates, overlaps, sizes that contradict each
 * other. A part is then inflated with its declared size as the ceiling and its CRC is compared, so that a part that
 * lies is refused before it costs memory.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { DocumentError } from '../document-error.ts';
import {
	damaged,
	findDirectory,
	nameAt,
	readDirectory,
	shown,
	tooLarge,
	type ZipEntry
} from './zip-directory.ts';

const MAX_PART_BYTES = 64 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** Most bytes of a part that is read, as against one that only lies in the file; a long report has 1 MB of XML. */
const MAX_READ_BYTES = 24 * 1024 * 1024;
/** Word's own XML packs to between 1:5 and 1:40; only a bomb packs a megabyte better than this. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 1024 * 1024;

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const FLAG_DESCRIPTOR = 0x0008;
const FLAG_UTF8 = 0x0800;

/** A checked archive. */
export interface ZipArchive {
	names: string[];
	/** Names as file names of the system that packed them, in the order of the directory. */
	fileNames(): { name: string; file: string }[];
	has(name: string): boolean;
	/** Bytes of a part. @throws DocumentError when the part is absent or its data contradict the directory. */
	read(name: string): Uint8Array;
}

/**
 * Checks the directory of a zip file.
 * @throws DocumentError `zip_truncated`, `zip_damaged`, `zip_too_large` or `encrypted_document`.
 */
export function openZip(bytes: Uint8Array): ZipArchive {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const directory = findDirectory(view);
	const entries = readDirectory(view, directory);
	checkSizes(entries);
	checkOverlap(view, entries, directory.offset);
	const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	return {
		names: entries.map((entry) => entry.name),
		fileNames: () => entries.map((entry) => ({ name: entry.name, file: fileNameOf(entry) })),
		has: (name) => byName.has(name.toLowerCase()),
		read(name) {
			const entry = byName.get(name.toLowerCase());
			if (!entry) throw damaged(`压缩包里没有部件“${name}”`);
			return inflate(bytes, view, entry);
		}
	};
}

function checkSizes(entries: ZipEntry[]): void {
	let total = 0;
	for (const entry of entries) {
		total += entry.size;
		if (entry.size > MAX_PART_BYTES)
			throw tooLarge(`部件“${shown(entry.name)}”解开后有 ${megabytes(entry.size)}，上限是 64 MB`);
		if (entry.size > RATIO_FREE_BYTES && entry.size > entry.packed * MAX_RATIO)
			throw tooLarge(
				`部件“${shown(entry.name)}”由 ${entry.packed} 字节解开成 ${megabytes(entry.size)}，不是正常的文档`
			);
	}
	if (total > MAX_UNPACKED_BYTES)
		throw tooLarge(`全部部件解开后有 ${megabytes(total)}，上限是 256 MB`);
}

/** Every entry's bytes lie before the directory and no two entries share a byte. */
function checkOverlap(view: DataView, entries: ZipEntry[], directoryStart: number): void {
	const spans = entries
		.map((entry) => ({ name: entry.name, from: entry.start, to: dataEnd(view, entry) }))
		.sort((a, b) => a.from - b.from);
	let previousEnd = 0;
	for (const span of spans) {
		if (span.from < previousEnd) throw damaged(`部件“${shown(span.name)}”与另一个部件的数据重叠`);
		previousEnd = span.to;
	}
	if (previousEnd > directoryStart) throw damaged('部件的数据与压缩包目录重叠');
}

function dataStart(view: DataView, entry: ZipEntry): number {
	const at = entry.start;
	if (at + LOCAL_HEADER_SIZE > view.byteLength || view.getUint32(at, true) !== LOCAL_HEADER)
		throw damaged(`第 ${at} 字节处应是部件“${shown(entry.name)}”的开头`);
	const nameLength = view.getUint16(at + 26, true);
	const start = at + LOCAL_HEADER_SIZE + nameLength + view.getUint16(at + 28, true);
	if (start > view.byteLength) throw damaged(`部件“${shown(entry.name)}”超出文件结尾`);
	if (nameAt(view, at + LOCAL_HEADER_SIZE, nameLength) !== entry.written)
		throw damaged(`部件“${shown(entry.name)}”的名称与目录不一致`);
	return start;
}

function dataEnd(view: DataView, entry: ZipEntry): number {
	const end = dataStart(view, entry) + entry.packed;
	if (end > view.byteLength) throw damaged(`部件“${shown(entry.name)}”超出文件结尾`);
	const local = {
		flags: view.getUint16(entry.start + 6, true),
		method: view.getUint16(entry.start + 8, true),
		packed: view.getUint32(entry.start + 18, true),
		size: view.getUint32(entry.start + 22, true)
	};
	// A zip64 local header, or one whose sizes follow the data, holds placeholders.
	const hasSizes = !(local.flags & FLAG_DESCRIPTOR) && local.size !== 0xffffffff;
	const lies = hasSizes && (local.packed !== entry.packed || local.size !== entry.size);
	if (lies || local.method !== entry.method)
		throw damaged(`部件“${shown(entry.name)}”自己写的大小或压缩方法与目录不一致`);
	return end;
}

function inflate(bytes: Uint8Array, view: DataView, entry: ZipEntry): Uint8Array {
	if (entry.size > MAX_READ_BYTES)
		throw tooLarge(
			`部件“${shown(entry.name)}”解开后有 ${megabytes(entry.size)}，要读的部件上限是 24 MB`
		);
	const start = dataStart(view, entry);
	const data = unpack(bytes.subarray(start, start + entry.packed), entry);
	if (data.length !== entry.size)
		throw damaged(`部件“${shown(entry.name)}”写明 ${entry.size} 字节，实际 ${data.length} 字节`);
	if (crc32(data) !== entry.crc)
		throw new DocumentError(
			'zip_crc',
			`部件“${shown(entry.name)}”的内容与校验值不符，文件在传送或存储中损坏；请重新另存后再报送。`
		);
	return data;
}

function unpack(packed: Uint8Array, entry: ZipEntry): Uint8Array {
	if (entry.method === 0) return packed;
	if (entry.method !== 8)
		throw damaged(`部件“${shown(entry.name)}”用了不支持的压缩方法 ${entry.method}`);
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
			throw damaged(`部件“${shown(entry.name)}”解开后超过它写明的 ${entry.size} 字节`);
		throw damaged(`部件“${shown(entry.name)}”的压缩数据损坏`);
	}
}

/** UTF-8 where the entry says so or its bytes are; else GB18030, as Windows in China packs. */
function fileNameOf({ written, flags }: ZipEntry): string {
	const bytes = Buffer.from(written, 'latin1');
	for (const encoding of flags & FLAG_UTF8 ? ['utf-8'] : ['utf-8', 'gb18030'])
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes).replaceAll('\\', '/');
		} catch {
			continue;
		}
	return shown(written);
}

function megabytes(bytes: number): string {
	return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}
