/**
 * The score sheet (评分表): one line an indicator, over page breaks with repeated heads and repeated merged cells.
 * Only the first sheet of a report counts; what follows its 总分 row is another document's.
 */
import type { Figure, Issue, ScoreHeading, ScoreItem } from '#lib/catalogue/filing.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import { missingFigure, pointsFrom } from './cells.ts';
import { alignRow } from './grid.ts';
import { SCORE_TOTAL, SUBTOTAL_ROW } from './labels.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	plainText,
	tidyText,
	type Line,
	type Row,
	type RowCell
} from './lines.ts';
import { scoreHeadAt, type ScoreColumns } from './score_columns.ts';

export interface ScoreSheet {
	items: ScoreItem[];
	headings: ScoreHeading[];
	total: Figure;
	total_weight: Figure;
	/** Rows that belong to the sheet and to nothing else. */
	rows: Set<Row>;
	national: boolean;
	issues: Issue[];
}

/** The report's score sheet; without one, no items and totals that are not in the template. */
export function readScoreSheet(lines: readonly Line[]): ScoreSheet {
	const reader = new SheetReader();
	for (let index = 0; index < lines.length; index++) {
		const head = scoreHeadAt(lines, index);
		const line = lines[index] as Line;
		if (head) {
			reader.openHead(head.columns, head.rows);
			index += head.rows.length - 1;
		} else if (isRow(line)) reader.readRow(line);
	}
	return reader.sheet;
}

/** A row's cells by what they mean. */
interface SheetRow {
	row: Row;
	levels: (RowCell | null)[];
	level_weights: (RowCell | null)[];
	criterion: RowCell | null;
	weight: RowCell | null;
	score: RowCell | null;
	reason: RowCell | null;
}

/** A level of the path as it stands at a row. */
interface Level {
	name: string;
	/** Hundredths of a point that the name itself prints: `预算配置（15分）`. */
	weight: number | null;
}

class SheetReader {
	sheet: ScoreSheet = {
		items: [],
		headings: [],
		total: missingFigure('not_in_template'),
		total_weight: missingFigure('not_in_template'),
		rows: new Set(),
		national: false,
		issues: []
	};
	#columns: ScoreColumns | null = null;
	#path: Level[] = [];
	#criterion = '';
	#groups = 0;
	#closed = false;

