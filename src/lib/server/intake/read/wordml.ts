/**
 * WordprocessingML → paragraphs and tables, in one pass over the elements of word/document.xml. What a reader of the
 * printed document would not see is left out and counted: tracked deletions, hidden text, field codes, the second
 * copy of a text box.
 */
import { IntakeError } from '../document.ts';
import { symbolText } from './symbols.ts';
import type { XmlAttributes, XmlHandler } from './xml.ts';

const MAX_TEXT = 4_000_000;
const MAX_CELLS = 200_000;
const MAX_NESTED_TABLES = 8;
/** Word itself allows 63 columns. */
const MAX_SPAN = 1_000;

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

export interface WordParagraph {
	kind: 'paragraph';
	text: string;
}

export type WordBlock = WordTable | WordParagraph;

/** How often something was left out or counted that a reader of the file may not expect. */
export interface WordRemarks {
	deletions: number;
	insertions: number;
	hidden: number;
	/** Parts of other files that Word would insert on opening. */
	chunks: number;
}

/** Elements whose content is never text of the document. */
const SKIPPED = new Set(
	[
		'rPrChange pPrChange tcPrChange trPrChange tblPrChange tblPrExChange tblGridChange sectPrChange',
		'numberingChange instrText delText delInstrText rt rubyPr tblGrid tblPr tblPrEx sectPr tabs',
		'numPr pBdr sdtPr sdtEndPr ffData fldData tcBorders tcMar'
	]
		.join(' ')
		.split(' ')
		.map((name) => `w:${name}`)
);

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
	hidden: boolean;
	endDeleted: boolean;
	/** Blocks of the text boxes anchored here; they follow the paragraph. */
	boxes: WordBlock[];
}

interface Row extends WordRow {
	deleted: boolean;
	hidden: boolean;
}

interface Cell extends WordCell {
	deleted: boolean;
}

export class WordReader implements XmlHandler {
	readonly body: Container = { blocks: [], carried: '' };
	readonly remarks: WordRemarks = { deletions: 0, insertions: 0, hidden: 0, chunks: 0 };

	readonly #hiddenStyles: ReadonlySet<string>;
	readonly #path: string[] = [];
	readonly #containers: Container[] = [this.body];
	readonly #paragraphs: Paragraph[] = [];
	/** One a run that is open, true where it or one around it is hidden. */
	readonly #runs: boolean[] = [];
	readonly #tables: WordTable[] = [];
	readonly #rows: Row[] = [];
	readonly #cells: Cell[] = [];
	/** One an open mc:AlternateContent: whether its content was already read. */
	readonly #alternatives: boolean[] = [];
	#fields: ('code' | 'result')[] = [];
	#skipDepth = 0;
	#inText = false;
	#keepSpace = false;
	#characters = 0;
	#cellCount = 0;

	/** @param hiddenStyles Ids of the styles whose text is hidden. */
	constructor(hiddenStyles: ReadonlySet<string>) {
		this.#hiddenStyles = hiddenStyles;
	}

