/**
 * Printed numbers, read exactly: the decimal point is moved in the text, nothing passes through floating point.
 * Text that is not a number becomes a reason, never a zero.
 */
import { toHalfWidth } from './characters.ts';
import { fenOfWords } from './number-words.ts';

export type MoneyUnit = '元' | '百元' | '千元' | '万元' | '十万元' | '百万元' | '千万元' | '亿元';

export interface ParsedNumber {
	/** In the storage unit of what was asked for; null exactly where `missing` is set. */
	value: number | null;
	/** `blank`: no value is given (empty, `-`, `/`, `无`); `unreadable`: something else than a number is there. */
	missing: 'blank' | 'unreadable' | null;
	/** Money unit printed in the cell itself; it outranks the column's. */
	unit: MoneyUnit | null;
}

/** Powers of ten from a unit to 分. */
export const FEN_DIGITS: Record<MoneyUnit, number> = {
	元: 2,
	百元: 4,
	千元: 5,
	万元: 6,
	十万元: 7,
	百万元: 8,
	千万元: 9,
	亿元: 10
};

export const MONEY_UNITS = Object.keys(FEN_DIGITS) as readonly MoneyUnit[];

/** 分 in one of a unit. */
export function fenIn(unit: MoneyUnit): number {
	return 10 ** FEN_DIGITS[unit];
}

/** 分 in the last of the two decimals of 万元 that departments print. */
export const PRINTED_STEP = fenIn('万元') / 100;

/**
 * A unit of money as it is printed, also in the forms of cheques and in traditional characters. The whole word of scale:
 * 千万元 is no 万元, and neither 百亿元 nor 万美元 is read as the unit that it ends with.
 */
export const PRINTED_MONEY_UNIT =
	'(?<![十拾百佰千仟万萬亿億美港欧])(?:[十拾百佰千仟]?[万萬]|[亿億]|[百佰千仟])?元';

const ORDINARY_FORMS: Readonly<Record<string, string>> = {
	拾: '十',
	佰: '百',
	仟: '千',
	萬: '万',
	億: '亿'
};

/** The unit that a text names which is a printed unit and nothing else, 万 and 亿 without 元 among them; null for any other text. */
export function moneyUnitOf(printed: string): MoneyUnit | null {
	const ordinary = printed.replace(/[拾佰仟萬億]/g, (form) => ORDINARY_FORMS[form] ?? form);
	const named = /[万亿]$/.test(ordinary) ? `${ordinary}元` : ordinary;
	return MONEY_UNITS.find((unit) => unit === named) ?? null;
}

/** Hyphen, dashes and minus signs in use for “no value” and for negative numbers. */
const DASH = '-\u2010-\u2015\u2212\u2500\ufe58\ufe63';
const NO_VALUE = new RegExp(`^(?:[${DASH}]+|/|无|…+|\\.{3,}|n/a)$`, 'i');
const SIGNED = new RegExp(`^(?:¥\\s*)?([${DASH}]?)\\s*(?:¥\\s*)?(.*)$`, 's');
const DECIMAL = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)?(?:\.(\d+))?$/;

/**
 * A spreadsheet's binary noise shows 15 to 17 significant digits (1206.0400000000001); nobody types so many. With
 * at least this many digits, an excess of at most a hundredth of the storage unit is noise.
 */
const NOISE_DIGITS = 14;
const NOISE_ZEROS = 2;

/** No amount is written in more characters; a cell of prose is not searched for one. */
const LONGEST_NUMBER = 64;
const TOO_LONG = '?';

const BLANK: ParsedNumber = { value: null, missing: 'blank', unit: null };
const UNREADABLE: ParsedNumber = { value: null, missing: 'unreadable', unit: null };

/**
 * An amount as integer 分.
 * @param columnUnit unit of the column or table, used where the cell prints none itself
 */
export function parseMoney(printed: string, columnUnit: MoneyUnit): ParsedNumber {
	const text = plainText(printed);
	if (isNoValue(text)) return BLANK;
	const { negative, body } = takeSign(text);
	const match = WITH_UNIT.exec(body);
	const suffix = match?.[2];
	const unit = suffix === undefined ? null : moneyUnitOf(suffix);
	const value = shiftDecimal(match?.[1] ?? '', FEN_DIGITS[unit ?? columnUnit]);
	if (value !== null) return read(value, negative, unit);
	const said = ZERO_IN_WORDS.test(text) ? 0 : moneyInWords(text, columnUnit);
	return said === null ? { ...UNREADABLE, unit } : read(said, false, null);
}

