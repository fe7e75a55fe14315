/** A slip of an amount, and what each check for slips needs. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';

/** Below this an amount proves nothing: nine times little is still little. 分. */
export const LEAST_AMOUNT = fenIn('万元');

/** An amount that is said to be so many times too large or too small. */
export interface Slip {
	figures: readonly FigureId[];
	/** A phrase with the numbers. */
	text: string;
}
