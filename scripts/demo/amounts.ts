/** Amounts as departments print them. */

export type PrintUnit = '元' | '万元';

const FEN_DIGITS: Record<PrintUnit, number> = { 元: 2, 万元: 6 };
const DECIMALS = 2;

/** With two decimals, as in the tables; the amount must be a multiple of the last digit. */
export function fixedAmount(fen: number, unit: PrintUnit): string {
	const dropped = 10 ** (FEN_DIGITS[unit] - DECIMALS);
	if (fen % dropped !== 0) throw new Error(`${fen} 分 has more than two decimals in ${unit}`);
	const digits = String(Math.abs(fen) / dropped).padStart(DECIMALS + 1, '0');
	const point = digits.length - DECIMALS;
	return `${fen < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** As typed into a form: without zeros at the end. */
export function typedAmount(fen: number, unit: PrintUnit): string {
	return fixedAmount(fen, unit).replace(/\.?0+$/, '');
}

/** A score without zeros at the end. */
export function typedPoints(hundredths: number): string {
	return (hundredths / 100).toFixed(2).replace(/\.?0+$/, '');
}
