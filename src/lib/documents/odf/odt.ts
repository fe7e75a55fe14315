/** OpenDocument texts (.odt), which LibreOffice and some domestic office programs write. */
import { isOffPaper, isUnseen, PAPER, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import { Counter, MAX_TEXT, documentEmpty, textTooLong } from '../caps.ts';
import { hasText, numberBlocks, textOf } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { emptyField, shownText } from '../fields/fields.ts';
import { withListNumber } from '../numbering/list-numbers.ts';
import type { SourceDocument } from '../model.ts';
import { issuesOfNotes, type AttachedNote, type NoteKind } from '../notes.ts';
import { marginNotes } from '../page-margins.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../characters/raised-text.ts';
import {
	isNumberInBox,
	issuesOfRemarks,
	noRemarks,
	scannedPages,
	unreadObjects
} from '../remarks.ts';
import { inside, readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { ListStyles, OpenLists } from './list-styles.ts';
import { countOf, OdtTables } from './odt-tables.ts';
import { isPrintedMargin } from './sheet-margins.ts';
import { addStyle, pointsIn, readStyles } from './styles.ts';
import type { ShownStyle } from './styles.ts';

/** @throws DocumentError where the package is damaged or encrypted, or holds no text */
export function readOdt(archive: ZipArchive): SourceDocument {
	const lists = new ListStyles();
	const styleOf = readStyles(archive, lists);
	const reader = new OdtReader(styleOf, new OpenLists(lists));
	readXml(archive.read('content.xml'), 'content.xml', reader);
	const margins = new OdtReader(styleOf, new OpenLists(lists));
	readMargins(archive, margins);
	const notes = marginNotes(textOf(margins.blocks), reader.blocks);
	const blocks = numberBlocks([...notes, ...reader.blocks]);
	if (!hasText(blocks)) throw documentEmpty(reader.remarks);
	const issues = [
		...issuesOfRemarks(reader.remarks),
		...issuesOfNotes(reader.notes, blocks),
		...unreadObjects(blocks),
		...scannedPages(blocks, reader.remarks)
	];
	return { format: 'odt', blocks, issues };
}

/** Hands on the page headers and footers. */
function readMargins(archive: ZipArchive, handler: XmlHandler): void {
	if (!archive.has('styles.xml')) return;
	const isShown = (name: string, attribute: XmlAttributes): boolean =>
		isPrintedMargin(name, attribute('display'));
	readXml(archive.read('styles.xml'), 'styles.xml', inside(isShown, handler));
}

const SKIPPED = new Set([
	'office:automatic-styles',
	'office:change-info',
	'text:ruby-text',
	'text:hidden-text',
	'text:sequence-decls',
	'text:variable-decls'
]);

/** Elements that have a ground of their own. */
const GROUNDS = new Set(['table:table', 'table:table-row', 'table:table-cell', 'draw:text-box']);

const NOTES = new Set(['text:note', 'office:annotation']);

class OdtReader implements XmlHandler {
	readonly blocks: Block[] = [];
	readonly notes: AttachedNote[] = [];
	readonly remarks = noRemarks();
	readonly #styleOf: (name: string | undefined) => ShownStyle;
	readonly #tables = new OdtTables(this.remarks);
	/** Text of the paragraphs that are open: one in a text box is in another. */
	readonly #paragraphs: string[] = [];
	/** Their numbers. */
	readonly #numbers: string[] = [];
	readonly #lists: OpenLists;
	readonly #styles: ShownStyle[] = [];
	/** Grounds of the tables, rows, cells and text boxes around. */
	readonly #grounds: Colour[] = [];
	/** Tells for each of the drawings around whether it is unseen. */
	readonly #unseen: boolean[] = [];
	/** Number of the blocks before each open text box. */
	readonly #boxes: number[] = [];
	/** Reads the note that is open; `depth` counts the elements open in it. */
	#note: { reader: OdtReader; depth: number } | null = null;
	/** Comments whose stretch of text is open, by name. */
	readonly #comments = new Map<string, AttachedNote>();
	/** The form field that was opened last; none holds another. */
	#field = emptyField();
	readonly #characters = new Counter(MAX_TEXT, textTooLong);

	constructor(styleOf: (name: string | undefined) => ShownStyle, lists: OpenLists) {
		this.#styleOf = styleOf;
		this.#lists = lists;
	}

	open(name: string, attribute: XmlAttributes): unknown {
		if (SKIPPED.has(name)) return 'skip';
		if (this.#note) return openInNote(this.#note, name, attribute);
		if (NOTES.has(name)) return this.#openNote(name, attribute);
		if (GROUNDS.has(name)) this.#openGround(name, attribute('style-name'));
		else if (name.startsWith('draw:'))
			this.#unseen.push(this.#isUnseen || isUnseenDrawing(attribute));
		switch (name) {
			case 'text:deletion':
				this.remarks.deletions++;
				return 'skip';
			case 'text:insertion':
				this.remarks.insertions++;
				return 'skip';
			case 'text:section':
				if ((attribute('display') ?? 'true') === 'true') break;
				this.remarks.hidden++;
				return 'skip';
			case 'text:p':
			case 'text:h':
				this.#openParagraph(name, attribute);
				break;
			case 'office:annotation-end':
				this.#endComment(attribute('name'));
				break;
			case 'text:list':
				this.#lists.openList(attribute);
				break;
			case 'text:numbered-paragraph':
				this.#lists.openNumbered(attribute);
				break;
			case 'text:list-item':
				this.#lists.openItem(attribute);
				break;
			case 'text:span':
				this.#styles.push(this.#spanStyle(attribute('style-name')));
				break;
			case 'text:s':
				this.#write(' '.repeat(countOf(attribute('c'))));
				break;
			case 'text:tab':
				this.#write('\t');
				break;
			case 'text:line-break':
				this.#write('\n');
				break;
			case 'table:table':
				this.#tables.openTable();
				break;
			case 'table:table-row':
				this.#tables.openRow(attribute, this.#styleOf(attribute('style-name')).isLow);
				break;
			case 'table:table-cell':
				this.#tables.openCell(attribute);
				break;
			case 'table:covered-table-cell':
				this.#tables.coverCells(countOf(attribute('number-columns-repeated')));
				return 'skip';
			case 'field:fieldmark':
				this.#field = { ...emptyField(), isBox: (attribute('type') ?? '').endsWith('CHECKBOX') };
				break;
			case 'field:param':
				this.#setField(attribute('name'), attribute('value') ?? '');
				break;
			case 'draw:image':
				this.#tables.addObject('picture');
				break;
			case 'draw:object':
			case 'draw:object-ole':
				this.#tables.addObject('object');
		}
		return undefined;
	}

	close(name: string): void {
		if (this.#note) return this.#closeInNote(this.#note, name);
		if (GROUNDS.has(name)) {
			this.#grounds.pop();
			this.#lists.close();
		}
		if (name === 'draw:text-box') this.#closeBox();
		else if (name.startsWith('draw:')) this.#unseen.pop();
		if (name === 'text:p' || name === 'text:h') {
			this.#styles.pop();
			const text = withListNumber(this.#numbers.pop() ?? '', this.#paragraphs.pop() ?? '');
			this.#container().push({ kind: 'paragraph', text });
		} else if (name === 'text:list' || name === 'text:numbered-paragraph') this.#lists.close();
		else if (name === 'text:span') this.#styles.pop();
		else if (name === 'field:fieldmark') this.#write(shownText(this.#field));
		else if (name === 'table:table-cell') this.#tables.closeCell();
		else if (name === 'table:table-row') this.#tables.closeRow();
		else if (name === 'table:table') {
			const table = this.#tables.closeTable();
			if (table) this.#container().push(table);
		}
	}

	/** Blanks and line ends of the source are one blank. */
	text(text: string): void {
		if (this.#note) this.#note.reader.text(text);
		else this.#write(text.replace(/[ \t\r\n]+/g, ' '));
	}

	/** Its paragraphs are read apart; its mark, author and date are in none. */
	#openNote(element: string, attribute: XmlAttributes): void {
		const kind = element === 'text:note' ? noteKind(attribute('note-class')) : 'comment';
		const note: AttachedNote = { kind, before: this.#paragraphs.at(-1) ?? '', text: '' };
		this.notes.push(note);
		if (kind === 'comment') this.#comments.set(attribute('name') ?? '', note);
		const reader = new OdtReader(this.#styleOf, new OpenLists(new ListStyles()));
		this.#note = { reader, depth: 1 };
	}

	#closeInNote(open: { reader: OdtReader; depth: number }, name: string): void {
		if (--open.depth > 0) return open.reader.close(name);
		const note = this.notes.at(-1);
		if (note) note.text = textOf(open.reader.blocks);
		this.#note = null;
	}

	/** The comment is about the text up to here. */
	#endComment(name: string | undefined): void {
		const comment = this.#comments.get(name ?? '');
		if (comment) comment.before = this.#paragraphs.at(-1) ?? '';
	}

	#openGround(element: string, style: string | undefined): void {
		const around = this.#grounds.at(-1) ?? PAPER;
		// What a text box is filled with is not read.
		const own = element === 'draw:text-box' ? UNKNOWN_GROUND : this.#styleOf(style).ground;
		this.#grounds.push(own ?? around);
		this.#lists.openBox();
		if (element === 'draw:text-box') this.#boxes.push(this.#container().length);
	}

	#closeBox(): void {
		const blocks = this.#container().slice(this.#boxes.pop());
		const texts = blocks.map((block) => (block.kind === 'paragraph' ? block.text : '表'));
		if (this.#tables.cell === null && isNumberInBox(texts)) this.remarks.boxes++;
	}

	get #isUnseen(): boolean {
		return this.#unseen.at(-1) === true;
	}

	/** Nothing is shown of a hidden paragraph, its number neither. */
	#openParagraph(element: string, attribute: XmlAttributes): void {
		const style = this.#styleOf(attribute('style-name'));
		this.#paragraphs.push('');
		this.#styles.push(style);
		if (style.isHidden) this.#numbers.push('');
		else if (element === 'text:p') this.#numbers.push(this.#lists.next(attribute('style-name')));
		else this.#numbers.push(this.#lists.nextHeading(attribute));
	}

	#spanStyle(name: string | undefined): ShownStyle {
		const style = { ...this.#styleOf(name) };
		const around = this.#styles.at(-1);
		if (around) addStyle(style, around);
		return style;
	}

	#write(text: string): void {
		const last = this.#paragraphs.length - 1;
		const style = this.#styles.at(-1);
		if (last < 0 || text === '') return;
		this.#characters.add(text.length);
		const before = this.#paragraphs[last] ?? '';
		const ground = style?.ground ?? this.#grounds.at(-1) ?? PAPER;
		if (style?.isHidden || this.#isUnseen) this.remarks.hidden++;
		else if (style && isUnseen(style, ground)) this.remarks.hidden += text.trim() === '' ? 0 : 1;
		else if (style?.isStruck) this.remarks.struck++;
		else if (style?.isLowered) this.#paragraphs[last] = before + toSubscript(text);
		else if (!style?.isRaised) this.#paragraphs[last] = before + text;
		else if (isNoteMark(before, text)) this.remarks.notes++;
		else this.#paragraphs[last] = before + toSuperscript(text);
	}

	/** LibreOffice keeps a form field of Word as parameters beside the text. */
	#setField(parameter: string | undefined, value: string): void {
		const field = this.#field;
		if (parameter === 'Dropdown_ListEntry') field.entries.push(value);
		else if (parameter === 'Dropdown_Selected') field.chosen = Number(value);
		else if (parameter === 'Checkbox_Checked') field.chosen = value === 'true' ? 1 : 0;
	}

	#container(): Block[] {
		return this.#tables.cell ?? this.blocks;
	}
}

function openInNote(
	note: { reader: OdtReader; depth: number },
	name: string,
	attribute: XmlAttributes
): unknown {
	const answer = note.reader.open(name, attribute);
	if (answer !== 'skip') note.depth++;
	return answer;
}

function noteKind(written: string | undefined): NoteKind {
	return written === 'endnote' ? 'endnote' : 'footnote';
}

function isUnseenDrawing(attribute: XmlAttributes): boolean {
	const edges = [attribute('x'), attribute('y')].map((length) => pointsIn(length) ?? 0);
	return attribute('display') === 'none' || edges.some(isOffPaper);
}
