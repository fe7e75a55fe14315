/**
 * The text of a Word document while it is read: paragraphs, the runs in them, fields, and the containers (body,
 * cell, text box) that paragraphs and tables fall into.
 */
import { DocumentError } from '../document-error.ts';
import type { TextRemarks } from '../remarks.ts';
import { signsOf, symbolText } from '../symbols.ts';
import type { XmlAttributes } from '../xml.ts';

const MAX_TEXT = 4_000_000;

export interface WordCell {
	span: number;
	/** Of the vertical merge; `null` outside one. */
	vertical: 'restart' | 'continue' | null;
	/** Of the old horizontal merge, in which the covered cells are still written. */
	covered: boolean;
	blocks: WordBlock[];
}

export interface WordRow {
	/** Grid columns left free before the first cell. */
	before: number;
	cells: WordCell[];
}

export interface WordTable {
	kind: 'table';
	rows: WordRow[];
}

interface WordParagraph {
	kind: 'paragraph';
	text: string;
}

export type WordBlock = WordTable | WordParagraph;

export interface WordRemarks extends TextRemarks {
	/** Parts of other files that Word would insert on opening. */
	chunks: number;
}

const RUN_TEXT = new Map([
	['w:tab', '\t'],
	['w:ptab', '\t'],
	['w:br', '\n'],
	['w:cr', '\n'],
	['w:noBreakHyphen', '-']
]);

interface Container {
	blocks: WordBlock[];
	/** Text of a paragraph whose end was deleted: it continues in the next one. */
	carried: string;
}

interface Paragraph {
	text: string;
	isHidden: boolean;
	endDeleted: boolean;
	/** Blocks of the text boxes anchored here; they follow the paragraph. */
	boxes: WordBlock[];
}

export class WordText {
	readonly remarks: WordRemarks = { deletions: 0, insertions: 0, hidden: 0, chunks: 0 };
	readonly #body: Container = { blocks: [], carried: '' };
	readonly #containers: Container[] = [this.#body];
	readonly #paragraphs: Paragraph[] = [];
	/** One a run that is open, true where it or one around it is hidden. */
	readonly #runs: boolean[] = [];
	/** Of the run that was opened last; runs are hardly ever nested, and symbols never across. */
	#font: string | undefined = undefined;
	readonly #hiddenStyles: ReadonlySet<string>;
	#fields: ('code' | 'result')[] = [];
	#inText = false;
	#keepsSpace = false;
	#characters = 0;

	/** @param hiddenStyles Ids of the styles whose text is hidden. */
	constructor(hiddenStyles: ReadonlySet<string>) {
		this.#hiddenStyles = hiddenStyles;
	}

	/** What stands in the body, once everything is read. */
	get blocks(): WordBlock[] {
		return this.#body.blocks;
	}

	openContainer(): void {
		this.#containers.push({ blocks: [], carried: '' });
	}

	closeContainer(): WordBlock[] {
		const container = this.#containers.pop();
		if (!container) return [];
		if (container.carried !== '')
			container.blocks.push({ kind: 'paragraph', text: container.carried });
		return container.blocks;
	}

	/** The blocks of a text box stand after the paragraph at which it is anchored. */
	closeTextBox(): void {
		const blocks = this.closeContainer();
		this.#paragraphs.at(-1)?.boxes.push(...blocks);
	}

	addTable(table: WordTable): void {
		this.#containers.at(-1)?.blocks.push(table);
	}

	openParagraph(): void {
		this.#paragraphs.push({ text: '', isHidden: false, endDeleted: false, boxes: [] });
	}

	styleParagraph(style: string | undefined): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph && style !== undefined) paragraph.isHidden = this.#hiddenStyles.has(style);
	}

	deleteParagraphEnd(): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph) paragraph.endDeleted = true;
	}

	closeParagraph(): void {
		const paragraph = this.#paragraphs.pop();
		const container = this.#containers.at(-1);
		if (!paragraph || !container) return;
		// A field code never spans paragraphs: what looks so is a field whose end is lost.
		this.#fields = this.#fields.filter((state) => state === 'result');
		const text = container.carried + paragraph.text;
		container.carried = paragraph.endDeleted ? text : '';
		if (!paragraph.endDeleted) container.blocks.push({ kind: 'paragraph', text });
		container.blocks.push(...paragraph.boxes);
	}

	openRun(): void {
		this.#font = undefined;
		this.#runs.push(this.#runs.at(-1) ?? this.#paragraphs.at(-1)?.isHidden ?? false);
	}

	styleRun(style: string | undefined): void {
		if (style !== undefined && this.#hiddenStyles.has(style)) this.hideRun(true);
	}

	/** A run that is shown inside a hidden one is hidden all the same. */
	hideRun(isHidden: boolean): void {
		const last = this.#runs.length - 1;
		if (last >= 0) this.#runs[last] = isHidden || (this.#runs[last - 1] ?? false);
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
		if (name === 'w:t' || name === 'm:t') {
			this.#inText = true;
			this.#keepsSpace = attribute('space') === 'preserve';
		} else if (name === 'w:fldChar') this.#openField(attribute('fldCharType'));
		else if (name === 'w:sym') this.#write(symbolText(attribute('font'), attribute('char')));
		else this.#write(RUN_TEXT.get(name) ?? '');
	}

	closeText(): void {
		this.#inText = false;
	}

	addText(text: string): void {
		if (!this.#inText) return;
		const kept = this.#keepsSpace ? text : text.trim();
		this.#write(signsOf(kept.replace(/[\t\r\n]/g, ' '), this.#font));
	}

	#openField(type: string | undefined): void {
		if (type === 'begin') this.#fields.push('code');
		else if (type === 'separate' && this.#fields.length > 0)
			this.#fields[this.#fields.length - 1] = 'result';
		else if (type === 'end') this.#fields.pop();
	}

	#write(text: string): void {
		const paragraph = this.#paragraphs.at(-1);
		if (!paragraph || text === '' || this.#fields.includes('code')) return;
		if (this.#runs.at(-1) ?? paragraph.isHidden) {
			this.remarks.hidden++;
			return;
		}
		this.#characters += text.length;
		if (this.#characters > MAX_TEXT)
			throw new DocumentError(
				'text_too_long',
				`正文超过 ${MAX_TEXT} 个字，不像一份自评报告，未读取；请确认报送的文件是否正确。`
			);
		paragraph.text += text;
	}
}
