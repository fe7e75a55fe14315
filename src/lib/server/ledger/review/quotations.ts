/**
 * The cells that a finding quotes, as JSON. Most of them are figures of the reviewed filing itself: those are written
 * as the id of the measure, since printed text and place are stored with the figure.
 */
import { FIGURES, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { QuotedPlace } from '#lib/review/findings.ts';
import { fromPlaceText, toPlaceText } from '../filing/cells.ts';

/** The filing that was reviewed, as far as its findings refer to it. */
export type Quoted = Pick<RecognisedFiling, 'fiscal_year'> & {
	figures: { readonly [id in FigureId]?: Pick<Figure, 'printed' | 'place'> };
};

/** `years` is counted from the year of the filing, so that filings of several years can share a text. */
type Quotation = FigureId | { label: string; printed: string; years: number; place: string | null };

const IDS: ReadonlyMap<string, FigureId> = new Map(FIGURES.map(({ id, name }) => [name, id]));

export function quotationsToText(places: readonly QuotedPlace[], filing: Quoted): string {
	return places.length === 0
		? '[]'
		: JSON.stringify(places.map((place) => toQuotation(place, filing)));
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
	return { label, printed, years: fiscal_year - filing.fiscal_year, place: toPlaceText(place) };
}

function fromQuotation(quotation: Quotation, { figures, fiscal_year }: Quoted): QuotedPlace {
	if (typeof quotation === 'string') {
		const { printed = '', place = null } = figures[quotation] ?? {};
		return { label: measureOf(quotation).name, printed, fiscal_year, place };
	}
	const { label, printed, years, place } = quotation;
	return { label, printed, fiscal_year: fiscal_year + years, place: fromPlaceText(place) };
}
