/** 定性目标 and 定量指标 of the form, with what was done. */
import type { Goal, Indicator } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { amountWords } from '../figures/basis.ts';
import { alignRow, headColumnsOf, type HeadColumn } from '../grid.ts';
import {
	FORM_SCORE_ROW,
	GOAL_RESULT,
	GOAL_TARGET,
	GRADE_ROW,
	INDICATOR_PATH,
	INDICATOR_RESULT,
	INDICATOR_TARGET,
	SCORE_TOTAL
} from '../labels.ts';
import {
	cellPlace,
	filledCells,
	joinText,
	normaliseText,
	type FormRow,
	type RowCell
} from '../lines.ts';
import { numberedEntries } from '../numbering.ts';

export interface GoalTables {
	goals: Goal[];
	indicators: Indicator[];
	/** Rows that belong to these tables and to nothing else. */
	rows: Set<FormRow>;
}

/** A head with a column of targets and one of results. */
interface GoalHead {
	kind: 'goal' | 'indicator';
	row: FormRow;
	target: RowCell;
	result: RowCell;
}

export function readGoals(rows: readonly FormRow[]): GoalTables {
	const found: GoalTables = { goals: [], indicators: [], rows: new Set() };
	let head: GoalHead | null = null;
	let path: string[] = [];
	for (const row of rows) {
		const next = headOf(row);
		if (next || endsGoals(row)) {
			head = next;
			path = [];
			if (next) found.rows.add(row);
			continue;
		}
		if (!head || filledCells(row).length === 0) continue;
		const cells = goalCells(row, head);
		if (!cells) {
			head = null;
			continue;
		}
		found.rows.add(row);
		if (head.kind === 'goal') found.goals.push(...goalsOf(row, cells));
		else {
			path = indicatorPath(path, cells.left.slice(-pathDepth(head)));
			found.indicators.push(...indicatorOf(row, cells, path));
		}
	}
	return found;
}

function headOf(row: FormRow): GoalHead | null {
	const cells = filledCells(row);
	const last = (pattern: RegExp) => cells.findLast((cell) => pattern.test(cell.label));
	const indicator = cells.some((cell) => INDICATOR_PATH.test(cell.label));
	const target = last(indicator ? INDICATOR_TARGET : GOAL_TARGET);
	const result = last(indicator ? INDICATOR_RESULT : GOAL_RESULT);
	if (!target || !result || target === result) return null;
	return { kind: indicator ? 'indicator' : 'goal', row, target, result };
}

function endsGoals(row: FormRow): boolean {
	const [first, ...others] = filledCells(row);
	if (!first) return false;
	if (others.length === 0 && row.cells.length === 1) return true;
	if (headsAmounts(row)) return true;
	return [FORM_SCORE_ROW, GRADE_ROW, SCORE_TOTAL].some((pattern) => pattern.test(first.label));
}

/** `年初预算数 | 全年预算数 | 全年执行数`: a table of figures begins below the goals. */
function headsAmounts(row: FormRow): boolean {
	const bases = filledCells(row).filter(({ label }) => amountWords(label)?.basis);
	return bases.length > 1;
}

interface GoalCells {
	/** The cells left of the target: the table's own name and the indicator's levels. */
	left: RowCell[];
	target: RowCell;
	result: RowCell;
}

/** Target and result of a row: by the grid, else counted from the right end, where the head's columns are single. */
function goalCells(row: FormRow, head: GoalHead): GoalCells | null {
	const columns = headColumnsOf([head.row]);
	const targetIndex = head.row.cells.indexOf(head.target);
	const resultIndex = head.row.cells.indexOf(head.result);
	if (row.placed && columns.every((leaf: HeadColumn) => leaf.grid)) {
		const aligned = alignByGrid(row, columns);
		const [target, result] = [aligned?.[targetIndex], aligned?.[resultIndex]];
		if (target && result && target !== result)
			return { left: cellsBefore(row, target), target, result };
	}
	const fromEnd = head.row.cells.length;
	const target = row.cells[row.cells.length - (fromEnd - targetIndex)];
	const result = row.cells[row.cells.length - (fromEnd - resultIndex)];
	return target && result ? { left: cellsBefore(row, target), target, result } : null;
}

/** The head has fewer cells than the rows: 评价内容 covers two levels. */
function alignByGrid(row: FormRow, columns: readonly HeadColumn[]): (RowCell | null)[] | null {
	return row.cells.length === columns.length ? row.cells : alignRow(row, columns);
}

function cellsBefore(row: FormRow, cell: RowCell): RowCell[] {
	return row.cells.slice(0, row.cells.indexOf(cell));
}

/** The pairs of one row, by number where both cells are numbered; else the row is one goal. */
function goalsOf(row: FormRow, { target, result }: GoalCells): Goal[] {
	const places = {
		target_place: placeOf(row, target, '预期目标'),
		result_place: placeOf(row, result, '实际完成')
	};
	const whole = { target: normaliseText(target.text), result: normaliseText(result.text) };
	if (whole.target === '' && whole.result === '') return [];
	const targets = numberedEntries(whole.target);
	const results = numberedEntries(whole.result);
	if (!targets || !results) return [{ ...whole, ...places }];
	const textOf = (entries: typeof targets, index: number) =>
		normaliseText(entries[index]?.text ?? '');
	return Array.from({ length: Math.max(targets.length, results.length) }, (_, index) => ({
		target: textOf(targets, index),
		result: textOf(results, index),
		target_place: index < targets.length ? places.target_place : null,
		result_place: index < results.length ? places.result_place : null
	}));
}

function placeOf(row: FormRow, cell: RowCell, column: string): Place | null {
	return cell.text === '' ? null : cellPlace(row, cell, null, column);
}

/** One head cell, 评价内容, covers 产出目标 and 质量指标. */
const LEAST_DEPTH = 2;
const LEVEL = /^[一二三]级指标$/;

/** Counts the cells left of the target that an indicator's path has. Cells further left name the table. */
function pathDepth({ row }: GoalHead): number {
	return Math.max(LEAST_DEPTH, row.cells.filter(({ label }) => LEVEL.test(label)).length);
}

function indicatorPath(before: readonly string[], levels: readonly RowCell[]): string[] {
	const path: string[] = [];
	let moved = false;
	levels.forEach((cell, depth) => {
		const name = cell.continues ? '' : levelName(cell.text);
		if (name !== '') {
			moved ||= name !== before[depth];
			path.push(name);
		} else if (!moved && before[depth]) path.push(before[depth]);
	});
	return path;
}

const LONGEST_NAME = 300;

/** The name without the form's advice behind it: `产出目标（部门工作实绩，…）`. */
function levelName(text: string): string {
	return joinText(text)
		.slice(0, LONGEST_NAME)
		.replace(/[(（].*[)）]$/, '');
}

function indicatorOf(row: FormRow, { target, result }: GoalCells, path: string[]): Indicator[] {
	const texts = { target: normaliseText(target.text), result: normaliseText(result.text) };
	if (texts.target === '' && texts.result === '') return [];
	const label = path.at(-1) ?? '';
	return [
		{
			path,
			...texts,
			target_place: target.text === '' ? null : cellPlace(row, target, label, '绩效目标'),
			result_place: result.text === '' ? null : cellPlace(row, result, label, '完成情况')
		}
	];
}
