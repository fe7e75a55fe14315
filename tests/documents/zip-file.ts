/** Writes zip files, sound ones and ones with a fault at a chosen place. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A part, and what the archive says of it where that is not the truth. */
export interface Part {
	name: string;
	data: Uint8Array | string;
	stored?: boolean;
	/** Sizes and CRC follow the data, as streaming writers do. */
	descriptor?: boolean;
	/** Sizes in the directory stand in the zip64 extra field. */
	zip64?: boolean;
	claims?: Partial<{ crc: number; size: number; packed: number; flags: number; method: number }>;
	/** Offset of the local header that the directory gives, if not the real one. */
	start?: number;
}

export function writeZip(parts: Part[], comment = ''): Buffer {
	const locals: Buffer[] = [];
	const centrals: Buffer[] = [];
	let offset = 0;
	for (const part of parts) {
		const { local, central } = writePart(part, part.start ?? offset);
		locals.push(local);
		centrals.push(central);
		offset += local.length;
	}
	const directory = Buffer.concat(centrals);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	end.writeUInt16LE(Buffer.byteLength(comment), 20);
	return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}

function writePart(part: Part, start: number): { local: Buffer; central: Buffer } {
	const data = Buffer.from(part.data);
	const packed = part.stored ? data : deflateRawSync(data);
	const said = {
		crc: crc32(data),
		size: data.length,
		packed: packed.length,
		method: part.stored ? 0 : 8,
		flags: part.descriptor ? 8 : 0,
		...part.claims
	};
	const name = Buffer.from(part.name);
	const local = Buffer.alloc(30);
	local.writeUInt32LE(0x04034b50, 0);
	writeFields(local, 4, said, part.descriptor === true);
	local.writeUInt16LE(name.length, 26);
	const trailer = part.descriptor ? descriptorOf(said) : Buffer.alloc(0);
	const extra = part.zip64 ? zip64Extra(said) : Buffer.alloc(0);
	const central = Buffer.alloc(46);
	central.writeUInt32LE(0x02014b50, 0);
	writeFields(central, 6, said, false);
	if (part.zip64) central.fill(0xff, 20, 28);
	central.writeUInt16LE(name.length, 28);
	central.writeUInt16LE(extra.length, 30);
	central.writeUInt32LE(start, 42);
	return {
		local: Buffer.concat([local, name, packed, trailer]),
		central: Buffer.concat([central, name, extra])
	};
}

interface Said {
	crc: number;
	size: number;
	packed: number;
	method: number;
	flags: number;
}

/** Version, flags, method, time, CRC and sizes stand in the same order in both headers. */
function writeFields(header: Buffer, at: number, said: Said, blank: boolean): void {
	header.writeUInt16LE(20, at);
	header.writeUInt16LE(said.flags, at + 2);
	header.writeUInt16LE(said.method, at + 4);
	if (blank) return;
	header.writeUInt32LE(said.crc, at + 10);
	header.writeUInt32LE(said.packed, at + 14);
	header.writeUInt32LE(said.size, at + 18);
}

function descriptorOf(said: Said): Buffer {
	const descriptor = Buffer.alloc(16);
	descriptor.writeUInt32LE(0x08074b50, 0);
	descriptor.writeUInt32LE(said.crc, 4);
	descriptor.writeUInt32LE(said.packed, 8);
	descriptor.writeUInt32LE(said.size, 12);
	return descriptor;
}

function zip64Extra(said: Said): Buffer {
	const extra = Buffer.alloc(20);
	extra.writeUInt16LE(1, 0);
	extra.writeUInt16LE(16, 2);
	extra.writeBigUInt64LE(BigInt(said.size), 4);
	extra.writeBigUInt64LE(BigInt(said.packed), 12);
	return extra;
}
