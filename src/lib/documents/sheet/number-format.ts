/**
 * A worksheet stores `0.95` and a format; a person sees `95%`. This file turns stored numbers into the text a person
 * would type for what the format shows, on the digits alone: amounts never pass through binary floating point.
 */
import { splitSections } from './format-code.ts';
import type { FormatSection } from './format-code.ts';

/**
 * `year`: a date of which only the year shows; `digits`: a code, filled up with zeros from the left; else the sections
 * of the format for positive numbers, negative ones and zero.
 */
export type NumberFormat = 'date' | 'year' | { digits: number } | readonly FormatSection[];

/** Says what a cell shows, and whether that differs from what is stored in a way that a person should know. */
interface ShownNumber {
	text: string;
	remark: 'rounded' | 'scaled' | 'worded' | 'unseen' | null;
}

/** Excel itself keeps and shows 15 digits; the further ones of 1206.0400000000001 are noise of its arithmetic. */
const SIGNIFICANT_DIGITS = 15;
/** Decimals of an exact amount: 分 in 万元. More are the rest of a division, of which the shown ones count. */
const EXACT_DECIMALS = 6;
/** Digits that show in a cell without a format. */
const GENERAL_DIGITS = 11;
const MAX_EXPONENT = 400;
const MS_PER_DAY = 86_400_000;
/** Day 0 of the two date systems. Day 60 of the usual one is 29 February 1900, which never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

export const GENERAL: NumberFormat = [];

/** The format that a program knows by its number alone. */
export function builtInFormat(id: number): NumberFormat {
	if (id === 9 || id === 10) return formatOfCode(id === 9 ? '0%' : '0.00%');
	if ((id >= 1 && id <= 4) || (id >= 37 && id <= 44))
		return TWO_DECIMALS.has(id) ? FIXED_2 : FIXED_0;
	const isDate =
		(id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
	return isDate ? 'date' : GENERAL;
}

const TWO_DECIMALS = new Set([2, 4, 39, 40, 43, 44]);
const FIXED_0 = splitSections('0');
const FIXED_2 = splitSections('0.00');

/** The format of a code as a file writes it, e.g. `0.00"万元"`. */
export function formatOfCode(code: string): NumberFormat {
	const written = code.slice(0, 255);
	const trimmed = written.replace(/"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]/g, '');
	if (/^0{2,20}$/.test(trimmed) && trimmed === written) return { digits: trimmed.length };
	if (/^(?:y{2,4}|e)[年度]*$/i.test(trimmed)) return 'year';
	// `aaaa` and `dddd` show the day of the week.
	if (!trimmed.includes('%') && /[yd年月日]|a{3}|m.*m|[ymd].*m/i.test(trimmed)) return 'date';
	return /^(?:general|@|G\/通用格式)?$/i.test(written) ? GENERAL : splitSections(written);
}

/**
 * The format that shows numbers with their point moved, or a unit behind them, or both.
 * @param shift places to the right
 */
export function movedFormat(shift: number, decimals: number, unit: string): NumberFormat {
	return splitSections(`0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}"${unit}"`).map(
		(section) => ({ ...section, shift })
	);
}

/** Returns what a cell with this number shows: `1206.04`, `95%`, `2021-12-31`; null where `stored` is no number. */
export function formatNumber(
	stored: string,
	format: NumberFormat,
	is1904: boolean
): ShownNumber | null {
	const number = parseDecimal(stored.trim());
	if (!number) return null;
	if (typeof format === 'string') return plain(dateText(number, format, is1904));
	if ('digits' in format) {
		const text = writeDecimal(number);
		return plain(/^\d+$/.test(text) ? text.padStart(format.digits, '0') : text);
	}
	return formatSection(number, sectionFor(number, format));
}

function plain(text: string): ShownNumber {
	return { text, remark: null };
}

function sectionFor(number: Decimal, sections: readonly FormatSection[]): FormatSection | null {
	const value = Number(writeDecimal(number));
	const chosen = sections.find(({ condition }) => condition?.(value));
	if (chosen) return chosen;
	const plainOnes = sections.filter(({ condition }) => condition === null);
	if (value < 0 && plainOnes.length > 1) return plainOnes[1] ?? null;
	if (value === 0 && plainOnes.length > 2) return plainOnes[2] ?? null;
	return plainOnes[0] ?? null;
}

/** A section without digits shows its words, or nothing at all; a dash, or the codes of a time, leave the number as it is. */
function formatSection(number: Decimal, section: FormatSection | null): ShownNumber {
	if (section?.isBlank) return { text: '', remark: 'unseen' };
	if (!section?.hasDigits) return wordsFor(number, section?.words ?? '');
	const shifted = { ...number, point: number.point + section.shift };
	const isScaled = section.shift !== section.percents * 2 || /[元万亿千]/.test(section.unit);
	const worded = section.isWorded ? 'worded' : null;
	return shorten(shifted, section.decimals, section.unit, isScaled ? 'scaled' : worded);
}

const DASHES = /^[\s\-—–－/]*$/;

function wordsFor(number: Decimal, words: string): ShownNumber {
	const value = Number(writeDecimal(number));
	if (words === '' || Number(words) === value) return shorten(number, null, '', null);
	if (DASHES.test(words)) return shorten(number, null, '', value === 0 ? null : 'worded');
	return { text: words, remark: 'scaled' };
}

/** Decimals beyond those of an exact amount are cut to those that show. */
function shorten(
	number: Decimal,
	decimals: number | null,
	unit: string,
	remark: ShownNumber['remark']
): ShownNumber {
	const significant = number.digits.replace(/0+$/, '');
	const isShort = decimals === null && significant.length <= GENERAL_DIGITS;
	const isExact = significant.length - number.point <= EXACT_DECIMALS;
	if (isShort || isExact || unit === '%') return { text: writeDecimal(number) + unit, remark };
	const shown = roundDecimal(number, number.point + (decimals ?? EXACT_DECIMALS));
	return { text: writeDecimal(shown) + unit, remark: 'rounded' };
}

function dateText(number: Decimal, format: 'date' | 'year', is1904: boolean): string {
	const text = writeDecimal(number);
	const date = isoDate(number, is1904);
	// A year typed as a number into a cell formatted as a date shows as a day of 1905, and was meant as the year.
	if (date === null || isYearNumber(Number(text))) return text;
	return format === 'year' ? date.slice(0, 4) : date;
}

/** Day numbers from 2000 to 2099 would be days of 1905, which no form mentions. */
const isYearNumber = (number: number) => number >= 2000 && number <= 2099;

/** `digits` without leading zeros, the decimal point standing after the first `point` of them. */
interface Decimal {
	sign: '' | '-';
	digits: string;
	point: number;
}

function parseDecimal(text: string): Decimal | null {
	const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
	if (!match) return null;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
	if (whole + fraction === '' || Math.abs(Number(exponent)) > MAX_EXPONENT) return null;
	const all = whole + fraction;
	const digits = all.replace(/^0+/, '');
	const point = whole.length + Number(exponent) - (all.length - digits.length);
	return roundDecimal({ sign: sign === '-' ? '-' : '', digits, point }, SIGNIFICANT_DIGITS);
}

/** Half up after the first `count` digits. */
function roundDecimal({ sign, digits, point }: Decimal, count: number): Decimal {
	if (digits.length <= count) return { sign, digits, point };
	if (count < 0) return { sign, digits: '', point: 0 };
	const shown = BigInt(digits.slice(0, count) || '0');
	const up = digits.charCodeAt(count) >= '5'.charCodeAt(0);
	const rounded = String(up ? shown + 1n : shown);
	const grown = rounded === '0' ? 0 : rounded.length - count;
	return { sign, digits: rounded, point: point + grown };
}

function writeDecimal({ sign, digits, point }: Decimal): string {
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	const padded = significant.padStart(significant.length + Math.max(0, -point), '0');
	const at = Math.max(0, point);
	const whole = padded.slice(0, at).padEnd(at, '0') || '0';
	const fraction = padded.slice(at);
	return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function isoDate({ sign, digits, point }: Decimal, is1904: boolean): string | null {
	const day = Number(digits.slice(0, Math.max(0, point)).padEnd(Math.max(0, point), '0') || '0');
	if (sign === '-' || day > LAST_DAY || (!is1904 && day <= 60)) return null;
	const date = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + day * MS_PER_DAY);
	return date.toISOString().slice(0, 10);
}
