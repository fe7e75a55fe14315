/**
 * Rich Text Format, which systems write and name .doc. Paragraphs and table marks go the way of those of Word 97–2003
 * files: both are streams of text in which a mark ends a cell or a row.
 */
import { isUnseen, PAPER } from '../appearance.ts';
import { Counter, MAX_TEXT, documentEmpty, textTooLong } from '../caps.ts';
import { hasText, numberBlocks } from '../blocks.ts';
import { StreamBytes } from '../compound/bytes.ts';
import type { Draft } from '../doc/drafts.ts';
import type { MarkedParagraph } from '../doc/marked-paragraph.ts';
import { layOutTables } from '../doc/tables.ts';
import { LONGEST_CODE, shownText } from '../fields/fields.ts';
import type { SourceDocument } from '../model.ts';
import { issuesOfNotes, type AttachedNote, type NoteKind } from '../notes.ts';
import { marginNotes } from '../page-margins.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../characters/raised-text.ts';
import { issuesOfRemarks, noRemarks, scannedPages, unreadObjects } from '../remarks.ts';
import { symbolText } from '../characters/symbols.ts';
import { CodePages } from './code-pages.ts';
import { ColourTable } from './colours.ts';
import {
	MARGIN,
	NOTES,
	OBJECTS,
	READ_DESTINATIONS,
	SKIPPED_DESTINATIONS,
	TABLES
} from './destinations.ts';
import { openField, setField } from './form-fields.ts';
import { ParagraphWriter } from './paragraph-writer.ts';
import { RowWriter } from './rows.ts';
import { format, START, type RtfState } from './state.ts';
import { readTokens } from './tokens.ts';
import type { RtfHandler } from './tokens.ts';

/** @throws DocumentError where the file is damaged or holds no text */
export function readRtf(bytes: Uint8Array): SourceDocument {
	const reader = new RtfReader(new StreamBytes('RTF', bytes, (at) => at));
	readTokens(bytes, reader);
	const text = layOutTables(reader.finish(), reader.remarks);
	const blocks = numberBlocks([...marginNotes(reader.margins, text), ...text]);
	if (!hasText(blocks)) throw documentEmpty(reader.remarks);
	return {
		format: 'rtf',
		blocks,
		issues: [
			...issuesOfRemarks(reader.remarks),
			...issuesOfNotes(reader.notes, blocks),
			...unreadObjects(blocks),
			...scannedPages(blocks, reader.remarks)
		]
	};
}

const CHARACTERS = new Map([
	['tab', '\t'],
	['line', '\n'],
	['~', '\u00a0'],
	['_', '-'],
	['-', ''],
	['emdash', '—'],
	['endash', '–'],
	['lquote', '‘'],
	['rquote', '’'],
	['ldblquote', '“'],
	['rdblquote', '”'],
	['bullet', '•'],
	['emspace', '\u2003'],
	['enspace', '\u2002'],
	['\\', '\\'],
	['{', '{'],
	['}', '}']
]);

/** Marks inside a text box, a page header or a note, whose tables are lines of text. */
const BOX_MARKS: ReadonlyMap<string, string> = new Map([
	['par', '\n'],
	['row', '\n'],
	['cell', '\t']
]);

class RtfReader implements RtfHandler {
	readonly remarks = noRemarks();
	readonly #paragraph: ParagraphWriter;
	readonly #pages = new CodePages();
	readonly #colours = new ColourTable();
	readonly #rows = new RowWriter((number) => this.#colours.colour(number));
	readonly #states: RtfState[] = [];
	readonly #characters = new Counter(MAX_TEXT, textTooLong);
	#state: RtfState = { ...START };
	/** Lines of the page headers and footers. */
	margins = '';
	readonly notes: AttachedNote[] = [];
	/** Name of the property of the drawing that is open. */
	#property = '';
	#skip = 0;
	/** `\*` is before the word that follows. */
	#isStarred = false;
	#isGroupStart = false;
	#last = 0;
	/** The number of the open paragraph is written in front of its text. */
	#hasListText = false;

	constructor(source: StreamBytes) {
		this.#paragraph = new ParagraphWriter(source, this.#rows, this.remarks);
	}

	finish(): Draft[] {
		this.#flush();
		return this.#paragraph.finish(this.#last);
	}

	openGroup(): void {
		this.#flush();
		this.#states.push({ ...this.#state });
		this.#isGroupStart = true;
	}

