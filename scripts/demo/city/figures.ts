/** This module defines the figures of a department and year, and computes totals from their parts. */
import { IDENTITIES } from '#lib/catalogue/identities.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';

/** Money is in 分, people are counts, and null is a blank cell. */
export type DemoFigures = Record<FigureId, number | null>;

export const YUAN = fenIn('元');
export const WAN = fenIn('万元');
/** A report in 万元 has two decimals, so that its amounts are multiples of 0.01 万元. */
export const WAN_STEP = WAN / 100;

export function roundTo(fen: number, step: number): number {
	return Math.round(fen / step) * step;
}

const BLANK = Object.fromEntries(FIGURE_IDS.map((id) => [id, null])) as DemoFigures;

/** Returns the figures with every total and balance recomputed; a blank part counts as 0. */
export function addUp(parts: Partial<DemoFigures>): DemoFigures {
	const figures = { ...BLANK, ...parts };
	for (const { total, terms } of IDENTITIES) {
		figures[total] = terms.reduce(
			(sum, { measure, sign }) => sum + sign * (figures[measure] ?? 0),
			0
		);
	}
	return figures;
}
