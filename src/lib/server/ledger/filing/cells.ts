/** A printed cell as columns of a row: value, reason for its absence, printed text, and place as text. */
import type { Figure } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';

export interface CellColumns {
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	place: string | null;
}

export function toColumns({ value, missing, printed, place }: Figure): CellColumns {
	return { value, missing, printed, place: toPlaceText(place) };
}

export function fromColumns({ value, missing, printed, place }: CellColumns): Figure {
	return { value, missing, printed, place: fromPlaceText(place) };
}

/**
 * A place as the database holds it: JSON, but `line:column:label` for the field of a table, since a table states
 * millions of them; that of a correction is JSON always, and ends with its number. In another file of the filing than the first, the number of the file and `@` come before it.
 */
export function placeToText(place: Place): string {
	const { file } = place;
	if (file === undefined) return withoutFile(place);
	const { ...rest } = place;
	delete rest.file;
	return `${file}@${withoutFile(rest)}`;
}

function withoutFile(place: Place): string {
	if (place.kind !== 'field' || place.correction !== undefined) return JSON.stringify(place);
	const { line, column, column_label } = place;
	return column_label === null ? `${line}:${column}` : `${line}:${column}:${column_label}`;
}

const IN_FILE = /^(\d+)@/;
const FIELD = /^(\d+):(\d+)(?::(.*))?$/s;

/** A place as the writer put it there; the record hash shows that it is still the same. */
export function placeFromText(text: string): Place {
	const [prefix, file] = IN_FILE.exec(text) ?? [];
	if (prefix !== undefined) {
		return { ...placeFromText(text.slice(prefix.length)), file: Number(file) };
	}
	const [, line, column, label] = FIELD.exec(text) ?? [];
	if (line === undefined) return JSON.parse(text) as Place;
	return { kind: 'field', line: Number(line), column: Number(column), column_label: label ?? null };
}

export function toPlaceText(place: Place | null | undefined): string | null {
	return place ? placeToText(place) : null;
}

export function fromPlaceText(text: string | null): Place | null {
	return text === null ? null : placeFromText(text);
}
