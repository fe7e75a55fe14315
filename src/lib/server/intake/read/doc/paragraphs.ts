/**
 * Text of a Word 97–2003 file as paragraphs, each with what its closing mark says: how deep in tables it stands and
 * whether it ends a cell or a row. Hidden text, tracked deletions and field codes are left out and counted.
 */
import { IntakeError } from '../../document.ts';
import { symbolText } from '../symbols.ts';
import type { StreamBytes } from './bytes.ts';
import type { CharacterFormat, Formats, ParagraphFormat } from './formats.ts';
import type { RunFinder } from './pages.ts';
import type { Piece } from './pieces.ts';
import type { RowDefinition } from './rows.ts';
import type { Styles } from './styles.ts';

/** As for .docx: longer than any report, short enough for memory. */
const MAX_TEXT = 4_000_000;

/** Characters with a meaning of their own. */
const CELL_MARK = 0x07;
const DRAWING = 0x08;
const PAGE_BREAK = 0x0c;
const PARAGRAPH_MARK = 0x0d;
const FIELD_BEGIN = 0x13;
const FIELD_SEPARATOR = 0x14;
const FIELD_END = 0x15;
const SYMBOL = 0x28;
/** What stands for a tab, line break, column break, non-breaking and optional hyphen, objects and note marks. */
const CHARACTERS = new Map([
	[0x09, '\t'],
	[0x0a, '\n'],
	[0x0b, '\n'],
	[0x0e, '\n'],
	[0x1e, '-'],
	[0x1f, ''],
	[0x01, ''],
	[0x02, ''],
	[0x05, ''],
	[DRAWING, '']
]);
/** Added to a control character without a meaning: the sign that shows it (␀ …), so that no number hides it. */
const CONTROL_PICTURES = 0x2400;
const WINDOWS_1252 = [
	...new TextDecoder('windows-1252').decode(Uint8Array.from(Array(256).keys()))
];

export interface MarkedParagraph {
	text: string;
	/** 0 outside tables, 1 in a table, 2 in a table inside a table … */
	depth: number;
	end: 'paragraph' | 'cell' | 'row';
	/** On `row`: the row as described, once or for several generations of programs. */
	rows: RowDefinition[];
	/** On `row`: `deleted` with changes tracked, or `hidden`. */
	mark: 'visible' | 'deleted' | 'hidden';
	/** Byte of the closing mark in the main stream. */
	at: number;
	/** Numbers of the characters at which drawings are anchored. */
	drawings: number[];
}

/** How often something was left out or counted that a reader of the file may not expect. */
export interface TextRemarks {
	deletions: number;
	insertions: number;
	hidden: number;
	/** Control characters that mean nothing in a Word file. */
	controls: number;
}

export interface TextSource {
	main: StreamBytes;
	paragraphRuns: RunFinder;
	characterRuns: RunFinder;
	formats: Formats;
	styles: Styles;
	fonts: string[];
}

type Skipped = 'deletions' | 'hidden' | 'insertions' | null;

export class ParagraphReader {
	readonly remarks: TextRemarks = { deletions: 0, insertions: 0, hidden: 0, controls: 0 };
	readonly #source: TextSource;
	#paragraphs: MarkedParagraph[] = [];
	/** Open fields, innermost last: `code` until the separator, then `result`. */
	#fields: ('code' | 'result')[] = [];
	#text = '';
	#drawings: number[] = [];
	/** A paragraph whose closing mark was deleted: it goes on in the next one. */
	#carried: MarkedParagraph | null = null;
	#remarked: Skipped = null;
	#characters = 0;

	constructor(source: TextSource) {
		this.#source = source;
	}

