/** Numbers that a program writes in front of the paragraphs of a list, and that are in no text of the file. */

/** Counts in digits and words, with the names of Office Open XML (ST_NumberFormat). */
const WORDS: Readonly<Record<string, (value: number) => string>> = {
	decimal: String,
	decimalZero: (value) => String(value).padStart(2, '0'),
	decimalFullWidth: fullWidthNumber,
	decimalEnclosedCircle: circledNumber,
	decimalEnclosedCircleChinese: circledNumber,
	decimalEnclosedFullstop: (value) => enclosedNumber(value, '⒈'),
	decimalEnclosedParen: (value) => enclosedNumber(value, '⑴'),
	chineseCounting: chineseNumber,
	chineseCountingThousand: chineseNumber,
	taiwaneseCountingThousand: chineseNumber,
	japaneseCounting: chineseNumber,
	ideographDigital: (value) => digitsOf(value, '〇一二三四五六七八九'),
	chineseLegalSimplified: (value) => inWords(value, '零壹贰叁肆伍陆柒捌玖', '拾佰仟'),
	ideographTraditional: (value) => [...'甲乙丙丁戊己庚辛壬癸'][value - 1] ?? String(value),
	ideographZodiac: (value) => [...'子丑寅卯辰巳午未申酉戌亥'][value - 1] ?? String(value),
	upperLetter: (value) => letters(value).toUpperCase(),
	lowerLetter: letters,
	upperRoman: (value) => roman(value).toUpperCase(),
	lowerRoman: roman
};

/** The formats by the codes of binary Word files and Word 2003 ([MS-OSHARED] MSONFC); the others are of other languages. */
const CODES: Readonly<Record<number, string>> = {
	0: 'decimal',
	1: 'upperRoman',
	2: 'lowerRoman',
	3: 'upperLetter',
	4: 'lowerLetter',
	10: 'ideographDigital',
	11: 'japaneseCounting',
	14: 'decimalFullWidth',
	18: 'decimalEnclosedCircle',
	19: 'decimalFullWidth',
	22: 'decimalZero',
	23: 'bullet',
	26: 'decimalEnclosedFullstop',
	27: 'decimalEnclosedParen',
	28: 'decimalEnclosedCircleChinese',
	30: 'ideographTraditional',
	31: 'ideographZodiac',
	33: 'chineseCounting',
	35: 'taiwaneseCountingThousand',
	37: 'chineseCounting',
	38: 'chineseLegalSimplified',
	39: 'chineseCountingThousand',
	255: 'none'
};

/** The name of a format that Word gives by its code; that of one unknown here counts in digits. */
export function numberFormat(code: number): string {
	return CODES[code] ?? 'decimal';
}

/** Formats of which nothing that counts is shown. */
const SIGNS_ONLY: ReadonlySet<string> = new Set(['bullet', 'none']);

/**
 * The number as the list shows it.
 * @param value Of 0 to 9999; a larger one is written in digits.
 * @param format A name of ST_NumberFormat; one that is unknown here counts in digits.
 * @returns '' for bullets and lists without a number.
 */
export function listNumber(value: number, format: string): string {
	if (SIGNS_ONLY.has(format)) return '';
	const words = WORDS[format];
	return words && value >= 0 && value <= 9999 ? words(value) : String(value);
}

/** `text` behind its number as it is printed: a digit never touches another one. */
export function withListNumber(number: string, text: string): string {
	if (number === '') return text;
	return /[\d.．]$/.test(number) && text !== '' ? `${number} ${text}` : number + text;
}

/** A whole number of 0 to 9999 in Chinese, as headings and lists are counted: 十, 十一, 一百零二. */
export function chineseNumber(value: number): string {
	const text = inWords(value, '〇一二三四五六七八九', '十百千').replaceAll('〇', '零');
	return value >= 10 && value < 20 ? text.slice(1) : text;
}

/** Where the circled numbers of 1 to 20, 21 to 35 and 36 to 50 begin in Unicode. */
const CIRCLED: readonly [first: number, code: number][] = [
	[36, 0x32b1],
	[21, 0x3251],
	[1, 0x2460]
];

/** A whole number of 1 to 50 in a circle; others in digits. */
export function circledNumber(value: number): string {
	const row = CIRCLED.find(([first]) => value >= first);
	return row && value <= 50 ? String.fromCharCode(row[1] + value - row[0]) : String(value);
}

/** Signs of 1 to 20 that begin with this one; others are in digits. */
function enclosedNumber(value: number, one: string): string {
	const isSign = value >= 1 && value <= 20;
	return isSign ? String.fromCharCode(one.charCodeAt(0) + value - 1) : String(value);
}

export function fullWidthNumber(value: number): string {
	return digitsOf(value, '０１２３４５６７８９');
}

function digitsOf(value: number, digits: string): string {
	return String(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** @param digits from zero to nine @param powers of ten, a hundred and a thousand */
function inWords(value: number, digits: string, powers: string): string {
	const zero = digits.charAt(0);
	const places = [...String(value)];
	const text = places
		.map((digit, at) => {
			if (digit === '0') return zero;
			return digits.charAt(Number(digit)) + powers.charAt(places.length - at - 2);
		})
		.join('');
	return text.replace(new RegExp(`${zero}+`, 'g'), zero).replace(new RegExp(`(.)${zero}$`), '$1');
}

/** a to z, then aa, bb, as Word counts. */
function letters(value: number): string {
	if (value < 1) return String(value);
	const letter = String.fromCharCode(97 + ((value - 1) % 26));
	return letter.repeat(Math.min(1 + Math.floor((value - 1) / 26), 20));
}

const ROMAN: readonly [number, string][] = [
	[1000, 'm'],
	[900, 'cm'],
	[500, 'd'],
	[400, 'cd'],
	[100, 'c'],
	[90, 'xc'],
	[50, 'l'],
	[40, 'xl'],
	[10, 'x'],
	[9, 'ix'],
	[5, 'v'],
	[4, 'iv'],
	[1, 'i']
];

function roman(value: number): string {
	let rest = value;
	let text = '';
	for (const [worth, sign] of ROMAN) for (; rest >= worth; rest -= worth) text += sign;
	return text || String(value);
}
