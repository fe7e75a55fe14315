/** Form fields of word processors: drop-down lists and boxes, of which the choice is no text of the document. */
export interface FormField {
	/** Entries of a drop-down list. */
	entries: string[];
	/** 0-based entry that was chosen; of a box that is ticked 1, else 0; null where nothing is chosen. */
	chosen: number | null;
	isBox: boolean;
}

export function emptyFormField(): FormField {
	return { entries: [], chosen: null, isBox: false };
}

/** Returns what a form field shows that has no result of its own; nothing for a field that is no list or box. */
export function chosenText({ entries, chosen, isBox }: FormField): string {
	if (isBox) return chosen === 1 ? '☑' : '□';
	return entries[chosen ?? 0] ?? '';
}
