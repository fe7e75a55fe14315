/**
 * WordprocessingML → paragraphs and tables, in one pass over the elements of word/document.xml. What a reader of the
 * printed document would not see is left out and counted: tracked deletions, hidden text, field codes, the second
 * copy of a text box.
 */
import { DocumentError } from '../document-error.ts';
import { signBefore } from '../fields/equation.ts';
import type { Lists } from '../numbering/lists.ts';
import type { BoundText } from './bound-texts.ts';
import { BoundValues } from './bound-values.ts';
import { EmbeddedPages } from './embedded-pages.ts';
import { ContentControls } from './content-controls.ts';
import type { TextRemarks, UnreadObject } from '../remarks.ts';
import { isOn, shadeOf } from './styles.ts';
import type { StyleReader } from './styles.ts';
import { WordDrawing } from './word-drawing.ts';
import { WordText } from './word-text.ts';
import { WordTables } from './word-tables.ts';
import type { WordBlock } from './word-blocks.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';

/** Roots of the main part, of page headers and footers, and of one note. */
const ROOTS = names('document hdr ftr footnote endnote comment');

/** Elements whose content is never text of the document, besides those in a list of properties. */
const SKIPPED = names('delText delInstrText rt rubyPr tblGrid tblPrEx sectPr sdtEndPr fldData');

/** Properties of each element that bear on its text; what they were before a tracked change does not. */
const PROPERTIES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
	['w:pPr', names('pStyle numPr rPr shd')],
	['w:numPr', names('ilvl numId ilfo')],
	[
		'w:rPr',
		names(
			'rStyle rFonts vanish strike dstrike vertAlign position color shd highlight sz w ins del moveFrom'
		).add('w14:textFill')
	],
	['w14:textFill', new Set(['w14:noFill', 'w14:solidFill'])],
	['w14:solidFill', new Set(['w14:srgbClr', 'w14:schemeClr'])],
	['w:tblPr', names('tblStyle shd')],
	['w:trPr', names('gridBefore hidden trHeight ins del')],
	['w:tcPr', names('gridSpan vMerge hMerge shd cellDel cellIns')],
	[
		'w:sdtPr',
		new Set([
			...names('showingPlcHdr dataBinding text date dropDownList comboBox picture'),
			'w14:checkbox',
			'?:dataBinding',
			'?:repeatingSection',
			'?:repeatingSectionItem'
		])
	],
	['w:dropDownList', names('listItem')],
	['w:comboBox', names('listItem')],
	['w14:checkbox', new Set(['w14:checked'])],
	['w:ffData', names('ddList checkBox')],
	['w:ddList', names('result default listEntry')],
	['w:checkBox', names('checked default')]
]);

/** Properties of content controls are told to their reader. */
const OF_CONTROLS = new Set(['w:sdtPr', 'w:dropDownList', 'w:comboBox', 'w14:checkbox']);

function names(locals: string): Set<string> {
	return new Set(locals.split(' ').map((local) => `w:${local}`));
}

/** Elements of what is shown and not read; an embedded object comes with its picture before it. */
const OBJECTS: ReadonlyMap<string, UnreadObject> = new Map([
	['?:OLEObject', 'object'],
	['w:control', 'control'],
	['?:chart', 'object'],
	['?:relIds', 'object'],
	['w14:contentPart', 'picture'],
	['?:textpath', 'picture'],
	['?:pic', 'picture'],
	['?:imagedata', 'picture']
]);

const NOTE_MARKS = names('footnoteReference endnoteReference commentReference');

export class WordReader implements XmlHandler {
	/** Text of the paragraph before the mark of each note, by the element that refers to the note and its id. */
	readonly noteMarks = new Map<string, string>();
	readonly #text: WordText;
	readonly #remarks: TextRemarks;
	readonly #path: string[] = [];
	readonly #tables: WordTables;
	/** Tells for each open mc:AlternateContent whether its content was already read. */
	readonly #alternatives: boolean[] = [];
	readonly #controls: ContentControls;
	/** The drawings around, the outermost first: a text box may hold another. */
	readonly #drawings: WordDrawing[] = [];
	#drawing = new WordDrawing();
	readonly #pages: EmbeddedPages;

