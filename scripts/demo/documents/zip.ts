/**
 * This module writes a zip archive whose bytes depend on its contents alone: entries are stored, because compressors
 * differ between machines, and bear the earliest date that the format knows.
 */
import { crc32 } from 'node:zlib';

export interface ZipEntry {
	name: string;
	text: string;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** This is 1980-01-01 as a DOS date. */
const EARLIEST_DATE = 0x0021;

export function zipStored(entries: readonly ZipEntry[]): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name, 'utf8');
		const content = Buffer.from(entry.text, 'utf8');
		const common = commonFields(content, name.length);
		const local = Buffer.concat([uint32(LOCAL_HEADER), common, name, content]);
		directory.push(
			Buffer.concat([
				uint32(CENTRAL_HEADER),
				uint16(VERSION),
				common,
				Buffer.alloc(10),
				uint32(offset),
				name
			])
		);
		files.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.concat([
		uint32(END_OF_CENTRAL),
		Buffer.alloc(4),
		uint16(entries.length),
		uint16(entries.length),
		uint32(central.length),
		uint32(offset),
		uint16(0)
	]);
	return Buffer.concat([...files, central, end]);
}

/** Returns the fields that local and central headers share. */
function commonFields(content: Buffer, nameLength: number): Buffer {
	return Buffer.concat([
		uint16(VERSION),
		uint16(UTF8_NAMES),
		uint16(0),
		uint16(0),
		uint16(EARLIEST_DATE),
		uint32(crc32(content)),
		uint32(content.length),
		uint32(content.length),
		uint16(nameLength),
		uint16(0)
	]);
}

function uint16(value: number): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16LE(value);
	return bytes;
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}
