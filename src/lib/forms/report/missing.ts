/** Says why a report has no amount for a figure: its form lacks it, it was not recognised, or it was not filed. */
import type { Figure, Figures } from '#lib/filing/filing.ts';
import { FIGURE_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import { missingFigure } from './figures/cells.ts';
import type { FigureTables } from './figures/figure-tables.ts';
import type { Unstored } from './figures/row-reading.ts';

/** Every figure: the stated ones, and the others with the reason why they are missing. */
export function completeFigures(
	stated: Figures,
	{ forms, rows, headed }: FigureTables,
	unstored: readonly Unstored[]
): Record<FigureId, Figure> {
	const used = new Set([...rows].map(({ table }) => table));
	const told = [...forms].flatMap(([table, found]) =>
		used.size === 0 || used.has(table) ? found : []
	);
	const holds = new Set(told.flatMap((form) => form.holds));
	const lost = new Set(unstored.map(({ figure }) => figure));
	const reason = (id: FigureId) => {
		if (lost.has(id) || headed.has(id)) return 'not_recognised';
		return told.length > 0 && !holds.has(id) ? 'not_in_template' : 'not_filed';
	};
	return Object.fromEntries(
		FIGURE_IDS.map((id) => [id, stated[id] ?? missingFigure(reason(id))])
	) as Record<FigureId, Figure>;
}
