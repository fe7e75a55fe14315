/** The texts of a filing where it arrives as two files, of which perhaps one bears them. */
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { wordsOf } from '../integrity/hash.ts';

type Texts = Pick<
	RecognisedFiling,
	'goals' | 'indicators' | 'projects' | 'narrative_figures' | 'passages'
>;

/** Whether every text of a file stands in what is stored. */
export function textsContained(stored: Texts, arriving: Texts): boolean {
	const known = new Set(contentOf(stored));
	return contentOf(arriving).every((content) => known.has(content));
}

/**
 * The texts of a file, and where it has none of a kind those of another file. The latter without their places, which
 * are in the other file; a date is nothing without its place, and is not carried.
 */
export function carryTexts(from: Texts, to: Texts): Texts {
	return {
		goals: or(to.goals, from.goals.map(unplaced)),
		indicators: or(to.indicators, from.indicators.map(unplaced)),
		projects: or(
			to.projects,
			from.projects.map(({ name, amount }) => ({ name, amount: { ...amount, place: null } }))
		),
		narrative_figures: or(
			to.narrative_figures,
			from.narrative_figures.map((each) => ({ ...each, figure: { ...each.figure, place: null } }))
		),
		passages: or(
			to.passages,
			from.passages.map((passage) => ({ ...passage, place: null }))
		)
	};
}

function or<T>(own: T[], others: T[]): T[] {
	return own.length > 0 ? own : others;
}

function unplaced<T extends { target_place: unknown; result_place: unknown }>(row: T) {
	return { ...row, target_place: null, result_place: null };
}

/** One text an entry; formats differ in blanks and marks. */
function contentOf(texts: Texts): string[] {
	const parts: (string | number | null)[][] = [
		...texts.goals.map(({ target, result }) => ['goal', target, result]),
		...texts.indicators.map(({ path, target, result }) => ['indicator', ...path, target, result]),
		...texts.projects.map(({ name, amount }) => ['project', name, amount.value]),
		...texts.narrative_figures.map(({ measure, figure }) => ['prose', measure, figure.value]),
		...texts.passages.map(({ kind, heading, text }) => [kind, heading, text])
	];
	return parts.map((part) =>
		part.map((each) => (typeof each === 'string' ? wordsOf(each) : String(each))).join('\u0000')
	);
}
