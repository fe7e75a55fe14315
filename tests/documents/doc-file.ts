/**
 * Writes binary Word files with exactly the structures a test needs, those included that only Word itself or a fast
 * save writes: several pieces, lists in `Data`, rows described by inserted cells, text boxes.
 */
import type { NoteKind } from '#lib/documents/notes.ts';
import { writeCompound } from './compound-file.ts';

const TEXT_AT = 1024;
const PAGE_BYTES = 512;
/** Kinds of notes with the place of their length in the head and the pointer to their marks. */
const NOTE_KINDS = [
	['footnote', 80, 2],
	['comment', 92, 4],
	['endnote', 96, 46]
] as const;
const PAPER: DocParts = { text: [] };

/** A stretch of text with one character formatting; the last of a paragraph holds its mark. */
export interface DocRun {
	text: string;
	/** Character modifiers. */
	list?: number[];
}

export interface DocParagraph {
	runs: DocRun[];
	/** Paragraph and table modifiers. */
	list?: number[];
	style?: number;
}

export interface DocParts {
	text: DocParagraph[];
	/** Paragraphs of page headers and footers. */
	margins?: DocParagraph[];
	/** Paragraphs in text boxes, the character of the main text at which they are anchored, and their left edge in twips. */
	box?: { text: DocParagraph[]; anchor: number; left?: number };
	/** One note of each kind, and the character of the main text at which its mark stands. */
	notes?: Partial<Record<NoteKind, { mark: number; text: DocParagraph[] }>>;
	/** One byte a character (Windows-1252) instead of two. */
	narrow?: boolean;
	/** Each paragraph is a piece of its own, stored last first, as a fast save may leave them. */
	pieces?: boolean;
	/** Modifier of every piece, and the lists that such modifiers index. */
	modifier?: number;
	lists?: number[][];
	data?: number[];
	fonts?: string[];
	/** Further tables by the number of their pointer. */
	tables?: Record<number, number[]>;
	/** Modifiers of character formatting by number of the paragraph style. */
	styles?: number[][];
	/** Changes to the main stream after it is written, by byte. */
	patch?: Record<number, number>;
	sectorShift?: 9 | 12;
}

export function u16(value: number): number[] {
	return [value & 0xff, (value >> 8) & 0xff];
}

export function u32(value: number): number[] {
	return [...u16(value & 0xffff), ...u16(value >>> 16)];
}

/** A modifier: its code, then its operand as bytes. */
export function sprm(code: number, ...operand: number[]): number[] {
	return [...u16(code), ...operand];
}

/** Modifiers of a paragraph in a table at a depth. */
export function inTable(depth = 1): number[] {
	return [...sprm(0x2416, 1), ...sprm(0x6649, ...u32(depth))];
}

/** Description of a row: edges in twips and the merge bits of its cells. */
export function rowDefinition(edges: number[], flags: number[] = []): number[] {
	const cells = flags.flatMap((bits) => [...u16(bits), ...Array<number>(18).fill(0)]);
	const operand = [edges.length - 1, ...edges.flatMap(u16), ...cells];
	return sprm(0xd608, ...u16(operand.length + 1), ...operand);
}

export function paragraph(text: string, list: number[] = []): DocParagraph {
	return { runs: [{ text: `${text}\r` }], list };
}

export function cell(text: string): DocParagraph {
	return { runs: [{ text: `${text}\x07` }], list: inTable() };
}

/** The mark that ends a row, with the description of the row. */
export function rowEnd(description: number[]): DocParagraph {
	return { runs: [{ text: '\x07' }], list: [...inTable(), ...sprm(0x2417, 1), ...description] };
}

/** A row of cells of equal width. */
export function row(...texts: string[]): DocParagraph[] {
	const edges = [0, ...texts.map((_, n) => (n + 1) * 1000)];
	return [...texts.map(cell), rowEnd(rowDefinition(edges))];
}

export function writeDoc(parts: Partial<DocParts>): Buffer {
	const document = new DocWriter({ ...PAPER, ...parts });
	return document.write();
}

interface Placed {
	from: number;
	to: number;
	list: number[];
	style: number;
}