/** `零`, `均为零`, `全部为0元`: each of the amounts is nought. */
const ZERO_IN_WORDS = /^(?:(?:全部|[均都皆全])为?|为)?\s*(?:零|0(?:\.0+)?)\s*万?元?整?$/;
const TWICE = /^([^()]*)\((?:[大小]写)?[:：]?([^()]*)\)$/;

/** `壹佰贰拾万元整`, also with the same amount in digits in a bracket or before one; null where the two differ. */
function moneyInWords(text: string, columnUnit: MoneyUnit): number | null {
	const [, before, inside] = TWICE.exec(text) ?? [];
	if (before === undefined || inside === undefined) return fenOfWords(text);
	const [first = null, second = null] = [before, inside].map(fenOfWords);
	if (first === null && second === null) return null;
	const digits = parseMoney(first === null ? before : inside, columnUnit).value;
	return digits === (first ?? second) ? digits : null;
}

/** Tells an amount that is written in words. */
export function isMoneyInWords(printed: string): boolean {
	return (
		printed.length <= LONGEST_NUMBER &&
		WORDS_OF_AMOUNT.test(printed) &&
		parseMoney(printed, '元').value !== null
	);
}

const WORDS_OF_AMOUNT = /零|均|全|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟].*[元圆]/;

/** A head count: a whole number, not negative; `22`, `22人`, `22名`. */
export function parsePeople(printed: string): ParsedNumber {
	const text = plainText(printed);
	if (isNoValue(text)) return BLANK;
	const value = shiftDecimal(text.replace(/\s*[人名个]$/, ''), 0);
	if (value === null && ZERO_IN_WORDS.test(text)) return read(0, false, null);
	return value === null ? UNREADABLE : read(value, false, null);
}

/** A score or weight in integer hundredths of a point; `94`, `94.5`, `94分`. */
export function parsePoints(printed: string): ParsedNumber {
	const text = plainText(printed);
	if (isNoValue(text)) return BLANK;
	const { negative, body } = takeSign(text);
	const value = shiftDecimal(body.replace(/\s*分$/, ''), 2);
	return value === null ? UNREADABLE : read(value, negative, null);
}

/** Stored hundredths of a point as points: the nearest number, which prints with two decimals at most. */
export function toPoints(hundredths: number): number;
export function toPoints(hundredths: number | null): number | null;
export function toPoints(hundredths: number | null): number | null {
	return hundredths === null ? null : hundredths / 100;
}

const LEADING_DIGIT = /^[^\d.]*([\d,]*)(?:\.(0*)[1-9])?/;

/**
 * The unit in which a stored amount was printed: by how many places its first digit has moved. Null for zero, and
 * where the text does not show the amount.
 */
export function printedUnit(printed: string, fen: number): MoneyUnit | null {
	if (fen === 0) return null;
	const text = toHalfWidth(printed).trim();
	const [, whole = '', zeros = ''] = LEADING_DIGIT.exec(text) ?? [];
	const places = whole.replace(/[,0]*/, '').replace(/,/g, '').length || -zeros.length;
	const moved = String(Math.abs(fen)).length - places;
	const unit = MONEY_UNITS.find((candidate) => FEN_DIGITS[candidate] === moved);
	if (unit !== undefined) return unit;
	return MONEY_UNITS.find((candidate) => parseMoney(printed, candidate).value === fen) ?? null;
}

const BEFORE_PARTS = /^([^()]*\d[^()]*)\(((?:其中|含|包含|包括)(?!税)[^()]*)\)$/;
const PART = new RegExp(`\\d[\\d,]*(?:\\.\\d+)?\\s*(?:${PRINTED_MONEY_UNIT}|[万亿](?!元))?`, 'g');

/**
 * `405.30万元（含上年结转14.00万元）`: the amount, and what a bracket behind it names as a part of it; null for any other text,
 * and where a part is more than the amount.
 * @param columnUnit unit of the column or table, used where the text prints none itself
 */
export function amountBeforeParts(
	printed: string,
	columnUnit: MoneyUnit
): { amount: ParsedNumber; parts: string } | null {
	if (printed.length > LONGEST_NUMBER) return null;
	const [, before = '', parts = ''] = BEFORE_PARTS.exec(toHalfWidth(printed).trim()) ?? [];
	const amount = parseMoney(before, columnUnit);
	const { value } = amount;
	if (parts === '' || value === null) return null;
	const unit = amount.unit ?? columnUnit;
	const isPart = ([part]: RegExpMatchArray) => {
		const fen = parseMoney(part, unit).value;
		return fen !== null && fen <= Math.abs(value);
	};
	return [...parts.matchAll(PART)].every(isPart) ? { amount, parts } : null;
}

