/**
 * Text of a Word 97–2003 file as paragraphs, each with what its closing mark says: how deep in tables it is and
 * whether it ends a cell or a row. Hidden text, tracked deletions and field codes are left out and counted.
 */
import { isUnseen, PAPER, type Colour } from '../appearance.ts';
import { DocumentError } from '../document-error.ts';
import { shownText } from '../fields/fields.ts';
import { NO_LIST, type ListMembership, type Lists } from '../numbering/lists.ts';
import { OpenFields } from '../fields/open-fields.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../characters/raised-text.ts';
import { noRemarks, UNREAD_OBJECTS } from '../remarks.ts';
import type { TextRemarks, UnreadObject } from '../remarks.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import {
	CELL_MARK,
	DRAWING,
	FIELD_BEGIN,
	FIELD_END,
	FIELD_SEPARATOR,
	PAGE_BREAK,
	PARAGRAPH_MARK,
	PICTURE,
	characterText,
	codeAt,
	controlPicture
} from './characters.ts';
import { seenText, type ColouredText } from './coloured-text.ts';
import { readFormField } from './form-fields.ts';
import type { CharacterFormat, Formats, ParagraphFormat } from './formats.ts';
import type { MarkedParagraph } from './marked-paragraph.ts';
import { NumberedParagraphs } from './numbered-paragraphs.ts';
import type { RunFinder } from './pages.ts';
import type { Piece } from './pieces.ts';
import type { Styles } from './styles.ts';

/** Some 1,500 pages: longer than any report, and read within two seconds whatever the formatting. */
const MAX_TEXT = 1_000_000;
/** Cells and rows end with a paragraph mark of their own, so this bounds them, too. */
const MAX_PARAGRAPHS = 100_000;
/** Fields in fields; Word itself goes to 20. */
const MAX_FIELDS = 100;

export interface TextSource {
	main: StreamBytes;
	data: StreamBytes | null;
	paragraphRuns: RunFinder;
	characterRuns: RunFinder;
	formats: Formats;
	styles: Styles;
	/** Null where the file tells of lists what cannot be followed. */
	lists: Lists | null;
	fonts: string[];
}

type Skipped = 'deletions' | 'hidden' | 'insertions' | 'struck' | 'notes' | null;

export class ParagraphReader {
	readonly remarks: TextRemarks = noRemarks();
	readonly #source: TextSource;
	#paragraphs = 0;
	readonly #numbered: NumberedParagraphs;
	readonly #fields = new OpenFields();
	#text = '';
	#painted: ColouredText[] = [];
	#drawings: number[] = [];
	#object: UnreadObject | null = null;
	#remarked: Skipped = null;
	#characters = 0;

	constructor(source: TextSource) {
		this.#source = source;
		this.#numbered = new NumberedParagraphs(source.lists, this.remarks);
	}

	/**
	 * Hands on the paragraphs of these pieces, one at a time, since a file can claim more than memory holds.
	 * @throws DocumentError `damaged_doc`, `damaged_text` or `text_too_long`.
	 */
	read(pieces: Piece[], emit: (paragraph: MarkedParagraph) => void): void {
		this.#numbered.start(emit);
		this.#fields.clear();
		for (const piece of pieces) this.#readPiece(piece);
		const last = pieces.at(-1);
		if (last && this.#text !== '') this.#endText(last);
		this.#numbered.end();
	}

	#readPiece(piece: Piece): void {
		const { characterRuns, paragraphRuns, formats, styles } = this.#source;
		const end = piece.at + piece.length * piece.width;
		this.#count(piece.length);
		for (let at = piece.at; at < end;) {
			const run = characterRuns(at);
			const paragraph = styles.countAny ? paragraphRuns(at) : null;
			const to = Math.min(end, run?.to ?? at + 1, paragraph?.to ?? end);
			const format = formats.character(run, piece, paragraph?.style ?? 0);
			for (; at < to; at += piece.width) this.#readCharacter(piece, at, format);
		}
	}

