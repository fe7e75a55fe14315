/**
 * Foot notes, end notes and comments of a file. They are no part of the body, and what they say counts for no figure;
 * where one holds a number it may correct or complete a figure, and is named.
 */
import { plainText } from './characters/plain-text.ts';
import type { Issue } from './issue.ts';
import type { SourceDocument } from './model.ts';
import { describePlace } from './place.ts';
import type { Place } from './place.ts';

export type NoteKind = 'footnote' | 'endnote' | 'comment';

/** A note of a document with flowing text. */
export interface AttachedNote {
	kind: NoteKind;
	text: string;
	/** The text of the paragraph up to the mark of the note, or to the end of what a comment is about. */
	before: string;
}

const NAMES: Readonly<Record<NoteKind, [code: string, name: string]>> = {
	footnote: ['note_unread', '脚注'],
	endnote: ['note_unread', '尾注'],
	comment: ['comment_unread', '批注']
};

/** A warning for each kind of notes of which some hold a number. */
export function issuesOfNotes(
	notes: readonly AttachedNote[],
	blocks: SourceDocument['blocks']
): Issue[] {
	return (Object.keys(NAMES) as NoteKind[]).flatMap((kind): Issue[] => {
		const named = notes.filter((note) => note.kind === kind && holdsNumber(note.text));
		const [first] = named;
		if (!first) return [];
		const [code, name] = NAMES[kind];
		const place = placeOf(first.before, blocks);
		const where = place ? describePlace(place) : '';
		const words = oneLine(first.before).slice(-LONGEST_BEFORE);
		const after = words === '' ? where : `${where}“${words}”之后`;
		const read = quotedNote(first.text);
		const message = `文档有 ${named.length} 条${name}写着数值，没有计入，第一条${after && `在${after}，`}写作“${read}”；请核对，需要计入的请写进正文或表格再报送。`;
		return [{ code, severity: 'warning', message, place, read, expected: null }];
	});
}

const LONGEST_BEFORE = 20;
const LONGEST_QUOTED = 40;

/** The beginning of a note, in one line. */
export function quotedNote(text: string): string {
	const line = oneLine(text);
	return line.length > LONGEST_QUOTED ? `${line.slice(0, LONGEST_QUOTED)}…` : line;
}

/** A character that cannot be restored refuses a body; a note is quoted with a sign for it. */
function oneLine(text: string): string {
	const line = plainText(text).replace(/\s+/g, ' ').trim();
	return line.toWellFormed().replaceAll('\uFFFD', '□');
}

/** Finds the one paragraph or cell that begins with the text, or has it behind a number of its own; null where several do. */
function placeOf(before: string, blocks: SourceDocument['blocks']): Place | null {
	const words = plainText(before).trim();
	if (words === '') return null;
	const found = [...textsOf(blocks)].filter(({ text }) => text.includes(words));
	const begun = found.filter(({ text }) =>
		text.split('\n').some((line) => line.trim().startsWith(words))
	);
	const [only, ...others] = begun.length > 0 ? begun : found;
	return only && others.length === 0 ? only.place : null;
}

function* textsOf(blocks: SourceDocument['blocks']): Generator<{ text: string; place: Place }> {
	for (const block of blocks) {
		if (block.kind === 'paragraph') {
			const { text, number: paragraph } = block;
			yield { text, place: { kind: 'text', paragraph, start: 0, end: text.length } };
		} else if (block.nested_in === null)
			for (const [index, cells] of block.rows.entries())
				for (const { text, column } of cells) {
					const labels = { row_label: null, column_label: null };
					const row = index + 1;
					yield { text, place: { kind: 'cell', table: block.number, row, column, ...labels } };
				}
	}
}

/** Excel writes this in front of a comment that programs before 2019 cannot show, and an address with digits. */
const THREADED = /^\[[^\]]{1,20}\][^]{1,300}?linkid=\d+\s*/;

/** The text of a comment without the name of its author, which Excel writes above it. */
export function commentText(written: string, author: string): string {
	const text = written.replace(THREADED, '').trim();
	return author !== '' && text.startsWith(author)
		? text.slice(author.length).replace(/^\s*[:：]\s*/, '')
		: text;
}

/** Numbers that are no amounts: of dates, documents, clauses, tables, lists, accounts and telephones. */
const OF_NO_AMOUNT = new RegExp(
	[
		'https?:\\S+',
		'[〔［【[]\\d+[〕］】\\]]',
		'[(]\\d{1,2}[)]',
		'^[^\\S\\n]*\\d{1,2}\\s?[.、)](?!\\d)',
		'(?<!\\d|\\d[.,])(?:19|20)\\d\\d(?:\\s*[-~—至到]\\s*(?:19|20)\\d\\d)?(?:\\s*[-/.年]\\s*\\d{1,2}(?!\\d))?(?:\\s*[-/.月]\\s*\\d{1,2}(?!\\d))?(?!\\d|\\.\\d|,\\d{3}(?!\\d)|\\s*[万亿元人名])',
		'\\d{1,2}\\s*(?:月份?(?:\\s*\\d{1,2}\\s*[日号])?|[日时点])',
		'\\d{1,2}:\\d\\d',
		'(?:第|表|注|附件|图|科目|代码|编码|电话)\\s?:?\\s?\\d+',
		'(?<!\\d)\\d{1,9}\\s?(?:号|条|款|页|期|届|次|季度|个月)',
		'[a-z]\\d+',
		'\\d{3,4}-\\d{7,8}',
		'(?<!\\d)\\d{7,20}(?!\\d|[.,]\\d|\\s*[万亿元])'
	].join('|'),
	'gim'
);
const IN_CHARACTERS =
	/[一二两三四五六七八九十][〇零一二两三四五六七八九十百千万亿点]{0,30}[元人名]/;

/** Tells whether a note names an amount or how many, which may bear on a figure. */
export function holdsNumber(note: string): boolean {
	const text = note.normalize('NFKC');
	return /\d/.test(text.replace(OF_NO_AMOUNT, ' ')) || IN_CHARACTERS.test(text);
}
