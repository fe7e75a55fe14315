/** Characters of a Word 97–2003 file: those that are marks, and the text that the others stand for. */
import { symbolText } from '../characters/symbols.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import type { CharacterFormat } from './formats.ts';

/** Ends a cell or, as its formatting says, a row. */
export const CELL_MARK = 0x07;
/** Stands for a picture, or for the record of a form field. */
export const PICTURE = 0x01;
/** Anchor of a drawing or text box. */
export const DRAWING = 0x08;
/** Ends a section, too. */
export const PAGE_BREAK = 0x0c;
export const PARAGRAPH_MARK = 0x0d;
export const FIELD_BEGIN = 0x13;
export const FIELD_SEPARATOR = 0x14;
export const FIELD_END = 0x15;

const FIRST_PRINTABLE = 0x20;
const FIRST_SYMBOL = 0xf000;
const LAST_SYMBOL = 0xf0ff;
/** Tab, line feed, line break, page break, column break, hyphen that does not break, hyphen shown only at a line's end. */
const CONTROLS = new Map([
	[0x09, '\t'],
	[0x0a, '\n'],
	[0x0b, '\n'],
	[PAGE_BREAK, '\n'],
	[0x0e, '\n'],
	[0x1e, '-'],
	[0x1f, '']
]);
/** First of the signs that picture the control characters: ␀. */
const CONTROL_PICTURES = 0x2400;
const WINDOWS_1252 = decodeBytes('windows-1252');

/** UTF-16 code of the character of `width` bytes at `at`; one byte is Windows-1252. */
export function codeAt(main: StreamBytes, at: number, width: 1 | 2): number {
	return width === 2 ? main.u16(at) : (WINDOWS_1252[main.u8(at)] ?? 0);
}

/** The text of a character that is no mark; null for a control character without meaning. */
export function characterText(
	code: number,
	{ special, font, symbol }: CharacterFormat,
	fonts: string[]
): string | null {
	// Special: pictures, drawings, marks of notes and comments, page and date of the earliest versions.
	if (code < FIRST_PRINTABLE) return CONTROLS.get(code) ?? (special ? '' : null);
	if (symbol) return symbolText(fonts[symbol.font], symbol.code.toString(16));
	// Some programs write the code of the symbol itself, in the private area that symbol fonts are mapped to.
	if (code >= FIRST_SYMBOL && code <= LAST_SYMBOL)
		return symbolText(fonts[font ?? -1], code.toString(16));
	return String.fromCharCode(code);
}

/** A visible sign for a control character, so that a number with one in it is never read as another number. */
export function controlPicture(code: number): string {
	return String.fromCharCode(CONTROL_PICTURES + code);
}

function decodeBytes(encoding: string): number[] {
	const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
	return Array.from(new TextDecoder(encoding).decode(bytes), (sign) => sign.charCodeAt(0));
}
