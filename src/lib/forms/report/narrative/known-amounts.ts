/** The amounts of a text that became figures, budgets or something else: what is said of them again was not lost. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { Budget, Figures } from '#lib/filing/filing.ts';

type TextPlace = Extract<Place, { kind: 'text' }>;

/** The amounts of a text that are known. */
export interface KnownAmounts {
	figures: Figures;
	budgets: readonly Budget[];
	/** Those of its figures and budgets, by paragraph. */
	places: ReadonlyMap<number, readonly TextPlace[]>;
	/** Amounts that became something else. */
	used: ReadonlyMap<number, readonly TextPlace[]>;
	values: ReadonlySet<number>;
}

export function knownOf(
	figures: Figures,
	budgets: readonly Budget[],
	used: readonly (Place | null)[]
): KnownAmounts {
	const stated = Object.entries(figures);
	return {
		figures,
		budgets,
		places: placesByParagraph([
			...stated.map(([, { place }]) => place),
			...budgets.map(({ figure }) => figure.place)
		]),
		used: placesByParagraph(used),
		values: new Set(
			stated.flatMap(([id, { value }]) =>
				value !== null && measureOf(id as FigureId).quantity === 'money' ? [value] : []
			)
		)
	};
}

function placesByParagraph(
	places: readonly (Place | null)[]
): ReadonlyMap<number, readonly TextPlace[]> {
	return Map.groupBy(
		places.filter((place): place is TextPlace => place?.kind === 'text'),
		({ paragraph }) => paragraph
	);
}
