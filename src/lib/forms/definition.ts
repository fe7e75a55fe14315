/** Defines a form as pure data: the words that tell it, what its labels state, what its template does not contain. */
import type { FigureId, ReportedId } from '#lib/catalogue/measures.ts';

/** A label of the form that the catalogue does not list, or that means something else there. */
export interface FormLabel {
	/** Normalised as in `normaliseLabel`, numbering and `其中：` removed. */
	label: string;
	/** Null for a row that states no figure of the ledger. */
	measure: FigureId | null;
	/** For a null measure: why the row is not stored, as a Chinese sentence without the closing mark. */
	why?: string;
}

export interface FormDefinition {
	/** The name of its folder. */
	id: string;
	/** As officers call it. */
	name: string;
	/** Words that its table contains: all of one of the lists tell it. Compared with labels without brackets. */
	tells: readonly (readonly string[])[];
	labels: readonly FormLabel[];
	/** The figures and scores that its template contains; the others are `not_in_template` where a filing has this form only. */
	holds: readonly ReportedId[];
}