	/** Paragraphs of these pieces. @throws IntakeError `damaged_doc`, `damaged_text` or `text_too_long`. */
	read(pieces: Piece[]): MarkedParagraph[] {
		this.#paragraphs = [];
		this.#fields = [];
		for (const piece of pieces) this.#readPiece(piece);
		const last = pieces.at(-1);
		if (last && this.#text !== '') this.#endText(last);
		if (this.#carried) this.#paragraphs.push(this.#carried);
		this.#carried = null;
		return this.#paragraphs;
	}

	#readPiece(piece: Piece): void {
		const { characterRuns, paragraphRuns, formats, styles } = this.#source;
		const end = piece.at + piece.length * piece.width;
		for (let at = piece.at; at < end;) {
			const run = characterRuns(at);
			const paragraph = styles.hideAny ? paragraphRuns(at) : null;
			const to = Math.min(end, run?.to ?? at + 1, paragraph?.to ?? end);
			const format = formats.character(run, piece, paragraph?.style ?? 0);
			for (; at < to; at += piece.width) this.#readCharacter(piece, at, format);
		}
	}

	#readCharacter(piece: Piece, at: number, format: CharacterFormat): void {
		const code = this.#codeAt(piece, at);
		switch (code) {
			case CELL_MARK:
			case PAGE_BREAK:
			case PARAGRAPH_MARK:
				return this.#endParagraph(code, piece, at, format);
			case FIELD_BEGIN:
				this.#fields.push('code');
				return;
			case FIELD_SEPARATOR:
				if (this.#fields.length > 0) this.#fields[this.#fields.length - 1] = 'result';
				return;
			case FIELD_END:
				this.#fields.pop();
				return;
		}
		if (this.#fields.includes('code') || this.#isSkipped(format)) return;
		if (code === DRAWING) this.#drawings.push(piece.start + (at - piece.at) / piece.width);
		this.#write(this.#textOf(code, format));
	}

	#codeAt(piece: Piece, at: number): number {
		if (piece.width === 2) return this.#source.main.u16(at);
		return (WINDOWS_1252[this.#source.main.u8(at)] ?? '').charCodeAt(0);
	}

	/** Deleted and hidden characters are not written; each stretch of them, and of inserted ones, counts once. */
	#isSkipped(format: CharacterFormat): boolean {
		const remark = remarkOf(format);
		if (remark !== null && remark !== this.#remarked) this.remarks[remark]++;
		this.#remarked = remark;
		return format.deleted || format.hidden;
	}

	#textOf(code: number, format: CharacterFormat): string {
		if (code >= 0x20) {
			const { symbol } = format;
			if (code !== SYMBOL || !symbol) return String.fromCharCode(code);
			return symbolText(this.#source.fonts[symbol.font], symbol.code.toString(16));
		}
		const known = CHARACTERS.get(code);
		if (known !== undefined) return known;
		if (format.special) return '';
		this.remarks.controls++;
		return String.fromCharCode(CONTROL_PICTURES + code);
	}

	#write(text: string): void {
		this.#characters += text.length;
		if (this.#characters > MAX_TEXT)
			throw new IntakeError(
				'text_too_long',
				`正文超过 ${MAX_TEXT} 个字，不像一份自评报告，未读取；请确认报送的文件是否正确。`
			);
		this.#text += text;
	}

	#endParagraph(code: number, piece: Piece, at: number, format: CharacterFormat): void {
		const run = this.#source.paragraphRuns(at);
		if (!run) throw this.#source.main.damaged(at, '段落没有格式记录，无法判断它是否在表格里');
		const paragraph = this.#source.formats.paragraph(run, piece);
		const end = endOf(code, paragraph);
		if (code === CELL_MARK && paragraph.depth === 0)
			throw this.#source.main.damaged(at, '单元格结束标记不在表格里');
		const mark = markOf(format);
		if (mark === 'deleted') this.#isSkipped(format);
		const marked = { ...this.#take(at), depth: paragraph.depth, end, rows: paragraph.rows, mark };
		const carries = end === 'paragraph' && mark === 'deleted' && code === PARAGRAPH_MARK;
		this.#push(marked, carries);
	}

	/** The text since the last mark. What is left open of a field code ends here: its end was lost. */
	#take(at: number): { text: string; at: number; drawings: number[] } {
		const [text, drawings] = [this.#text, this.#drawings];
		this.#text = '';
		this.#drawings = [];
		this.#fields = this.#fields.filter((state) => state === 'result');
		if (!text.isWellFormed() || text.includes('\uFFFD'))
			throw new IntakeError(
				'damaged_text',
				`${this.#source.main.describe(at)}之前的一段文字“${sampleOf(text)}”含有无法还原的字符（U+FFFD 或半个字），应为完整的文字；请用 Word 或 WPS 打开改正，另存为 .docx 后再报送。`
			);
		return { text, at, drawings };
	}

	#push(paragraph: MarkedParagraph, carries: boolean): void {
		const before = this.#carried;
		this.#carried = null;
		if (before && before.depth !== paragraph.depth) this.#paragraphs.push(before);
		else if (before) {
			paragraph.text = before.text + paragraph.text;
			paragraph.drawings = [...before.drawings, ...paragraph.drawings];
		}
		if (carries) this.#carried = paragraph;
		else this.#paragraphs.push(paragraph);
	}

	/** Text after the last mark, which well-formed files do not have. */
	#endText(last: Piece): void {
		const at = last.at + (last.length - 1) * last.width;
		const paragraph = { depth: 0, end: 'paragraph', rows: [], mark: 'visible' } as const;
		this.#push({ ...this.#take(at), ...paragraph, rows: [] }, false);
	}
}

function remarkOf(format: CharacterFormat): Skipped {
	if (format.deleted) return 'deletions';
	if (format.hidden) return 'hidden';
	return format.inserted ? 'insertions' : null;
}

function markOf(format: CharacterFormat): MarkedParagraph['mark'] {
	if (format.deleted) return 'deleted';
	return format.hidden ? 'hidden' : 'visible';
}

/** At the first depth cells and rows end with a mark of their own, deeper with a paragraph mark that says so. */
function endOf(code: number, format: ParagraphFormat): MarkedParagraph['end'] {
	if (code === CELL_MARK) return format.rowEnd || format.innerRowEnd ? 'row' : 'cell';
	if (code !== PARAGRAPH_MARK || format.depth < 2) return 'paragraph';
	if (format.innerRowEnd) return 'row';
	return format.innerCellEnd ? 'cell' : 'paragraph';
}

function sampleOf(text: string): string {
	return text.toWellFormed().replaceAll('\uFFFD', '□').slice(0, 20);
}
