/**
 * The head of a Word 97–2003 file ([MS-DOC] FIB): which program wrote it, whether it can be read at all, and where
 * the tables are that describe its text.
 */
import type { NoteKind } from '../notes.ts';
import { DocumentError } from '../document-error.ts';
import type { StreamBytes } from '../compound/bytes.ts';

const WORD_97_MAGIC = 0xa5ec;
/** Word 2.0, Word 6.0 and Word 95; the last has two. */
const OLDER_MAGICS = new Set([0xa5db, 0xa5dc, 0xa697, 0xa698, 0xa699]);
/** nFib of Word 97 is 0xC1; some converters write one less. */
const FIRST_WORD_97_VERSION = 0xc0;
const FLAGS = 10;
const FLAG_ENCRYPTED = 0x0100;
const FLAG_SECOND_TABLE = 0x0200;
/** Offsets of FibRgLw97 and FibRgFcLcb97, which are at fixed places in every version since Word 97. */
const TEXT_LENGTH = 76;
const NOTES_LENGTH = 80;
const MARGINS_LENGTH = 84;
const UNUSED_LENGTH = 88;
const COMMENTS_LENGTH = 92;
const END_NOTES_LENGTH = 96;
const TEXT_BOX_LENGTH = 100;
const POINTERS = 154;
const POINTER_STYLES = 1;
/** Marks of each kind of notes; the pointer after is that to the stretches of their texts. */
const POINTER_NOTES = 2;
const POINTER_COMMENTS = 4;
const POINTER_END_NOTES = 46;
const POINTER_CHARACTER_PAGES = 12;
const POINTER_PARAGRAPH_PAGES = 13;
const POINTER_FONTS = 15;
const POINTER_PIECES = 33;
const POINTER_ANCHORS = 40;
const POINTER_TEXT_BOXES = 56;
const POINTER_LIST_DEFINITIONS = 73;
const POINTER_LISTS = 74;

/** A stretch: of the bytes of a stream unless said otherwise. */
export interface Span {
	at: number;
	length: number;
}

/** All notes of one kind. */
export interface NoteSpans {
	kind: NoteKind;
	/** First character and number of characters of their texts together. */
	text: Span;
	/** The characters of the main text at which their marks stand. */
	marks: Span;
	/** Says which stretch of the texts belongs to which mark. */
	ranges: Span;
}

export interface Header {
	/** Name of the stream that holds the tables. */
	tables: '0Table' | '1Table';
	/** Characters of the main text; it starts at character 0. */
	textLength: number;
	notes: NoteSpans[];
	/** First character and number of characters of all page headers and footers together. */
	margins: Span;
	/** First character and number of characters of all text boxes together. */
	textBoxes: Span;
	characterPages: Span;
	paragraphPages: Span;
	pieces: Span;
	styles: Span;
	fonts: Span;
	/** Drawings are anchored in the main text at these places. */
	anchors: Span;
	/** Says which stretch of the text boxes belongs to which drawing. */
	textBoxRanges: Span;
	listDefinitions: Span;
	lists: Span;
}

/** @throws DocumentError `old_word_format`, `encrypted_document` or `damaged_doc`. */
export function readHeader(stream: StreamBytes): Header {
	const magic = stream.u16(0);
	const version = stream.u16(2);
	if (OLDER_MAGICS.has(magic) || (magic === WORD_97_MAGIC && version < FIRST_WORD_97_VERSION))
		throw new DocumentError(
			'old_word_format',
			`${stream.describe(2)}：文件由 Word 95 或更早的版本保存（格式代码 ${version}），只能读取 Word 97 及以后的格式；请用 Word 或 WPS 打开，另存为 .docx 后再报送。`
		);
	if (magic !== WORD_97_MAGIC)
		throw stream.damaged(0, `应是 Word 文件头标记 A5EC，读到 ${magic.toString(16).toUpperCase()}`);
	const flags = stream.u16(FLAGS);
	if (flags & FLAG_ENCRYPTED)
		throw new DocumentError(
			'encrypted_document',
			`${stream.describe(FLAGS)}：文件设有打开密码，内容已加密，无法读取；请用 Word 或 WPS 打开，去掉密码（文件—信息—保护文档—用密码进行加密，清空密码）另存后再报送。`
		);
	const textLength = readLength(stream, TEXT_LENGTH);
	let end = textLength;
	const following = (at: number): Span => {
		const length = readLength(stream, at);
		end += length;
		return { at: end - length, length };
	};
	const footnotes = following(NOTES_LENGTH);
	const margins = following(MARGINS_LENGTH);
	following(UNUSED_LENGTH);
	const comments = following(COMMENTS_LENGTH);
	const endNotes = following(END_NOTES_LENGTH);
	return {
		tables: flags & FLAG_SECOND_TABLE ? '1Table' : '0Table',
		textLength,
		margins,
		notes: [
			{ kind: 'footnote', text: footnotes, ...noteTables(stream, POINTER_NOTES) },
			{ kind: 'comment', text: comments, ...noteTables(stream, POINTER_COMMENTS) },
			{ kind: 'endnote', text: endNotes, ...noteTables(stream, POINTER_END_NOTES) }
		],
		textBoxes: following(TEXT_BOX_LENGTH),
		characterPages: readSpan(stream, POINTER_CHARACTER_PAGES),
		paragraphPages: readSpan(stream, POINTER_PARAGRAPH_PAGES),
		pieces: readSpan(stream, POINTER_PIECES),
		styles: readSpan(stream, POINTER_STYLES),
		fonts: readSpan(stream, POINTER_FONTS),
		anchors: readSpan(stream, POINTER_ANCHORS),
		textBoxRanges: readSpan(stream, POINTER_TEXT_BOXES),
		listDefinitions: readSpan(stream, POINTER_LIST_DEFINITIONS),
		lists: readSpan(stream, POINTER_LISTS)
	};
}

function readLength(stream: StreamBytes, at: number): number {
	const length = stream.i32(at);
	if (length < 0 || length > stream.length)
		throw stream.damaged(at, `写明有 ${length} 个字，与文件大小不符`);
	return length;
}

function noteTables(stream: StreamBytes, pointer: number): Pick<NoteSpans, 'marks' | 'ranges'> {
	return { marks: readSpan(stream, pointer), ranges: readSpan(stream, pointer + 1) };
}

function readSpan(stream: StreamBytes, pointer: number): Span {
	const at = POINTERS + pointer * 8;
	return { at: stream.u32(at), length: stream.u32(at + 4) };
}