	open(name: string, attribute: XmlAttributes): void {
		if (this.#path.length === 0 && name !== 'w:document')
			throw new IntakeError(
				'not_a_word_document',
				`文件正文的根元素应是 Word 文档，读到的是“${name.slice(0, 60)}”；请用 Word 或 WPS 另存为 .docx 后再报送。`
			);
		if (this.#skipDepth > 0 || this.#isSkipped(name, attribute)) {
			this.#skipDepth++;
			return;
		}
		const parent = this.#path.at(-1) ?? '';
		// What stands in an alternative stands, for its meaning, in the element around it.
		this.#path.push(name.startsWith('mc:') ? parent : name);
		this.#openStructure(name);
		this.#openProperty(name, parent, attribute);
		if (parent === 'w:r' || parent === 'm:r') this.#openInRun(name, attribute);
	}

	close(name: string): void {
		if (this.#skipDepth > 0) {
			this.#skipDepth--;
			return;
		}
		this.#path.pop();
		this.#inText = false;
		switch (name) {
			case 'w:p':
				return this.#closeParagraph();
			case 'w:r':
				this.#runs.pop();
				return;
			case 'w:tbl':
				return this.#closeTable();
			case 'w:tr':
				return this.#closeRow();
			case 'w:tc':
				return this.#closeCell();
			case 'w:txbxContent':
				this.#paragraphs.at(-1)?.boxes.push(...this.#closeContainer());
				return;
			case 'mc:AlternateContent':
				this.#alternatives.pop();
		}
	}

	text(text: string): void {
		if (!this.#inText || this.#skipDepth > 0) return;
		const kept = this.#keepSpace ? text : text.trim();
		this.#write(kept.replace(/[\t\r\n]/g, ' '));
	}

	#isSkipped(name: string, attribute: XmlAttributes): boolean {
		if (name === 'w:del' || name === 'w:moveFrom') {
			const parent = this.#path.at(-1);
			if (parent === 'w:rPr' || parent === 'w:trPr') return false;
			this.remarks.deletions++;
			return true;
		}
		if (name === 'mc:Choice' || name === 'mc:Fallback') return this.#isOtherAlternative(attribute);
		return SKIPPED.has(name);
	}

	/** Of the alternatives of a drawing the first counts; that of an emoji is no text, its fallback is. */
	#isOtherAlternative(attribute: XmlAttributes): boolean {
		const last = this.#alternatives.length - 1;
		if (this.#alternatives[last] === true || attribute('Requires') === 'w16se') return true;
		if (last >= 0) this.#alternatives[last] = true;
		return false;
	}

	#openStructure(name: string): void {
		switch (name) {
			case 'w:p':
				this.#paragraphs.push({ text: '', hidden: false, endDeleted: false, boxes: [] });
				return;
			case 'w:r':
				this.#runs.push((this.#runs.at(-1) ?? false) || this.#isParagraphHidden());
				return;
			case 'w:tbl':
				return this.#openTable();
			case 'w:tr':
				this.#rows.push({ before: 0, cells: [], deleted: false, hidden: false });
				return;
			case 'w:tc':
				return this.#openCell();
			case 'w:txbxContent':
				this.#containers.push({ blocks: [], carried: '' });
				return;
			case 'mc:AlternateContent':
				this.#alternatives.push(false);
				return;
			case 'w:ins':
			case 'w:moveTo':
				this.remarks.insertions++;
				return;
			case 'w:altChunk':
				this.remarks.chunks++;
		}
	}