function read(value: number, negative: boolean, unit: MoneyUnit | null): ParsedNumber {
	return { value: negative && value !== 0 ? -value : value, missing: null, unit };
}

function isNoValue(text: string): boolean {
	return text === '' || NO_VALUE.test(text);
}

/** Most amounts are printed like this, and stay as they are. */
const PLAIN_NUMBER = /^\d[\d,]{0,20}(?:\.\d{1,20})?$/;

function plainText(printed: string): string {
	if (PLAIN_NUMBER.test(printed)) return printed;
	const text = toHalfWidth(printed).trim();
	if (text.length > LONGEST_NUMBER) return TOO_LONG;
	return joinBrokenNumber(text.replace(NOTE_MARK, '').replace(UNIT_IN_BRACKETS, '$1'));
}

/** `1206.04（万元）`. */
const UNIT_IN_BRACKETS = new RegExp(`(?<=\\d)\\s*\\((${PRINTED_MONEY_UNIT})\\)$`);
/** `1206.04万元`, `1206.04万`, `1206.04元整`. */
const WITH_UNIT = new RegExp(`^(.*?)\\s*(${PRINTED_MONEY_UNIT}(?=整?$)|[万萬亿億])?整?$`, 's');
const BRACKETED = new RegExp(`^(¥?)\\s*\\((.*)\\)\\s*(${PRINTED_MONEY_UNIT}|[万萬亿億])?$`, 's');

/** `1206.04①`, `1206.04[1]`, `1206.04*`: the mark of a note is no part of the number before it. */
const NOTE_MARK =
	/(?<=[\d元]) ?(?:[①-⑳]|[[［〔【]注?\d{1,2}[\]］〕】]|\(?注\d{0,2}\)?|[*※†‡]{1,3})$/;

/**
 * A number in a narrow cell may be broken over two lines. It is joined only where the pieces cannot be two
 * numbers of their own: neither a whole number above another or above a fraction, as points above a score, nor anything
 * after a finished fraction.
 */
function joinBrokenNumber(text: string): string {
	const lines = text.split(/ *\n\s*/);
	const [first = '', second = ''] = lines;
	const broken = /^([-\d,. ]*\d)\n(\.\d+|0\d[\d.]*)( *\D*)$|^([-\d, ]*\d\.)\n(\d+)( *\D*)$/;
	if (lines.length !== 2 || !broken.test(`${first}\n${second}`)) return text;
	if (/\.\d/.test(first)) return text;
	return first + second;
}

function takeSign(text: string): { negative: boolean; body: string } {
	const bracketed = BRACKETED.exec(text);
	if (bracketed) {
		const inner = (bracketed[2] ?? '').trim().replace(/^¥\s*/, '');
		return { negative: true, body: inner + (bracketed[3] ?? '') };
	}
	const signed = SIGNED.exec(text);
	return { negative: Boolean(signed?.[1]), body: signed?.[2] ?? text };
}

/** Digits before and after the point, separators removed; null where the text is no plain number. */
function decimalParts(text: string): { whole: string; fraction: string } | null {
	const match = DECIMAL.exec(text);
	if (!match || text === '') return null;
	const whole = (match[1] ?? '0').replace(/[, ]/g, '');
	const fraction = match[2] ?? '';
	// 040 is more likely a lost point than forty.
	if (/^0+[1-9]/.test(whole)) return null;
	return { whole, fraction };
}

/** The number times 10^digits as a safe integer; null where it is none, or holds digits below the storage unit. */
function shiftDecimal(text: string, digits: number): number | null {
	const parts = decimalParts(text);
	if (!parts) return null;
	const decimals = parts.fraction.slice(0, digits).padEnd(digits, '0');
	const excess = parts.fraction.slice(digits);
	const step = roundExcess(excess, (parts.whole + parts.fraction).replace(/^0+/, '').length);
	if (step === null) return null;
	// A whole number is converted exactly or, beyond 2^53, refused.
	const value = Number(parts.whole + decimals) + step;
	return Number.isSafeInteger(value) ? value : null;
}

/** 0 or 1 to add for digits below the storage unit that are zeros or binary noise; null for genuine digits. */
function roundExcess(excess: string, significant: number): 0 | 1 | null {
	if (/^0*$/.test(excess)) return 0;
	if (significant < NOISE_DIGITS || excess.length <= NOISE_ZEROS) return null;
	if (/^0+$/.test(excess.slice(0, NOISE_ZEROS))) return 0;
	if (/^9+$/.test(excess.slice(0, NOISE_ZEROS))) return 1;
	return null;
}
