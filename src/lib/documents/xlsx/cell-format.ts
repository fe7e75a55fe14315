/**
 * A worksheet stores `0.95` and a format; a person sees `95%`. This file turns stored numbers into the text a person
 * would type for them, on the digits alone: amounts never pass through binary floating point.
 */
import { readXml } from '../xml.ts';

/** `year`: a date of which only the year shows; `digits`: a code, filled up with zeros from the left. */
export type CellFormat = 'number' | 'percent' | 'date' | 'year' | { digits: number };

/** Excel itself keeps and shows 15 digits; the further ones of 1206.0400000000001 are noise of its arithmetic. */
const SIGNIFICANT_DIGITS = 15;
const MAX_EXPONENT = 400;
const MS_PER_DAY = 86_400_000;
/** Day 0 of the two date systems. Day 60 of the usual one is 29 February 1900, which never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

const BUILT_IN_PERCENT = new Set([9, 10]);

function isBuiltInDate(id: number): boolean {
	return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** Formats by style index (`s` of a cell), from the bytes of xl/styles.xml. */
export function readFormats(bytes: Uint8Array, part: string): CellFormat[] {
	const custom = new Map<number, CellFormat>();
	const formats: CellFormat[] = [];
	let isInCellFormats = false;
	readXml(bytes, part, {
		open(name, attribute) {
			if (name === 's:cellXfs') isInCellFormats = true;
			const id = Number(attribute('numFmtId') ?? 0);
			if (name === 's:numFmt') custom.set(id, formatOfCode(attribute('formatCode') ?? ''));
			else if (name === 's:xf' && isInCellFormats)
				formats.push(custom.get(id) ?? builtInFormat(id));
		},
		close(name) {
			if (name === 's:cellXfs') isInCellFormats = false;
		},
		text() {}
	});
	return formats;
}

function builtInFormat(id: number): CellFormat {
	if (BUILT_IN_PERCENT.has(id)) return 'percent';
	return isBuiltInDate(id) ? 'date' : 'number';
}

function formatOfCode(code: string): CellFormat {
	const bare = code.slice(0, 255).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
	if (bare.includes('%')) return 'percent';
	if (/^0{2,20}$/.test(bare)) return { digits: bare.length };
	if (/^(?:y{2,4}|e)[年度]*$/i.test(bare)) return 'year';
	return /[yd年月日]|m.*m|[ymd].*m/i.test(bare) ? 'date' : 'number';
}

/** The text of a stored number, e.g. `1206.04`, `95%`, `2021-12-31`; null where `stored` is no number. */
export function formatNumber(stored: string, format: CellFormat, is1904: boolean): string | null {
	const digits = parseDecimal(stored.trim());
	if (!digits) return null;
	if (format === 'percent') return `${writeDecimal({ ...digits, point: digits.point + 2 })}%`;
	const text = writeDecimal(digits);
	if (format === 'number') return text;
	if (typeof format === 'object')
		return /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text;
	const date = isoDate(digits, is1904);
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
	return roundDecimal({ sign: sign === '-' ? '-' : '', digits, point });
}

/** Half up at the last digit that counts. */
function roundDecimal({ sign, digits, point }: Decimal): Decimal {
	if (digits.length <= SIGNIFICANT_DIGITS) return { sign, digits, point };
	const kept = BigInt(digits.slice(0, SIGNIFICANT_DIGITS));
	const up = digits.charCodeAt(SIGNIFICANT_DIGITS) >= '5'.charCodeAt(0);
	const rounded = String(up ? kept + 1n : kept);
	return { sign, digits: rounded, point: point + rounded.length - SIGNIFICANT_DIGITS };
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