class DocWriter {
	readonly #parts: DocParts;
	readonly #main: number[] = Array<number>(TEXT_AT).fill(0);
	readonly #tables: number[] = [];
	readonly #spans = new Map<number, [number, number]>();
	readonly #paragraphs: Placed[] = [];
	readonly #characters: Placed[] = [];
	readonly #places: number[] = [];

	constructor(parts: DocParts) {
		this.#parts = parts;
	}

	write(): Buffer {
		const { text, margins = [], box, data, notes = {} } = this.#parts;
		const boxText = box ? [...box.text, paragraph('')] : [];
		const [footnotes, comments, endnotes] = NOTE_KINDS.map(([kind]) => notes[kind]?.text ?? []);
		const all = [text, footnotes, margins, comments, endnotes, boxText].flatMap(
			(paragraphs = []) => paragraphs
		);
		this.#writeText(all);
		this.#writePages(13, this.#paragraphs, paragraphPage);
		this.#writePages(12, this.#characters, characterPage);
		this.#writePieces(all);
		this.#writeStyles();
		this.#writeFonts();
		for (const [pointer, bytes] of Object.entries(this.#parts.tables ?? {}))
			this.#writeTable(Number(pointer), bytes);
		if (box) this.#writeBox(box, lengthOf(box.text), lengthOf(boxText));
		this.#writeNotes();
		const main = Buffer.from(this.#main);
		this.#writeHeader(main, lengthOf(text), lengthOf(margins), lengthOf(boxText));
		const streams = { WordDocument: main, '1Table': Buffer.from(this.#tables) };
		return writeCompound(
			data ? { ...streams, Data: Buffer.from(data) } : streams,
			this.#parts.sectorShift
		);
	}

	#writeText(paragraphs: DocParagraph[]): void {
		const order = paragraphs.map((_, n) => n);
		for (const n of this.#parts.pieces ? order.reverse() : order) {
			const { runs, list = [], style = 0 } = paragraphs[n] ?? { runs: [] };
			const from = this.#main.length;
			this.#places[n] = from;
			for (const run of runs) {
				const start = this.#main.length;
				const bytes = Buffer.from(run.text, this.#parts.narrow ? 'latin1' : 'utf16le');
				for (const byte of bytes) this.#main.push(byte);
				this.#characters.push({ from: start, to: this.#main.length, list: run.list ?? [], style });
			}
			this.#paragraphs.push({ from, to: this.#main.length, list, style });
		}
	}

	/** One run a page: simple, and what a large file looks like. */
	#writePages(pointer: number, runs: Placed[], page: (run: Placed) => number[]): void {
		const numbers = runs.map((run) => {
			while (this.#main.length % PAGE_BYTES !== 0) this.#main.push(0);
			this.#main.push(...page(run));
			return this.#main.length / PAGE_BYTES - 1;
		});
		const ends = [...runs.map(({ from }) => from), runs.at(-1)?.to ?? 0];
		this.#writeTable(pointer, [...ends.flatMap(u32), ...numbers.flatMap(u32)]);
	}

	#writePieces(paragraphs: DocParagraph[]): void {
		const groups = this.#parts.pieces ? paragraphs.map((one) => [one]) : [paragraphs];
		let character = 0;
		const starts = groups.map((group) => (character += lengthOf(group)) - lengthOf(group));
		const descriptors = groups.flatMap((_, n) => {
			const at = this.#places[this.#parts.pieces ? n : 0] ?? TEXT_AT;
			const address = this.#parts.narrow ? (at * 2) | 0x40000000 : at;
			return [0, 0, ...u32(address), ...u16(this.#parts.modifier ?? 0)];
		});
		const table = [...[...starts, character].flatMap(u32), ...descriptors];
		const lists = (this.#parts.lists ?? []).flatMap((list) => [1, ...u16(list.length), ...list]);
		this.#writeTable(33, [...lists, 2, ...u32(table.length), ...table]);
	}

	#writeStyles(): void {
		const styles = this.#parts.styles ?? [];
		const written = styles.flatMap((list) => {
			const name = [...u16(1), ...u16(0x53), 0, 0];
			const lists = [...u16(2), 0, 0, ...u16(list.length), ...list];
			const style = [
				0,
				0,
				...u16((0x0fff << 4) | 1),
				...Array<number>(6).fill(0),
				...name,
				...lists
			];
			return [...u16(style.length), ...style, ...(style.length % 2 ? [0] : [])];
		});
		const head = [...u16(styles.length), ...u16(10), ...Array<number>(14).fill(0)];
		this.#writeTable(1, [...u16(head.length), ...head, ...written]);
	}

	#writeFonts(): void {
		const fonts = (this.#parts.fonts ?? []).flatMap((name) => {
			const bytes = [...Array<number>(39).fill(0), ...Buffer.from(`${name}\0`, 'utf16le')];
			return [bytes.length, ...bytes];
		});
		this.#writeTable(15, [...u16(this.#parts.fonts?.length ?? 0), 0, 0, ...fonts]);
	}

	#writeBox(
		{ anchor, left = 0 }: NonNullable<DocParts['box']>,
		length: number,
		total: number
	): void {
		const drawing = 77;
		const anchored = [...u32(drawing), ...u32(left >>> 0), ...Array<number>(18).fill(0)];
		this.#writeTable(40, [...u32(anchor), ...u32(0), ...anchored]);
		const used = [...Array<number>(14).fill(0), ...u32(drawing), ...u32(0)];
		const unused = [...Array<number>(8).fill(0), ...u16(1), ...Array<number>(12).fill(0)];
		this.#writeTable(56, [0, length, total].flatMap(u32).concat(used, unused));
	}

	#writeNotes(): void {
		for (const [kind, , pointer] of NOTE_KINDS) {
			const note = this.#parts.notes?.[kind];
			if (!note) continue;
			const length = lengthOf(note.text);
			this.#writeTable(pointer, [note.mark, note.mark + 1].flatMap(u32).concat(1, 0));
			this.#writeTable(pointer + 1, [0, length, length].flatMap(u32));
		}
	}

	#writeTable(pointer: number, bytes: number[]): void {
		this.#spans.set(pointer, [this.#tables.length, bytes.length]);
		this.#tables.push(...bytes);
	}

	#writeHeader(main: Buffer, textLength: number, marginsLength: number, boxLength: number): void {
		main.writeUInt16LE(0xa5ec, 0);
		main.writeUInt16LE(0x00c1, 2);
		main.writeUInt16LE(0x0200, 10);
		main.writeUInt32LE(textLength, 76);
		main.writeUInt32LE(marginsLength, 84);
		main.writeUInt32LE(boxLength, 100);
		for (const [kind, at] of NOTE_KINDS)
			main.writeUInt32LE(lengthOf(this.#parts.notes?.[kind]?.text ?? []), at);
		for (const [pointer, [at, length]] of this.#spans) {
			main.writeUInt32LE(at, 154 + pointer * 8);
			main.writeUInt32LE(length, 158 + pointer * 8);
		}
		for (const [at, byte] of Object.entries(this.#parts.patch ?? {})) main[Number(at)] = byte;
	}
}

function lengthOf(paragraphs: DocParagraph[]): number {
	return paragraphs.reduce(
		(sum, { runs }) => sum + runs.map(({ text }) => text).join('').length,
		0
	);
}

function paragraphPage({ from, to, list, style }: Placed): number[] {
	const odd = list.length % 2 === 0 ? list : [...list, 0];
	const page = [...u32(from), ...u32(to), 24, ...Array<number>(PAGE_BYTES - 9).fill(0)];
	page.splice(48, 0, 0, odd.length / 2 + 1, ...u16(style), ...odd);
	return [...page.slice(0, PAGE_BYTES - 1), 1];
}

function characterPage({ from, to, list }: Placed): number[] {
	const page = [...u32(from), ...u32(to), 24, ...Array<number>(PAGE_BYTES - 9).fill(0)];
	page.splice(48, 0, list.length, ...list);
	return [...page.slice(0, PAGE_BYTES - 1), 1];
}
