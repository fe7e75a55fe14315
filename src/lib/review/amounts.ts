/** The figures of a year as amounts alone: rules that compare amounts need neither printed text nor place. */
import { ALPHABETICAL_IDS, type ReportedId } from '#lib/catalogue/measures.ts';

/** In the storage unit, in the order of {@link ALPHABETICAL_IDS}; NaN where none was read. */
export type Amounts = readonly number[];

/** Where the amount of a measure stands. */
export const AT = Object.fromEntries(ALPHABETICAL_IDS.map((id, order) => [id, order])) as Record<
	ReportedId,
	number
>;

/** The amount of a figure, 0 where none was read. */
export function amountOrNothing(amounts: Amounts, order: number): number {
	const amount = amounts[order] ?? NaN;
	return Number.isNaN(amount) ? 0 : amount;
}
