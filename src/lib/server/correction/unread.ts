/** Figures that a person has to read, since the program could not. */
import { ITEM_FIGURE_IDS, ofCorrectable, type CorrectableId } from '#lib/catalogue/correctable.ts';
import { STORED_IDS } from '#lib/catalogue/measures.ts';
import type { Figure, Filing } from '#lib/filing/filing.ts';
import { figureAt, type FigureOf } from '../ledger/filing/corrections.ts';
import { itemNames } from '../ledger/union/item-names.ts';

export interface UnreadFigure {
	measure: CorrectableId;
	/** As of {@link FigureOf}. */
	unit: string;
	figure: Figure;
}

/** The figure that an id is, of a row by its name. */
export function toFigureOf(id: CorrectableId, unit: string): FigureOf {
	return { unit, ...ofCorrectable(id) };
}

/** The rows of a filing beside its total, each once, and the lines of its score sheet, as {@link FigureOf} names them. */
export function correctableRows({ units, score }: Filing): { units: string[]; items: string[] } {
	const names = units.flatMap(({ name, role }) => (role === 'total' ? [] : [name]));
	return { units: [...new Set(names)], items: itemNames(score.items) };
}

/** The figures for which there is a cell that could not be read, or none was found though the form has one. */
export function unreadOf(filing: Filing): UnreadFigure[] {
	const rows = correctableRows(filing);
	const of = (measures: readonly CorrectableId[], names: readonly string[]) =>
		names.flatMap((unit) =>
			measures.flatMap((measure) => {
				const figure = figureAt(filing, toFigureOf(measure, unit));
				const isUnread = figure?.missing === 'unreadable' || figure?.missing === 'not_recognised';
				return isUnread ? [{ measure, unit, figure }] : [];
			})
		);
	return [...of(STORED_IDS, ['', ...rows.units]), ...of(ITEM_FIGURE_IDS, rows.items)];
}