	#openProperty(name: string, parent: string, attribute: XmlAttributes): void {
		if (parent === 'w:tcPr') this.#openCellProperty(name, attribute);
		else if (parent === 'w:trPr') this.#openRowProperty(name, attribute);
		else if (parent === 'w:pPr' && name === 'w:pStyle') this.#styleParagraph(attribute('val'));
		else if (parent === 'w:rPr') this.#openRunProperty(name, attribute);
	}

	#openCellProperty(name: string, attribute: XmlAttributes): void {
		const cell = this.#cells.at(-1);
		if (!cell) return;
		if (name === 'w:gridSpan') cell.span = countOf(attribute('val'), 1);
		else if (name === 'w:vMerge')
			cell.vertical = attribute('val') === 'restart' ? 'restart' : 'continue';
		else if (name === 'w:hMerge') cell.covered = attribute('val') !== 'restart';
		else if (name === 'w:cellDel') cell.deleted = true;
		else if (name === 'w:cellIns') this.remarks.insertions++;
	}

	#openRowProperty(name: string, attribute: XmlAttributes): void {
		const row = this.#rows.at(-1);
		if (!row) return;
		if (name === 'w:gridBefore') row.before = countOf(attribute('val'), 0);
		else if (name === 'w:del') row.deleted = true;
		else if (name === 'w:hidden') row.hidden = isOn(attribute('val'));
	}

	#styleParagraph(style: string | undefined): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph && style !== undefined) paragraph.hidden = this.#hiddenStyles.has(style);
	}

	/** Properties of a run, or of the mark that ends a paragraph. */
	#openRunProperty(name: string, attribute: XmlAttributes): void {
		const ofParagraphMark = this.#path.at(-3) === 'w:pPr';
		if (ofParagraphMark) {
			const paragraph = this.#paragraphs.at(-1);
			if (paragraph && (name === 'w:del' || name === 'w:moveFrom')) paragraph.endDeleted = true;
			return;
		}
		if (this.#runs.length === 0) return;
		const last = this.#runs.length - 1;
		if (name === 'w:rStyle' && this.#hiddenStyles.has(attribute('val') ?? ''))
			this.#runs[last] = true;
		if (name === 'w:vanish')
			this.#runs[last] = isOn(attribute('val')) || (this.#runs[last - 1] ?? false);
	}

	#openInRun(name: string, attribute: XmlAttributes): void {
		if (name === 'w:t' || name === 'm:t') {
			this.#inText = true;
			this.#keepSpace = attribute('space') === 'preserve';
		} else if (name === 'w:fldChar') this.#openField(attribute('fldCharType'));
		else if (name === 'w:sym') this.#write(symbolText(attribute('font'), attribute('char')));
		else {
			const text = RUN_TEXT.get(name);
			if (text !== undefined) this.#write(text);
		}
	}

	#openField(type: string | undefined): void {
		if (type === 'begin') this.#fields.push('code');
		else if (type === 'separate' && this.#fields.length > 0)
			this.#fields[this.#fields.length - 1] = 'result';
		else if (type === 'end') this.#fields.pop();
	}

	#write(text: string): void {
		const paragraph = this.#paragraphs.at(-1);
		if (!paragraph || text === '') return;
		if (this.#fields.includes('code')) return;
		if (this.#runs.at(-1) ?? paragraph.hidden) {
			this.remarks.hidden++;
			return;
		}
		this.#characters += text.length;
		if (this.#characters > MAX_TEXT)
			throw new IntakeError(
				'text_too_long',
				`正文超过 ${MAX_TEXT} 个字，不像一份自评报告，未读取；请确认报送的文件是否正确。`
			);
		paragraph.text += text;
	}

	#isParagraphHidden(): boolean {
		return this.#paragraphs.at(-1)?.hidden ?? false;
	}

	#closeParagraph(): void {
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

	#closeContainer(): WordBlock[] {
		const container = this.#containers.pop();
		if (!container) return [];
		if (container.carried !== '')
			container.blocks.push({ kind: 'paragraph', text: container.carried });
		return container.blocks;
	}

	#openTable(): void {
		this.#tables.push({ kind: 'table', rows: [] });
		if (this.#tables.length > MAX_NESTED_TABLES)
			throw new IntakeError(
				'tables_too_deep',
				`表格嵌套超过 ${MAX_NESTED_TABLES} 层，未读取；请把嵌套的表格拆开，另存后再报送。`
			);
	}

	#closeTable(): void {
		const table = this.#tables.pop();
		if (table && table.rows.length > 0) this.#containers.at(-1)?.blocks.push(table);
	}

	#closeRow(): void {
		const row = this.#rows.pop();
		if (!row || row.cells.length === 0) return;
		if (row.deleted) this.remarks.deletions++;
		else if (row.hidden) this.remarks.hidden++;
		else this.#tables.at(-1)?.rows.push({ before: row.before, cells: row.cells });
	}

	#openCell(): void {
		if (++this.#cellCount > MAX_CELLS)
			throw new IntakeError(
				'too_many_cells',
				`表格超过 ${MAX_CELLS} 格，不像一份自评报告，未读取；请确认报送的文件是否正确。`
			);
		this.#cells.push({ span: 1, vertical: null, covered: false, deleted: false, blocks: [] });
		this.#containers.push({ blocks: [], carried: '' });
	}

	#closeCell(): void {
		const cell = this.#cells.pop();
		const blocks = this.#closeContainer();
		const row = this.#rows.at(-1);
		if (!cell || !row) return;
		const { span, vertical, covered } = cell;
		if (cell.deleted) this.remarks.deletions++;
		else row.cells.push({ span, vertical, covered, blocks });
	}
}

function countOf(value: string | undefined, least: number): number {
	const count = Number(value);
	return Number.isInteger(count) && count > least ? Math.min(count, MAX_SPAN) : least;
}

/** An on/off property is on unless its value says otherwise. */
function isOn(value: string | undefined): boolean {
	return value !== '0' && value !== 'false' && value !== 'off';
}