	closeGroup(): void {
		this.#flush();
		const { field, boxes, target } = this.#state;
		this.#state = this.#states.pop() ?? this.#state;
		if (boxes > this.#state.boxes) this.#paragraph.closeBox(this.#state.isInTable);
		if (target === 'property' && this.#state.target !== 'property') this.#closeProperty();
		if (field && field !== this.#state.field && field.from === this.#paragraph.written)
			this.#write(shownText(field));
		this.#pages.use(this.#state.font);
		this.#isGroupStart = false;
	}

	byte(code: number): void {
		this.#isGroupStart = false;
		if (this.#skip > 0) this.#skip--;
		else if (this.#state.table === 'fonts') this.#pages.nameByte(code);
		else if (this.#state.table === 'colours') this.#colours.byte(code);
		else if (!this.#state.isSkipped) this.#pages.add(code);
	}

	word(name: string, value: number | null, at: number): void {
		this.#last = at;
		const starred = this.#isStarred;
		this.#isStarred = name === '*';
		if (this.#isStarred) return;
		if (this.#state.field && setField(this.#state.field, name, value)) return this.#openEntry(name);
		if (this.#isGroupStart && this.#openDestination(name, starred)) return;
		this.#isGroupStart = false;
		if (this.#state.table === 'fonts') return this.#pages.define(name, value);
		if (this.#state.table === 'colours') return this.#colours.word(name, value);
		if (this.#state.isSkipped) return;
		this.#flush();
		const character = CHARACTERS.get(name);
		if (name === 'u') this.#addUnicode(value ?? 0);
		else if (character !== undefined) this.#write(character);
		else if (this.#state.target === 'document' && this.#rows.word(name, value)) return;
		else if (this.#format(name, value)) return;
		else if (this.#state.target === 'document') this.#mark(name);
		else if (this.#isBeside) this.#markBeside(name);
	}

	/** @returns whether the word is dealt with */
	#openDestination(name: string, starred: boolean): boolean {
		this.#isGroupStart = false;
		if (this.#isBeside) return this.#openBeside(name, starred);
		const kind = NOTES.get(name);
		if (kind && !this.#state.isSkipped) return this.#openNote(kind);
		if (MARGIN.test(name) && !this.#state.isSkipped) this.#state.target = 'margin';
		if (name === 'listtext' || name === 'pntext') this.#hasListText = true;
		const table = TABLES.get(name);
		if (table) this.#state.table = table;
		else if (name === 'shptxt' && !this.#state.isSkipped) {
			this.#state.boxes++;
			this.#paragraph.openBox();
		} else if (name === 'field' && !this.#state.isSkipped)
			this.#state.field = openField(this.#paragraph.written);
		else if (name === 'object' && !this.#state.isSkipped) this.remarks.objects++;
		const { isSkipped, target } = this.#state;
		const object = OBJECTS.get(name);
		if (object && !isSkipped && target !== 'property') this.#paragraph.addObject(object);
		if (name === 'sp' && !this.#state.isSkipped) {
			this.#state.target = 'property';
			this.#property = '';
		}
		if (name === 'upr' && !isSkipped)
			Object.assign(this.#state, { isSkipped: true, isReplaced: true });
		else if (name === 'ud' && this.#state.isReplaced)
			Object.assign(this.#state, { isSkipped: false, isReplaced: false });
		if (name === 'fldinst') this.#state.target = 'code';
		else if (name === 'fldrslt') this.#state.target = 'document';
		if (SKIPPED_DESTINATIONS.has(name) || (starred && !READ_DESTINATIONS.has(name))) {
			this.#state.isSkipped = true;
			if (name !== 'formfield') this.#state.field = null;
		}
		return this.#state.isSkipped || TABLES.has(name) || READ_DESTINATIONS.has(name);
	}

	#openNote(kind: NoteKind): true {
		this.notes.push({ kind, before: this.#paragraph.text, text: '' });
		this.#state.target = 'note';
		return true;
	}

	/** The text is that of a page header or footer, or of a note. */
	get #isBeside(): boolean {
		return this.#state.target === 'margin' || this.#state.target === 'note';
	}

	#markBeside(name: string): void {
		const note = this.#state.target === 'note' ? this.notes.at(-1) : undefined;
		if (name === 'ftnalt' && note) note.kind = 'endnote';
		else this.#addBeside(BOX_MARKS.get(name) ?? '');
	}

	/** Fields, drawings and the like in a page header or a note hold no text that matters. */
	#openBeside(name: string, starred: boolean): boolean {
		const isOther = READ_DESTINATIONS.has(name) || SKIPPED_DESTINATIONS.has(name);
		this.#state.isSkipped ||= starred || isOther || OBJECTS.has(name);
		return this.#state.isSkipped;
	}

	/** The text of an entry is in a group that is else skipped. */
	#openEntry(name: string): void {
		this.#isGroupStart = false;
		if (name === 'ffl') Object.assign(this.#state, { isSkipped: false, target: 'entry' });
	}

	#addUnicode(value: number): void {
		this.#skip = this.#state.fallback;
		const code = value < 0 ? value + 0x10000 : value;
		const isSymbol = code >= 0xf000 && code <= 0xf0ff;
		this.#write(
			isSymbol
				? symbolText(this.#pages.fontName(this.#state.font), code.toString(16))
				: String.fromCharCode(code & 0xffff)
		);
	}

	#format(name: string, value: number | null): boolean {
		const state = this.#state;
		if (name === 'f') this.#pages.use((state.font = value));
		else if (name === 'ansicpg') this.#pages.setDefault(value);
		else if (name === 'deff') this.#pages.setDefaultFont(value);
		else return format(state, name, value, (number) => this.#colours.colour(number));
		return true;
	}

	/** A property of a drawing is its name and its value. */
	#closeProperty(): void {
		if (/^fHidden\s*1/.test(this.#property)) this.#state.isUnseen = true;
		else if (/^(?:gtextUNICODE|pib\s*$)/.test(this.#property)) this.#paragraph.addObject('picture');
	}

	#mark(name: string): void {
		const { isInTable, depth, boxes } = this.#state;
		if (boxes > 0) return this.#paragraph.add(BOX_MARKS.get(name) ?? '', this.#state);
		const end = (kind: MarkedParagraph['end'], least: number): void => {
			this.#missListNumber();
			this.#paragraph.end(kind, least, this.#last);
		};
		if (name === 'par' || name === 'sect' || name === 'page')
			end('paragraph', isInTable ? Math.max(1, depth) : 0);
		else if (name === 'cell') end('cell', 1);
		else if (name === 'nestcell') end('cell', Math.max(2, depth));
		else if (name === 'row') end('row', 1);
		else if (name === 'nestrow') end('row', Math.max(2, depth));
	}

	/** Programs write the number of a list in front of its paragraph too; where one does not, it is in no text. */
	#missListNumber(): void {
		const isMissed =
			this.#state.isListed && !this.#hasListText && this.#paragraph.text.trim() !== '';
		if (isMissed) this.remarks.numbers++;
		this.#hasListText = false;
	}

	#flush(): void {
		const text = this.#pages.take();
		if (text !== '') this.#write(text);
	}

	#write(text: string): void {
		const { isHidden, isStruck, isRaised, isLowered, isDeleted, isUnseen, target } = this.#state;
		if (text === '') return;
		if (target === 'margin' || target === 'note') return this.#writeBeside(text);
		if (this.#state.isInserted) this.remarks.insertions++;
		this.#characters.add(text.length);
		if (target === 'property') this.#property += text.slice(0, LONGEST_CODE);
		else if (target !== 'document') this.#addToField(text, target);
		else if (isDeleted) this.remarks.deletions++;
		else if (isHidden || isUnseen || (this.#isUnseenText() && text.trim() !== ''))
			this.remarks.hidden++;
		else if (isStruck) this.remarks.struck++;
		else if (isLowered) this.#paragraph.add(toSubscript(text), this.#state);
		else if (!isRaised) this.#paragraph.add(text, this.#state);
		else if (isNoteMark(this.#paragraph.text, text)) this.remarks.notes++;
		else this.#paragraph.add(toSuperscript(text), this.#state);
	}

	/** Too small, or of the colour that the text or its paragraph is shaded with. */
	#isUnseenText(): boolean {
		const { colour, ground, paragraphGround, points } = this.#state;
		const shade = ground ?? paragraphGround;
		return isUnseen({ colour: shade === null ? null : colour, points }, shade ?? PAPER);
	}

	#writeBeside(text: string): void {
		const { isHidden, isStruck, isDeleted } = this.#state;
		this.#characters.add(text.length);
		if (!isHidden && !isStruck && !isDeleted) this.#addBeside(text);
	}

	#addBeside(text: string): void {
		const note = this.#state.target === 'note' ? this.notes.at(-1) : undefined;
		if (note) note.text += text;
		else this.margins += text;
	}

	#addToField(text: string, target: 'code' | 'entry'): void {
		const { field } = this.#state;
		if (target === 'entry') field?.entries.push((field.entries.pop() ?? '') + text);
		else if (field && field.code.length < LONGEST_CODE) field.code += text;
	}
}
