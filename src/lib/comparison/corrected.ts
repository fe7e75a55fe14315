/** Figures that the bureau corrected by hand (人工更正), as they go with a department's year. */
import type { CorrectableId } from '#lib/catalogue/correctable.ts';
import type { StoredId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';

/** A figure as it stood there before and as it stands there now, as printed; values in storage units. */
export interface CorrectedValue {
	/** Number of the correction. */
	id: number;
	measure: CorrectableId;
	/** Name of the row as printed, or path of the indicator; empty for the total row. */
	unit: string;
	old_value: number | null;
	old_missing: MissingReason | null;
	old_printed: string;
	value: number | null;
	printed: string;
	/** Unit of the printed amount; empty where it is none. */
	printed_unit: string;
	reason: string;
	corrected_by: string;
	/** ISO 8601 UTC. */
	corrected_at: string;
}

/** The corrected figures of one filing by their measure. */
export type Corrected = Readonly<Partial<Record<StoredId, CorrectedValue>>>;