	constructor(
		styles: StyleReader,
		lists: Lists,
		values = new BoundValues(null),
		pages = new EmbeddedPages(null, '')
	) {
		this.#pages = pages;
		this.#text = new WordText(styles, lists);
		this.#controls = new ContentControls(this.#text, values);
		this.#tables = new WordTables(this.#text, styles);
		this.#remarks = this.#text.remarks;
	}

	get blocks(): WordBlock[] {
		return this.#text.blocks;
	}

	/** Text of the open paragraph so far. */
	get written(): string {
		return this.#text.written;
	}

	get boundTexts(): readonly BoundText[] {
		return this.#text.boundTexts;
	}

	get remarks(): TextRemarks {
		return this.#remarks;
	}

	open(name: string, attribute: XmlAttributes): 'skip' | undefined {
		if (this.#path.length === 0 && !ROOTS.has(name))
			throw new DocumentError(
				'not_a_word_document',
				`文件正文的根元素应是 Word 文档，读到的是“${name.slice(0, 60)}”；请用 Word 或 WPS 另存为 .docx 后再报送。`
			);
		const parent = this.#path.at(-1) ?? '';
		const properties = PROPERTIES.get(parent);
		if (properties ? !properties.has(name) : this.#isSkipped(name, attribute)) return 'skip';
		// The content of an alternative belongs, for its meaning, to the element around it.
		this.#path.push(name.startsWith('mc:') ? parent : name);
		if (properties) this.#openProperty(name, parent, attribute);
		else this.#openStructure(name, attribute);
		if (name.startsWith('?')) this.#drawing.open(name, attribute);
		if (parent === 'w:r' || parent === 'm:r') this.#text.openInRun(name, attribute);
	}

	close(name: string): void {
		this.#path.pop();
		switch (name) {
			case 'w:t':
			case 'w:instrText':
			case 'm:t':
				return this.#text.closeText();
			case 'w:p':
				return this.#text.closeParagraph();
			case 'm:d':
				return this.#text.writeSign(')');
			case 'w:r':
				return this.#text.closeRun();
			case 'w:fldSimple':
				return this.#text.closeField();
			case 'w:tbl':
				return this.#tables.closeTable();
			case 'w:tr':
				return this.#tables.closeRow();
			case 'w:tc':
				return this.#tables.closeCell();
			case 'w:txbxContent':
				return this.#text.closeTextBox();
			case 'w:drawing':
			case 'w:pict':
				this.#drawing = this.#drawings.pop() ?? this.#drawing;
				return;
			case 'w:sdt':
				return this.#controls.close();
			case 'w:sdtContent':
				return this.#controls.closeContent();
			case 'mc:AlternateContent':
				this.#alternatives.pop();
		}
	}

	text(text: string): void {
		if (this.#path.at(-1) === '?:posOffset') this.#drawing.moveTo(Number(text));
		this.#text.addText(text);
	}

	/** Tracked deletions and the alternatives of a drawing are decided by where they are. */
	#isSkipped(name: string, attribute: XmlAttributes): boolean {
		if (name === 'w:del' || name === 'w:moveFrom') {
			this.#remarks.deletions++;
			return true;
		}
		if (name === 'w:sdtContent') return this.#controls.openContent();
		if (name === 'mc:Choice' || name === 'mc:Fallback') return this.#isOtherAlternative(attribute);
		return SKIPPED.has(name);
	}

	/** Tells whether an alternative is passed over: the first one of a drawing counts; that of an emoji is no text, its fallback is. */
	#isOtherAlternative(attribute: XmlAttributes): boolean {
		const last = this.#alternatives.length - 1;
		if (this.#alternatives[last] === true || attribute('Requires') === 'w16se') return true;
		if (last >= 0) this.#alternatives[last] = true;
		return false;
	}

	#openStructure(name: string, attribute: XmlAttributes): void {
		switch (name) {
			case 'w:p':
				return this.#text.openParagraph();
			case 'w:r':
				return this.#text.openRun();
			case 'w:tbl':
				return this.#tables.openTable();
			case 'w:tr':
				return this.#tables.openRow();
			case 'w:tc':
				return this.#tables.openCell();
			case 'w:drawing':
			case 'w:pict':
				this.#drawings.push(this.#drawing);
				this.#drawing = new WordDrawing();
				return;
			case 'w:txbxContent':
				return this.#text.openTextBox(this.#drawing.isUnseen);
			case 'mc:AlternateContent':
				this.#alternatives.push(false);
				return;
			case 'w:sdt':
				return this.#controls.open();
			case 'w:ins':
			case 'w:moveTo':
				this.#remarks.insertions++;
				return;
			case 'w:fldSimple':
				return this.#text.openSimpleField(attribute('instr') ?? '');
			case 'w:altChunk':
				return this.#insertPage(attribute('id') ?? '');
			case 'w:subDoc':
				this.#remarks.chunks++;
				return;
			case 'm:d':
				return this.#text.writeSign('(');
			default:
				return this.#openOther(name, attribute);
		}
	}

	#insertPage(id: string): void {
		const blocks = this.#pages.blocksOf(id);
		if (blocks === null) this.#remarks.chunks++;
		else for (const block of blocks) this.#text.addBlock(block);
	}

