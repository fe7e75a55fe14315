/** Reads a table of score items, one row per indicator, into one filing per department and year. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Figure, ScoreItem } from '#lib/filing/filing.ts';
import { readNumber, scoreOfWhole, unreadable } from './amounts.ts';
import { readText } from './fields.ts';
import type { RoleColumn, TableHead } from './head.ts';
import { openTable } from './head.ts';
import type { RowIdentity } from './identity.ts';
import {
	cellOf,
	emptyFiling,
	missingColumns,
	NO_COLUMN,
	placeOf,
	readIdentity,
	requireIdentity
} from './identity.ts';
import type { TableContext, TableFiling, TableOutcome, TableProblem } from './outcomes.ts';
import { limitProblems, problemAt } from './outcomes.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { headAgain } from './inner-heads.ts';
import { asRemark, isSubtotal, isTotal, remarkRow } from './sum-rows.ts';
import { checkWidth } from './width.ts';

interface ScoreTable {
	rows: TableRows;
	head: TableHead;
	context: TableContext;
}

/** The sheet of one department and year while its rows come in. */
interface OpenSheet {
	outcome: TableFiling;
	/** Rows still to come. */
	open: number;
	/** Heading of the row above, for cells left blank below a merged cell. */
	above: [string, string];
}

/**
 * Filings and problems of a score table. The rows of a department and year may be scattered: the table is walked
 * twice, first counting, so that each filing is given as soon as its last row is read. A blank weight shares the
 * weight above it, as a merged cell does when a sheet is saved as CSV. Figures are all absent.
 * @throws DocumentError where the table as a whole cannot be read: no head, a column twice, a broken quote.
 */
export function* readScoresTable(rows: TableRows, context: TableContext): Generator<TableOutcome> {
	const { head: found, body } = openTable(rows);
	const head = requireIdentity(rows, found, context);
	requireScoreColumns(rows, head);
	const table = { rows, head, context };
	const counts = countRows(table, body);
	yield* head.remarks;
	yield* limitProblems(readRows(table, openTable(rows).body, counts));
}

function requireScoreColumns(rows: TableRows, head: TableHead): void {
	const { level3, weight, score } = head.roles;
	const missing = [
		level3 ? null : 'level3（三级指标）',
		weight ? null : 'weight（分值）',
		score ? null : 'score（自评得分）'
	].filter((name) => name !== null);
	if (missing.length > 0) throw missingColumns(rows, head, missing);
}

function countRows(table: ScoreTable, body: Iterable<TableRow>): Map<string, number> {
	const counts = new Map<string, number>();
	for (const row of body) {
		const identity = readIdentity(table.rows, table.head, table.context, row, []);
		if (identity) counts.set(sheetKey(identity), (counts.get(sheetKey(identity)) ?? 0) + 1);
	}
	return counts;
}

function sheetKey(identity: RowIdentity): string {
	return `${identity.key}\u0000${identity.year}`;
}

function* readRows(
	table: ScoreTable,
	body: Iterable<TableRow>,
	counts: ReadonlyMap<string, number>
): Generator<TableOutcome> {
	const sheets = new Map<string, OpenSheet>();
	let refused = false;
	for (const row of body) {
		if (headAgain(table.head, row)) continue;
		const remark = asRemark(table.rows, table.head, row);
		if (remark) {
			yield remark;
			continue;
		}
		const problems: TableProblem[] = [];
		checkWidth(table.rows, table.head, row, problems);
		const identity = readIdentity(table.rows, table.head, table.context, row, problems);
		const sheet = identity && sheetOf(sheets, counts, identity);
		if (sheet) readItem(table, row, sheet, problems);
		yield* problems;
		refused ||= problems.some((each) => each.issue.severity === 'error');
		if (!identity || !sheet || --sheet.open > 0) continue;
		sheets.delete(sheetKey(identity));
		// A row that belongs to nobody may belong to this sheet, so after an error nothing counts as whole.
		if (!refused) yield sheet.outcome;
	}
}

