/**
 * Reads the files of a form as they arrive (multipart/form-data, RFC 7578), piece by piece: `Request.formData` would
 * hold the whole form in memory, and a folder of reports is larger than that should be.
 */

/** A form that is cut off or is none; its message is for the log. */
export class FormError extends Error {
	override name = 'FormError';
}

export interface SentFile {
	/** As the browser names it, with the folders of a chosen folder. */
	filename: string;
	/** The next piece of the file; null after the last. What is not read is passed over. */
	read: () => Promise<Buffer | null>;
}

/** The boundary that a content type names; null where it is no form with files. */
export function boundaryOf(contentType: string | null): string | null {
	const found = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
		contentType ?? ''
	);
	return found?.[1] ?? found?.[2] ?? null;
}

/** The files in the order of the form; other fields are passed over. @throws FormError */
export async function* sentFiles(
	body: AsyncIterable<Uint8Array>,
	boundary: string
): AsyncGenerator<SentFile> {
	const delimiter = Buffer.from(`\r\n--${boundary}`);
	const form = new FormReader(body);
	await passOver(() => form.readBefore(delimiter));
	while ((await form.take(2)).equals(LINE_END)) {
		const filename = filenameIn(await form.readHead());
		let isRead = false;
		const read = async () => {
			const piece = isRead ? null : await form.readBefore(delimiter);
			isRead = piece === null;
			return piece;
		};
		if (filename) yield { filename, read };
		await passOver(read);
	}
}

async function passOver(read: () => Promise<Buffer | null>): Promise<void> {
	while ((await read()) !== null);
}

const LINE_END = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');
const LONGEST_HEAD = 16_384;

/** Browsers escape quotes and line ends in a name, and nothing else. */
function filenameIn(head: string): string | null {
	const found = /^content-disposition:\s*form-data\s*;.*?\bfilename="([^"\r\n]*)"/im.exec(head);
	const ends: Record<string, string> = { '%22': '"', '%0d': '\r', '%0a': '\n' };
	return found?.[1]?.replace(/%(?:22|0d|0a)/gi, (sign) => ends[sign.toLowerCase()] ?? sign) ?? null;
}

/** Buffers as much of the form as its marks need. */
class FormReader {
	readonly #pieces: AsyncIterator<Uint8Array>;
	/** The first delimiter has no line end before it. */
	#buffer: Buffer = LINE_END;
	#isBefore = true;

	constructor(body: AsyncIterable<Uint8Array>) {
		this.#pieces = body[Symbol.asyncIterator]();
	}

	async #fill(): Promise<void> {
		const next: IteratorResult<Uint8Array, unknown> = await this.#pieces.next();
		if (next.done === true) throw new FormError('the form was cut off');
		this.#buffer = Buffer.concat([this.#buffer, next.value]);
	}

	/** The next piece before `mark`; null once the mark is reached, which is passed. */
	async readBefore(mark: Buffer): Promise<Buffer | null> {
		if (!this.#isBefore) {
			this.#isBefore = true;
			return null;
		}
		for (;;) {
			const at = this.#buffer.indexOf(mark);
			if (at >= 0) {
				const piece = this.#buffer.subarray(0, at);
				this.#buffer = this.#buffer.subarray(at + mark.length);
				this.#isBefore = piece.length === 0;
				return piece.length === 0 ? null : piece;
			}
			const certain = this.#buffer.length - mark.length;
			if (certain > 0) {
				const piece = this.#buffer.subarray(0, certain);
				this.#buffer = this.#buffer.subarray(certain);
				return piece;
			}
			await this.#fill();
		}
	}

	async take(length: number): Promise<Buffer> {
		while (this.#buffer.length < length) await this.#fill();
		const taken = this.#buffer.subarray(0, length);
		this.#buffer = this.#buffer.subarray(length);
		return taken;
	}

	async readHead(): Promise<string> {
		for (;;) {
			const at = this.#buffer.indexOf(HEAD_END);
			if (at > LONGEST_HEAD || (at < 0 && this.#buffer.length > LONGEST_HEAD)) {
				throw new FormError('the head of a part is too long');
			}
			if (at >= 0) {
				const head = this.#buffer.subarray(0, at).toString('utf8');
				this.#buffer = this.#buffer.subarray(at + HEAD_END.length);
				return head;
			}
			await this.#fill();
		}
	}
}
