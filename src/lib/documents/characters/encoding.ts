/**
 * Bytes of a text file → text. A byte order mark decides; else the whole file is tried as strict UTF-8; else as
 * strict GB18030, which contains GBK and GB2312. Nothing is ever replaced by U+FFFD: a file that does not decode, or
 * that decodes both ways, is refused with the place.
 */
import { isUtf8 } from 'node:buffer';
import { DocumentError } from '../document-error.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface DecodedText {
	/** Without byte order mark; line ends as in the file. */
	text: string;
	encoding: TextEncoding;
}

/** A GBK text of this many bytes outside ASCII that is valid UTF-8 by chance does not occur. */
const CERTAIN_BYTES = 400;
/** Share of everyday Chinese characters under which a text was not written in GB18030. */
const LIKELY_SHARE = 0.75;
/** UTF-8 has to look more like Chinese than GB18030 does by this much, when both decode. */
const CLEAR_LEAD = 0.2;

/** @throws DocumentError `encoding_invalid`, `encoding_ambiguous`, `encoding_unsupported` or `text_has_nul`. */
export function decodeText(bytes: Uint8Array): DecodedText {
	const decoded = decodeMarked(bytes) ?? decodeUnmarked(bytes);
	refuseCharacter(decoded.text, '\0', 'text_has_nul', '是空字符（NUL），文件可能不是文本');
	refuseCharacter(
		decoded.text,
		'\uFFFD',
		'encoding_invalid',
		'是替换符“\uFFFD”，原字在以前的转换中已丢失'
	);
	return decoded;
}

/** As {@link decodeText}; makes no text where there is no doubt, since that of a large table is twice its bytes. */
export function encodingOf(bytes: Uint8Array): TextEncoding {
	const isCertain = isUtf8(bytes) && wideBytes(bytes, CERTAIN_BYTES) > CERTAIN_BYTES;
	const isRefused =
		bytes.includes(0) ||
		Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('\uFFFD');
	return isCertain && !isRefused ? 'utf-8' : decodeText(bytes).encoding;
}

function decodeMarked(bytes: Uint8Array): DecodedText | null {
	const [a, b, c, d] = bytes;
	const wide =
		(a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe);
	if (wide)
		throw new DocumentError(
			'encoding_unsupported',
			'文件用 UTF-32 编码，应为 UTF-8、UTF-16 或 GB18030；请另存为 UTF-8 后再导入。'
		);
	if (a === 0xef && b === 0xbb && c === 0xbf) return decodeAs(bytes, 'utf-8');
	if (a === 0xff && b === 0xfe) return decodeAs(bytes, 'utf-16le');
	if (a === 0xfe && b === 0xff) return decodeAs(bytes, 'utf-16be');
	return null;
}

function decodeAs(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
	const text = strictly(bytes, encoding);
	if (text !== null) return { text, encoding };
	const where = encoding === 'utf-8' ? describe(bytes, firstWrongByte(bytes)) : '文件结尾或中间';
	throw new DocumentError(
		'encoding_invalid',
		`文件标明是 ${encoding.toUpperCase()} 编码，但${where}有不成字的字节，可能被截断或混有其他编码；请重新另存为 UTF-8 后再导入。`
	);
}

function decodeUnmarked(bytes: Uint8Array): DecodedText {
	const utf8 = strictly(bytes, 'utf-8');
	if (utf8 === null) return decodeGb18030(bytes);
	const decoded: DecodedText = { text: utf8, encoding: 'utf-8' };
	const wide = wideBytes(bytes, CERTAIN_BYTES);
	if (wide === 0 || wide > CERTAIN_BYTES) return decoded;
	const other = strictly(bytes, 'gb18030');
	if (other === null || everydayShare(utf8) >= everydayShare(other) + CLEAR_LEAD) return decoded;
	throw new DocumentError(
		'encoding_ambiguous',
		`文件既可读作 UTF-8（“${sample(utf8)}”），也可读作 GB18030（“${sample(other)}”），哪一种对？请另存为“UTF-8（带 BOM）”后再导入。`
	);
}

