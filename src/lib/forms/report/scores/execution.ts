/** Forms score the execution of the budget in the rows of its amounts, above the indicators. */
import type { Issue } from '#lib/documents/issue.ts';
import type { ScoreItem } from '#lib/filing/filing.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import { missingFigure, pointsFrom } from '../figures/cells.ts';
import type { FigureTables } from '../figures/figure-tables.ts';
import { alignRow, headColumnLabel } from '../grid.ts';
import { SCORE_PLAIN, SCORE_SELF, SCORE_WEIGHT } from '../labels.ts';
import { cellPlace, joinText, plainText, type FormRow, type RowCell } from '../lines.ts';
import type { ValueHead } from '../figures/value-head.ts';

const EXECUTION_PATH = '预算执行';
const RATE = /^(?:预算)?执行率$/;
const WEIGHT = /^(?:预算)?执行率(?:权重|分值)$/;
const SCORE = /^(?:预算)?执行率(?:得分|分数)$/;
/** `得分（20分*执行率）`: the head of the scores names the weight. */
const WEIGHT_IN_HEAD = /[(（](\d+(?:\.\d+)?)分/;

/** Items such as `年度资金总额` with 分值 10 and 得分 9.5; none where the table scores no execution. */
export function readExecutionItems(
	{ heads, pairs }: FigureTables,
	rows: readonly FormRow[],
	issues: Issue[]
): ScoreItem[] {
	const head = heads.find((each) => each.executes && columnsOf(each).score >= 0);
	if (!head) return [];
	const columns = columnsOf(head);
	const totals = new Set(
		pairs.filter(({ figure }) => figure === 'spending_total').map(({ row }) => row)
	);
	return rows.flatMap((row): ScoreItem[] => {
		if (row.table !== head.row.table || row.number <= head.row.number) return [];
		const cells = alignRow(row, head.leaves);
		const score = cells?.[columns.score];
		if (!cells || !score || parsePoints(score.text).value === null) return [];
		const weight = cells[columns.weight] ?? null;
		const isWeighed =
			weight !== null && weight !== score && parsePoints(weight.text).value !== null;
		if (!isWeighed && !(columns.weight < 0 && totals.has(row))) return [];
		return [itemOf({ row, cells, score, weight: isWeighed ? weight : null }, head, issues)];
	});
}

interface Columns {
	weight: number;
	score: number;
	rate: number;
}

function columnsOf({ leaves }: ValueHead): Columns {
	const labels = leaves.map((leaf) => headColumnLabel(leaf).replace(/\([^()]*\)$/, ''));
	return {
		weight: labels.findIndex((label) => WEIGHT.test(label) || SCORE_WEIGHT.test(label)),
		score: labels.findIndex(
			(label) => SCORE.test(label) || SCORE_SELF.test(label) || SCORE_PLAIN.test(label)
		),
		rate: labels.findIndex((label) => RATE.test(label))
	};
}

interface ScoredRow {
	row: FormRow;
	/** As {@link alignRow} puts them below the head. */
	cells: readonly (RowCell | null)[];
	score: RowCell;
	/** Null where the row has none of its own. */
	weight: RowCell | null;
}

function itemOf(
	{ row, cells, score, weight }: ScoredRow,
	head: ValueHead,
	issues: Issue[]
): ScoreItem {
	const columns = columnsOf(head);
	const name =
		row.cells.find(({ label }) => label !== '' && parsePoints(label).value === null)?.label ?? '';
	const path = name === '' ? [EXECUTION_PATH] : [EXECUTION_PATH, name];
	const place = (cell: RowCell, column: string) => cellPlace(row, cell, name, column);
	// Marks are lost for the rate that is beside them.
	const rate = cells[columns.rate];
	const reason = rate && /\d/.test(rate.text) ? `执行率${joinText(rate.text)}` : '';
	return {
		path,
		criterion: '',
		weight: weight
			? pointsFrom('分值', weight, place(weight, '分值'), issues)
			: weightOfHead(head, columns),
		weight_group: null,
		score: pointsFrom('得分', score, place(score, '得分'), issues),
		reason,
		reason_place: rate && reason ? place(rate, '执行率') : null
	};
}

function weightOfHead({ row, leaves }: ValueHead, columns: Columns): ScoreItem['weight'] {
	const cell = leaves[columns.score]?.cells.at(-1);
	const printed = cell && WEIGHT_IN_HEAD.exec(plainText(joinText(cell.text)))?.[1];
	if (!cell || !printed) return missingFigure('blank');
	const { value } = parsePoints(printed);
	return value === null
		? missingFigure('blank')
		: { value, missing: null, printed, place: cellPlace(row, cell, null, '分值') };
}
