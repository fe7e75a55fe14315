/** Tells the grade of the department's own score from that of another score beside it, such as 复核得分 or 核定得分. */
import type { Figure } from '#lib/filing/filing.ts';
import type { FormRow, RowCell } from '../lines.ts';

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
