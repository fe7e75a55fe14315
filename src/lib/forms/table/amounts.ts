/**
 * Figures from cells. Nearly every cell of a machine-made table is a plain decimal, which is read by one walk over
 * its characters; all others go to the catalogue's parser, which also knows separators, brackets, dashes and units.
 */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import { MOST_POINTS } from '#lib/catalogue/grades.ts';
import type { Quantity } from '#lib/catalogue/measures.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { digitsOfWords } from '#lib/catalogue/number-words.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MoneyUnit, ParsedNumber } from '#lib/catalogue/units.ts';
import { FEN_DIGITS, parseMoney, parsePeople, parsePoints } from '#lib/catalogue/units.ts';
import type { TableProblem } from './outcomes.ts';
import { leftOver, problemAt } from './outcomes.ts';

/** The units that a table may be in. */
export type TableUnit = MoneyUnit;

const POINT_DIGITS = 2;
const POWERS = Array.from({ length: 11 }, (_, digits) => 10 ** digits);
/** With at most 15 digits every step of the walk is an exact integer. */
const MAX_DIGITS = 15;
const ZERO = 48;
const POINT = 46;
const MINUS = 45;

/** Decimal places between a number that is printed in the unit and its storage unit; null for what no table states. */
export function digitsOf(quantity: Quantity, unit: TableUnit): number | null {
	if (quantity === 'people') return 0;
	if (quantity === 'points') return POINT_DIGITS;
	return quantity === 'money' ? FEN_DIGITS[unit] : null;
}

/**
 * Reads what a cell says: a plain number in the storage unit of its quantity, or what the catalogue's parser made of
 * it.
 * @param unit of the column or row, for money
 */
export function readNumber(
	text: string,
	quantity: Quantity,
	unit: TableUnit
): ParsedNumber | number {
	if (quantity === 'people') {
		const people = scanDecimal(text, 0);
		return people === null || people < 0 ? parsePeople(text) : people;
	}
	if (quantity === 'points') return scanDecimal(text, POINT_DIGITS) ?? parseScore(text);
	return scanDecimal(text, FEN_DIGITS[unit]) ?? parseMoney(text, unit);
}

/** A score may be written in words, or be said to be missing: `未报送`. */
function parseScore(text: string): ParsedNumber {
	if (saysNothing(text)) return parsePoints('');
	return parsePoints(digitsOfWords(removeBlanks(text).replace(/分$/, '')) ?? text);
}

/** `—`, `无`, `未报送`: no score, and no grade. */
export function saysNothing(text: string): boolean {
	return NOT_FILED.test(removeBlanks(text)) || parsePoints(text).missing === 'blank';
}

const NOT_FILED =
	/^[(（]?(?:尚?未(?:按时|及时)?(?:报送?|上报|提交|自评|参评|开展|评价)|未报告?|缺报|逾期未报)[)）]?$/;

/**
 * `-1206.04` with the point moved right by `digits`, exactly; null for everything that is not a plain decimal of at
 * most `digits` decimals.
 */
export function scanDecimal(text: string, digits: number): number | null {
	const length = text.length;
	const start = text.charCodeAt(0) === MINUS ? 1 : 0;
	if (length === start || length - start > MAX_DIGITS) return null;
	let value = 0;
	let point = -1;
	for (let at = start; at < length; at++) {
		const digit = text.charCodeAt(at) - ZERO;
		if (digit >= 0 && digit <= 9) value = value * 10 + digit;
		else if (digit === POINT - ZERO && point === -1 && at > start) point = at;
		else return null;
	}
	const decimals = point === -1 ? 0 : length - point - 1;
	const power = POWERS[digits - decimals];
	if (power === undefined || point === length - 1) return null;
	// 040 is more likely a lost point than forty: the catalogue's parser decides.
	if (text.charCodeAt(start) === ZERO && length > start + 1 && point !== start + 1) return null;
	const shifted = value * power;
	if (!Number.isSafeInteger(shifted)) return null;
	return start === 1 && shifted !== 0 ? -shifted : shifted;
}

/** Each quantity looks like this, for the sentence that refuses something else. */
const EXPECTED: Partial<Record<Quantity, string>> = {
	money: '金额，如“1206.04”',
	people: '人数，如“22”',
	points: '分数，如“94.5”'
};

export function unreadable(quantity: Quantity, text: string, place: Place): TableProblem {
	const sentence = `读到${quoteText(text)}，应为${EXPECTED[quantity] ?? '数字'}，没有数值时请留空；请改正后再导入。`;
	const expected = `应为${EXPECTED[quantity] ?? '数字'}`;
	return problemAt('error', 'unreadable_number', place, sentence, { read: text, expected });
}

/** The score of the whole as read; `935` of a sheet of a thousand points compares with none out of a hundred. */
export function scoreOfWhole(points: Figure, place: Place, problems: TableProblem[]): Figure {
	if (points.value === null || points.value <= MOST_POINTS) return points;
	problems.push(
		leftOver('score_beyond_hundred', place, points.printed, '不是百分制的得分，未存入。')
	);
	return { ...points, value: null, missing: 'unreadable' };
}

/** Tells whether an amount in 分, of a column that names no unit, is more likely in the other one: above 100 亿元, below 1,000 元. */
export function isOfOtherUnit(amount: number, unit: TableUnit | null): boolean {
	const size = Math.abs(amount);
	return unit === '元' ? size > 0 && size < 100_000 : size > 1_000_000_000_000;
}
