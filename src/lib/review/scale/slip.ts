/** A slip of an amount, and what each check for slips needs. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';
import { figureOf, type ReviewedYear } from '../subject.ts';

/** Below this an amount proves nothing: nine times little is still little. 分. */
export const LEAST_AMOUNT = fenIn('万元');

/** An amount that is said to be so many times too large or too small. */
export interface Slip {
	figures: readonly FigureId[];
	/** A phrase with the numbers. */
	text: string;
}

/** The amount in 分; null where none was read. */
export function amountOf(year: Pick<ReviewedYear, 'figures'>, id: FigureId): number | null {
	return figureOf(year, id).value;
}
