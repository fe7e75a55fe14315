/** The shared texts of a BIFF8 workbook that have runs of several fonts ([MS-XLS] SST, XLUnicodeRichExtendedString). */
import type { TextLook } from '../appearance.ts';

export interface XlsFont extends TextLook {
	isStruck: boolean;
	position: 'superscript' | 'subscript' | null;
	/** The symbol font that it is. */
	symbols: string | null;
}

/** A run of a text; null is the font of the cell. */
export interface RichRun {
	text: string;
	font: XlsFont | null;
}

interface RecordSpan {
	type: number;
	at: number;
	length: number;
}

const TEXTS = 0x00fc;
const CONTINUES = 0x003c;
const FLAG = { wide: 1, extended: 4, rich: 8 } as const;

/** Texts with runs, by their number. The table goes on in further records; a text may be cut by the end of one. */
export function readRichTexts(
	view: DataView,
	records: readonly RecordSpan[],
	fonts: readonly XlsFont[]
): ReadonlyMap<number, readonly RichRun[]> {
	const first = records.findIndex(({ type }) => type === TEXTS);
	const rich = new Map<number, readonly RichRun[]>();
	if (first < 0) return rich;
	const end = records.findIndex(({ type }, index) => index > first && type !== CONTINUES);
	const reader = new TextReader(view, records.slice(first, end < 0 ? undefined : end));
	reader.skip(4);
	const count = reader.u32();
	for (let number = 0; number < count && !reader.isAtEnd; number++) {
		const { text, runs } = reader.text();
		if (runs.length > 0) rich.set(number, runsOf(text, runs, fonts));
	}
	return rich;
}

type RunStart = [from: number, font: number];

function runsOf(text: string, starts: RunStart[], fonts: readonly XlsFont[]): RichRun[] {
	const before = text.slice(0, starts[0]?.[0]);
	const runs = starts.map(([from, font], index): RichRun => {
		return { text: text.slice(from, starts[index + 1]?.[0]), font: fonts[font] ?? null };
	});
	return before === '' ? runs : [{ text: before, font: null }, ...runs];
}

class TextReader {
	readonly #view: DataView;
	readonly #chunks: readonly RecordSpan[];
	#chunk = 0;
	#at: number;
	#end: number;

	constructor(view: DataView, chunks: readonly RecordSpan[]) {
		this.#view = view;
		this.#chunks = chunks;
		this.#at = chunks[0]?.at ?? 0;
		this.#end = this.#at + (chunks[0]?.length ?? 0);
	}

	get isAtEnd(): boolean {
		return this.#at >= this.#end && this.#chunk >= this.#chunks.length - 1;
	}

	skip(bytes: number): void {
		for (let left = bytes; left > 0 && !this.isAtEnd; left--) this.#u8();
	}

	u32(): number {
		return this.#u16() + this.#u16() * 0x10000;
	}

	text(): { text: string; runs: RunStart[] } {
		const characters = this.#u16();
		const flags = this.#u8();
		const count = flags & FLAG.rich ? this.#u16() : 0;
		const extra = flags & FLAG.extended ? this.u32() : 0;
		const text = this.#characters(characters, (flags & FLAG.wide) !== 0);
		const runs: RunStart[] = [];
		for (let n = 0; n < count && !this.isAtEnd; n++) runs.push([this.#u16(), this.#u16()]);
		this.skip(extra);
		return { text, runs };
	}

	/** Where a record ends within a text, the next begins with a byte that says how wide the rest is. */
	#characters(count: number, isWide: boolean): string {
		let text = '';
		let wide = isWide;
		while (text.length < count && !this.isAtEnd) {
			if (this.#at >= this.#end) wide = (this.#u8() & FLAG.wide) !== 0;
			text += String.fromCharCode(wide ? this.#u16() : this.#u8());
		}
		return text;
	}

	#u16(): number {
		return this.#u8() + this.#u8() * 256;
	}

	#u8(): number {
		while (this.#at >= this.#end && this.#chunk < this.#chunks.length - 1) {
			const next = this.#chunks[++this.#chunk];
			this.#at = next?.at ?? this.#end;
			this.#end = this.#at + (next?.length ?? 0);
		}
		return this.#at < this.#end ? this.#view.getUint8(this.#at++) : 0;
	}
}