function decodeGb18030(bytes: Uint8Array): DecodedText {
	const wrong = firstWrongByte(bytes);
	const text = strictly(bytes, 'gb18030');
	const broken = text === null || hasForeignLine(text);
	if (!broken) return { text, encoding: 'gb18030' };
	throw new DocumentError(
		'encoding_invalid',
		`文件在${describe(bytes, wrong)}既不是 UTF-8 也不是 GB18030，可能被截断或混有两种编码；请重新另存为 UTF-8 后再导入。`
	);
}

/**
 * Tells whether a line, or the text as a whole, reads as something that nobody writes: UTF-8 taken for GB18030 gives
 * rare characters in half of the places.
 */
function hasForeignLine(text: string): boolean {
	if (everydayShare(text) < LIKELY_SHARE) return true;
	return text
		.split(/\r\n|\r|\n/)
		.some((line) => wideCharacters(line) >= 4 && everydayShare(line) < LIKELY_SHARE / 1.5);
}

function strictly(bytes: Uint8Array, encoding: TextEncoding): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** Counted until there are more than `most`. An iterator would make an object for each byte. */
function wideBytes(bytes: Uint8Array, most: number): number {
	let count = 0;
	for (let at = 0; at < bytes.length && count <= most; at++) if ((bytes[at] ?? 0) > 0x7f) count++;
	return count;
}

function wideCharacters(text: string): number {
	let count = 0;
	for (const character of text) if (character > '\x7f') count++;
	return count;
}

/** Share of everyday characters (GB 2312: its signs and its two levels of hanzi) among those outside ASCII. */
function everydayShare(text: string): number {
	const everyday = everydayCharacters();
	let wide = 0;
	let known = 0;
	for (const character of text) {
		// A character of four bytes is rare in any text, and its bytes are no accident in either encoding.
		if (character <= '\x7f' || character.length > 1) continue;
		wide++;
		if (everyday.has(character)) known++;
	}
	return wide === 0 ? 1 : known / wide;
}

let everydayCache: Set<string> | null = null;

function everydayCharacters(): Set<string> {
	everydayCache ??= new Set(gb2312Rows());
	return everydayCache;
}

/** Row of the parts of drawn tables. */
const DRAWN_LINES = 0xa9;

/** The characters of the rows of GB 2312 in use: signs, full-width forms, drawn lines, hanzi of the two levels. */
function* gb2312Rows(): Generator<string> {
	const decoder = new TextDecoder('gb18030');
	for (let row = 0xa1; row <= 0xf7; row++) {
		// Rows A4–AF hold kana, Greek, Cyrillic and nothing that a Chinese report is full of, but for the lines of row A9.
		if (row > 0xa3 && row < 0xb0 && row !== DRAWN_LINES) continue;
		for (let cell = 0xa1; cell <= 0xfe; cell++) yield decoder.decode(Uint8Array.of(row, cell));
	}
}

/** Offset of the first byte that is not UTF-8; the length where there is none. */
function firstWrongByte(bytes: Uint8Array): number {
	let low = 0;
	let high = bytes.length;
	// The longest prefix that decodes, cut characters at its end allowed: validity is monotonic, so bisect.
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (decodesSoFar(bytes.subarray(0, middle))) low = middle;
		else high = middle - 1;
	}
	return low;
}

function decodesSoFar(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}

function describe(bytes: Uint8Array, offset: number): string {
	const before = new TextDecoder('utf-8').decode(bytes.subarray(0, offset), { stream: true });
	return lineAndColumn(before, before.length);
}

function lineAndColumn(text: string, index: number): string {
	const lines = text.slice(0, index).split(/\r\n|\r|\n/);
	const column = [...(lines.at(-1) ?? '')].length + 1;
	return `第 ${lines.length} 行第 ${column} 列`;
}

function refuseCharacter(text: string, character: string, code: string, what: string): void {
	const index = text.indexOf(character);
	if (index < 0) return;
	throw new DocumentError(
		code,
		`文件${lineAndColumn(text, index)}${what}；请从原文件重新另存为 UTF-8 文本后再导入。`
	);
}

function sample(text: string): string {
	const found = /[^\x00-\x7f]+/.exec(text)?.[0] ?? '';
	return [...found].slice(0, 12).join('');
}
