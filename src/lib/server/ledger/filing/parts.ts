/**
 * Figures and scores of one report may arrive as two files, be they tables or documents. Each states a part of the
 * filing; the other part is carried over from what is stored.
 */
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import type { Figure, RecognisedFiling, Score } from '#lib/filing/filing.ts';
import { wordsOf } from '../integrity/hash.ts';
import { carryTexts, textsContained } from './texts.ts';

export interface Parts {
	figures: boolean;
	score: boolean;
}

/** Which parts a filing states, be it with blanks. */
export function partsOf({ figures, score }: RecognisedFiling): Parts {
	return {
		figures:
			FIGURE_IDS.some((id) => isStated(figures[id])) ||
			isStated(score.form) ||
			(isStated(score.sheet) && score.items.length === 0) ||
			score.grade !== null,
		score: score.items.length > 0
	};
}

/** Whether a file leaves a part to another file: every table does, and a report without a form or a score sheet. */
export function isPart(filing: RecognisedFiling): boolean {
	const { figures, score } = partsOf(filing);
	return filing.template === 'csv' || !figures || !score;
}

/**
 * Whether a part says nothing but what is stored. Only what it states is compared: a column that it does not have
 * contradicts nothing.
 */
export function agrees(stored: RecognisedFiling, arriving: RecognisedFiling): Parts {
	return {
		figures:
			figuresAgree(stored, arriving) &&
			unitsAgree(stored, arriving) &&
			textsContained(stored, arriving),
		score:
			JSON.stringify(scoreContent(stored.score)) === JSON.stringify(scoreContent(arriving.score))
	};
}

function figuresAgree(stored: RecognisedFiling, arriving: RecognisedFiling): boolean {
	const { form, sheet, grade } = arriving.score;
	return (
		FIGURE_IDS.every((id) => figureAgrees(stored.figures[id], arriving.figures[id])) &&
		figureAgrees(stored.score.form, form) &&
		(arriving.score.items.length > 0 || figureAgrees(stored.score.sheet, sheet)) &&
		(grade === null || grade.printed === stored.score.grade?.printed)
	);
}

/** The rows below the total, which a table does not have. */
function unitsAgree(stored: RecognisedFiling, arriving: RecognisedFiling): boolean {
	return arriving.units
		.filter(({ role }) => role !== 'total')
		.every(({ name, figures }) =>
			stored.units.some(
				(unit) =>
					wordsOf(unit.name) === wordsOf(name) &&
					FIGURE_IDS.every((id) => unit.figures[id]?.value === figures[id]?.value)
			)
		);
}

function figureAgrees(stored: Figure, arriving: Figure): boolean {
	return !isStated(arriving) || arriving.value === stored.value;
}

function scoreContent(score: Score): unknown {
	return score.items.map(({ path, weight, weight_group, score: points, reason }) => [
		path,
		weight.value,
		weight_group,
		points.value,
		reason
	]);
}

/**
 * What the stored filing becomes when a file states one part of it. Names of persons are those of both files, so that
 * they are covered in either.
 */
export function mergeParts(stored: RecognisedFiling, arriving: RecognisedFiling): RecognisedFiling {
	const parts = partsOf(arriving);
	if (parts.figures && parts.score) return arriving;
	const contacts = [...stored.contacts, ...arriving.contacts];
	if (parts.score) {
		const texts = carryTexts(arriving, stored);
		return { ...stored, ...texts, contacts, score: mergeScore(stored.score, arriving.score) };
	}
	const texts = carryTexts(stored, arriving);
	return { ...arriving, ...texts, contacts, score: mergeForm(stored.score, arriving.score) };
}

/** Items from the score table; form score and grade as stored. */
function mergeScore(stored: Score, arriving: Score): Score {
	return {
		...arriving,
		form: stored.form,
		grade: stored.grade,
		sheet: isStated(arriving.sheet) ? arriving.sheet : stored.sheet
	};
}

/** Form score and grade from the figures table, where it has them; items as stored. */
function mergeForm(stored: Score, arriving: Score): Score {
	return {
		...stored,
		form: isStated(arriving.form) ? arriving.form : stored.form,
		grade: arriving.grade ?? stored.grade,
		sheet: isStated(arriving.sheet) ? arriving.sheet : stored.sheet
	};
}

/** Whether the file has a place for the figure, be it blank. */
export function isStated(figure: Figure): boolean {
	return figure.missing !== 'not_in_template';
}
