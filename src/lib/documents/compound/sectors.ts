/**
 * Sectors of a compound file and the table (FAT) that links them into streams.
 *
 * Written here rather than taken from the `cfb` package: with one changed number in the FAT that package followed a
 * cycle for 42 s and took 3 GB, and along a cyclic DIFAT it recurses until the stack ends. Here a chain is as long as
 * its declared size at most, a sector belongs to one stream only, and memory stays within the size of the file.
 */
import { DocumentError } from '../document-error.ts';
import { DAMAGE_ADVICE, StreamBytes } from './bytes.ts';

/** Streams shorter than this are in small sectors. */
export const MINI_CUTOFF = 4096;
const HEADER_BYTES = 512;
const HEADER_DIFAT = 76;
const HEADER_DIFAT_ENTRIES = 109;
const MINI_SECTOR_BYTES = 64;
/** Sector numbers from here on are marks: end of chain, free, FAT, DIFAT. */
const FIRST_MARK = 0xfffffffa;
const END_OF_CHAIN = 0xfffffffe;

/** A stream begins here and is so long. */
interface Extent {
	start: number;
	size: number;
}

export class SectorFile {
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

	openStream(name: string, entry: Extent): StreamBytes {
		const needed = Math.ceil(entry.size / this.#sectorBytes);
		return this.#join(name, this.#follow(name, entry.start, needed), entry.size);
	}

	/** Streams under 4096 bytes are cut into 64-byte sectors inside the root's own stream. */
	openMiniStream(name: string, entry: Extent, mini: StreamBytes): StreamBytes {
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

	#followMini(name: string, entry: Extent, mini: StreamBytes): number[] {
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

export function damagedAt(at: number, what: string): DocumentError {
	return new DocumentError('damaged_doc', `文件第 ${at} 字节：${what}${DAMAGE_ADVICE}`);
}
