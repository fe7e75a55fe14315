/** The central directory of a zip file: every entry as it is declared, zip64 included, before any data is touched. */
import { DocumentError } from '../document-error.ts';

const MAX_ENTRIES = 1_000;

const END_RECORD = 0x06054b50;
const END_RECORD_SIZE = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_RECORD = 0x06064b50;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_SIZE = 46;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_STRONG_ENCRYPTION = 0x0040;

/** An entry as the directory declares it. */
export interface ZipEntry {
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

/** Position of the directory in the file. */
export interface Directory {
	count: number;
	offset: number;
	size: number;
}

/** @throws DocumentError `zip_truncated`, `zip_damaged` or `zip_too_large`. */
export function findDirectory(view: DataView): Directory {
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
		`文件不完整，在第 ${view.byteLength} 字节处中断；请重新传送，或用原来的软件打开、另存后再导入。`
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

/** @throws DocumentError `zip_damaged` or `encrypted_document`. */
export function readDirectory(view: DataView, directory: Directory): ZipEntry[] {
	const entries: ZipEntry[] = [];
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

function readCentral(view: DataView, at: number): ZipEntry {
	const nameLength = view.getUint16(at + 28, true);
	const written = nameAt(view, at + CENTRAL_HEADER_SIZE, nameLength);
	const entry: ZipEntry = {
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
function applyZip64Extra(view: DataView, from: number, to: number, entry: ZipEntry): void {
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

/** Names of parts of Office files are ASCII; other bytes only have to stay distinct. */
export function nameAt(view: DataView, at: number, length: number): string {
	if (at + length > view.byteLength) throw damaged('压缩包的部件名称超出文件结尾');
	const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
	return Buffer.from(bytes).toString('latin1');
}

/** A name as a message quotes it. */
export function shown(name: string): string {
	const printable = name.replace(/[^\x20-\x7e]/g, '?');
	return printable.length > 80 ? `${printable.slice(0, 80)}…` : printable;
}

export function damaged(what: string): DocumentError {
	return new DocumentError(
		'zip_damaged',
		`${what}，文件已损坏；请用 Word 或 WPS 打开并重新另存后再报送。`
	);
}

export function tooLarge(what: string): DocumentError {
	return new DocumentError(
		'zip_too_large',
		`${what}，未读取；请删去图片等无关内容，另存后再报送。`
	);
}
