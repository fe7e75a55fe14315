/** Pieces of text → lines, and lines → paragraphs. */
import { plainText } from '../characters/plain-text.ts';
import type { TextPiece } from './shown.ts';

export interface TextLine {
	text: string;
	left: number;
	right: number;
	base: number;
	height: number;
}

/** Two pieces are in one line where their feet differ by less than this share of their height. */
const SAME_LINE = 0.5;
/** A gap wider than this share of a character is a blank, as between words of a label. */
const BLANK = 0.6;

/** From top to bottom; in a line from left to right. */
export function toLines(pieces: readonly TextPiece[]): TextLine[] {
	return linePieces(pieces).map(toLine);
}

/** The pieces of each line, from left to right. */
export function linePieces(pieces: readonly TextPiece[]): TextPiece[][] {
	const lines: TextPiece[][] = [];
	for (const piece of [...pieces].sort((a, b) => b.base - a.base || a.left - b.left)) {
		const line = lines.at(-1);
		const first = line?.[0];
		if (line && first && first.base - piece.base < SAME_LINE * Math.max(first.height, piece.height))
			line.push(piece);
		else lines.push([piece]);
	}
	return lines.map((line) => line.sort((a, b) => a.left - b.left));
}

function toLine(pieces: readonly TextPiece[]): TextLine {
	let text = '';
	let right = pieces[0]?.left ?? 0;
	for (const piece of pieces) {
		const isApart = text !== '' && piece.left - right > BLANK * piece.height;
		text += (isApart ? ' ' : '') + piece.text;
		right = Math.max(right, piece.right);
	}
	const [first] = pieces;
	return {
		text: plainText(text.trim()),
		left: first?.left ?? 0,
		right,
		base: first?.base ?? 0,
		height: first?.height ?? 0
	};
}

/**
 * The text of a cell, line by line. A number that had no room in one line goes on in the next without a break, where the
 * cell shows that it had none.
 * @param width of the cell in points; null where it is not known
 */
export function cellText(pieces: readonly TextPiece[], width: number | null): string {
	const lines = toLines(pieces);
	const [first, second] = lines;
	const isOne =
		first && second && width !== null && lines.length === 2 && isBroken(first, second, width);
	return lines.map(({ text }) => text).join(isOne ? '' : '\n');
}

/** Points that the margins of a cell take on both sides, as word processors set them. */
const CELL_MARGINS = 11;
const NUMBER_BEGUN = /^-?\d[\d,]*(?:\.\d?)?$/;
const NUMBER_ENDED = /^(?:\.\d{1,2}|\d+(?:\.\d{1,2})?)$/;
/** Scores, counts and other whole numbers stand below one another in cells as narrow; an amount shows a point or commas. */
const PRINTED_AMOUNT = /^-?(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{3,}\.\d{1,2})$/;

/** Two numbers below one another would be about as long as each other; what is left of one is shorter. */
function isBroken(first: TextLine, second: TextLine, width: number): boolean {
	if (!NUMBER_BEGUN.test(first.text) || !NUMBER_ENDED.test(second.text)) return false;
	if (!PRINTED_AMOUNT.test(first.text + second.text)) return false;
	if (second.text.length * 2 > first.text.length) return false;
	const taken = first.right - first.left;
	return width - taken < CELL_MARGINS + taken / first.text.length;
}

/** The feet of the lines of a paragraph are no further apart than so many heights of its characters. */
const WIDEST_SPACING = 3;
/** Characters by which the first line of a paragraph may be indented. */
const WIDEST_INDENT = 5;

/**
 * A line goes on in the next where the next word had no room in it, and the next is right below it, as high, and does not
 * start further right. A title in the middle goes on in nothing.
 */
export function toParagraphs(
	lines: readonly TextLine[],
	leftEdge: number,
	rightEdge: number
): string[] {
	const paragraphs: string[] = [];
	let before: TextLine | null = null;
	for (const line of lines) {
		const last = paragraphs.length - 1;
		if (before && goesOn(before, line, leftEdge, rightEdge))
			paragraphs[last] = `${paragraphs[last] ?? ''}${line.text}`;
		else paragraphs.push(line.text);
		before = line;
	}
	return paragraphs;
}

/** A heading, a caption or a note of the unit begins a paragraph, however far the line before reaches. */
const BEGINS =
	/^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}、|附(?:件|表)|(?:金额|计量)?单位\s*[:：]|(?:注|备注|说明)\s*[:：])/;

/** The caption of a table stands alone in a line behind the end of a sentence. */
const CAPTION = /^[^，,。；;]{2,40}表(?:[(（][^()（）]{0,12}[)）])?$/;
const SENTENCE_END = /[。！!]$/;
/** A title may be the widest line of its page. */
const ENDS =
	/^[^，,。；;]*(?:(?:自评|评价|绩效|决算|总结|执行)的?报告|表)(?:[(（][^()（）]{0,12}[)）])?$/;

function goesOn(before: TextLine, line: TextLine, leftEdge: number, rightEdge: number): boolean {
	const { height, left } = line;
	const [word = ''] = FIRST_WORD.exec(line.text) ?? [];
	const isFull = rightEdge - before.right < widthOf(word, height) + height;
	const isBelow = before.base - line.base < WIDEST_SPACING * height;
	const isAsHigh = Math.abs(before.height - height) < height / 10;
	return (
		isFull &&
		isBelow &&
		isAsHigh &&
		!BEGINS.test(line.text) &&
		!ENDS.test(before.text) &&
		!(SENTENCE_END.test(before.text) && CAPTION.test(line.text)) &&
		left <= leftEdge + height &&
		before.left <= leftEdge + WIDEST_INDENT * height
	);
}

/** A program does not break these over lines: a number with its unit, a word, or one character with its mark. */
const FIRST_WORD = /^(?:[\d.,%A-Za-z]+|.)[，。、；：）”万元]*/;

/** The characters of a piece, each with its share of the width. */
export function charactersOf(piece: TextPiece): TextPiece[] {
	const scale = (piece.right - piece.left) / widthOf(piece.text, piece.height);
	let left = piece.left;
	return [...piece.text].map((text) => {
		const right = left + widthOf(text, piece.height) * scale;
		const character = { ...piece, text, left, right };
		left = right;
		return character;
	});
}

/**
 * The width that a Chinese font of this height gives a text: Chinese characters are square, others half as wide. Where the
 * file states the width of a whole piece, this only divides it among the characters.
 */
export function widthOf(text: string, height: number): number {
	return [...text].reduce(
		(sum, character) => sum + (character > '\u2e7f' ? height : height / 2),
		0
	);
}
