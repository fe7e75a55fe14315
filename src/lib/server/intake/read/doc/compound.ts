/**
 * The container of Word 97–2003 files ([MS-CFB]): a small file system of sectors linked by a table (FAT).
 *
 * Written here rather than taken from the `cfb` package, which follows a cyclic FAT until memory ends and recurses
 * along a cyclic DIFAT. In this reader every chain is as long as its declared size at most, a sector belongs to one
 * stream only, and memory stays within the size of the file.
 */
import { IntakeError } from '../../document.ts';
import { DAMAGE_ADVICE, StreamBytes } from './bytes.ts';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 512;
const HEADER_DIFAT = 76;
const HEADER_DIFAT_ENTRIES = 109;
const ENTRY_BYTES = 128;
const MINI_SECTOR_BYTES = 64;
const MINI_CUTOFF = 4096;
/** Sector numbers from here on are marks: end of chain, free, FAT, DIFAT. */
const FIRST_MARK = 0xfffffffa;
const END_OF_CHAIN = 0xfffffffe;
const NO_STREAM = 0xffffffff;
const STREAM_ENTRY = 2;
const ROOT_ENTRY = 5;

interface Entry {
	name: string;
	type: number;
	left: number;
	right: number;
	child: number;
	start: number;
	size: number;
}

/** The streams that stand directly under the root; those of embedded objects are not among them. */
export interface CompoundFile {
	names: string[];
	/** Bytes of a stream, null where there is none. @throws IntakeError `damaged_doc`. */
	open(name: string): StreamBytes | null;
}

export function isCompoundFile(bytes: Uint8Array): boolean {
	return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads header, FAT and directory.
 * @throws IntakeError `damaged_doc` with the byte, or `doc_too_large`.
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
	if (bytes.length > MAX_FILE_BYTES)
		throw new IntakeError(
			'doc_too_large',
			`Word 文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，上限是 64 MB；请删去图片等无关内容，另存后再报送。`
		);
	if (!isCompoundFile(bytes)) throw damagedAt(0, '文件开头不是 Word 97–2003 的标记');
	const sectors = new SectorFile(bytes);
	const directory = sectors.openDirectory();
	const root = entryAt(directory, 0);
	if (root.type !== ROOT_ENTRY) throw directory.damaged(66, '目录的第一项不是根目录');
	const entries = listChildren(directory, root);
	let miniStream: StreamBytes | null = null;
	const mini = (): StreamBytes => (miniStream ??= sectors.openStream('Root Entry', root));
	const opened = new Map<string, StreamBytes>();
	return {
		names: [...entries.keys()],
		open(name) {
			const entry = entries.get(name);
			if (!entry) return null;
			let stream = opened.get(name);
			if (!stream) {
				stream =
					entry.size < MINI_CUTOFF
						? sectors.openMiniStream(name, entry, mini())
						: sectors.openStream(name, entry);
				opened.set(name, stream);
			}
			return stream;
		}
	};
}

/** The directory is a binary tree of siblings; it is walked with the seen entries marked, so that loops end. */
function listChildren(directory: StreamBytes, root: Entry): Map<string, Entry> {
	const found = new Map<string, Entry>();
	const seen = new Set<number>();
	const waiting = [root.child];
	while (waiting.length > 0) {
		const index = waiting.pop() ?? NO_STREAM;
		if (index === NO_STREAM || seen.has(index)) continue;
		seen.add(index);
		const entry = entryAt(directory, index);
		if (entry.type === STREAM_ENTRY) found.set(entry.name, entry);
		waiting.push(entry.left, entry.right);
	}
	return found;
}

function entryAt(directory: StreamBytes, index: number): Entry {
	const at = index * ENTRY_BYTES;
	directory.check(at, ENTRY_BYTES);
	const nameBytes = Math.min(64, directory.u16(at + 64));
	let name = '';
	for (let i = 0; i + 2 < nameBytes; i += 2) name += String.fromCharCode(directory.u16(at + i));
	return {
		name,
		type: directory.u8(at + 66),
		left: directory.u32(at + 68),
		right: directory.u32(at + 72),
		child: directory.u32(at + 76),
		start: directory.u32(at + 116),
		size: directory.u32(at + 120)
	};
}

class SectorFile {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly #sectorBytes: number;
	readonly #count: number;
	/** Successor of every sector. */
	readonly #fat: Uint32Array;
	/** Sectors that a stream has taken: a sector of two streams means that a chain is wrong. */
	readonly #taken: Uint8Array;
	readonly #takenMini = new Set<number>();
	#miniFat: StreamBytes | null = null;

