/** The head of a score sheet: which column holds the levels, the weight, the score and the rest. */
import { headColumnLabel, headReadingsOf, type HeadColumn } from '../grid.ts';
import {
	SCORE_ACTUAL,
	SCORE_CRITERION,
	SCORE_LEVELS,
	SCORE_NAME,
	SCORE_PLAIN,
	SCORE_REASON,
	SCORE_SELF,
	SCORE_TARGET,
	SCORE_WEIGHT
} from '../labels.ts';
import { filledCells, isRow, type Line, type FormRow } from '../lines.ts';

/** 0-based indices into `leaves`; -1 for a column that the sheet does not have. */
export interface ScoreColumns {
	/** The table that the head is in. */
	table: number;
	leaves: HeadColumn[];
	/** 一级, 二级, 三级, as many as the sheet has. */
	levels: number[];
	/** The column right of each level that prints the level's own weight; -1 where none does. */
	level_weights: number[];
	criterion: number;
	weight: number;
	score: number;
	reason: number;
	/** True for the national-style sheet (年度指标值, 实际完成值). */
	national: boolean;
}

interface ScoreHead {
	columns: ScoreColumns;
	rows: FormRow[];
}

/** The score sheet's head that starts at a line; null where none does. A head of two rows is read as one. */
export function scoreHeadAt(lines: readonly Line[], index: number): ScoreHead | null {
	const first = lines[index];
	if (!first || !isRow(first) || !mayBeHead(first)) return null;
	const second = lines[index + 1];
	if (second && isRow(second) && second.table === first.table && continuesHead(second)) {
		const columns = columnsOfAll(first.table, headReadingsOf([first, second]));
		if (columns === UNCLEAR) return null;
		if (columns) return { columns, rows: [first, second] };
	}
	const columns = columnsOfAll(first.table, headReadingsOf([first]));
	if (columns === UNCLEAR) return null;
	return columns && { columns, rows: [first] };
}

const UNCLEAR = 'unclear';

/** The columns on which all readings of a head's blank cells agree. */
function columnsOfAll(
	table: number,
	readings: readonly HeadColumn[][]
): ScoreColumns | typeof UNCLEAR | null {
	const [first = null, ...others] = readings.map((leaves) => columnsOf(table, leaves));
	const indices = (columns: ScoreColumns | null) => JSON.stringify({ ...columns, leaves: [] });
	return others.some((other) => indices(other) !== indices(first)) ? UNCLEAR : first;
}

function mayBeHead(row: FormRow): boolean {
	return row.cells.some(({ label }) => {
		const trimmed = withoutNote(label);
		return isScore(trimmed) || SCORE_WEIGHT.test(trimmed);
	});
}

/** A lower head row: it names levels or scores, and nothing in it is a number. */
function continuesHead(row: FormRow): boolean {
	const labels = filledCells(row).map((cell) => cell.label);
	return (
		labels.length >= 2 &&
		labels.every((label) => label !== '' && !/^[\d.]+$/.test(label)) &&
		labels.some(
			(label) => levelOf(label) >= 0 || isScore(label) || SCORE_WEIGHT.test(withoutNote(label))
		)
	);
}

/** `权重(%)` is a weight all the same. */
function withoutNote(label: string): string {
	return label.replace(/\([^()]*\)$/, '');
}

/** `一级指标` over `名称 | 权重`: the column of names is the level's. */
function columnName(leaf: HeadColumn): string {
	const label = headColumnLabel(leaf);
	const above = leaf.cells.at(-2)?.label ?? '';
	return /^(?:指标)?(?:名称|内容)$/.test(label) && levelOf(above) >= 0 ? above : label;
}

function isScore(label: string): boolean {
	return SCORE_SELF.test(label) || SCORE_PLAIN.test(label);
}

function levelOf(label: string): number {
	return SCORE_LEVELS.findIndex((pattern) => pattern.test(label));
}

function columnsOf(table: number, leaves: HeadColumn[]): ScoreColumns | null {
	const labels = leaves.map((leaf) => withoutNote(columnName(leaf)));
	const levels = SCORE_LEVELS.map((pattern) => labels.findIndex((label) => pattern.test(label)));
	const named = levels.filter((index) => index >= 0);
	const alone = labels.findIndex((label) => SCORE_NAME.test(label));
	const present = named.length > 0 || alone < 0 ? named : [alone];
	const points = pointColumns(labels, present);
	if (present.length === 0 || points.score < 0) return null;
	if (points.weight < 0 && present.length < 2) return null;
	const find = (pattern: RegExp) => labels.findIndex((label) => pattern.test(label));
	const national = find(SCORE_ACTUAL) >= 0 && find(SCORE_TARGET) >= 0;
	return {
		table,
		leaves,
		levels: present,
		...points,
		criterion: find(SCORE_CRITERION) >= 0 ? find(SCORE_CRITERION) : find(SCORE_TARGET),
		reason: find(SCORE_REASON),
		national
	};
}

/**
 * Weights and scores. Some sheets set a column `得分` or `分值` right of every level: those of the upper levels are
 * weights of headings, that of the last level is the item's weight, and the score is the last of all.
 */
function pointColumns(
	labels: readonly string[],
	levels: readonly number[]
): Pick<ScoreColumns, 'weight' | 'score' | 'level_weights'> {
	const isPoints = (index: number) =>
		SCORE_WEIGHT.test(labels[index] ?? '') || isScore(labels[index] ?? '');
	const self = labels.findIndex((label) => SCORE_SELF.test(label));
	const score = self >= 0 ? self : labels.findLastIndex((label) => SCORE_PLAIN.test(label));
	const besideLevel = levels.map((level) =>
		isPoints(level + 1) && level + 1 !== score ? level + 1 : -1
	);
	const upper = besideLevel.slice(0, -1);
	const weight = labels.findLastIndex(
		(label, index) => SCORE_WEIGHT.test(label) && !upper.includes(index)
	);
	const last = besideLevel.at(-1) ?? -1;
	return { score, weight: weight >= 0 ? weight : last, level_weights: [...upper, -1] };
}
