/**
 * The gate that every zip based file (.docx, .xlsx) passes before anything is inflated. The central directory is
 * checked as a whole: number and size of the entries, encryption, duplicates, overlaps, sizes that contradict each
 * other. A part is then inflated with its declared size as the ceiling and its CRC is compared, so that a part that
 * lies is refused before it costs memory.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { DocumentError } from './document-error.ts';

const MAX_ENTRIES = 1_000;
const MAX_PART_BYTES = 64 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** Of a part that is read, as against one that only lies in the file; a long report has 1 MB of XML. */
const MAX_READ_BYTES = 24 * 1024 * 1024;
/** Word's own XML packs to between 1:5 and 1:40; only a bomb packs a megabyte better than this. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 1024 * 1024;

const END_RECORD = 0x06054b50;
const END_RECORD_SIZE = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_RECORD = 0x06064b50;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_SIZE = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_DESCRIPTOR = 0x0008;
const FLAG_UTF8 = 0x0800;
const FLAG_STRONG_ENCRYPTION = 0x0040;

interface Entry {
	/** Latin-1 reading of the bytes, which tells names apart, with slashes between folders. */
	name: string;
	/** The bytes as they are, likewise. */
	written: string;
	flags: number;
	method: number;
	crc: number;
	packed: number;
	size: number;
	/** Offset of the local header. */
	start: number;
}

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

interface Directory {
	count: number;
	offset: number;
	size: number;
}

function findDirectory(view: DataView): Directory {
	const end = findEndRecord(view);
	const plain = {
		count: view.getUint16(end + 10, true),
		size: view.getUint32(end + 12, true),
		offset: view.getUint32(end + 16, true)
	};
	if (view.getUint16(end + 4, true) !== 0 && view.getUint16(end + 4, true) !== 0xffff)
		throw damaged('压缩包分成了几卷');
	const locator = end - ZIP64_LOCATOR_SIZE;
	const zip64 = locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR;
	const directory = zip64 ? readZip64End(view, locator) : plain;
	const limit = zip64 ? zip64EndOffset(view, locator) : end;
	if (directory.count > MAX_ENTRIES)
		throw tooLarge(`压缩包里有 ${directory.count} 个部件，上限是 ${MAX_ENTRIES} 个`);
	if (directory.offset + directory.size !== limit)
		throw damaged(
			`压缩包目录应在第 ${directory.offset} 字节，长 ${directory.size} 字节，与文件结尾不符`
		);
	return directory;
}

/** The end record is the last thing in the file but for a comment of at most 65,535 bytes. */
function findEndRecord(view: DataView): number {
	const lowest = Math.max(0, view.byteLength - END_RECORD_SIZE - 0xffff);
	for (let at = view.byteLength - END_RECORD_SIZE; at >= lowest; at--) {
		if (view.getUint32(at, true) !== END_RECORD) continue;
		if (at + END_RECORD_SIZE + view.getUint16(at + 20, true) <= view.byteLength) return at;
	}
	throw new DocumentError(
		'zip_truncated',
		`文件在第 ${view.byteLength} 字节处中断，找不到压缩包目录；请重新传送或从 Word 重新另存后再导入。`
	);
}

function zip64EndOffset(view: DataView, locator: number): number {
	const offset = Number(view.getBigUint64(locator + 8, true));
	if (offset + 56 > locator || view.getUint32(offset, true) !== ZIP64_END_RECORD)
		throw damaged('压缩包的 zip64 目录记录位置不对');
	return offset;
}

function readZip64End(view: DataView, locator: number): Directory {
	const at = zip64EndOffset(view, locator);
	return {
		count: Number(view.getBigUint64(at + 32, true)),
		size: Number(view.getBigUint64(at + 40, true)),
		offset: Number(view.getBigUint64(at + 48, true))
	};
}

