/** Paragraphs that go on with one before them: `其中：基本支出50万元` below a line on another year or body is of that as well. */
import type { Prose } from '../lines.ts';
import { GOES_ON } from './next-sentence.ts';

/** `…，其中：`, and the numbered entries of its list. */
const LEADS_ON = /[：:，,、]\s*$/;
const NUMBERED = /^\s*(?:[（(]?\d{1,2}[）)、.．]|[①-⑳])/;
const STATES_AMOUNT = /\d\s*[百千万亿]*[万亿元]/;
const LONGEST_BEFORE = 600;
/** Characters of the words that lead to a list, which are read for each of its entries. */
const MOST_READ_AGAIN = 12 * LONGEST_BEFORE;

/** A paragraph among others. */
export interface PlacedParagraph {
	paragraph: Prose;
	/** The one that it goes on with; null where it stands by itself. */
	before: Prose | null;
	/** So far below the words that lead to its list that these are not read again: it may be of whatever they say. */
	isTooFar: boolean;
}

/** Tells of each paragraph which one it goes on with. */
export function placed(paragraphs: readonly Prose[]): PlacedParagraph[] {
	let [root, entries]: [Prose | null, number] = [null, 0];
	return paragraphs.map((paragraph, index) => {
		const before = paragraphs[index - 1];
		const isEntry = root !== null && NUMBERED.test(paragraph.plain);
		const isGoingOn =
			before !== undefined &&
			(isEntry || GOES_ON.test(paragraph.plain) || LEADS_ON.test(before.plain));
		entries = isGoingOn ? entries + 1 : 0;
		root = isGoingOn ? (root ?? before) : null;
		if (!root || !STATES_AMOUNT.test(root.plain))
			return { paragraph, before: null, isTooFar: false };
		const isTooFar = entries * leadOf(root).length > MOST_READ_AGAIN;
		return { paragraph, before: root, isTooFar };
	});
}

/** The end of a paragraph that another goes on with, as a sentence in front of it. */
export function leadOf(before: Prose | null): string {
	return before ? `${before.plain.slice(-LONGEST_BEFORE)}\n` : '';
}
