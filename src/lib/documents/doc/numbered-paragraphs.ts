/** Paragraphs of a Word 97–2003 file on their way out: joined where the mark between them is deleted, and numbered. */
import { withListNumber } from '../numbering/list-numbers.ts';
import type { ListMembership, Lists } from '../numbering/lists.ts';
import type { TextRemarks } from '../remarks.ts';
import type { MarkedParagraph } from './marked-paragraph.ts';

/** Takes a paragraph out of the list of its style. */
const NO_NUMBER = '0';

/** A paragraph that may begin with the number of a list. */
export interface ListedParagraph extends MarkedParagraph {
	/** The list in which it counts, and the number of its style. */
	member: ListMembership & { style: number };
}

export class NumberedParagraphs {
	/** Null where the file tells of lists what cannot be followed. */
	readonly #lists: Lists | null;
	readonly #remarks: TextRemarks;
	#emit: (paragraph: MarkedParagraph) => void = () => {};
	/** A paragraph whose closing mark was deleted: it goes on in the next one. */
	#carried: ListedParagraph | null = null;

	constructor(lists: Lists | null, remarks: TextRemarks) {
		this.#lists = lists;
		this.#remarks = remarks;
	}

	/** All lists begin again, as in a text that stands by itself. */
	start(emit: (paragraph: MarkedParagraph) => void): void {
		this.#emit = emit;
		this.#lists?.restart();
	}

	/** @param carries the mark that ends the paragraph was deleted */
	push(paragraph: ListedParagraph, carries: boolean): void {
		const before = this.#carried;
		this.#carried = null;
		if (before && before.depth !== paragraph.depth) this.#finish(before);
		else if (before) {
			shift(paragraph, before.text.length);
			paragraph.text = before.text + paragraph.text;
			paragraph.painted = before.painted.concat(paragraph.painted);
			paragraph.drawings = before.drawings.concat(paragraph.drawings);
			paragraph.object ??= before.object;
		}
		if (carries) this.#carried = paragraph;
		else this.#finish(paragraph);
	}

	end(): void {
		if (this.#carried) this.#finish(this.#carried);
		this.#carried = null;
	}

	/** Hands on a paragraph behind its number, which a hidden one without text does not show. */
	#finish(paragraph: ListedParagraph): void {
		const { member, end, mark, text } = paragraph;
		const isShown = end !== 'row' && (mark === 'visible' || text !== '');
		if (member.list === null || member.list === NO_NUMBER || !isShown) return this.#emit(paragraph);
		if (!this.#lists?.has(member.list)) this.#remarks.numbers++;
		const numbered = withListNumber(this.#lists?.next(member, String(member.style)) ?? '', text);
		shift(paragraph, numbered.length - text.length);
		paragraph.text = numbered;
		this.#emit(paragraph);
	}
}

/** Text was put in front of the paragraph. */
function shift(paragraph: MarkedParagraph, by: number): void {
	paragraph.painted = paragraph.painted.map(({ from, to, colour }) => {
		return { from: from + by, to: to + by, colour };
	});
}
