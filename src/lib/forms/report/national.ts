/** The national-style table scores the execution of the budget in the rows of its amounts, above the indicators. */
import type { Issue } from '#lib/documents/issue.ts';
import type { ScoreItem } from '#lib/filing/filing.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import { pointsFrom } from './cells.ts';
import { alignRow, leavesOf } from './grid.ts';
import { SCORE_PLAIN, SCORE_SELF, SCORE_WEIGHT } from './labels.ts';
import { cellPlace, joinText, type Row } from './lines.ts';

const EXECUTION_HEAD = /^(?:预算)?执行率/;
const EXECUTION_PATH = '预算执行';

/** Items such as `年度资金总额` with 分值 10 and 得分 9.5; none where the table scores no execution. */
export function readExecutionItems(rows: readonly Row[], issues: Issue[]): ScoreItem[] {
	const index = rows.findIndex((row) => {
		const labels = row.cells.map((cell) => cell.label);
		return (
			labels.some((label) => EXECUTION_HEAD.test(label)) &&
			labels.some((label) => SCORE_WEIGHT.test(label.replace(/\(.*\)$/, '')))
		);
	});
	const head = rows[index];
	if (!head) return [];
	const labels = head.cells.map((cell) => cell.label.replace(/\(.*\)$/, ''));
	const weightIndex = labels.findIndex((label) => SCORE_WEIGHT.test(label));
	const scoreIndex = labels.findIndex((label) => SCORE_SELF.test(label) || SCORE_PLAIN.test(label));
	const rateIndex = labels.findIndex((label) => EXECUTION_HEAD.test(label));
	if (scoreIndex < 0) return [];
	const below = rows
		.slice(index + 1)
		.findIndex((row) => row.table !== head.table || isIndicatorHead(row));
	const candidates = rows.slice(index + 1, below < 0 ? undefined : index + 1 + below);
	const leaves = leavesOf([head]);
	return candidates.flatMap((row): ScoreItem[] => {
		const cells = alignRow(row, leaves);
		const weight = cells?.[weightIndex];
		const score = cells?.[scoreIndex];
		const name = row.cells.find(({ label }) => label !== '' && parsePoints(label).value === null);
		if (!weight || !score || !name || parsePoints(weight.text).value === null) return [];
		const path = [EXECUTION_PATH, name.label];
		const place = (cell: typeof weight, column: string) =>
			cellPlace(row, cell, path[1] ?? null, column);
		// Marks are lost for the rate that stands beside them.
		const rate = cells[rateIndex];
		const reason = rate && /\d/.test(rate.text) ? `执行率${joinText(rate.text)}` : '';
		return [
			{
				path,
				criterion: '',
				weight: pointsFrom('分值', weight, place(weight, '分值'), issues),
				weight_group: null,
				score: pointsFrom('得分', score, place(score, '得分'), issues),
				reason,
				reason_place: rate && reason ? place(rate, '执行率') : null
			}
		];
	});
}

function isIndicatorHead(row: Row): boolean {
	return row.cells.some(({ label }) => label === '一级指标');
}