	openHead(columns: ScoreColumns, rows: readonly Row[]): void {
		rows.forEach((row) => this.sheet.rows.add(row));
		this.#columns = columns;
		if (this.#closed) return;
		this.sheet.national ||= columns.national;
		if (this.sheet.total.missing === 'not_in_template') {
			this.sheet.total = missingFigure('blank');
			this.sheet.total_weight = missingFigure('blank');
		}
	}

	readRow(row: Row): void {
		if (!this.#columns || filledCells(row).length === 0) return;
		const total = totalLabel(row);
		if (total) return this.#closeWith(row, total, this.#columns);
		if (isRemark(row, this.#columns)) return;
		const cells = sheetRow(row, this.#columns);
		if (!cells) {
			this.#columns = null;
			return;
		}
		this.sheet.rows.add(row);
		if (!this.#closed) this.#readItem(cells);
	}

	#readItem(cells: SheetRow): void {
		const { headings, items, issues } = this.sheet;
		const before = this.#path;
		this.#path = nextPath(this.#path, cells);
		const names = this.#path.map((level) => level.name);
		headings.push(...newHeadings(this.#path, cells, headings));
		const moved =
			names.slice(0, -1).join('\n') !==
			before
				.slice(0, -1)
				.map((l) => l.name)
				.join('\n');
		if (SUBTOTAL_ROW.test(names.at(-1) ?? '')) {
			this.#path = before;
			return;
		}
		if (moved) this.#criterion = '';
		this.#criterion = tidyText(cells.criterion?.text ?? '') || this.#criterion;
		if (!holdsItem(cells) || names.length === 0) return;
		const item = itemOf(cells, names, this.#criterion, this.#path.at(-1)?.weight ?? null, issues);
		this.#shareWeight(item, items.at(-1));
		items.push(item);
	}

	/** A blank weight below an item of the same heading is that item's, printed once for all of them. */
	#shareWeight(item: ScoreItem, previous: ScoreItem | undefined): void {
		if (item.weight.missing !== 'blank' || !previous) return;
		const heading = (path: string[]) => path.slice(0, -1).join('\n');
		if (heading(item.path) !== heading(previous.path)) return;
		previous.weight_group ??= ++this.#groups;
		item.weight_group = previous.weight_group;
	}

	#closeWith(row: Row, label: RowCell, columns: ScoreColumns): void {
		this.sheet.rows.add(row);
		if (!this.#closed) {
			const { weight, score } = totalCells(row, label, columns);
			const read = (name: string, cell: RowCell | null) =>
				cell
					? pointsFrom(name, cell, cellPlace(row, cell, label.label, name), this.sheet.issues)
					: missingFigure('blank');
			this.sheet.total_weight = read('分值', weight);
			this.sheet.total = read('自评得分', score);
		}
		this.#closed = true;
		this.#columns = null;
	}
}

/** The cell that makes a row the sheet's total: the first filled one says so, and a number follows. */
function totalLabel(row: Row): RowCell | null {
	const [first, ...others] = filledCells(row);
	if (!first || !SCORE_TOTAL.test(stripWeight(first.label, false).name)) return null;
	return others.some((cell) => cell.isNumber) ? first : null;
}

/** Weight and score of the total row: by their columns, else the first number and the last. */
function totalCells(
	row: Row,
	label: RowCell,
	columns: ScoreColumns
): { weight: RowCell | null; score: RowCell | null } {
	const aligned = alignRow(row, columns.leaves);
	const isPoints = (cell: RowCell | null | undefined) =>
		cell !== null && cell !== undefined && parsePoints(cell.text).missing !== 'unreadable';
	if (aligned) {
		const weight = aligned[columns.weight] ?? null;
		const score = aligned[columns.score] ?? null;
		if (isPoints(weight ?? score) && isPoints(score) && weight !== label && score !== label) {
			return { weight, score };
		}
	}
	const numbers = filledCells(row).filter(
		(cell) => cell !== label && parsePoints(cell.text).value !== null
	);
	const [first, second] = numbers;
	if (second) return { weight: first ?? null, score: second };
	return { weight: null, score: first ?? null };
}

/** One text over the whole width is a caption or a remark. */
function isRemark(row: Row, columns: ScoreColumns): boolean {
	return filledCells(row).length === 1 && row.cells.length < columns.leaves.length;
}

function sheetRow(row: Row, columns: ScoreColumns): SheetRow | null {
	const sameTable = row.table === columns.table || row.cells.length === columns.leaves.length;
	const aligned = alignRow(row, columns.leaves) ?? alignShortRow(row, columns);
	if (!aligned || !sameTable) return null;
	const levels = columns.levels.map((index) => aligned[index] ?? null);
	// A cell merged over several columns belongs to the first of them.
	const at = (index: number) => {
		const cell = aligned[index] ?? null;
		return levels.includes(cell) ? null : cell;
	};
	return {
		row,
		levels: levels.map((cell, index) => (levels.indexOf(cell) === index ? cell : null)),
		level_weights: columns.level_weights.map(at),
		criterion: at(columns.criterion),
		weight: at(columns.weight),
		score: at(columns.score),
		reason: at(columns.reason)
	};
}

/**
 * A row with fewer cells than the head, where no grid tells which are missing: the cells at the left, which merged
 * cells cover, or the last one, if only so a number stands under 自评得分.
 */
function alignShortRow(row: Row, columns: ScoreColumns): (RowCell | null)[] | null {
	const missing = columns.leaves.length - row.cells.length;
	if (missing <= 0 || row.cells.length < 3) return null;
	const padding = Array.from({ length: missing }, () => null);
	const fits = (cells: (RowCell | null)[]) =>
		[columns.weight, columns.score].every((index) => {
			const cell = index < 0 ? null : cells[index];
			return cell === null || cell === undefined || parsePoints(cell.text).missing !== 'unreadable';
		}) && parsePoints(cells[columns.score]?.text ?? '').value !== null;
	return (
		[
			[...padding, ...row.cells],
			[...row.cells, ...padding]
		].find(fits) ?? null
	);
}

/** The path after a row: an empty cell goes on with what stands above it, a new name drops the levels below. */
function nextPath(path: readonly Level[], { levels }: SheetRow): Level[] {
	const next: Level[] = [];
	let moved = false;
	levels.forEach((cell, depth) => {
		const last = depth === levels.length - 1;
		const level = cell && !cell.continues ? levelOf(cell.text, last) : null;
		const above = path[depth];
		if (level?.name) {
			moved ||= level.name !== above?.name;
			next.push(level);
		} else if (!moved && above) next.push(above);
	});
	return next;
}

const WEIGHT_IN_NAME = /[(（]?(?:分值|权重|满分)?[:：]?(\d+(?:\.\d+)?)分[)）]?$/;
/** Without 分 the number may count indicators instead, so it is read in headings only. */
const WEIGHT_IN_HEADING = /[(（](\d+(?:\.\d+)?)[)）]$/;

function stripWeight(text: string, isItem: boolean): { name: string; weight: string | null } {
	const compact = joinText(text);
	const plain = plainText(compact);
	const match = WEIGHT_IN_NAME.exec(plain) ?? (isItem ? null : WEIGHT_IN_HEADING.exec(plain));
	if (!match || match.index === 0) return { name: compact, weight: null };
	return { name: compact.slice(0, match.index), weight: match[1] ?? null };
}

function levelOf(text: string, isItem: boolean): Level {
	const { name, weight } = stripWeight(text, isItem);
	return { name, weight: weight === null ? null : parsePoints(weight).value };
}

/** Headings of this row that print a weight and were not met before. */
function newHeadings(
	path: readonly Level[],
	cells: SheetRow,
	known: ScoreHeading[]
): ScoreHeading[] {
	const found: ScoreHeading[] = [];
	path.slice(0, -1).forEach((level, depth) => {
		const names = path.slice(0, depth + 1).map(({ name }) => name);
		const beside = cells.level_weights[depth];
		const source = beside ?? cells.levels[depth];
		const weight = level.weight ?? (beside ? parsePoints(beside.text).value : null);
		const key = names.join('\n');
		if (weight === null || !source || known.some((heading) => heading.path.join('\n') === key))
			return;
		found.push({
			path: names,
			weight,
			place: cellPlace(cells.row, source, names.at(-1) ?? null, '分值')
		});
	});
	return found;
}

/** False for a row that only carries on a merged cell, and for the template's own `……`. */
function holdsItem({ levels, weight, score }: SheetRow): boolean {
	const filled = (cell: RowCell | null) => cell !== null && cell.text !== '';
	const name = levels.at(-1) ?? null;
	if (name && /^[….·—-]+$/.test(joinText(name.text)) && !filled(score)) return false;
	return filled(weight) || filled(score) || (filled(name) && name?.continues === false);
}

function itemOf(
	cells: SheetRow,
	path: string[],
	criterion: string,
	weightInName: number | null,
	issues: Issue[]
): ScoreItem {
	const { row } = cells;
	const name = path.at(-1) ?? '';
	const place = (cell: RowCell, column: string) => cellPlace(row, cell, name, column);
	const points = (cell: RowCell | null, column: string) =>
		cell
			? pointsFrom(`${name}${column}`, cell, place(cell, column), issues)
			: missingFigure('blank');
	const weight = points(cells.weight, '分值');
	if (weight.missing === 'blank' && weightInName !== null) {
		const cell = cells.levels.at(-1);
		weight.value = weightInName;
		weight.missing = null;
		weight.printed = joinText(cell?.text ?? '');
		weight.place = cell ? place(cell, '分值') : weight.place;
	}
	const reason = tidyText(cells.reason?.text ?? '');
	return {
		path,
		criterion,
		weight,
		weight_group: null,
		score: points(cells.score, '自评得分'),
		reason,
		reason_place: reason && cells.reason ? place(cells.reason, '扣分原因') : null
	};
}
