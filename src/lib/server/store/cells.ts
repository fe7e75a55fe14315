/** A printed cell as columns of a row: value, reason for its absence, printed text, and place as JSON. */
import type { Figure } from '#lib/catalogue/filing.ts';
import type { Place } from '#lib/catalogue/places.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';

export interface CellColumns {
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	place: string | null;
}

export function toColumns({ value, missing, printed, place }: Figure): CellColumns {
	return { value, missing, printed, place: toJson(place) };
}

export function fromColumns({ value, missing, printed, place }: CellColumns): Figure {
	return { value, missing, printed, place: fromJson(place) };
}

export function toJson(value: object | null | undefined): string | null {
	return value === null || value === undefined ? null : JSON.stringify(value);
}

/** A place as the writer put it there; the record hash shows that it is still the same. */
export function fromJson(text: string | null): Place | null {
	return text === null ? null : (JSON.parse(text) as Place);
}
