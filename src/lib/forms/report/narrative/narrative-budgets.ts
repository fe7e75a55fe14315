/** Budgets that the narrative states plainly, with their basis: of the year's start, or of the whole year as adjusted. */
import { BUDGET_BASES } from '#lib/catalogue/budgets.ts';
import { nameOnBasis } from '#lib/catalogue/measures.ts';
import type { Budget } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT } from '../figures/amounts.ts';
import { isRow, type Line } from '../lines.ts';
import { belowHeadings, budgetOfHeading } from './headings.ts';
import { amountsBelow, firstOfEach, type Mention } from './narrative-figures.ts';
import { readSections } from './narrative.ts';
import { budgetsOfSource, withoutPartsOf } from './parts-of-source.ts';
import type { TextOwner } from './reading.ts';
import { sentencesIn } from './sentences.ts';

/** The budgets that a text states: of one that it states in two ways, none. */
export function budgetsOfText(lines: readonly Line[], owner: TextOwner): Budget[] {
	const texts = lines.flatMap((line) => (isRow(line) ? sentencesIn(line) : [line]));
	const headed = belowHeadings(readSections(texts), owner.fiscalYear).filter(
		({ isOfOthers }) => !isOfOthers
	);
	const mentions = headed.flatMap((each) => {
		const stated = amountsBelow(each, owner, budgetOfHeading(each.section.heading));
		return stated.filter((mention) => !isAddedTo(each.paragraph.plain, mention));
	});
	const ofSource = budgetsOfSource(headed.map(({ paragraph }) => paragraph));
	const budgets = BUDGET_BASES.flatMap((basis) => {
		const own = withoutPartsOf(
			mentions.filter((each) => each.basis === basis && !each.isAbout),
			ofSource
		);
		return firstOfEach(own)
			.filter(({ measure, figure }) =>
				own.every((each) => each.measure !== measure || each.figure.value === figure.value)
			)
			.map(({ measure, figure }) => ({ measure, basis, figure }));
	});
	return budgets.filter((budget) => !isAmountOfChange(budget, budgets));
}

/** `年初预算1000万元，调整预算数50万元`: so little is by what it was adjusted, not what it became. */
function isAmountOfChange({ measure, basis, figure }: Budget, all: readonly Budget[]): boolean {
	const initial = all.find((each) => each.measure === measure && each.basis === 'budget_initial');
	if (basis !== 'budget_adjusted' || !initial) return false;
	return (figure.value ?? 0) * LEAST_SHARE < (initial.figure.value ?? 0);
}

/** A budget is hardly ever cut to less than this part of what it began with. */
const LEAST_SHARE = 2;

/** `全年预算1000万元，年中追加200万元`: the budget of the whole year is another one, unless what was added is among it. */
const ADDED = new RegExp(
	`^(?:(?!其中|包括|包含|[（(]含)[^。\\n])*?(?:追加|追减|调增|调减)[^。；;，,\\d\\n]{0,16}${AMOUNT}`
);
const FARTHEST_ADDED = 80;

function isAddedTo(text: string, { basis, figure: { place } }: Mention): boolean {
	if (basis !== 'budget_adjusted' || place?.kind !== 'text') return false;
	return ADDED.test(text.slice(place.end, place.end + FARTHEST_ADDED));
}

/** The text's budgets beside those of the tables, which hold where both state one; and what is left of the text's. */
export function besideTables(
	inTables: readonly Budget[],
	inText: readonly Budget[]
): { budgets: Budget[]; leftovers: Leftover[] } {
	const ofTable = ({ measure, basis }: Budget) =>
		inTables.find(
			(each) => each.measure === measure && each.basis === basis && each.figure.value !== null
		);
	const budgets = [
		...inTables.filter(
			({ measure, basis, figure }) =>
				figure.value !== null ||
				!inText.some((each) => each.measure === measure && each.basis === basis)
		),
		...inText.filter((budget) => !ofTable(budget))
	];
	const leftovers = inText.flatMap((budget): Leftover[] => {
		const { measure, basis, figure } = budget;
		const stated = ofTable(budget);
		if (!stated || !figure.place || stated.figure.value === figure.value) return [];
		const name = nameOnBasis(measure, basis);
		const why = `正文写的“${name}”与表中的不同，以表中的为准，未存入。`;
		return [{ place: figure.place, text: figure.printed, why }];
	});
	return { budgets, leftovers };
}
