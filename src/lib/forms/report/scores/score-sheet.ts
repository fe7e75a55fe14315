/**
 * The score sheet (评分表): one line an indicator, over page breaks with repeated heads and repeated merged cells.
 * Only the first sheet of a report counts; what follows its 总分 row is another document's.
 */
import type { Issue } from '#lib/documents/issue.ts';
import type { Figure, ScoreHeading, ScoreItem } from '#lib/filing/filing.ts';
import { missingFigure, pointsFrom, totalPointsFrom } from '../figures/cells.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	normaliseText,
	type Line,
	type FormRow,
	type RowCell
} from '../lines.ts';
import { scoreHeadAt, type ScoreColumns } from './score-columns.ts';
import { newHeadings, nextPath, type Level } from './score-path.ts';
import {
	isRemark,
	isSubtotal,
	sheetRow,
	totalCells,
	totalLabel,
	type SheetRow
} from './score-rows.ts';

export interface ScoreSheet {
	items: ScoreItem[];
	headings: ScoreHeading[];
	total: Figure;
	total_weight: Figure;
	/** Rows that belong to the sheet and to nothing else. */
	rows: Set<FormRow>;
	national: boolean;
	issues: Issue[];
}

/** The report's score sheet; without one, no items and totals that are in no table. */
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

/** Fewer indicators are no sheet: the first row of a page may be the rest of the last page's. */
const LEAST_SHEET = 3;

/** Scores of indicators that are summed up nowhere in the report; null where there are none. */
export function unsummedIssue({ items, total }: ScoreSheet): Issue | null {
	const scored = items.find(({ score }) => score.value !== null);
	if (!scored || total.missing !== 'blank') return null;
	return {
		code: 'score_total_missing',
		severity: 'warning',
		message: '评分表各项有得分，但没有写明总分，综合得分未读入；请补上总分后再报送。',
		place: scored.score.place
	};
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
	#headings = new Set<string>();
	#criterion = '';
	#groups = 0;
	#closed = false;
	/** True from a head to the first item below it. */
	#isBelowHead = false;

	openHead(columns: ScoreColumns, rows: readonly FormRow[]): void {
		rows.forEach((row) => this.sheet.rows.add(row));
		this.#columns = columns;
		this.#isBelowHead = true;
		if (this.#closed && this.sheet.total.value === null) this.#closed = !this.#dropUnscored();
		if (this.#closed) return;
		this.sheet.national ||= columns.national;
		if (this.sheet.total.missing === 'not_in_template') {
			this.sheet.total = missingFigure('blank');
			this.sheet.total_weight = missingFigure('blank');
		}
	}

	readRow(row: FormRow): void {
		if (!this.#columns || filledCells(row).length === 0) return;
		const total = totalLabel(row);
		if (total) return this.#closeWith(row, total, this.#columns);
		if (isRemark(row, this.#columns)) return;
		if (isSubtotal(row)) {
			this.sheet.rows.add(row);
			return;
		}
		const cells = sheetRow(row, this.#columns);
		if (!cells) {
			this.#columns = null;
			return;
		}
		this.sheet.rows.add(row);
		if (!this.#closed) this.#readItem(cells);
	}

	#readItem(cells: SheetRow): void {
		const path = nextPath(this.#path, cells);
		const names = path.map((level) => level.name);
		if (this.#beginsAgain(cells, names)) this.#closed = !this.#dropUnscored();
		this.#isBelowHead = false;
		if (this.#closed) return;
		const { headings, items, issues } = this.sheet;
		if (headingOf(names) !== headingOf(this.#path.map((level) => level.name))) this.#criterion = '';
		this.#path = path;
		headings.push(...newHeadings(path, cells, this.#headings));
		this.#criterion = normaliseText(cells.criterion?.text ?? '') || this.#criterion;
		if (!holdsItem(cells) || names.length === 0) return;
		const item = itemOf(cells, names, this.#criterion, path.at(-1)?.weight ?? null, issues);
		this.#shareWeight(item, items.at(-1));
		items.push(item);
	}

	/** Tells whether a further head starts over with the first indicator: one of the two sheets is a sample. */
	#beginsAgain({ weight }: SheetRow, names: readonly string[]): boolean {
		const [first] = this.sheet.items;
		if (!this.#isBelowHead || !first || this.sheet.items.length < LEAST_SHEET) return false;
		return Boolean(weight?.text) && first.path.join('\n') === names.join('\n');
	}

	/** Forgets what was read where nothing of it is scored: the sample sheet before the department's own. */
	#dropUnscored(): boolean {
		const { items } = this.sheet;
		if (items.some(({ score }) => score.missing !== 'blank')) return false;
		items.length = 0;
		this.sheet.headings.length = 0;
		this.#headings.clear();
		return true;
	}

	/** A blank weight below an item of the same heading is that item's, printed once for all of them. */
	#shareWeight(item: ScoreItem, previous: ScoreItem | undefined): void {
		if (item.weight.missing !== 'blank' || !previous) return;
		if (headingOf(item.path) !== headingOf(previous.path)) return;
		previous.weight_group ??= ++this.#groups;
		item.weight_group = previous.weight_group;
	}

	#closeWith(row: FormRow, label: RowCell, columns: ScoreColumns): void {
		this.sheet.rows.add(row);
		if (!this.#closed) {
			const { weight, score } = totalCells(row, label, columns);
			const read = (points: typeof pointsFrom, name: string, cell: RowCell | null) =>
				cell
					? points(name, cell, cellPlace(row, cell, label.label, name), this.sheet.issues)
					: missingFigure('blank');
			this.sheet.total_weight = read(pointsFrom, '分值', weight);
			this.sheet.total = read(totalPointsFrom, '自评得分', score);
		}
		// The total may stand above the indicators.
		if (this.#isBelowHead && this.sheet.items.length === 0) return;
		this.#closed = true;
		this.#columns = null;
	}
}

/** Returns the heading that an item is under. */
function headingOf(path: readonly string[]): string {
	return path.slice(0, -1).join('\n');
}

/** False for a row that only carries on a merged cell, and for the template's own `……`. */
function holdsItem({ levels, weight, score }: SheetRow): boolean {
	const filled = (cell: RowCell | null) => cell !== null && cell.text !== '';
	const name = levels.at(-1) ?? null;
	if (name && /^[….·—-]+$/.test(joinText(name.text)) && !filled(score)) return false;
	// A remark below the indicators is one text over all columns.
	if (score !== null && weight === score) return false;
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
	const reason = normaliseText(cells.reason?.text ?? '');
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
