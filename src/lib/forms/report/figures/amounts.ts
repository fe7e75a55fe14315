/** Printed amounts in running text. */
import { fenIn, findMoneyUnit, type MoneyUnit } from '#lib/catalogue/units.ts';

/** A number with a unit of money; digits with separators, as authors write them. */
export const AMOUNT =
	'(-?\\d[\\d,]*(?:\\.\\d+)?)\\s*(?:[(（](?=[百千万亿]*元[)）]))?(百万元|千元|万元|亿元|万|亿|元)';

/** The unit that a printed amount ends with. */
export function unitOf(printedUnit: string): MoneyUnit {
	if (printedUnit === '万') return '万元';
	if (printedUnit === '亿') return '亿元';
	return findMoneyUnit(printedUnit) ?? '元';
}

/**
 * Half of the last printed digit in whole 分: `48万` may stand for anything from 47.5 to 48.5; an amount printed to
 * the 分 is exact.
 */
export function halfDigit(number: string, unit: MoneyUnit): number {
	const decimals = number.includes('.') ? number.length - number.indexOf('.') - 1 : 0;
	return Math.floor(fenIn(unit) / 10 ** decimals / 2);
}
