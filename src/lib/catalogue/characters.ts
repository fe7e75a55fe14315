/**
 * Character forms of text: full-width letters and digits, odd blanks, characters that no reader sees, and those that
 * mean something in markup.
 */

/** Zero-width characters, joiners, byte order marks, soft hyphens. Direction overrides are not among them. */
const INVISIBLE = /[\u00ad\u200b-\u200e\u2060\ufeff]/g;
const ODD_BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]/g;
/** Any of those, and line ends that are not `\n`; full-width letters and digits aside. */
const ODD =
	/[\t\v\f\r\u0085\u00a0\u00ad\u1680\u2000-\u200e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff￥]/;
const FULL_WIDTH = /[\uff01-\uff5e]/;
const FIRST_FULL_WIDTH = 0xff01;
const LAST_FULL_WIDTH = 0xff5e;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * Full-width forms as their half-width twins, every blank but the line break as a plain space, invisible
 * characters removed. Unicode's NFKC is not used: it would turn `①`, `²` and `½` into digits.
 */
export function toHalfWidth(text: string): string {
	// Most cells hold nothing of the kind, and most paragraphs full-width marks alone: this path is taken a million times.
	const even = ODD.test(text) ? withPlainBlanks(text) : text;
	return FULL_WIDTH.test(even) ? halveWidths(even) : even;
}

function withPlainBlanks(text: string): string {
	return text
		.replace(INVISIBLE, '')
		.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
		.replace(ODD_BLANKS, ' ')
		.replace(/￥/g, '¥');
}

/** Every full-width form as its twin. A loop, since a pattern that asks for each twin takes twice the time. */
function halveWidths(text: string): string {
	let plain = '';
	let from = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code < FIRST_FULL_WIDTH || code > LAST_FULL_WIDTH) continue;
		plain += text.slice(from, at) + String.fromCharCode(code - FULL_WIDTH_OFFSET);
		from = at + 1;
	}
	return plain + text.slice(from);
}

/** {@link toHalfWidth} without any blank or line break. */
export function removeBlanks(text: string): string {
	return toHalfWidth(text).replace(/\s+/g, '');
}

/** Variation sequences of ideographs are none of them: they tell rare characters of names apart. */
const MARKS = /(?!\n|[\u{e0100}-\u{e01ef}])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A name or note as its characters alone: line ends as `\n`, tabs as spaces, and no control, direction or zero-width mark,
 * which would turn the sentences round that it stands in, or make one name of two that look the same.
 */
export function visibleText(text: string): string {
	return text
		.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
		.replace(/\t/g, ' ')
		.replace(MARKS, '');
}

const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Text as it may be in markup, between tags and inside quotes. */
export function escapeText(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');
}

/** Characters of a file's text that a sentence quotes. */
const LONGEST_QUOTE = 40;

/** Text of a file inside a sentence: on one line, in quotes, its own quotes within these, cut where long, marks that nobody sees by their number. */
export function quoteText(text: string): string {
	const line = [...text.replace(/\s+/g, ' ').trim().replace(MARKS, numberOf)];
	const shown = line.length > LONGEST_QUOTE ? [...line.slice(0, LONGEST_QUOTE), '…'] : line;
	return `“${shown.join('').replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

function numberOf(mark: string): string {
	return `〔U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;
}

/** Characters of a name as names are compared: former versions stored marks that nobody sees. */
export function comparedCharacters(name: string): string {
	return removeBlanks(visibleText(name));
}
