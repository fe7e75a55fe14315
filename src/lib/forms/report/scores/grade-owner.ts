/** Tells the grade of the department's own score from that of another score beside it, such as 复核得分 or 核定得分. */
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import type { Figure } from '#lib/filing/filing.ts';
import type { FormRow, RowCell } from '../lines.ts';
import { OF_INDICATORS, OF_PART, OF_REVIEWERS } from './score-in-text.ts';

const SCORE_LABEL = /(?:得分|评分|总分|分数)(?:\([^()]*\))?$/;
const GRADE_LABEL = /(?:等次|等级|档次|评级)$/;
/** Whoever has such a label scores after the department did. */
const REVIEW = /复核|复评|核定|评审|审定|抽查|最终/;
/** `复核人` is no score. */
const REVIEWER = /(?:人|员|签[字章名]|盖章|日期|时间|意见)$/;

function isReview(label: string): boolean {
	return REVIEW.test(label) && !label.includes('自评') && !REVIEWER.test(label);
}

/** `核定等级`, `财政复核得分`: what is beside it is no part of the self-evaluation. */
export function isReviewLabel(label: string): boolean {
	return isReview(label) && (SCORE_LABEL.test(label) || GRADE_LABEL.test(label));
}

/**
 * Tells whether a grade in a row stands with another score: one in front of it, else the last one of the rows above.
 * @param label of the grade
 * @param own the scores that were read of the report
 */
export function isOfOtherScoreInRows(
	rows: readonly FormRow[],
	row: FormRow,
	label: RowCell,
	own: readonly Figure[]
): boolean {
	if (label.label.includes('自评')) return false;
	const before = row.cells.slice(0, row.cells.indexOf(label));
	const beside = before.findLast(ownsGrade);
	if (beside) return isOther(row, beside, own);
	const isNamedScore = (cell: RowCell) => SCORE_LABEL.test(cell.label);
	const above = rows.findLast(
		({ table, number, cells }) =>
			table === row.table && number < row.number && cells.some(isNamedScore)
	);
	const last = above?.cells.findLast(isNamedScore);
	return above !== undefined && last !== undefined && isOther(above, last, own);
}

/** `复核得分`, or `部门自评` and `财政复核` in front of a bare 得分. */
function ownsGrade({ label }: RowCell): boolean {
	return (SCORE_LABEL.test(label) && label !== '得分') || label.endsWith('自评') || isReview(label);
}

/** A score that is called final is the report's own where it was read as that. */
function isOther(row: FormRow, label: RowCell, own: readonly Figure[]): boolean {
	const beside = row.cells[row.cells.indexOf(label) + 1];
	const isOwn = own.some(
		({ place }) =>
			place?.kind === 'cell' &&
			place.table === row.table &&
			place.row === row.number &&
			place.column === beside?.column
	);
	return isReview(label.label) && !isOwn;
}

/** A clause behind a score that says whose the grade is. */
const REVIEWED = /复核|复评|抽查|(?:核定|评审|审定)(?:等级|等次|档次|评级|结果|结论|为)/;
/** Other words than the department's own for who scored. */
const SCORER = /复核|复评|抽查|核定|评审|审定|财政|专家|第三方|最终/;
/** `90分以上` is what a grade is given from. */
const SCORED =
	/(?:得分|评分|总分|分数|自评|评价|评定|考评|核定|复核|评审)[^，,\d]{0,8}(\d{1,3}(?:\.\d+)?)\s*分(?![（(]?(?:含|以[上下]|之间|[-—–~至到]))/;

/**
 * Tells whether a grade in a sentence stands with another score than the report's, or is said to be another's.
 * @param before the sentence up to the grade
 * @param own the scores that were read of the report
 */
export function isOfOtherScoreInText(before: string, own: readonly Figure[]): boolean {
	const clauses = before.split(/[，,]/);
	const values = own.flatMap(({ value }) => value ?? []);
	const parts = clauses.findIndex((clause) => /^\s*其中/.test(clause));
	const last = clauses.findLastIndex(
		(clause, index) =>
			statesScore(clause, values) && (parts < 0 || index < parts || SCORER.test(clause))
	);
	const behind = clauses.slice(last + 1).join('，');
	const said = behind.slice(behind.lastIndexOf('自评') + 1);
	if (REVIEWED.test(said) || (OF_REVIEWERS.test(said) && !behind.includes('自评'))) return true;
	const clause = clauses[last];
	if (clause === undefined || values.length === 0 || behind.includes('自评')) return false;
	return ![...clause.matchAll(/\d{1,3}(?:\.\d+)?/g)].some(([printed]) =>
		values.includes(parsePoints(printed).value ?? -1)
	);
}

/** Scores of parts and the most that can be scored are not what a grade stands with. */
function statesScore(clause: string, own: readonly number[]): boolean {
	const match = SCORED.exec(clause);
	if (!match) return false;
	const points = parsePoints(match[1] ?? '').value;
	const label = clause.slice(0, match.index);
	return (
		!(points === FULL_SCORE && !own.includes(FULL_SCORE)) &&
		!OF_PART.test(clause) &&
		!OF_INDICATORS.test(label)
	);
}
