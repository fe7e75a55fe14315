/** This module makes the rows of a money table: one row for a department without units, otherwise a total row and its units. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { FIGURES } from '#lib/catalogue/measures.ts';
import { IDENTITIES } from '#lib/catalogue/identities.ts';
import type { DemoFigures } from '../city/figures.ts';
import { addUp, roundTo, WAN_STEP } from '../city/figures.ts';
import type { ReportErrors } from '../oddities/oddity.ts';
import type { FormVariant } from './form-variant.ts';

export interface UnitFigures {
	name: string;
	/** Amounts are in 分; a placeholder has none. */
	figures: Partial<DemoFigures>;
}

/** Every amount is shared out in these proportions; the last unit takes the rest. */
const SHARES = [0.14, 0.63] as const;

const TOTALS = new Set<FigureId>(IDENTITIES.map(({ total }) => total));
/** Only amounts that are no sum of others are shared out, so that every row adds up. */
const PARTS = FIGURES.filter(({ id, quantity }) => quantity === 'money' && !TOTALS.has(id));

export function unitRows(
	stated: DemoFigures,
	name: string,
	{ units, placeholder }: FormVariant,
	errors: ReportErrors
): UnitFigures[] {
	if (units.length === 0) return [{ name, figures: stated }];
	const rows = units.map((unit, index): UnitFigures => {
		const figures = addUp(shareOf(stated, index, units.length));
		if (index === units.length - 1) addErrors(figures, errors);
		return { name: `${index + 1}、${unit}`, figures };
	});
	const total = { name: '局机关及二级机构汇总', figures: stated };
	const empty = { name: `${units.length + 1}、二级机构${units.length}`, figures: {} };
	return [total, ...rows, ...(placeholder ? [empty] : [])];
}

function shareOf(stated: DemoFigures, index: number, count: number): Partial<DemoFigures> {
	const split = (total: number) => {
		const parts = SHARES.slice(0, count - 1).map((share) => roundTo(total * share, WAN_STEP));
		return parts[index] ?? parts.reduce((rest, part) => rest - part, total);
	};
	return Object.fromEntries(
		PARTS.map(({ id }) => [id, stated[id] === null ? null : split(stated[id])])
	);
}

function addErrors(figures: DemoFigures, errors: ReportErrors): void {
	for (const [id, fen] of Object.entries(errors.unit_off ?? {})) {
		figures[id as FigureId] = (figures[id as FigureId] ?? 0) + fen;
	}
}
