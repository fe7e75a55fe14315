/** A text as UTF-8, put together piece by piece: joining texts and encoding them again would take longer than hashing. */

/** Shared by all, of which one is written at a time. */
let buffer = Buffer.allocUnsafe(1 << 14);

/** Digits that are written as a small integer, which the engine divides quickly. */
const DIGITS = 9;
const SMALL = 10 ** DIGITS;
const ZERO = 48;
/** UTF-8 takes at most so many bytes for a unit of a text. */
const WIDEST = 3;

/** The bytes are those of the latest one made. */
export class TextBytes {
	#length = 0;

	add(text: string): void {
		this.#reserve(text.length * WIDEST);
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code > 127) {
				this.#length += buffer.write(text.slice(at), this.#length);
				return;
			}
			buffer[this.#length++] = code;
		}
	}

	/** A piece that many texts have in common, as UTF-8. */
	addBytes(piece: Uint8Array): void {
		const { length } = piece;
		this.#reserve(length);
		// A loop: to call `set` for a few bytes takes longer.
		for (let at = 0; at < length; at++) buffer[this.#length++] = piece[at] ?? 0;
	}

	/** The digits of a safe integer, as `String` gives them. */
	addInteger(value: number): void {
		if (!Number.isSafeInteger(value)) throw new Error(`${value} is no integer that is exact`);
		this.#reserve(2 * DIGITS);
		if (value < 0) this.add('-');
		const amount = Math.abs(value);
		const low = amount % SMALL;
		if (amount === low) this.#addDigits(low, 1);
		else {
			this.#addDigits((amount - low) / SMALL, 1);
			this.#addDigits(low, DIGITS);
		}
	}

	/** Holds until the next is made. */
	written(): Uint8Array {
		return buffer.subarray(0, this.#length);
	}

	#addDigits(amount: number, least: number): void {
		let width = least;
		for (let power = 10 ** least; power <= amount; power *= 10) width++;
		let rest = amount;
		for (let at = this.#length + width - 1; at >= this.#length; at--) {
			const next = (rest / 10) | 0;
			buffer[at] = ZERO + rest - next * 10;
			rest = next;
		}
		this.#length += width;
	}

	#reserve(bytes: number): void {
		if (this.#length + bytes <= buffer.length) return;
		const larger = Buffer.allocUnsafe((this.#length + bytes) * 2);
		buffer.copy(larger, 0, 0, this.#length);
		buffer = larger;
	}
}
