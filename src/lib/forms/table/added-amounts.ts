/** Sums of the amounts in rows of a list, compared with those of another row. */
import type { TableRow } from '#lib/documents/table/rows.ts';
import { scanDecimal } from './amounts.ts';

const DECIMALS = 6;
/** Half of the last of two decimals, for each summand. */
const ROUNDING = 5_000;

/** In millionths of whatever the unit is, for the comparison alone: a blank adds nothing; null for what is no number. */
export function amountsAt({ cells }: TableRow, columns: readonly number[]): (number | null)[] {
	return columns.map((index) => {
		const text = (cells[index] ?? '')
			.trim()
			.replaceAll(',', '')
			.replace(/^[(（](\d.*)[)）]$/, '-$1');
		return /^(?:[-—/无]|--|——)?$/.test(text) ? 0 : scanDecimal(text, DECIMALS);
	});
}

/** `填表日期：2023年3月15日` below a column of amounts is none of them. */
export function isFigure(text: string): boolean {
	return /^\s*[-—−(（]?\s*[\d.]/.test(text);
}

/** Tells whether rows add up to another in each column, but for what rounding leaves, and in one that is not zero. */
export function addUp(
	total: readonly (number | null)[],
	parts: readonly (readonly (number | null)[])[]
): boolean {
	if (!total.some((amount) => amount)) return false;
	return total.every((amount, index) => {
		const sum = parts.reduce((added, part) => added + (part[index] ?? NaN), 0);
		return Math.abs(sum - (amount ?? NaN)) <= ROUNDING * parts.length;
	});
}
