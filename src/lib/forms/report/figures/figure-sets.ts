/** Figures and budgets of one owner, put together from several cells: the first one counts, another is told. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Budget, Figure, Figures } from '#lib/filing/filing.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { describePlace } from '#lib/documents/place.ts';

/** Adds what is new; a second cell for the same figure is kept out, and named where it says otherwise. */
export function addFigures(to: Figures, from: Figures, issues: Issue[]): void {
	for (const [id, figure] of Object.entries(from) as [FigureId, Figure][]) {
		const before = to[id];
		if (!before || (before.value === null && figure.value !== null)) to[id] = figure;
		else if (figure.value !== null && figure.value !== before.value) {
			issues.push(conflict(id, before, figure));
		}
	}
}

/** At most one budget for a measure and basis: the first one printed. */
export function addBudget(budgets: Budget[], budget: Budget): void {
	if (budget.figure.missing === 'blank') return;
	const { measure, basis, figure } = budget;
	const before = budgets.findIndex((each) => each.measure === measure && each.basis === basis);
	if (before < 0) budgets.push(budget);
	else if (budgets[before]?.figure.value === null && figure.value !== null)
		budgets[before] = budget;
}

/** @param done what was made of the two */
export function conflict(
	id: FigureId,
	first: Figure,
	second: Figure,
	done = '按前者读取，请核实后统一'
): Issue {
	const places = [first, second].map((f) => (f.place ? describePlace(f.place) : '')).join('与');
	return {
		code: 'figure_conflict',
		severity: 'warning',
		message: `“${measureOf(id).name}”在${places}两处不同，前者为“${first.printed}”，后者为“${second.printed}”；${done}。`,
		place: second.place
	};
}
