import type { Place } from '#lib/documents/place.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';

/** A cell that a finding compares, quoted so that the finding can be read alone. */
export interface QuotedPlace {
	/** Says what the quoted cell is, e.g. `自评表综合得分`. */
	label: string;
	printed: string;
	/** The fiscal year of the filing that the cell is in; differs from the finding's year for continuity rules. */
	fiscal_year: number;
	place: Place | null;
}

/** The outcome of one rule on one filing. */
export interface Finding {
	rule: RuleId;
	state: FindingState;
	/** One neutral Chinese sentence with the numbers, or the reason why the rule could not run. */
	message: string;
	/**
	 * Found minus expected in the storage unit of what is compared (分, people, hundredths of a point);
	 * null where the rule compares no amounts or could not run.
	 */
	difference: number | null;
	/** `difference` counts this; null together with it. */
	quantity: 'money' | 'people' | 'points' | null;
	/** True for a non-zero difference within rounding (尾差); such a finding passes and says so. */
	rounding: boolean;
	places: QuotedPlace[];
	/** The rule whose failure this one follows from: one wrong figure breaks both. Left out where it stands alone. */
	follows_from?: RuleId;
}

/** Words and quotations of most findings are never read, and making them takes longer than judging. */
type Lazy<T> = T | (() => T);

/** A finding whose sentence and cells may still have to be made. */
export type Judgement = Omit<Finding, 'message' | 'places'> & {
	message: Lazy<string>;
	places: Lazy<QuotedPlace[]>;
};