	#openOther(name: string, attribute: XmlAttributes): void {
		const object = OBJECTS.get(name);
		if (object) this.#tables.addObject(object);
		else if (NOTE_MARKS.has(name))
			this.noteMarks.set(`${name} ${attribute('id') ?? ''}`, this.#text.written);
		else if (name.startsWith('m:')) this.#text.writeSign(signBefore(name));
	}

	#openProperty(name: string, parent: string, attribute: XmlAttributes): void {
		if (name === 'w:ins' || name === 'w:cellIns') this.#remarks.insertions++;
		else if (OF_CONTROLS.has(parent)) this.#controls.setProperty(name, attribute);
		else if (parent === 'w:tcPr') this.#tables.setCell(name, attribute);
		else if (parent === 'w:trPr') this.#tables.setRow(name, attribute);
		else if (parent === 'w:tblPr') this.#tables.setTable(name, attribute);
		else if (parent === 'w:rPr') this.#openRunProperty(name, attribute);
		else if (parent.startsWith('w14:')) this.#openTextFill(name, attribute);
		else if (parent === 'w:numPr') this.#text.setList(name, attribute('val'));
		else if (name === 'w:pStyle') this.#text.styleParagraph(attribute('val'));
		else if (name === 'w:shd') this.#text.shadeParagraph(shadeOf(attribute));
		else if (parent !== 'w:pPr') this.#text.setField(name, attribute('val'));
	}

	/** Properties of a run, or of the mark that ends a paragraph. */
	#openRunProperty(name: string, attribute: XmlAttributes): void {
		if (this.#isOfParagraphEnd()) {
			if (name === 'w:del' || name === 'w:moveFrom') this.#text.deleteParagraphEnd();
			else if (name === 'w:vanish' && isOn(attribute('val'))) this.#text.hideParagraphEnd();
		} else if (name === 'w:rStyle') this.#text.styleRun(attribute('val'));
		else if (name === 'w:rFonts') this.#text.fontRun(attribute('ascii') ?? attribute('hAnsi'));
		else this.#text.setRun(name, attribute);
	}

	#isOfParagraphEnd(): boolean {
		return this.#path[this.#path.lastIndexOf('w:rPr') - 1] === 'w:pPr';
	}

	/** Word since 2010 fills characters with this in place of their colour. */
	#openTextFill(name: string, attribute: XmlAttributes): void {
		if (this.#isOfParagraphEnd()) return;
		const value = attribute('val');
		if (name === 'w14:noFill') this.#text.setRun('w:vanish', () => undefined);
		else if (name === 'w14:srgbClr') this.#text.setRun('w:color', attribute);
		else if (name === 'w14:schemeClr' && (value === 'bg1' || value === 'lt1'))
			this.#text.setRun('w:color', () => 'FFFFFF');
	}
}
