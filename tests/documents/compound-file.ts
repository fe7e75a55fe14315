/** Writes compound files: streams under the root, each in full sectors, with FAT and directory behind them. */

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENTRY_BYTES = 128;
const END_OF_CHAIN = 0xfffffffe;
const FAT_SECTOR = 0xfffffffd;
const NONE = 0xffffffff;
/** Shorter streams would have to stand in small sectors. */
const LEAST_STREAM_BYTES = 4096;

/** @param sectorShift 9 for the usual sectors of 512 bytes, 12 for those of 4096. */
export function writeCompound(
	streams: Record<string, Uint8Array>,
	sectorShift: 9 | 12 = 9
): Buffer {
	const sectorBytes = 2 ** sectorShift;
	const parts = Object.entries(streams).map(([name, data]) => {
		const least = Math.max(data.length, LEAST_STREAM_BYTES);
		const padded = Buffer.alloc(Math.ceil(least / sectorBytes) * sectorBytes);
		padded.set(data);
		return { name, size: least, padded };
	});
	const fat: number[] = [];
	const starts = parts.map(({ padded }) => appendChain(fat, padded.length / sectorBytes));
	const directory = writeDirectory(parts, starts, sectorBytes);
	const directoryStart = appendChain(fat, directory.length / sectorBytes);
	const fatSectors = Math.ceil((fat.length + 1) / (sectorBytes / 4 - 1));
	const fatStart = fat.length;
	for (let n = 0; n < fatSectors; n++) fat.push(FAT_SECTOR);
	const table = Buffer.alloc(fatSectors * sectorBytes, 0xff);
	fat.forEach((next, sector) => table.writeUInt32LE(next, sector * 4));
	const header = writeHeader(sectorShift, directoryStart, fatStart, fatSectors);
	return Buffer.concat([header, ...parts.map(({ padded }) => padded), directory, table]);
}

function appendChain(fat: number[], sectors: number): number {
	const start = fat.length;
	for (let n = 1; n < sectors; n++) fat.push(start + n);
	fat.push(END_OF_CHAIN);
	return start;
}

function writeDirectory(
	parts: { name: string; size: number }[],
	starts: number[],
	sectorBytes: number
): Buffer {
	const entries = (parts.length + 1) * ENTRY_BYTES;
	const directory = Buffer.alloc(Math.ceil(entries / sectorBytes) * sectorBytes);
	writeEntry(directory, 0, { name: 'Root Entry', type: 5, child: 1, start: END_OF_CHAIN, size: 0 });
	parts.forEach(({ name, size }, n) => {
		const right = n + 1 < parts.length ? n + 2 : NONE;
		writeEntry(directory, n + 1, { name, type: 2, right, start: starts[n] ?? 0, size });
	});
	return directory;
}

function writeEntry(
	directory: Buffer,
	index: number,
	entry: { name: string; type: number; right?: number; child?: number; start: number; size: number }
): void {
	const at = index * ENTRY_BYTES;
	directory.write(entry.name, at, 'utf16le');
	directory.writeUInt16LE((entry.name.length + 1) * 2, at + 64);
	directory.writeUInt8(entry.type, at + 66);
	directory.writeUInt32LE(NONE, at + 68);
	directory.writeUInt32LE(entry.right ?? NONE, at + 72);
	directory.writeUInt32LE(entry.child ?? NONE, at + 76);
	directory.writeUInt32LE(entry.start, at + 116);
	directory.writeUInt32LE(entry.size, at + 120);
}

function writeHeader(shift: 9 | 12, directory: number, fat: number, fatSectors: number): Buffer {
	const header = Buffer.alloc(2 ** shift);
	SIGNATURE.copy(header);
	header.writeUInt16LE(0x3e, 24);
	header.writeUInt16LE(shift === 9 ? 3 : 4, 26);
	header.writeUInt16LE(0xfffe, 28);
	header.writeUInt16LE(shift, 30);
	header.writeUInt16LE(6, 32);
	header.writeUInt32LE(fatSectors, 44);
	header.writeUInt32LE(directory, 48);
	header.writeUInt32LE(LEAST_STREAM_BYTES, 56);
	header.writeUInt32LE(END_OF_CHAIN, 60);
	header.writeUInt32LE(END_OF_CHAIN, 68);
	for (let n = 0; n < 109; n++) header.writeUInt32LE(n < fatSectors ? fat + n : NONE, 76 + n * 4);
	return header;
}
