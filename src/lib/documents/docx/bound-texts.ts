/**
 * Texts of content controls beside the values that they are bound to. The place of a text is known only when the
 * document is laid out, so a mark stands before it until then.
 */
import type { Issue } from '../issue.ts';
import type { DocumentCell, DocumentParagraph, SourceDocument } from '../model.ts';
import { describePlace } from '../place.ts';
import type { Place } from '../place.ts';

export interface BoundText {
	/** Counts the texts from 0. */
	number: number;
	/** Word would show this; null where it was not read. */
	value: string | null;
	/** The value was taken in place of the text. */
	isTaken: boolean;
	/** The text is only the prompt to fill the control in. */
	isPrompt: boolean;
	/** The text as the file has it. */
	text: string;
	/** The mark was written. */
	isMarked: boolean;
	/** Nobody sees the text. */
	isUnseen: boolean;
}

/** No XML holds these characters. */
const OPEN = '\u0001';
const CLOSE = '\u0002';
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
/** Longer texts are compared as far as this. */
export const LONGEST_COMPARED = 2000;
const LONGEST_QUOTED = 40;

/** Stands before the text of this number. */
export function markOf(number: number): string {
	return `${OPEN}${number}${CLOSE}`;
}

export function withoutMarks(text: string): string {
	return text.includes(OPEN) ? text.replace(MARK, '') : text;
}

/** Takes the marks out of the blocks, and warns of each text that is not the value. */
export function takeMarks(
	blocks: SourceDocument['blocks'],
	texts: readonly BoundText[]
): { blocks: SourceDocument['blocks']; issues: Issue[] } {
	if (texts.length === 0) return { blocks, issues: [] };
	const issues: Issue[] = [];
	const unmarked = <T extends DocumentCell | DocumentParagraph>(
		owner: T,
		placeAt: ((start: number) => Place) | null
	): T => {
		if (!owner.text.includes(OPEN)) return owner;
		for (const match of placeAt ? owner.text.matchAll(MARK) : []) {
			const bound = texts[Number(match[1])];
			const start = withoutMarks(owner.text.slice(0, match.index)).length;
			const issue = bound && placeAt && issueOf(bound, placeAt(start));
			if (issue) issues.push(issue);
		}
		return { ...owner, text: withoutMarks(owner.text) };
	};
	const taken = blocks.map((block) => {
		if (block.kind === 'paragraph') {
			const { number: paragraph, text } = block;
			const end = withoutMarks(text).length;
			return unmarked(block, (start) => ({ kind: 'text', paragraph, start, end }));
		}
		const { number: table, nested_in } = block;
		const labels = { row_label: null, column_label: null };
		const rows = block.rows.map((cells, row) =>
			cells.map((cell) => {
				const place: Place = { kind: 'cell', table, row: row + 1, column: cell.column, ...labels };
				// The text of a nested table is in the cell around it too.
				return unmarked(cell, nested_in === null ? () => place : null);
			})
		);
		return { ...block, rows };
	});
	return { blocks: taken, issues };
}

function issueOf(bound: BoundText, place: Place): Issue | null {
	const { value, isTaken, isPrompt, isUnseen } = bound;
	if (isUnseen || isPrompt || (value !== null && isSame(bound.text, value))) return null;
	const text = quoted(bound.text);
	const where = `${describePlace(place)}里的内容控件`;
	let message = `${where}绑定的数据没有读出，已按另存在文件里的文字“${text}”读取；请用 Word 打开核对，另存后再报送。`;
	if (value !== null)
		message = isTaken
			? `${where}按其绑定的数据“${quoted(value)}”读取，文件里另存的文字是“${text}”；请用 Word 打开核对，另存后再报送。`
			: `${where}绑定的数据是“${quoted(value)}”，已按另存在文件里的文字“${text}”读取；请用 Word 打开核对，另存后再报送。`;
	return { code: 'bound_text_differs', severity: 'warning', message, place };
}

function isSame(text: string, value: string): boolean {
	const written = text.replace(/\s/g, '');
	const expected = value.replace(/\s/g, '');
	return text.length < LONGEST_COMPARED ? written === expected : expected.startsWith(written);
}

function quoted(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST_QUOTED ? `${line.slice(0, LONGEST_QUOTED)}…` : line;
}
