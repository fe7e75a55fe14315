/** Paragraphs that go on with one before them: `其中：基本支出50万元` below a line on another year or body is of that as well. */
import type { Prose } from '../lines.ts';
import { GOES_ON } from './next-sentence.ts';

/** `…，其中：`, and the numbered entries of its list. */
const LEADS_ON = /[：:，,、]\s*$/;
const NUMBERED = /^\s*(?:[（(]?\d{1,2}[）)、.．]|[①-⑳])/;
const STATES_AMOUNT = /\d\s*[百千万亿]*[万亿元]/;
/** Entries of one list; the words that lead to it are read for each of them. */
const MOST_ENTRIES = 12;
const LONGEST_BEFORE = 600;

/** The paragraph that each of these goes on with; null where it stands by itself. */
export function paragraphsBefore(paragraphs: readonly Prose[]): (Prose | null)[] {
	let [root, entries]: [Prose | null, number] = [null, 0];
	return paragraphs.map((paragraph, index) => {
		const before = paragraphs[index - 1];
		const isEntry = root !== null && NUMBERED.test(paragraph.plain) && entries < MOST_ENTRIES;
		const isGoingOn =
			before !== undefined &&
			(isEntry || GOES_ON.test(paragraph.plain) || LEADS_ON.test(before.plain));
		entries = isGoingOn ? entries + 1 : 0;
		root = isGoingOn ? (root ?? before) : null;
		return root && STATES_AMOUNT.test(root.plain) ? root : null;
	});
}

/** The end of a paragraph that another goes on with, as a sentence in front of it. */
export function leadOf(before: Prose | null): string {
	return before ? `${before.plain.slice(-LONGEST_BEFORE)}\n` : '';
}
