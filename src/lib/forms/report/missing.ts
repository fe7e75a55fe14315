/** Says why a report has no amount for a figure: its form lacks it, it was not recognised, or it was not filed. */
import type { Figure, Figures } from '#lib/filing/filing.ts';
import { FIGURE_IDS, type FigureId, type ReportedId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { missingFigure } from './figures/cells.ts';
import type { FigureTables } from './figures/figure-tables.ts';
import type { Unstored } from './figures/row-reading.ts';

/** Every figure: the stated ones, and the others with the reason why they are missing. */
export function completeFigures(
	stated: Figures,
	tables: FigureTables,
	unstored: readonly Unstored[]
): Record<FigureId, Figure> {
	const lost = new Set(unstored.map(({ figure }) => figure));
	const absence = absenceIn(tables);
	const reason = (id: FigureId) =>
		lost.has(id) || tables.headed.has(id) ? 'not_recognised' : absence(id);
	return Object.fromEntries(
		FIGURE_IDS.map((id) => [id, stated[id] ?? missingFigure(reason(id))])
	) as Record<FigureId, Figure>;
}

/** A figure or score that no table holds is not in the template where the forms say so; else it was not filed. */
export function absenceIn(tables: FigureTables): (id: ReportedId) => MissingReason {
	const template = templateOf(tables);
	return (id) => (template && !template.has(id) ? 'not_in_template' : 'not_filed');
}

/** The figures and scores in the templates that the tables are of; null where they are of none. */
export function templateOf({ forms, rows }: FigureTables): ReadonlySet<ReportedId> | null {
	const used = new Set([...rows].map(({ table }) => table));
	const told = [...forms].flatMap(([table, found]) =>
		used.size === 0 || used.has(table) ? found : []
	);
	return told.length > 0 ? new Set(told.flatMap((form) => form.holds)) : null;
}
