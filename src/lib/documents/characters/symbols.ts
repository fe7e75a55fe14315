/**
 * Characters that Word writes as a code in a symbol font. Only those that occur in forms are known; any other
 * becomes 〓, the printer's sign for a missing type, so that a number with an unknown sign in it is never read.
 */

const UNKNOWN = '〓';

/** Wingdings codes, without the private-use offset F000. */
const WINGDINGS = new Map([
	[0x6c, '●'],
	[0x6e, '■'],
	[0x6f, '□'],
	[0x71, '□'],
	[0x72, '□'],
	[0xa3, '□'],
	[0xa8, '□'],
	[0x52, '☑'],
	[0x53, '☒'],
	[0x54, '☒'],
	[0xfb, '✗'],
	[0xfc, '✓'],
	[0xfd, '☒'],
	[0xfe, '☑']
]);

/** Wingdings 2, likewise. */
const WINGDINGS_2 = new Map([
	[0x4f, '✗'],
	[0x50, '✓'],
	[0x51, '☒'],
	[0x52, '☑'],
	[0x53, '☒'],
	[0x54, '☒'],
	[0xa3, '□'],
	[0x2a, '□']
]);

/** Symbol, the signs that are in criteria and amounts. */
const SYMBOL = new Map([
	[0x2d, '−'],
	[0xa3, '≤'],
	[0xb3, '≥'],
	[0xb1, '±'],
	[0xb4, '×'],
	[0xb7, '·'],
	[0xb8, '÷'],
	[0xb9, '≠']
]);

/** Webdings, likewise. */
const WEBDINGS = new Map([
	[0x61, '✓'],
	[0x63, '□'],
	[0x67, '■'],
	[0x6e, '●'],
	[0x72, '✗']
]);

const FONTS = new Map([
	['webdings', WEBDINGS],
	['wingdings', WINGDINGS],
	['wingdings 2', WINGDINGS_2],
	['symbol', SYMBOL]
]);

/** @param char Hexadecimal code as in `w:sym`; codes F000–F0FF address the symbol font. */
export function symbolText(font: string | undefined, char: string | undefined): string {
	const code = /^[0-9a-fA-F]{1,5}$/.test(char ?? '') ? Number.parseInt(char ?? '', 16) : 0;
	const table = FONTS.get((font ?? '').toLowerCase());
	if (table) return table.get(code & 0xff) ?? UNKNOWN;
	const isPrivate = code >= 0xe000 && code <= 0xf8ff;
	const isSurrogate = code >= 0xd800 && code <= 0xdfff;
	if (code < 0x20 || isPrivate || isSurrogate || code === 0xfffd) return UNKNOWN;
	return String.fromCodePoint(code);
}

const PRIVATE = /[\uf000-\uf0ff]/g;

/**
 * Text in which some programs wrote codes of a symbol font as characters, with the signs that they stand for.
 * @param font null where the format names none; the signs of forms are then taken for Wingdings, unless the code may
 * be one of Symbol's as well.
 */
export function signsOf(text: string, font: string | undefined | null): string {
	return text.replace(PRIVATE, (char) => {
		const code = char.charCodeAt(0);
		if (font === null && SYMBOL.has(code & 0xff)) return UNKNOWN;
		return symbolText(font === null ? 'wingdings' : font, code.toString(16));
	});
}

/** The font where it is a symbol font, in which letters show as signs; null for any other. */
export function symbolFont(name: string | null | undefined): string | null {
	const font =
		name
			?.trim()
			.replace(/^'(.*)'$/, '$1')
			.toLowerCase() ?? '';
	return FONTS.has(font) ? font : null;
}

/** The signs that letters show as in a symbol font. The font Symbol has its own letters, but common digits and marks. */
export function signsInFont(text: string, font: string | null): string {
	const table = FONTS.get(font ?? '');
	if (!table) return text;
	return text.replace(/[\x21-\xff\uf021-\uf0ff]/g, (char) => {
		const sign = table.get(char.charCodeAt(0) & 0xff);
		return sign ?? (table === SYMBOL && /[!-@[\]{|}]/.test(char) ? char : UNKNOWN);
	});
}
