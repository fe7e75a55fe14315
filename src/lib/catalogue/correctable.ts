/** The figures that a person may correct: those that the ledger stores of a department, and those of an indicator. */
import { ofStored, storedId, type AmountBasis } from './budgets.ts';
import { measureOf, STORED_IDS, type Measure, type ReportedId, type StoredId } from './measures.ts';

/** The numbers that a line of the score sheet states. */
const ITEM_FIGURES = {
	item_score: { name: '自评得分', quantity: 'points' },
	item_weight: { name: '分值', quantity: 'points' }
} as const;

export type ItemFigureId = keyof typeof ITEM_FIGURES;
/** With its basis beside it, as it is stored. */
export type CorrectedId = ReportedId | ItemFigureId;
export type CorrectableId = StoredId | ItemFigureId;
export type Correctable = Pick<Measure, 'name' | 'quantity'> & Partial<Pick<Measure, 'change_of'>>;

export const ITEM_FIGURE_IDS = Object.keys(ITEM_FIGURES) as ItemFigureId[];
export const CORRECTABLE_IDS: readonly CorrectableId[] = [...STORED_IDS, ...ITEM_FIGURE_IDS];

export function isItemFigure(id: string): id is ItemFigureId {
	return Object.hasOwn(ITEM_FIGURES, id);
}

export function correctableOf(id: CorrectableId): Correctable {
	return isItemFigure(id) ? ITEM_FIGURES[id] : measureOf(id);
}

export function correctableId(measure: CorrectedId, basis: AmountBasis): CorrectableId {
	return isItemFigure(measure) ? measure : storedId(measure, basis);
}

export function ofCorrectable(id: CorrectableId): { measure: CorrectedId; basis: AmountBasis } {
	if (isItemFigure(id)) return { measure: id, basis: 'actual' };
	const { measure, basis } = ofStored(id);
	return { measure: measure as ReportedId, basis };
}

/** @param row name of the row as printed, or path of the indicator; empty for the total row */
export function correctableName(id: CorrectableId, row: string): string {
	const { name } = correctableOf(id);
	if (isItemFigure(id)) return `评分表“${row}”${name}`;
	return row === '' ? name : `${name}（${row}）`;
}
