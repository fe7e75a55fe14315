/**
 * The text of a Word document while it is read: paragraphs, the runs in them, fields, and the containers (body,
 * cell, text box) that paragraphs and tables fall into.
 */
import { isUnseen, PAPER, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import { Counter, MAX_TEXT, textTooLong } from '../caps.ts';
import { shownText } from '../fields/fields.ts';
import { withListNumber } from '../numbering/list-numbers.ts';
import { NO_LIST, type ListMembership, type Lists } from '../numbering/lists.ts';
import { OpenFields } from '../fields/open-fields.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../characters/raised-text.ts';
import { isNumberInBox, noRemarks } from '../remarks.ts';
import type { TextRemarks } from '../remarks.ts';
import { signsOf, symbolText } from '../characters/symbols.ts';
import type { XmlAttributes } from '../xml.ts';
import { setFormField } from './form-fields.ts';
import { NO_STYLE, setMembership, setStyle } from './styles.ts';
import { LONGEST_COMPARED, markOf, withoutMarks, type BoundText } from './bound-texts.ts';
import type { StyleReader, TextStyle } from './styles.ts';
import type { WordBlock } from './word-blocks.ts';

const RUN_TEXT = new Map([
	['w:tab', '\t'],
	['w:ptab', '\t'],
	['w:br', '\n'],
	['w:cr', '\n'],
	['w:noBreakHyphen', '-']
]);

/** Blanks of XML round a text that does not say that it keeps them; a Chinese blank is none of them. */
const XML_BLANKS_AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g;

/** Line ends of the source, and codes of symbol fonts. */
const REWRITTEN = /[\t\r\n\uf000-\uf0ff]/;

interface Container {
	blocks: WordBlock[];
	/** Text of a paragraph whose end was deleted: it continues in the next one. */
	carried: string;
	/** The text is drawn on this where nothing nearer says otherwise. */
	ground: Colour;
	/** Nobody sees what is in it. */
	isUnseen: boolean;
}

interface Paragraph extends ListMembership {
	text: string;
	style: TextStyle | null;
	styleId: string | null;
	/** Null where it is that of what is around. */
	ground: Colour | null;
	endDeleted: boolean;
	/** Nothing is shown of a paragraph without text then, its number neither. */
	endHidden: boolean;
	/** Blocks of the text boxes anchored here; they follow the paragraph. */
	boxes: WordBlock[];
}

export class WordText {
	readonly remarks: TextRemarks = noRemarks();
	/** The texts of controls that are bound to a value, by the numbers of their marks. */
	readonly boundTexts: BoundText[] = [];
	readonly #body: Container = { blocks: [], carried: '', ground: PAPER, isUnseen: false };
	readonly #containers: Container[] = [this.#body];
	readonly #paragraphs: Paragraph[] = [];
	/** The runs that are open, the innermost last. */
	readonly #runs: TextStyle[] = [];
	/** Font of the run that was opened last; runs are hardly ever nested, and symbols never across. */
	#font: string | undefined = undefined;
	readonly #styles: StyleReader;
	readonly #lists: Lists;
	readonly #fields = new OpenFields();
	/** Those of the controls that are open. */
	readonly #openBound: BoundText[] = [];
	#inText = false;
	/** True in the instruction of a field. */
	#inCode = false;
	#keepsSpace = false;
	readonly #characters = new Counter(MAX_TEXT, textTooLong);

	constructor(styles: StyleReader, lists: Lists) {
		this.#styles = styles;
		this.#lists = lists;
	}

	/** Content of the body, once everything is read. */
	get blocks(): WordBlock[] {
		return this.#body.blocks;
	}

	/** Text of the innermost open paragraph so far. */
	get written(): string {
		return withoutMarks(this.#paragraphs.at(-1)?.text ?? '');
	}

	/** @param ground Null for that of what is around. */
	openContainer(ground: Colour | null = null): void {
		const { ground: around, isUnseen } = this.#container;
		this.#containers.push({ blocks: [], carried: '', ground: ground ?? around, isUnseen });
	}

	/** The container that was opened last, a cell, has this ground. */
	setGround(ground: Colour | null): void {
		const container = this.#containers.at(-1);
		if (container && ground !== null) container.ground = ground;
	}

	/** A text box is filled with something that is not read. */
	openTextBox(isUnseen: boolean): void {
		this.openContainer(UNKNOWN_GROUND);
		const container = this.#containers.at(-1);
		if (container) container.isUnseen ||= isUnseen;
	}

	closeContainer(): WordBlock[] {
		const container = this.#containers.pop();
		if (!container) return [];
		if (container.carried !== '')
			container.blocks.push({ kind: 'paragraph', text: container.carried });
		return container.blocks;
	}

	/** The blocks of a text box are after the paragraph at which it is anchored. */
	closeTextBox(): void {
		const blocks = this.closeContainer();
		const texts = blocks.map((block) => (block.kind === 'paragraph' ? block.text : '表'));
		if (this.#containers.length === 1 && isNumberInBox(texts)) this.remarks.boxes++;
		this.#paragraphs.at(-1)?.boxes.push(...blocks);
	}

	addBlock(block: WordBlock): void {
		this.#containers.at(-1)?.blocks.push(block);
	}

	openParagraph(): void {
		this.#paragraphs.push({
			text: '',
			style: null,
			styleId: null,
			...NO_LIST,
			ground: null,
			endDeleted: false,
			endHidden: false,
			boxes: []
		});
	}

	styleParagraph(style: string | undefined): void {
		const paragraph = this.#paragraphs.at(-1);
		if (!paragraph || style === undefined) return;
		paragraph.styleId = style;
		paragraph.style = this.#styles.styleOf(style);
		paragraph.ground ??= paragraph.style.ground;
	}

	shadeParagraph(ground: Colour | null): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph && ground !== null) paragraph.ground = ground;
	}

	/** Takes over the list or the level of the paragraph. */
	setList(property: string, value: string | undefined): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph) setMembership(paragraph, property, value);
	}

	hideParagraphEnd(): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph) paragraph.endHidden = true;
	}

	deleteParagraphEnd(): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph) paragraph.endDeleted = true;
	}

	closeParagraph(): void {
		this.#markBound();
		const paragraph = this.#paragraphs.pop();
		const container = this.#containers.at(-1);
		if (!paragraph || !container) return;
		this.#fields.endParagraph();
		const text = container.carried + paragraph.text;
		container.carried = paragraph.endDeleted ? text : '';
		if (!paragraph.endDeleted)
			container.blocks.push({ kind: 'paragraph', text: this.#numbered(paragraph, text) });
		container.blocks.push(...paragraph.boxes);
	}

	#numbered(paragraph: Paragraph, text: string): string {
		const list = paragraph.list ?? paragraph.style?.list ?? null;
		if (list === null || this.#container.isUnseen || (text === '' && paragraph.endHidden))
			return text;
		const level = paragraph.level ?? paragraph.style?.level ?? null;
		return withListNumber(this.#lists.next({ list, level }, paragraph.styleId), text);
	}

	openRun(): void {
		this.#font = undefined;
		const around = this.#runs.at(-1) ?? this.#paragraphs.at(-1)?.style ?? NO_STYLE;
		this.#runs.push({ ...around, ground: this.#runs.at(-1)?.ground ?? null });
	}

	styleRun(id: string | undefined): void {
		const run = this.#runs.at(-1);
		if (id === undefined || !run) return;
		const style = this.#styles.styleOf(id);
		if (style.isHidden) run.isHidden = true;
		run.isStruck = style.isStruck ?? run.isStruck;
		run.isRaised = style.isRaised ?? run.isRaised;
		run.isLowered = style.isLowered ?? run.isLowered;
		run.colour = style.colour ?? run.colour;
		run.ground = style.ground ?? run.ground;
		run.points = style.points ?? run.points;
	}

	/** Takes over a property of the run. A run that is shown inside a hidden one is hidden all the same. */
	setRun(property: string, attribute: XmlAttributes): void {
		const run = this.#runs.at(-1);
		if (!run) return;
		setStyle(run, property, attribute);
		if (this.#runs.at(-2)?.isHidden) run.isHidden = true;
	}

	/** The font tells what the codes of a symbol font mean. */
	fontRun(font: string | undefined): void {
		this.#font = font;
	}

	closeRun(): void {
		this.#runs.pop();
	}

	/** An element directly in a run. */
	openInRun(name: string, attribute: XmlAttributes): void {
		if (name !== 'w:rPr') this.#markBound();
		if (name === 'w:t' || name === 'm:t') {
			this.#inText = true;
			this.#keepsSpace = attribute('space') === 'preserve';
		} else if (name === 'w:instrText') this.#inCode = true;
		else if (name === 'w:fldChar') this.#openField(attribute('fldCharType'));
		else if (name === 'w:sym') this.#write(symbolText(attribute('font'), attribute('char')));
		else this.#write(RUN_TEXT.get(name) ?? '');
	}

	/** A sign of an equation, which no run holds. */
	writeSign(sign: string): void {
		this.#write(sign);
	}

	closeText(): void {
		this.#inText = false;
		this.#inCode = false;
	}

	addText(text: string): void {
		if (this.#inCode) this.#fields.addCode(text);
		if (!this.#inText) return;
		const written = this.#keepsSpace ? text : text.replace(XML_BLANKS_AROUND, '');
		if (!REWRITTEN.test(written)) this.#write(written);
		else this.#write(signsOf(written.replace(/[\t\r\n]/g, ' '), this.#font));
	}

	/** A property of the form field that was opened last, e.g. an entry of its list. */
	setField(property: string, value: string | undefined): void {
		if (this.#fields.last) setFormField(this.#fields.last, property, value);
	}

	/** The content of a bound control begins. */
	openBound(bound: Pick<BoundText, 'value' | 'isTaken' | 'isPrompt'>): BoundText {
		const number = this.boundTexts.length;
		const opened = { ...bound, number, text: '', isMarked: false, isUnseen: false };
		this.boundTexts.push(opened);
		this.#openBound.push(opened);
		return opened;
	}

	closeBound(): void {
		this.#markBound();
		this.#openBound.pop();
	}

	/** Marks where the content of the bound controls begins, and writes the values that stand for it, as its first run is. */
	#markBound(): void {
		const paragraph = this.#paragraphs.at(-1);
		if (!paragraph) return;
		for (const bound of this.#openBound) {
			if (bound.isMarked) continue;
			bound.isMarked = true;
			paragraph.text += markOf(bound.number);
			if (bound.isTaken) this.#write(bound.value ?? '', true);
		}
	}

	/** Tells whether a value stands for the text of an open control. */
	#isReplaced(text: string): boolean {
		for (const bound of this.#openBound)
			bound.text = (bound.text + text).slice(0, LONGEST_COMPARED);
		return this.#openBound.some(({ isTaken }) => isTaken);
	}

	#openField(type: string | undefined): void {
		if (type === 'begin') this.#fields.begin();
		else if (type === 'separate') this.#fields.separate();
		else if (type === 'end') this.closeField();
	}

	/** A field whose instruction is an attribute and whose result is its content. */
	openSimpleField(code: string): void {
		this.#fields.begin();
		this.#fields.addCode(code);
		this.#fields.separate();
	}

	closeField(): void {
		const field = this.#fields.end();
		if (field) this.#write(shownText(field));
	}

	#write(text: string, isValue = false): void {
		const paragraph = this.#paragraphs.at(-1);
		if (!paragraph || text === '') return;
		if (this.#fields.isInCode) return;
		this.#fields.showResult();
		const run = this.#runs.at(-1) ?? paragraph.style ?? NO_STYLE;
		if (this.#isUnseen(run, paragraph)) {
			if (run.isHidden || text.trim() !== '') this.remarks.hidden++;
			for (const bound of this.#openBound) bound.isUnseen = true;
			return;
		}
		if (!isValue && this.#openBound.length > 0 && this.#isReplaced(text)) return;
		this.#characters.add(text.length);
		if (run.isStruck) this.remarks.struck++;
		else if (run.isLowered) paragraph.text += toSubscript(text);
		else if (!run.isRaised) paragraph.text += text;
		else if (isNoteMark(paragraph.text, text)) this.remarks.notes++;
		else paragraph.text += toSuperscript(text);
	}

	#isUnseen(run: TextStyle, paragraph: Paragraph): boolean {
		const { ground, isUnseen: isInUnseen } = this.#container;
		return (
			run.isHidden === true || isInUnseen || isUnseen(run, run.ground ?? paragraph.ground ?? ground)
		);
	}

	get #container(): Container {
		return this.#containers.at(-1) ?? this.#body;
	}
}
