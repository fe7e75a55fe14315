/** Refuses figures of a year that has not begun: a slip of the hand would be the newest year of every page. */
import { DocumentError } from '#lib/documents/document-error.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import { leftOver, type TableProblem } from '#lib/forms/table/outcomes.ts';
import { PlainRow } from '#lib/forms/table/plain-rows.ts';

/** @throws DocumentError with the place that states the year */
export function refuseFutureYear(stated: RecognisedFiling | PlainRow): void {
	const { fiscal_year } = stated;
	if (hasBegun(fiscal_year)) return;
	const { fiscal_year_place } = stated instanceof PlainRow ? stated.filing : stated;
	const where = fiscal_year_place ? describePlace(fiscal_year_place) : '';
	throw new DocumentError(
		'year_to_come',
		`${where}写明是${fiscal_year}年度，这一年还没有到，不会有决算或自评；请改正年度后再导入。`,
		fiscal_year_place
	);
}

/** Budgets alone of such a year, as a list for the next one has them beside this year's figures, are left out; null for anything else. */
export function budgetsToCome({
	fiscal_year,
	figures,
	budgets,
	score
}: RecognisedFiling): TableProblem | null {
	const [first] = budgets;
	const isStated = ({ value }: Figure) => value !== null;
	if (hasBegun(fiscal_year) || !first?.figure.place || isStated(score.form)) return null;
	if (Object.values(figures).some(isStated)) return null;
	const { place, printed } = first.figure;
	return leftOver(
		'year_to_come',
		place,
		printed,
		`是${fiscal_year}年度的预算，这一年还没有到，未读入。`
	);
}

function hasBegun(year: number): boolean {
	return year <= new Date().getFullYear();
}
