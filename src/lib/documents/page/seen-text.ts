/**
 * Pieces of text and lines of a page → the text that a person sees as valid: struck-out text and raised marks of notes are
 * left out, text that is drawn twice to look bold counts once.
 */
import { DocumentError } from '../document-error.ts';
import { isNoteMark, toSuperscript } from '../characters/raised-text.ts';
import type { TextRemarks } from '../remarks.ts';
import type { RulingLine, TextPiece } from './shown.ts';
import { charactersOf } from './text-lines.ts';

export interface SeenText {
	pieces: TextPiece[];
	/** Lines without those that strike text out. */
	rules: RulingLine[];
}

/** A line strikes text out where it crosses it between these shares of its height, seen from the foot. */
const STRIKE = { least: 0.15, most: 0.5 };
/** A copy of a character lies within this share of its height. */
const COPY = 0.25;
/** Pieces that overlap by more than this share of their height are drawn over one another. */
const OVERLAP = 0.35;
/** Characters that cover this share of the next one are not beside one another. */
const CLASH = 0.4;
/** Raised text is smaller than the text before it by this factor, and its foot higher by this share of the height. */
const RAISED = { size: 0.8, rise: 0.15 };

/** @throws DocumentError `text_overlap` where different texts are drawn over one another */
export function seenText(
	page: number,
	pieces: readonly TextPiece[],
	rules: readonly RulingLine[],
	remarks: TextRemarks
): SeenText {
	const strikes = rules.filter((rule) => pieces.some((piece) => strikesOut(rule, piece)));
	const valid = strikes.length > 0 ? withoutStruck(pieces, strikes, remarks) : pieces;
	return {
		pieces: withoutNotes(withoutCopies(page, valid), remarks),
		rules: strikes.length > 0 ? rules.filter((rule) => !strikes.includes(rule)) : [...rules]
	};
}

/** A line of the table reaches well over the text that it touches. */
function strikesOut({ isVertical, at, from, to }: RulingLine, piece: TextPiece): boolean {
	const height = (at - piece.base) / piece.height;
	return (
		!isVertical &&
		height > STRIKE.least &&
		height < STRIKE.most &&
		from > piece.left - piece.height &&
		to < piece.right + piece.height &&
		Math.min(to, piece.right) - Math.max(from, piece.left) > piece.height / 3
	);
}

function withoutStruck(
	pieces: readonly TextPiece[],
	strikes: readonly RulingLine[],
	remarks: TextRemarks
): TextPiece[] {
	return pieces.flatMap((piece) => {
		const lines = strikes.filter((rule) => strikesOut(rule, piece));
		if (lines.length === 0) return [piece];
		remarks.struck++;
		const isStruck = ({ left, right }: TextPiece) =>
			lines.some(({ from, to }) => from < (left + right) / 2 && to > (left + right) / 2);
		const rest = charactersOf(piece).filter((character) => !isStruck(character));
		return rest.length > 0 ? joinCharacters(rest) : [];
	});
}

/** Characters that follow one another are one piece again. */
function joinCharacters(characters: readonly TextPiece[]): TextPiece[] {
	const joined: TextPiece[] = [];
	for (const character of characters) {
		const last = joined.at(-1);
		if (last && character.left - last.right < last.height / 4) {
			last.text += character.text;
			last.right = character.right;
		} else joined.push({ ...character });
	}
	return joined.filter(({ text }) => text.trim() !== '');
}

/** Text is drawn again a little beside itself to look bold, as a whole or character by character. */
function withoutCopies(page: number, pieces: readonly TextPiece[]): TextPiece[] {
	const single: TextPiece[] = [];
	for (const piece of pieces.toSorted((a, b) => b.base - a.base || a.left - b.left)) {
		const over = lastOver(single, piece);
		const other = single[over];
		if (!other) single.push(piece);
		else if (!isCopy(other, piece))
			single.splice(over, 1, ...withoutCopiedCharacters(page, other, piece));
	}
	return single;
}

/** Index of the last piece that `piece` is drawn over; −1 for none. Pieces go down the page: those of other lines end the search. */
function lastOver(pieces: readonly TextPiece[], piece: TextPiece): number {
	for (let at = pieces.length - 1; at >= 0; at--) {
		const other = pieces[at];
		if (!other || other.base - piece.base > piece.height) return -1;
		if (isOver(other, piece)) return at;
	}
	return -1;
}

function isSameLine(a: TextPiece, b: TextPiece): boolean {
	return Math.abs(a.base - b.base) < COPY * Math.min(a.height, b.height);
}

function isOver(a: TextPiece, b: TextPiece): boolean {
	const overlap = Math.min(inkEnd(a), inkEnd(b)) - Math.max(inkStart(a), inkStart(b));
	return isSameLine(a, b) && overlap > OVERLAP * Math.min(a.height, b.height);
}

/** Half of a Chinese bracket or stop is blank, and a browser sets the next sign into it. */
const STARTS_BLANK = /^[（〔［｛【《〈「『“‘]/;
const ENDS_BLANK = /[）〕］｝】》〉」』”’，、。；：！？]$/;

function inkStart({ text, left, height }: TextPiece): number {
	return STARTS_BLANK.test(text) ? left + height / 2 : left;
}

function inkEnd({ text, right, height }: TextPiece): number {
	return ENDS_BLANK.test(text) ? right - height / 2 : right;
}

function isCopy(a: TextPiece, b: TextPiece): boolean {
	return isSameLine(a, b) && a.text === b.text && Math.abs(a.left - b.left) < COPY * a.height;
}

function withoutCopiedCharacters(page: number, first: TextPiece, second: TextPiece): TextPiece[] {
	const known = charactersOf(first);
	const further = charactersOf(second).filter(
		(character) => !known.some((other) => isCopy(other, character))
	);
	const all = [...known, ...further].sort((a, b) => a.left - b.left);
	const clash = all.find((character, index) => {
		const next = all[index + 1];
		return next && inkEnd(character) - inkStart(next) > CLASH * (next.right - next.left);
	});
	if (clash) throw overlapping(page, first, second);
	return joinCharacters(all);
}

function overlapping(page: number, a: TextPiece, b: TextPiece): DocumentError {
	const quote = ({ text }: TextPiece) => `“${text.trim().slice(0, 20)}”`;
	return new DocumentError(
		'text_overlap',
		`第 ${page} 页的${quote(a)}与${quote(b)}叠印在一起，应各在各的位置，无法判断是什么文字，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

/** Leaves out raised marks of notes, and keeps the meaning of other raised text, such as `m²`. */
function withoutNotes(pieces: readonly TextPiece[], remarks: TextRemarks): TextPiece[] {
	return pieces.flatMap((piece) => {
		const before = pieces.find((other) => isRaisedBehind(piece, other));
		if (!before) return [piece];
		if (!isNoteMark(before.text.trimEnd(), piece.text))
			return [{ ...piece, text: toSuperscript(piece.text), base: before.base }];
		remarks.notes++;
		return [];
	});
}

function isRaisedBehind(piece: TextPiece, before: TextPiece): boolean {
	const rise = (piece.base - before.base) / before.height;
	return (
		piece.height < RAISED.size * before.height &&
		rise > RAISED.rise &&
		rise < 1 &&
		Math.abs(piece.left - before.right) < before.height / 2
	);
}
