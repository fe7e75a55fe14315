/**
 * Bounds-checked little-endian access to one stream of a Word 97–2003 file. Whatever a damaged file points at, a
 * read beyond the stream is a refusal that names the byte, never `undefined` or a RangeError.
 */
import { DocumentError } from '../document-error.ts';

export class StreamBytes {
	/** Name of the stream, for messages, e.g. `1Table`. */
	readonly name: string;
	readonly data: Uint8Array;
	readonly #view: DataView;
	/** Returns where in the file a byte of the stream is. */
	readonly fileOffset: (at: number) => number;

	constructor(name: string, data: Uint8Array, fileOffset: (at: number) => number) {
		this.name = name;
		this.data = data;
		this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
		this.fileOffset = fileOffset;
	}

	get length(): number {
		return this.data.length;
	}

	u8(at: number): number {
		this.check(at, 1);
		return this.#view.getUint8(at);
	}

	u16(at: number): number {
		this.check(at, 2);
		return this.#view.getUint16(at, true);
	}

	i16(at: number): number {
		this.check(at, 2);
		return this.#view.getInt16(at, true);
	}

	u32(at: number): number {
		this.check(at, 4);
		return this.#view.getUint32(at, true);
	}

	i32(at: number): number {
		this.check(at, 4);
		return this.#view.getInt32(at, true);
	}

	/** @throws DocumentError `damaged_doc` unless `length` bytes are at `at`. */
	check(at: number, length: number): void {
		if (at >= 0 && length >= 0 && at + length <= this.length) return;
		throw this.damaged(at, `这里应有 ${length} 字节，而该部分只有 ${this.length} 字节`);
	}

	/** The refusal of a file whose stream is wrong at byte `at`. `what` is a clause without a full stop. */
	damaged(at: number, what: string): DocumentError {
		return new DocumentError('damaged_doc', `${this.describe(at)}：${what}${DAMAGE_ADVICE}`);
	}

	/** The byte in words, e.g. `文件第 5678 字节（“1Table”部分第 12 字节）`. */
	describe(at: number): string {
		const inside = Math.max(0, Math.min(at, this.length - 1));
		const place = `“${this.name}”部分第 ${at} 字节`;
		return this.length > 0 ? `文件第 ${this.fileOffset(inside)} 字节（${place}）` : place;
	}
}

export const DAMAGE_ADVICE =
	'，文件已损坏；请用 Office 或 WPS 打开，重新另存后再报送，打不开的请重新传送原件。';
