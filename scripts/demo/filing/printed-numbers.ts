/** Numbers as departments print them. */
import type { DisplayUnit } from '#lib/catalogue/format.ts';
import { formatValue } from '#lib/catalogue/format.ts';

const DECIMALS = 2;

/** Prints an amount with two decimals, as tables do; throws where it has more. */
export function fixedAmount(fen: number, unit: DisplayUnit): string {
	const [whole = '', fraction = ''] = typedAmount(fen, unit).split('.');
	if (fraction.length > DECIMALS) {
		throw new Error(`${fen} 分 has more than two decimals in ${unit}`);
	}
	return `${whole}.${fraction.padEnd(DECIMALS, '0')}`;
}

/** Prints an amount as a person types it into a form: without zeros at the end. */
export function typedAmount(fen: number, unit: DisplayUnit): string {
	return formatValue('spending_total', { value: fen, missing: null }, 'export', unit);
}

/** Prints a score, given in hundredths of a point, without zeros at the end. */
export function typedPoints(hundredths: number): string {
	return formatValue('score_sheet', { value: hundredths, missing: null }, 'export');
}
