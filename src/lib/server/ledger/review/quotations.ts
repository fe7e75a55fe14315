/**
 * The cells that a finding quotes, as JSON. Most of them are figures of the reviewed filing itself: those are written
 * as the id of the measure, since printed text and place are stored with the figure. Last year's come next: of those in
 * the same column of a table the line alone is written.
 */
import { FIGURES, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import type { QuotedPlace } from '#lib/review/findings.ts';
import { fromPlaceText, toPlaceText } from '../filing/cells.ts';

/** The filing that was reviewed, as far as its findings refer to it. */
export type Quoted = Pick<RecognisedFiling, 'fiscal_year'> & {
	figures: { readonly [id in FigureId]?: Pick<Figure, 'printed' | 'place'> };
};

/**
 * `years` is counted from the year of the filing, so that filings of several years can share a text. `at` is the line of
 * a place that differs from that of the filing's own figure in the line alone, else a place as `cells.ts` writes it.
 */
type Quotation =
	| FigureId
	| [measure: FigureId, years: number, printed: string, at: number | string | null]
	| { label: string; printed: string; years: number; place: string | null };

const IDS: ReadonlyMap<string, FigureId> = new Map(FIGURES.map(({ id, name }) => [name, id]));

export function quotationsToText(places: readonly QuotedPlace[], filing: Quoted): string {
	return places.length === 0
		? '[]'
		: JSON.stringify(places.map((place) => toQuotation(place, filing)));
}

/** True where another filing, of which the same is quoted, has the same text: no printed words and no place are in it. */
export function isSameForOthers(places: readonly QuotedPlace[], filing: Quoted): boolean {
	return places.every(
		(quoted) =>
			(quoted.printed === '' && quoted.place === null) ||
			typeof toQuotation(quoted, filing) === 'string'
	);
}

export function quotationsFromText(text: string, filing: Quoted): QuotedPlace[] {
	return (JSON.parse(text) as Quotation[]).map((quotation) => fromQuotation(quotation, filing));
}

function toQuotation(quoted: QuotedPlace, filing: Quoted): Quotation {
	const { label, printed, fiscal_year, place } = quoted;
	const id = IDS.get(label);
	const own = id && filing.figures[id];
	const isOwn =
		own?.place === place && own.printed === printed && fiscal_year === filing.fiscal_year;
	if (id && isOwn) return id;
	const years = fiscal_year - filing.fiscal_year;
	if (!id) return { label, printed, years, place: toPlaceText(place) };
	return [id, years, printed, lineBeside(own?.place, place) ?? toPlaceText(place)];
}

/** The line of a place that is in the same column as another one; null for any other place. */
function lineBeside(own: Place | null | undefined, place: Place | null): number | null {
	if (own?.kind !== 'field' || place?.kind !== 'field') return null;
	const isBeside =
		own.column === place.column &&
		own.column_label === place.column_label &&
		own.file === place.file &&
		own.correction === place.correction;
	return isBeside ? place.line : null;
}

function fromQuotation(quotation: Quotation, { figures, fiscal_year }: Quoted): QuotedPlace {
	if (typeof quotation === 'string') {
		const { printed = '', place = null } = figures[quotation] ?? {};
		return { label: measureOf(quotation).name, printed, fiscal_year, place };
	}
	if (!Array.isArray(quotation)) {
		const { label, printed, years, place } = quotation;
		return { label, printed, fiscal_year: fiscal_year + years, place: fromPlaceText(place) };
	}
	const [id, years, printed, at] = quotation;
	const place = typeof at === 'number' ? onLine(figures[id]?.place, at) : fromPlaceText(at);
	return { label: measureOf(id).name, printed, fiscal_year: fiscal_year + years, place };
}

function onLine(own: Place | null | undefined, line: number): Place | null {
	return own?.kind === 'field' ? { ...own, line } : null;
}
