/** Shares that stand side by side cover the same departments: those that state every part of their spending. */
import { SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { previousValueOf, valueOf, type Observation } from '#lib/comparison/observation.ts';

export interface ShareBasis {
	rows: readonly Observation[];
	/** Those among them that did so in the year compared with as well. */
	compared: readonly Observation[];
	/** `按各项都填报的30家计算`; empty where all departments are counted, or none states every part. */
	words: string;
}

export function shareBasis(all: readonly Observation[]): ShareBasis {
	const statesAll = (of: typeof valueOf) => (row: Observation) =>
		SPENDING_PARTS.every(({ share }) => of(row, share).value !== null);
	const stated = all.filter((row) => valueOf(row, 'spending_total').value !== null);
	const full = stated.filter(statesAll(valueOf));
	const rows = full.length === 0 ? stated : full;
	return {
		rows,
		compared: rows.filter(statesAll(previousValueOf)),
		words: rows.length < stated.length ? `按各项都填报的${rows.length}家计算` : ''
	};
}
