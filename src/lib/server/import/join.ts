/**
 * A workbook may hold one filing on several sheets: income on one, spending on the next, scores on a third. They are
 * joined before they are stored, so that a filing is stored whole or not at all.
 */
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Figure, JurisdictionClaim, RecognisedFiling, Score } from '#lib/filing/filing.ts';
import type { TableFiling, TableOutcome } from '#lib/forms/table/outcomes.ts';
import type { Registry } from '../ledger/identity/registry.ts';
import { Spellings } from './spellings.ts';
import { duplicateIssue } from './duplicates.ts';

/**
 * The outcomes of all tables of a file. Of one table they pass through, unless it `isParted`: states a department's
 * figures in several rows. Of several, the filings are held until all are read, and a figure or sheet of scores that
 * two tables state is an error.
 * @throws DocumentError where a filing is nobody's.
 */
export function* joinTables(
	registry: Registry,
	tables: readonly Iterable<TableOutcome>[],
	isParted: boolean
): Generator<TableOutcome> {
	const [only, ...others] = tables;
	if (only && others.length === 0 && !isParted) {
		yield* only;
		return;
	}
	const filings: TableFiling[] = [];
	for (const table of tables) {
		for (const outcome of table) {
			if (outcome.issue) yield outcome;
			else filings.push(outcome);
		}
	}
	yield* joinFilings(registry, filings);
}

function* joinFilings(
	registry: Registry,
	filings: readonly TableFiling[]
): Generator<TableOutcome> {
	const jurisdiction = soleJurisdiction(filings);
	const spellings = new Spellings(registry);
	const joined = new Map<string, TableFiling>();
	for (const outcome of filings) {
		const filing = { ...outcome.filing, jurisdiction: outcome.filing.jurisdiction ?? jurisdiction };
		const key = `${spellings.add(filing)}/${filing.fiscal_year}`;
		const known = joined.get(key);
		if (known && isForm(filing) !== isForm(known.filing)) {
			const own = { ...outcome, filing };
			const [form, list] = isForm(filing) ? [own, known] : [known, own];
			yield* differences(form.filing, list.filing);
			joined.set(key, join(form, list));
		} else if (known && overlap(known.filing, filing)) {
			yield { issue: duplicateIssue(filing, known.filing), filing: null };
		} else {
			joined.set(key, known ? join(known, { ...outcome, filing }) : { ...outcome, filing });
		}
	}
	yield* joined.values();
}

function isForm({ template }: RecognisedFiling): boolean {
	return template !== 'csv';
}

/** A department's own form says what the list beside it sums up: the form counts, and where the two differ is told. */
function* differences(form: RecognisedFiling, list: RecognisedFiling): Generator<TableOutcome> {
	for (const id of FIGURE_IDS) {
		const [own, summed] = [form.figures[id], list.figures[id]];
		if (own.value === null || summed.value === null || own.value === summed.value) continue;
		const at = summed.place ? describePlace(summed.place) : '';
		const message = `${at}读到“${summed.printed}”，与该部门填报表中的“${own.printed}”不同；已取填报表中的数，请核实后统一。`;
		yield {
			issue: { code: 'list_differs', severity: 'warning', message, place: summed.place },
			filing: null
		};
	}
}

/** A sheet without a column for it belongs to the jurisdiction of the others, where they have but one. */
function soleJurisdiction(filings: readonly TableFiling[]): JurisdictionClaim | null {
	const [first, ...others] = filings.flatMap(({ filing }) => filing.jurisdiction ?? []);
	const isSame = (other: JurisdictionClaim) =>
		other.code === first?.code && other.name === first.name;
	return first && others.every(isSame) ? first : null;
}

function overlap(one: RecognisedFiling, other: RecognisedFiling): boolean {
	const both = (a: Figure, b: Figure) => isStated(a) && isStated(b);
	return (
		one.budgets.some((a) => other.budgets.some(isBudgetOf(a))) ||
		FIGURE_IDS.some((id) => both(one.figures[id], other.figures[id])) ||
		both(one.score.form, other.score.form) ||
		both(one.score.sheet, other.score.sheet) ||
		(one.score.items.length > 0 && other.score.items.length > 0) ||
		(one.score.grade !== null && other.score.grade !== null)
	);
}

type JoinedBudget = RecognisedFiling['budgets'][number];

function isBudgetOf(one: JoinedBudget): (other: JoinedBudget) => boolean {
	return ({ measure, basis }) => measure === one.measure && basis === one.basis;
}

/** Tells whether the sheet has a column for the figure, be it blank. */
function isStated({ missing }: Figure): boolean {
	return missing !== 'not_in_template';
}

function join(one: TableFiling, other: TableFiling): TableFiling {
	const figures = { ...one.filing.figures };
	for (const id of FIGURE_IDS) figures[id] = stated(figures[id], other.filing.figures[id]);
	const sources = new Set(one.filing.claims.map(({ source }) => source));
	const claims = other.filing.claims.filter(({ source }) => !sources.has(source));
	const { budgets } = one.filing;
	return {
		issue: null,
		kind: one.kind ?? other.kind,
		division: one.division ?? other.division,
		filed_on: one.filed_on ?? other.filed_on,
		filing: {
			...one.filing,
			claims: [...one.filing.claims, ...claims],
			figures,
			budgets: [
				...budgets,
				...other.filing.budgets.filter((each) => !budgets.some(isBudgetOf(each)))
			],
			units: one.filing.units.map((unit) => (unit.role === 'total' ? { ...unit, figures } : unit)),
			score: joinScores(one.filing.score, other.filing.score)
		}
	};
}

function joinScores(one: Score, other: Score): Score {
	const sheet = one.items.length > 0 ? one : other;
	return {
		form: stated(one.form, other.form),
		sheet: stated(one.sheet, other.sheet),
		sheet_weight: stated(one.sheet_weight, other.sheet_weight),
		grade: one.grade ?? other.grade,
		items: sheet.items,
		headings: sheet.headings
	};
}

function stated(one: Figure, other: Figure): Figure {
	return isStated(one) ? one : other;
}
