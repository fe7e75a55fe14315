/** The paragraph of an RTF file that is being written, and the text boxes that are anchored in it. */
import type { StreamBytes } from '../compound/bytes.ts';
import { DraftBuilder, type Draft } from '../doc/drafts.ts';
import type { ColouredText } from '../doc/coloured-text.ts';
import type { MarkedParagraph } from '../doc/marked-paragraph.ts';
import { DocumentError } from '../document-error.ts';
import { isNumberInBox, type TextRemarks, type UnreadObject } from '../remarks.ts';
import type { RowWriter } from './rows.ts';
import type { RtfState } from './state.ts';

export class ParagraphWriter {
	readonly #drafts: DraftBuilder;
	readonly #rows: RowWriter;
	readonly #remarks: TextRemarks;
	#text = '';
	#painted: ColouredText[] = [];
	/** Texts of the paragraphs in which a text box is open. */
	readonly #outer: Pick<MarkedParagraph, 'text' | 'painted'>[] = [];
	/** Lines of the text boxes that are anchored in the paragraph; they follow it. */
	#boxes: string[] = [];
	/** The paragraph holds this besides text. */
	#object: UnreadObject | null = null;
	#written = 0;

	constructor(source: StreamBytes, rows: RowWriter, remarks: TextRemarks) {
		this.#drafts = new DraftBuilder(source, () => []);
		this.#rows = rows;
		this.#remarks = remarks;
	}

	get text(): string {
		return this.#text;
	}

	/** Number of the characters written so far. */
	get written(): number {
		return this.#written;
	}

	add(text: string, { colour, ground, paragraphGround }: RtfState): void {
		const from = this.#text.length;
		this.#text += text;
		this.#written += text.length;
		if (colour !== null && ground === null && paragraphGround === null)
			this.#painted.push({ from, to: this.#text.length, colour });
	}

	addObject(object: UnreadObject): void {
		if (object === 'picture') this.#remarks.pictures++;
		this.#object ??= object;
	}

	openBox(): void {
		this.#outer.push({ text: this.#text, painted: this.#painted });
		this.#text = '';
		this.#painted = [];
	}

	/** A box is filled with something that is not read, so that text in any colour counts as seen. */
	closeBox(isInTable: boolean): void {
		const lines = this.#text.replace(/\n$/, '').split('\n');
		if (!isInTable && isNumberInBox(lines)) this.#remarks.boxes++;
		this.#boxes.push(...lines);
		const { text, painted } = this.#outer.pop() ?? { text: '', painted: [] };
		this.#text = text;
		this.#painted = painted;
	}

	/** @param at byte of the mark that ends the paragraph, the cell or the row */
	end(end: MarkedParagraph['end'], depth: number, at: number): void {
		const isRow = end === 'row';
		const [text, painted] = isRow ? ['', []] : [this.#text, this.#painted];
		const boxes = isRow ? [] : this.#boxes.filter((line) => line.trim() !== '');
		if (!isRow) this.#text = '';
		this.#painted = [];
		this.#boxes = [];
		const object = this.#object;
		this.#object = null;
		const texts = [text, ...boxes];
		texts.forEach((line) => check(line, at));
		const rows = isRow ? this.#rows.definitions() : [];
		const mark = isRow ? this.#rows.mark : 'visible';
		if (mark === 'low') this.#remarks.hidden++;
		const shared = { depth, rows, mark, at, drawings: [], object };
		texts.forEach((line, index) => {
			const isLast = index === texts.length - 1;
			this.#drafts.add({
				...shared,
				text: line,
				painted: index === 0 ? painted : [],
				end: isLast ? end : 'paragraph'
			});
		});
	}

	/** @param at byte of the last word */
	finish(at: number): Draft[] {
		if (this.#text.trim() !== '') this.end('paragraph', 0, at);
		return this.#drafts.finish();
	}
}

function check(text: string, at: number): void {
	if (text.isWellFormed() && !text.includes('\uFFFD')) return;
	throw new DocumentError(
		'damaged_text',
		`RTF 文件第 ${at} 字节之前的一段文字“${text.toWellFormed().replaceAll('\uFFFD', '□').slice(0, 20)}”含有无法还原的字符，应为完整的文字；请用 Word 或 WPS 打开改正，另存为 .docx 后再报送。`
	);
}
