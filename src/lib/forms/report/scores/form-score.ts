/** Score of a form, from its row, or from a sentence that states it. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Figure } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { totalPointsFrom, missingFigure } from '../figures/cells.ts';
import { labelledCells, linesBelow } from '../form-fields.ts';
import { FORM_SCORE_ROW } from '../labels.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	plainText,
	textPlace,
	type Line,
	type FormRow,
	type RowCell
} from '../lines.ts';
import type { PlacedScore, StatedScores } from './text-scores.ts';

/** 绩效自评综合得分, from its row; else from a cell or a paragraph `绩效自评综合得分：94分`. */
export function readFormScore(
	lines: readonly Line[],
	claimed: ReadonlySet<FormRow>,
	said: StatedScores,
	issues: Issue[]
): Figure {
	const rows = lines.filter(isRow).filter((row) => !claimed.has(row));
	// As the head of a column the same word has another head beside it.
	const [labelled] = labelledCells(rows, FORM_SCORE_ROW).filter(
		({ value }) =>
			value !== null && (value.text === '' || /[\d０-９]/.test(value.text) || isInWords(value.text))
	);
	if (labelled?.value) {
		const place = cellPlace(labelled.row, labelled.value, null, labelled.label.label);
		return formScore(labelled.value, place, issues);
	}
	const [below, another] = linesBelow(lines, FORM_SCORE_ROW, /^\d{1,3}(?:\.\d+)?分?$/);
	if (below && !another) return saidPoints(below.text.trim(), textPlace(below));
	return (
		scoreInText(said.paragraphs) ??
		scoreInCells(said.cells) ??
		totalOfForm(rows, issues) ??
		missingFigure('not_in_template')
	);
}

/** `总分 | 100 | 96.6` of a form without a score sheet; `得分 | 96.6` of one that scores nothing else. */
function totalOfForm(rows: readonly FormRow[], issues: Issue[]): Figure | null {
	const isOnlyScore = rows.every(
		({ cells }) => !cells.some(({ label }) => SCORES_PARTS.test(label))
	);
	for (const row of rows) {
		const [label, ...others] = filledCells(row);
		const numbers = others.filter(({ isNumber }) => isNumber);
		const score = numbers.at(-1);
		// `总分 | 100` alone may be the most that can be scored.
		const isScored = numbers.length > 1 || !/^100(?:\.0+)?分?$/.test(score?.text ?? '');
		const isTotal =
			/^总(?:得)?分$/.test(label?.label ?? '') ||
			(isOnlyScore && others.length === 1 && /^(?:最终)?得分$/.test(label?.label ?? ''));
		if (label && score && isScored && isTotal)
			return totalPointsFrom(label.label, score, cellPlace(row, score, null, label.label), issues);
	}
	return null;
}

/** Beside such a head a score may be of the execution or of an indicator. */
const SCORES_PARTS = /执行率|分值|权重|满分|指标/;

/** `九十四分` is no head of a column; `约九十四分` is said to be unreadable. */
function isInWords(text: string): boolean {
	return /^[约近]?[〇零一二三四五六七八九十百两点]+分?$/.test(joinText(text));
}

/** `94分（优）`: the grade may be behind the score. */
export const SCORE_AND_GRADE =
	/^(\d{1,3}(?:\.\d+)?)\s*分?\s*[（(，,/]?\s*[优良中差合不][^\d]{0,6}$/;

function formScore(cell: RowCell, place: Place, issues: Issue[]): Figure {
	const score = SCORE_AND_GRADE.exec(plainText(cell.text))?.[1];
	const read = totalPointsFrom(
		'绩效自评综合得分',
		{ ...cell, text: score ?? cell.text },
		place,
		issues
	);
	return { ...read, printed: cell.text };
}

/** The first of the own scores, or the first that is of 100 points where one of its paragraph says so. */
function scoreInText(said: readonly PlacedScore[]): Figure | null {
	const own = ownScores(said);
	const [first] = own;
	if (!first) return null;
	const converted = own.find(
		({ isConverted, place }) => isConverted && paragraphOf(place) === paragraphOf(first.place)
	);
	const { printed, place } = converted ?? first;
	return saidPoints(printed, place);
}

function paragraphOf(place: Place): number | null {
	return place.kind === 'text' ? place.paragraph : null;
}

/** Null where cells name several scores. */
function scoreInCells(said: readonly PlacedScore[]): Figure | null {
	const [first, ...others] = ownScores(said);
	if (!first || others.some(({ printed }) => printed !== first.printed)) return null;
	return saidPoints(first.printed, first.place);
}

function ownScores(said: readonly PlacedScore[]): PlacedScore[] {
	return said.filter(({ kind, isOwn }) => kind === 'score' && isOwn);
}

function saidPoints(printed: string, place: Place): Figure {
	return totalPointsFrom(
		'绩效自评综合得分',
		{ text: printed, label: '', column: 1, grid: null, continues: false, isNumber: true },
		place,
		[]
	);
}
