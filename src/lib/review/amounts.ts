/** The figures of a year as amounts alone: rules that compare amounts need neither printed text nor place. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { figureOf, type ReviewedYear } from './subject.ts';

/** In the storage unit; null where none was read. */
export type Amounts = (id: FigureId) => number | null;

export function amountsOf(year: Pick<ReviewedYear, 'figures'>): Amounts {
	return (id) => figureOf(year, id).value;
}