	#readCharacter(piece: Piece, at: number, format: CharacterFormat): void {
		const code = codeAt(this.#source.main, at, piece.width);
		if (code === CELL_MARK || code === PARAGRAPH_MARK || this.#isSectionEnd(code, piece, at))
			return this.#endParagraph(code, piece, at, format);
		if (format.special && this.#readFieldMark(code, format)) return;
		if (this.#fields.isInCode) return this.#addToCode(code, format);
		if (this.#isSkipped(format)) return;
		if (code === PICTURE && format.special) this.#addPicture();
		if (code === DRAWING && format.special)
			this.#drawings.push(piece.start + (at - piece.at) / piece.width);
		const text = characterText(code, format, this.#source.fonts);
		if (text === null) this.remarks.controls++;
		this.#show(text ?? controlPicture(code), format);
	}

	#addPicture(): void {
		this.remarks.pictures++;
		this.#object ??= 'picture';
	}

	#addToCode(code: number, format: CharacterFormat): void {
		if (this.#fields.last?.state === 'code')
			this.#fields.addCode(characterText(code, format, this.#source.fonts) ?? '');
	}

	#show(shown: string, format: CharacterFormat): void {
		if (shown !== '') this.#fields.showResult();
		const from = this.#text.length;
		if (format.lowered) this.#text += toSubscript(shown);
		else if (!format.raised) this.#text += shown;
		else if (isNoteMark(this.#text, shown)) this.#remark('notes');
		else this.#text += toSuperscript(shown);
		if (format.colour !== null && format.ground === null) this.#paint(from, format.colour);
	}

	#paint(from: number, colour: Colour): void {
		const last = this.#painted.at(-1);
		const to = this.#text.length;
		if (last?.to === from && last.colour === colour) last.to = to;
		else if (to > from) this.#painted.push({ from, to, colour });
	}

	/** A page break is inside a paragraph, or ends it where its formatting ends there: then it ends a section. */
	#isSectionEnd(code: number, piece: Piece, at: number): boolean {
		if (code !== PAGE_BREAK) return false;
		const run = this.#source.paragraphRuns(at);
		return run !== null && run.to <= at + piece.width;
	}

	/** A field is between two marks, and may hold further fields. */
	#readFieldMark(code: number, format: CharacterFormat): boolean {
		const { last: field, depth } = this.#fields;
		if (code === FIELD_BEGIN) {
			if (depth < MAX_FIELDS) this.#fields.begin();
		} else if (code === FIELD_END) this.#endField(format);
		else if (code === FIELD_SEPARATOR) this.#fields.separate();
		else if (code === PICTURE && format.formField !== null) {
			const form = readFormField(this.#source.data, format.formField);
			if (field) Object.assign(field, form ?? { isUnread: true });
		} else return false;
		return true;
	}

	#endField(format: CharacterFormat): void {
		const field = this.#fields.end();
		if (!field || this.#fields.isInCode) return;
		const shown = field.isUnread ? UNREAD_OBJECTS.control : shownText(field);
		if (shown !== '' && !this.#isSkipped(format)) this.#show(shown, format);
	}

	/** Deleted and hidden characters are not written; each stretch of them, and of inserted ones, counts once. */
	#isSkipped(format: CharacterFormat): boolean {
		const remark = remarkOf(format);
		this.#remark(remark);
		return remark !== null && remark !== 'insertions';
	}

	#remark(remark: Skipped): void {
		if (remark !== null && remark !== this.#remarked) this.remarks[remark]++;
		this.#remarked = remark;
	}

	/** Counts hidden and deleted characters, too: they take as long to read. */
	#count(characters: number): void {
		this.#characters += characters;
		if (this.#characters > MAX_TEXT) throw tooLong(`正文超过 ${MAX_TEXT} 个字`);
	}

	#endParagraph(code: number, piece: Piece, at: number, format: CharacterFormat): void {
		if (++this.#paragraphs > MAX_PARAGRAPHS) throw tooLong(`正文超过 ${MAX_PARAGRAPHS} 段`);
		const run = this.#source.paragraphRuns(at);
		if (!run) throw this.#source.main.damaged(at, '段落没有格式记录，无法判断它是否在表格里');
		const paragraph = this.#source.formats.paragraph(run, piece);
		const end = endOf(code, paragraph);
		if (code === CELL_MARK && paragraph.depth === 0)
			throw this.#source.main.damaged(at, '单元格结束标记不在表格里');
		const mark = end === 'row' && paragraph.isLow ? 'low' : markOf(format);
		if (mark === 'deleted') this.#isSkipped(format);
		else if (mark === 'low') this.#remark('hidden');
		const taken = this.#take(at, paragraph.ground);
		const { depth, rows, style } = paragraph;
		const member = { ...this.#membershipOf(paragraph), style };
		const marked = { ...taken, depth, end, rows, mark, member };
		const carries = end === 'paragraph' && mark === 'deleted' && code === PARAGRAPH_MARK;
		this.#numbered.push(marked, carries);
	}

	/** The text since the last mark. What is left open of a field code ends here: its end was lost. */
	#take(
		at: number,
		ground: Colour | null = null
	): Pick<MarkedParagraph, 'text' | 'painted' | 'at' | 'drawings' | 'object'> {
		const [drawings, object] = [this.#drawings, this.#object];
		const painted = ground === null ? this.#painted : [];
		const text =
			ground === null ? this.#text : seenText(this.#text, this.#painted, this.remarks, ground);
		this.#text = '';
		this.#painted = [];
		this.#drawings = [];
		this.#object = null;
		this.#fields.endParagraph();
		if (!text.isWellFormed() || text.includes('\uFFFD'))
			throw new DocumentError(
				'damaged_text',
				`${this.#source.main.describe(at)}之前的一段文字“${sampleOf(text)}”含有无法还原的字符（U+FFFD 或半个字），应为完整的文字；请用 Word 或 WPS 打开改正，另存为 .docx 后再报送。`
			);
		return { text, painted, at, drawings, object };
	}

	#membershipOf({ list, level, style }: ParagraphFormat): ListMembership {
		const styled = this.#source.styles.membershipOf(style);
		return { list: list ?? styled.list, level: level ?? styled.level };
	}

	/** Text after the last mark, which well-formed files do not have. */
	#endText(last: Piece): void {
		const at = last.at + (last.length - 1) * last.width;
		const paragraph = { depth: 0, end: 'paragraph', rows: [], mark: 'visible' } as const;
		const member = { ...NO_LIST, style: 0 };
		this.#numbered.push({ ...this.#take(at), ...paragraph, rows: [], member }, false);
	}
}

function tooLong(what: string): DocumentError {
	return new DocumentError(
		'text_too_long',
		`${what}，不像一份自评报告，未读取；请确认报送的文件是否正确。`
	);
}

function remarkOf(format: CharacterFormat): Skipped {
	if (format.deleted) return 'deletions';
	if (format.hidden || isUnseenByItself(format)) return 'hidden';
	if (format.struck) return 'struck';
	return format.inserted ? 'insertions' : null;
}

/** Too small, or of the colour that the characters themselves are shaded with. */
function isUnseenByItself({ colour, ground, points }: CharacterFormat): boolean {
	return isUnseen({ colour: ground === null ? null : colour, points }, ground ?? PAPER);
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