	constructor(bytes: Uint8Array) {
		if (bytes.length < HEADER_BYTES) throw damagedAt(bytes.length, '文件在文件头内中断');
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const shift = this.#view.getUint16(30, true);
		if (shift !== 9 && shift !== 12)
			throw damagedAt(30, `扇区大小的代码应是 9 或 12，读到 ${shift}`);
		if (this.#view.getUint32(56, true) !== MINI_CUTOFF)
			throw damagedAt(56, '小数据流的界限应是 4096');
		this.#sectorBytes = 2 ** shift;
		this.#count = Math.max(0, Math.ceil(bytes.length / this.#sectorBytes) - 1);
		this.#taken = new Uint8Array(this.#count);
		this.#fat = this.#readFat();
	}

	openDirectory(): StreamBytes {
		const first = this.#view.getUint32(48, true);
		return this.#join('目录', this.#follow('目录', first, null), null);
	}

	openStream(name: string, entry: Entry): StreamBytes {
		const needed = Math.ceil(entry.size / this.#sectorBytes);
		return this.#join(name, this.#follow(name, entry.start, needed), entry.size);
	}

	/** Streams under 4096 bytes are cut into 64-byte sectors inside the root's own stream. */
	openMiniStream(name: string, entry: Entry, mini: StreamBytes): StreamBytes {
		const chain = this.#followMini(name, entry, mini);
		const data = new Uint8Array(entry.size);
		chain.forEach((sector, n) => {
			const from = sector * MINI_SECTOR_BYTES;
			const length = Math.min(MINI_SECTOR_BYTES, entry.size - n * MINI_SECTOR_BYTES);
			mini.check(from, length);
			data.set(mini.data.subarray(from, from + length), n * MINI_SECTOR_BYTES);
		});
		return new StreamBytes(name, data, (at) => {
			const sector = chain[Math.floor(at / MINI_SECTOR_BYTES)] ?? 0;
			return mini.fileOffset(sector * MINI_SECTOR_BYTES + (at % MINI_SECTOR_BYTES));
		});
	}

	#followMini(name: string, entry: Entry, mini: StreamBytes): number[] {
		const needed = Math.ceil(entry.size / MINI_SECTOR_BYTES);
		const fat = (this.#miniFat ??= this.#openMiniFat());
		const chain: number[] = [];
		for (let sector = entry.start; chain.length < needed; sector = fat.u32(sector * 4)) {
			if (sector * MINI_SECTOR_BYTES >= mini.length || this.#takenMini.has(sector))
				throw mini.damaged(chain.length * MINI_SECTOR_BYTES, `“${name}”的数据链有误`);
			this.#takenMini.add(sector);
			chain.push(sector);
			if (chain.length === needed) break;
		}
		return chain;
	}

	#openMiniFat(): StreamBytes {
		const first = this.#view.getUint32(60, true);
		return this.#join('小扇区表', this.#follow('小扇区表', first, null), null);
	}

	/** Sectors from `first` on: exactly `needed`, or until the end mark. */
	#follow(name: string, first: number, needed: number | null): number[] {
		const chain: number[] = [];
		let sector = first;
		while (needed === null ? sector < FIRST_MARK : chain.length < needed) {
			if (sector >= this.#count)
				throw damagedAt(this.#bytes.length, `“${name}”的第 ${chain.length + 1} 个扇区不在文件内`);
			if (this.#taken[sector])
				throw damagedAt(this.#offset(sector), `“${name}”的数据链转回了用过的扇区`);
			this.#taken[sector] = 1;
			chain.push(sector);
			sector = this.#fat[sector] ?? END_OF_CHAIN;
		}
		return chain;
	}

	#join(name: string, chain: number[], size: number | null): StreamBytes {
		const parts = chain.map((sector) =>
			this.#bytes.subarray(this.#offset(sector), this.#offset(sector + 1))
		);
		// Only the last sector of a file may be cut short, and then only at the end of its stream.
		const short = parts.slice(0, -1).findIndex((part) => part.length < this.#sectorBytes);
		if (short >= 0) throw damagedAt(this.#bytes.length, `文件在“${name}”中间中断`);
		const data = Buffer.concat(parts);
		if (size !== null && data.length < size)
			throw damagedAt(this.#bytes.length, `“${name}”应有 ${size} 字节，只读到 ${data.length} 字节`);
		return new StreamBytes(name, size === null ? data : data.subarray(0, size), (at) => {
			const sector = chain[Math.floor(at / this.#sectorBytes)] ?? 0;
			return this.#offset(sector) + (at % this.#sectorBytes);
		});
	}

	#offset(sector: number): number {
		return (sector + 1) * this.#sectorBytes;
	}

	#readFat(): Uint32Array {
		const fat = new Uint32Array(this.#count).fill(END_OF_CHAIN);
		const perSector = this.#sectorBytes / 4;
		this.#fatSectors().forEach((sector, n) => {
			for (let i = 0; i < perSector && n * perSector + i < this.#count; i++)
				fat[n * perSector + i] = this.#word(sector, i);
		});
		return fat;
	}

	/** Numbers of the sectors that hold the FAT: 109 in the header, the rest in a chain of their own (DIFAT). */
	#fatSectors(): number[] {
		const wanted = this.#view.getUint32(44, true);
		if (wanted > this.#count)
			throw damagedAt(44, `文件头写明扇区表占 ${wanted} 个扇区，超过文件本身`);
		const sectors: number[] = [];
		for (let i = 0; i < HEADER_DIFAT_ENTRIES && sectors.length < wanted; i++)
			sectors.push(this.#view.getUint32(HEADER_DIFAT + i * 4, true));
		const perSector = this.#sectorBytes / 4 - 1;
		let difat = this.#view.getUint32(68, true);
		while (sectors.length < wanted) {
			for (let i = 0; i < perSector && sectors.length < wanted; i++)
				sectors.push(this.#word(difat, i));
			difat = this.#word(difat, perSector);
		}
		for (const sector of sectors) this.#take(sector);
		return sectors;
	}

	#take(sector: number): void {
		if (sector >= this.#count || this.#taken[sector])
			throw damagedAt(HEADER_DIFAT, `扇区表指向第 ${sector} 个扇区，不在文件内或已用过`);
		this.#taken[sector] = 1;
	}

	/** 32-bit word `index` of a sector; a sector cut off by the end of the file reads as end of chain. */
	#word(sector: number, index: number): number {
		const at = this.#offset(sector) + index * 4;
		if (sector >= this.#count)
			throw damagedAt(HEADER_DIFAT, `扇区表指向文件之外的第 ${sector} 个扇区`);
		return at + 4 <= this.#bytes.length ? this.#view.getUint32(at, true) : END_OF_CHAIN;
	}
}

function damagedAt(at: number, what: string): IntakeError {
	return new IntakeError('damaged_doc', `Word 文件第 ${at} 字节：${what}${DAMAGE_ADVICE}`);
}
