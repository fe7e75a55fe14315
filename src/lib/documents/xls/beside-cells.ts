/**
 * Page headers and footers, drawings and comments of a BIFF8 workbook ([MS-XLS] Header, Footer, MsoDrawing, Obj, TxO,
 * Note), which the library does not tell.
 */
import { middle, type SheetDrawing } from '../sheet/drawing.ts';
import { headerText } from '../sheet/page-header.ts';
import { BEGIN, charactersAt, recordsOf, sheetNames, type XlsRecord } from './sheet-records.ts';

export interface BesideCells {
	/** Lines of the page headers and footers. */
	margins: string;
	drawings: SheetDrawing[];
	comments: NotedCell[];
}

interface NotedCell {
	/** Both from 1. */
	line: number;
	column: number;
	text: string;
	author: string;
}

const TYPE = {
	header: 0x0014,
	footer: 0x0015,
	comment: 0x001c,
	continues: 0x003c,
	object: 0x005d,
	drawing: 0x00ec,
	text: 0x01b6
} as const;
/** Objects of these kinds hide nothing: lines, and the notes that open over a cell. */
const COMMENT = 0x19;
const SEE_THROUGH = new Set([0x01, COMMENT]);
/** Record of a drawing that says between which cells it lies; its head and its size. */
const ANCHOR = 0xf010;
const HEAD_BYTES = 8;
const ANCHOR_BYTES = 18;

/** By the name of each sheet. @param stream whose records were checked */
export function readBesideCells(stream: Uint8Array): ReadonlyMap<string, BesideCells> {
	const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
	const records = [...recordsOf(view)];
	const names = sheetNames(view, records);
	const sheets = new Map<string, BesideCells>();
	let reader: BesideReader | null = null;
	for (const record of records) {
		const name = record.type === BEGIN ? names.get(record.at) : undefined;
		if (name !== undefined) {
			reader = new BesideReader(view);
			sheets.set(name, reader.found);
		} else reader?.take(record);
	}
	return sheets;
}

class BesideReader {
	readonly found: BesideCells = { margins: '', drawings: [], comments: [] };
	readonly #view: DataView;
	/** Where the next object lies. */
	#anchor: Omit<SheetDrawing, 'texts'> | null = null;
	/** Texts of the last object. */
	#texts: string[] = [];
	/** Texts of the objects that may be those of comments, by their numbers. */
	readonly #commentTexts = new Map<number, string[]>();
	/** Characters of the text of the last object, which the next record holds. */
	#awaited = 0;

	constructor(view: DataView) {
		this.#view = view;
	}

	take({ type, at, length }: XlsRecord): void {
		const end = at + length;
		if ((type === TYPE.header || type === TYPE.footer) && length > 3) {
			const written = charactersAt(this.#view, at + 2, end, this.#view.getUint16(at, true));
			this.found.margins += `${headerText(written)}\n`;
		} else if (type === TYPE.drawing) this.#anchor = anchorIn(this.#view, at, end) ?? this.#anchor;
		else if (type === TYPE.object && length >= 8)
			this.#addObject(this.#view.getUint16(at + 4, true), this.#view.getUint16(at + 6, true));
		else if (type === TYPE.comment && length >= 11) this.#addComment(at, end);
		else if (type === TYPE.text && length >= 12)
			this.#awaited = this.#view.getUint16(at + 10, true);
		else if (type === TYPE.continues && this.#awaited > 0 && length > 1) {
			this.#texts.push(charactersAt(this.#view, at, end, this.#awaited));
			this.#awaited = 0;
		}
	}

	#addObject(kind: number, number: number): void {
		if (this.#anchor && !SEE_THROUGH.has(kind))
			this.found.drawings.push({ ...this.#anchor, texts: [] });
		this.#anchor = null;
		// A part of a group has no anchor of its own.
		this.#texts = kind === COMMENT ? [] : (this.found.drawings.at(-1)?.texts ?? []);
		if (kind === COMMENT) this.#commentTexts.set(number, this.#texts);
	}

	/** [MS-XLS] NoteSh: cell, flags, number of the object that holds the text, author. */
	#addComment(at: number, end: number): void {
		const [row = 0, column = 0, , object = 0, length = 0] = [0, 2, 4, 6, 8].map((offset) =>
			this.#view.getUint16(at + offset, true)
		);
		const author = charactersAt(this.#view, at + 10, end, length);
		const text = this.#commentTexts.get(object)?.join('') ?? '';
		this.found.comments.push({ line: row + 1, column: column + 1, text, author });
	}
}

/** The last anchor between two offsets: those of the records around it come before. */
function anchorIn(view: DataView, from: number, end: number): Omit<SheetDrawing, 'texts'> | null {
	let anchor: Omit<SheetDrawing, 'texts'> | null = null;
	for (let at = from; at + HEAD_BYTES <= end;) {
		const isContainer = (view.getUint8(at) & 0xf) === 0xf;
		const content = at + HEAD_BYTES;
		if (view.getUint16(at + 2, true) === ANCHOR && content + ANCHOR_BYTES <= end) {
			const corners = (offset: number): number[] =>
				[offset, offset + 8].map((each) => view.getUint16(content + each, true));
			anchor = { line: middle(corners(6)) + 1, column: middle(corners(2)) + 1 };
		}
		at = isContainer ? content : content + view.getUint32(at + 4, true);
	}
	return anchor;
}