function sheetOf(
	sheets: Map<string, OpenSheet>,
	counts: ReadonlyMap<string, number>,
	identity: RowIdentity
): OpenSheet {
	const key = sheetKey(identity);
	const known = sheets.get(key);
	if (known) return known;
	const filing = emptyFiling(identity);
	filing.units = [{ name: identity.name, role: 'total', figures: filing.figures }];
	const outcome: TableFiling = { issue: null, filing, kind: null, division: null, filed_on: null };
	const sheet: OpenSheet = { outcome, open: counts.get(key) ?? 1, above: ['', ''] };
	sheets.set(key, sheet);
	return sheet;
}

function readItem(
	table: ScoreTable,
	row: TableRow,
	sheet: OpenSheet,
	problems: TableProblem[]
): void {
	const { roles } = table.head;
	const { score } = sheet.outcome.filing;
	const subtotal = [roles.level1, roles.level2, roles.level3].find((column) =>
		isSubtotal(cellOf(row, column))
	);
	if (subtotal) {
		problems.push(remarkRow(placeOf(table.rows, row, subtotal), cellOf(row, subtotal)));
		return;
	}
	const path = readPath(table, row, sheet);
	const weight = readPoints(table, row, roles.weight, problems);
	const points = readPoints(table, row, roles.score, problems);
	if (path.some(isTotal)) {
		if (score.sheet !== NO_COLUMN) problems.push(secondTotal(table, row));
		score.sheet = scoreOfWhole(points, placeOf(table.rows, row, roles.score), problems);
		score.sheet_weight = weight;
		return;
	}
	if (path.at(-1) === '') problems.push(namelessItem(table, row));
	const reason = readText(cellOf(row, roles.reason));
	const item: ScoreItem = {
		path,
		criterion: readText(cellOf(row, roles.criterion)) ?? '',
		weight,
		weight_group: null,
		score: points,
		reason: reason ?? '',
		reason_place: roles.reason ? placeOf(table.rows, row, roles.reason) : null
	};
	shareWeight(score.items, item);
	score.items.push(item);
}

/** 一级, 二级, 三级; a level for which the table has no column is left out. */
function readPath(table: ScoreTable, row: TableRow, sheet: OpenSheet): string[] {
	const { level1, level2, level3 } = table.head.roles;
	const names = [level1, level2, level3].map((column) => levelName(cellOf(row, column)));
	const [first = '', second = '', third = ''] = names;
	// A new 一级指标 does not inherit the 二级指标 above it.
	if (first !== '') sheet.above = [first, second];
	else if (second !== '') sheet.above = [sheet.above[0], second];
	const path = level1 ? [sheet.above[0]] : [];
	if (level2) path.push(sheet.above[1]);
	return [...path, third];
}

/** Without blanks and the weight in brackets, as in `投  入（15分）`. */
function levelName(text: string): string {
	return removeBlanks(text).replace(/\((?:分值|权重)?:?\d+(?:\.\d+)?分?\)$/, '');
}

function readPoints(
	table: ScoreTable,
	row: TableRow,
	column: RoleColumn | undefined,
	problems: TableProblem[]
): Figure {
	const text = cellOf(row, column);
	const place = placeOf(table.rows, row, column);
	const read = readNumber(text, 'points', '元');
	if (typeof read === 'number') return { value: read, missing: null, printed: text, place };
	if (read.missing === 'unreadable') problems.push(unreadable('points', text, place));
	return { value: read.value, missing: read.missing, printed: text.trim(), place };
}

/** Joins an item without a weight to the weight above, where that is under the same heading. */
function shareWeight(items: readonly ScoreItem[], item: ScoreItem): void {
	const above = items.at(-1);
	if (item.weight.missing !== 'blank' || item.weight.printed !== '' || !above) return;
	const heading = (each: ScoreItem) => each.path.slice(0, -1).join('\u0000');
	if (heading(above) !== heading(item)) return;
	above.weight_group ??= 1 + Math.max(0, ...items.map((each) => each.weight_group ?? 0));
	item.weight_group = above.weight_group;
}

function namelessItem(table: ScoreTable, row: TableRow): TableProblem {
	const place = placeOf(table.rows, row, table.head.roles.level3);
	return problemAt('error', 'indicator_missing', place, '没有三级指标名称；请补上后再导入。');
}

function secondTotal(table: ScoreTable, row: TableRow): TableProblem {
	const place = placeOf(table.rows, row, table.head.roles.score);
	return problemAt(
		'error',
		'total_twice',
		place,
		'是本部门本年度的第二个总分行，只应有一行；请删去多余的一行。'
	);
}
