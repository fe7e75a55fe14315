/** Printed amounts in running text. */
import { fenIn, moneyUnitOf, PRINTED_MONEY_UNIT, type MoneyUnit } from '#lib/catalogue/units.ts';

/** Blanks part the digits of a number into groups of three: `3 280.00`. */
export const GROUPED = '\\d{1,3}(?:[ \\u00a0]\\d{3}){1,4}(?![ \\u00a0]?\\d)';

/** A number with a unit of money; digits with separators, as authors write them. */
export const AMOUNT = `(-?(?:${GROUPED}|\\d[\\d,]*)(?:\\.\\d+)?)\\s*(?:[(（](?=${PRINTED_MONEY_UNIT}[)）]))?(${PRINTED_MONEY_UNIT}|[万萬](?![亿億])|[亿億])`;

/** The same, looked for in a text: from the first of its digits, and not from each of a long number that is none. */
export const AMOUNT_IN_TEXT = `(?<!\\d)(?<!\\d,)${AMOUNT}`;

/** The unit that a printed amount ends with. */
export function unitOf(printedUnit: string): MoneyUnit {
	return moneyUnitOf(printedUnit) ?? '元';
}

/**
 * Half of the last printed digit in whole 分: `48万` may stand for anything from 47.5 to 48.5; an amount printed to
 * the 分 is exact.
 */
export function halfDigit(number: string, unit: MoneyUnit): number {
	const decimals = number.includes('.') ? number.length - number.indexOf('.') - 1 : 0;
	return Math.floor(fenIn(unit) / 10 ** decimals / 2);
}
