/** Figures that a person has to read, since the program could not. */
import { ofStored } from '#lib/catalogue/budgets.ts';
import { measureOf, STORED_IDS, type ReportedId, type StoredId } from '#lib/catalogue/measures.ts';
import type { Figure, Filing } from '#lib/filing/filing.ts';
import { figureAt, type FigureOf } from '../ledger/filing/corrections.ts';

export interface UnreadFigure {
	measure: StoredId;
	/** Name of the row as printed; empty for the total row. */
	unit: string;
	figure: Figure;
}

/** The figure that a measure is, of a row by its name. */
export function toFigureOf(id: StoredId, unit: string): FigureOf {
	const { measure, basis } = ofStored(id);
	return { unit, measure: measure as ReportedId, basis };
}

/** In a row of its own with the name of the row. */
export function nameOf(id: StoredId, unit: string): string {
	return `${measureOf(id).name}${unit === '' ? '' : `（${unit}）`}`;
}

/** The figures for which there is a cell that could not be read, or none was found though the form has one. */
export function unreadOf(filing: Filing): UnreadFigure[] {
	const rows = ['', ...filing.units.flatMap(({ name, role }) => (role === 'total' ? [] : [name]))];
	return rows.flatMap((unit) =>
		STORED_IDS.flatMap((measure) => {
			const figure = figureAt(filing, toFigureOf(measure, unit));
			const isUnread = figure?.missing === 'unreadable' || figure?.missing === 'not_recognised';
			return isUnread ? [{ measure, unit, figure }] : [];
		})
	);
}
