/** Rows of the figures that were corrected by hand. Values are in the storage unit of their measure. */
import type { Generated } from 'kysely';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { CorrectedId } from '#lib/catalogue/correctable.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';

interface CorrectedColumns {
	/** Name of the row as printed, or path of the indicator; empty for the total row. */
	unit: string;
	measure: CorrectedId;
	basis: AmountBasis;
	old_value: number | null;
	old_missing: MissingReason | null;
	old_printed: string;
	value: number | null;
	/** `blank` where the document states nothing there. */
	missing: MissingReason | null;
	printed: string;
	/** Unit in which the printed amount is; empty where it is none. */
	printed_unit: MoneyUnit | '';
	reason: string;
	corrected_by: string;
	/** ISO 8601 UTC. */
	corrected_at: string;
}

export interface CorrectionTable extends CorrectedColumns {
	/** The place of the corrected figure bears it: see `documents/place.ts`. */
	id: Generated<number>;
	/** The version on which it was made, which stays. */
	corrected_filing_id: number;
	/** The version that it made. */
	filing_id: number;
	/** As `filing/cells.ts` writes it, in the version on which it was made; null where no place was read. */
	place: string | null;
	/** The correction whose figure this one took the place of; null for a figure that was read. */
	replaces_id: number | null;
	/** The version that took it back; null while nobody has. */
	taken_back_filing_id: number | null;
	taken_back_by: string | null;
	/** ISO 8601 UTC. */
	taken_back_at: string | null;
	taken_back_reason: string | null;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

/** The corrections whose figure is used now: not taken back, and nothing that was filed later states it. */
export interface CurrentCorrectionView extends CorrectedColumns {
	id: number;
	jurisdiction_code: string;
	department_code: string;
	department_name: string;
	fiscal_year: number;
	current_filing_id: number;
}