function readDirectory(view: DataView, directory: Directory): Entry[] {
	const entries: Entry[] = [];
	const names = new Set<string>();
	const end = directory.offset + directory.size;
	let at = directory.offset;
	for (let n = 0; n < directory.count; n++) {
		if (at + CENTRAL_HEADER_SIZE > end || view.getUint32(at, true) !== CENTRAL_HEADER)
			throw damaged(`压缩包目录第 ${n + 1} 项（第 ${at} 字节）不是目录项`);
		const length = centralLength(view, at);
		if (at + length > end) throw damaged(`压缩包目录第 ${n + 1} 项（第 ${at} 字节）超出目录`);
		const entry = readCentral(view, at);
		const key = entry.name.toLowerCase();
		if (names.has(key)) throw damaged(`压缩包里有两个部件都叫“${shown(entry.name)}”`);
		names.add(key);
		entries.push(entry);
		at += length;
	}
	if (at !== end) throw damaged(`压缩包目录写明有 ${directory.count} 项，实际不止`);
	return entries;
}

function centralLength(view: DataView, at: number): number {
	const variable =
		view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	return CENTRAL_HEADER_SIZE + variable;
}

function readCentral(view: DataView, at: number): Entry {
	const nameLength = view.getUint16(at + 28, true);
	const written = nameAt(view, at + CENTRAL_HEADER_SIZE, nameLength);
	const entry: Entry = {
		name: written.replaceAll('\\', '/'),
		written,
		flags: view.getUint16(at + 8, true),
		method: view.getUint16(at + 10, true),
		crc: view.getUint32(at + 16, true),
		packed: view.getUint32(at + 20, true),
		size: view.getUint32(at + 24, true),
		start: view.getUint32(at + 42, true)
	};
	const extra = at + CENTRAL_HEADER_SIZE + nameLength;
	applyZip64Extra(view, extra, extra + view.getUint16(at + 30, true), entry);
	if (entry.flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION))
		throw new DocumentError(
			'encrypted_document',
			`压缩包的部件“${shown(entry.name)}”加了密；请去掉密码，另存后再报送。`
		);
	return entry;
}

/** Fields that are 0xffffffff in the plain header are in extra field 1, in this order. */
function applyZip64Extra(view: DataView, from: number, to: number, entry: Entry): void {
	let at = from;
	while (at + 4 <= to) {
		const length = view.getUint16(at + 2, true);
		if (view.getUint16(at, true) === 1) {
			let field = at + 4;
			for (const key of ['size', 'packed', 'start'] as const) {
				if (entry[key] !== 0xffffffff || field + 8 > at + 4 + length) continue;
				entry[key] = Number(view.getBigUint64(field, true));
				field += 8;
			}
			return;
		}
		at += 4 + length;
	}
}

function checkSizes(entries: Entry[]): void {
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
function checkOverlap(view: DataView, entries: Entry[], directoryStart: number): void {
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

function dataStart(view: DataView, entry: Entry): number {
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

function dataEnd(view: DataView, entry: Entry): number {
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

function inflate(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
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

function unpack(packed: Uint8Array, entry: Entry): Uint8Array {
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

/** Names of parts of Office files are ASCII; other bytes only have to stay distinct. */
function nameAt(view: DataView, at: number, length: number): string {
	if (at + length > view.byteLength) throw damaged('压缩包的部件名称超出文件结尾');
	const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
	return Buffer.from(bytes).toString('latin1');
}

/** UTF-8 where the entry says so or its bytes are; else GB18030, as Windows in China packs. */
function fileNameOf({ written, flags }: Entry): string {
	const bytes = Buffer.from(written, 'latin1');
	for (const encoding of flags & FLAG_UTF8 ? ['utf-8'] : ['utf-8', 'gb18030'])
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes).replaceAll('\\', '/');
		} catch {
			continue;
		}
	return shown(written);
}

function shown(name: string): string {
	const printable = name.replace(/[^\x20-\x7e]/g, '?');
	return printable.length > 80 ? `${printable.slice(0, 80)}…` : printable;
}

function megabytes(bytes: number): string {
	return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

function damaged(what: string): DocumentError {
	return new DocumentError(
		'zip_damaged',
		`${what}，文件已损坏；请用 Word 或 WPS 打开并重新另存后再报送。`
	);
}

function tooLarge(what: string): DocumentError {
	return new DocumentError(
		'zip_too_large',
		`${what}，未读取；请删去图片等无关内容，另存后再报送。`
	);
}
