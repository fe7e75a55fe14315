/** A sheet that scores a part of the report alone: its total is not the score of the whole. */
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import type { ScoreItem } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { missingFigure } from '../figures/cells.ts';
import type { ScoreSheet } from './score-sheet.ts';

/** Weights that add up to a little less than a hundred are a slip of a whole sheet; these are not. */
const LEAST_OF_WHOLE = 8_000;

/**
 * Takes the total from a sheet of less than full marks, and lists it. What the execution of the budget is scored
 * above the indicators (执行率 10分) may be what is left of a hundred.
 */
export function withoutTotalOfPart(
	sheet: ScoreSheet,
	execution: readonly ScoreItem[]
): { total: ScoreSheet['total']; leftovers: Leftover[] } {
	const { total } = sheet;
	const marks = fullMarksOf(sheet);
	const executed = sum(execution.map(({ weight }) => weight.value)) ?? 0;
	const isPart =
		marks !== null &&
		total.value !== null &&
		total.place !== null &&
		total.value <= marks &&
		marks < FULL_SCORE &&
		(marks < LEAST_OF_WHOLE || marks + executed === FULL_SCORE);
	if (!isPart || !total.place) return { total, leftovers: [] };
	const why = `这张评分表的满分是${toPoints(marks)}分，只是一部分指标的得分合计，不是部门整体的得分，未存入。`;
	return {
		total: missingFigure('not_recognised', total.place),
		leftovers: [{ place: total.place, text: total.printed, why }]
	};
}

function fullMarksOf({ total_weight, items }: ScoreSheet): number | null {
	return total_weight.value ?? sum(items.map(({ weight }) => weight.value));
}

/** Null where a summand is missing. */
function sum(values: readonly (number | null)[]): number | null {
	return values.reduce<number | null>(
		(before, value) => (before === null || value === null ? null : before + value),
		0
	);
}
