/** Bytes of RTF text → characters, by the code page of the font that is in force. */

/** Encodings by the character set of a font (`\fcharset`). Strict: what does not decode is no text. */
const CHARSETS = new Map([
	[0, 'windows-1252'],
	[2, 'symbol'],
	[128, 'shift_jis'],
	[129, 'euc-kr'],
	[134, 'gb18030'],
	[136, 'big5']
]);
const CODE_PAGES = new Map([
	[936, 'gb18030'],
	[54936, 'gb18030'],
	[950, 'big5'],
	[932, 'shift_jis'],
	[949, 'euc-kr'],
	[65001, 'utf-8']
]);

export class CodePages {
	readonly #fonts = new Map<number, { encoding: string | null; name: string }>();
	readonly #decoders = new Map<string, TextDecoder>();
	#default = 'windows-1252';
	/** Font of text that names none. */
	#defaultFont = -1;
	#current: string | null = null;
	#defining: { encoding: string | null; name: string } | null = null;
	#bytes: number[] = [];

	/** A control word of the font table. */
	define(name: string, value: number | null): void {
		if (name === 'f' && value !== null) {
			this.#defining = { encoding: null, name: '' };
			this.#fonts.set(value, this.#defining);
		} else if (name === 'fcharset' && this.#defining)
			this.#defining.encoding = CHARSETS.get(value ?? 0) ?? null;
	}

	/** A byte of the name of a font. */
	nameByte(code: number): void {
		if (this.#defining && code < 0x80 && code !== 0x3b)
			this.#defining.name += String.fromCharCode(code);
	}

	fontName(font: number | null): string | undefined {
		return this.#fonts.get(font ?? -1)?.name.trim();
	}

	setDefault(page: number | null): void {
		this.#default = CODE_PAGES.get(page ?? 0) ?? 'windows-1252';
	}

	setDefaultFont(font: number | null): void {
		this.#defaultFont = font ?? -1;
	}

	use(font: number | null): void {
		this.#current = this.#fonts.get(font ?? this.#defaultFont)?.encoding ?? null;
	}

	add(code: number): void {
		this.#bytes.push(code);
	}

	/** The text of the bytes since the last call; U+FFFD where they are no text. */
	take(): string {
		if (this.#bytes.length === 0) return '';
		const bytes = Uint8Array.from(this.#bytes);
		this.#bytes = [];
		const isAscii = bytes.every((byte) => byte < 0x80);
		return isAscii ? Buffer.from(bytes).toString('latin1') : this.#decode(bytes);
	}

	/** Western fonts are named for Chinese text by careless programs: the file's own code page is then tried. */
	#decode(bytes: Uint8Array): string {
		const own = this.#current;
		if (own === 'symbol') return '〓'.repeat(bytes.length);
		const encodings =
			own === null || own === 'windows-1252' ? [this.#default, own] : [own, this.#default];
		for (const encoding of encodings) {
			if (encoding === null || encoding === 'symbol') continue;
			const text = this.#decoder(encoding).decode(bytes);
			if (!text.includes('\uFFFD')) return text;
		}
		return '\uFFFD';
	}

	#decoder(encoding: string): TextDecoder {
		let decoder = this.#decoders.get(encoding);
		if (!decoder) this.#decoders.set(encoding, (decoder = new TextDecoder(encoding)));
		return decoder;
	}
}
