/** Lists with a column for each grade, of which one is ticked in each row: the grades are put into one column. */
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { GRADE_SCHEMES } from '#lib/catalogue/grades.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { isTick } from '../grade-options.ts';
import type { HeadCell } from './head-rows.ts';
import { figuresHead, isOfRole, upTo } from './list-columns.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** A list that a person fills in by hand. */
const MOST_ROWS = 2000;
const LEAST_GRADES = 2;
const HEAD_OF_GRADES = '等级';

interface GradeColumn {
	index: number;
	grade: string;
}

/** The table with its grades in one column; null for one whose grades are not columns of ticks. */
export function withTickedGrades(rows: TableRows): TableRows | null {
	const found = figuresHead(rows);
	if (!found || found.cells.some((cell) => isOfRole(cell, 'grade'))) return null;
	const columns = gradeColumns(found.cells);
	const [first] = columns;
	const all = first ? upTo(rows, MOST_ROWS) : null;
	if (!first || !all) return null;
	const body = all.filter(({ line }) => line > found.line);
	const ticks = body.map((row) => ticked(row, columns));
	if (ticks.includes(null) || ticks.every((own) => own?.length === 0)) return null;
	const at = new Map(body.map(({ line }, index) => [line, ticks[index] ?? []]));
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) {
				if (row.line < found.line) yield row;
				else if (row.line === found.line) yield put(row, columns, HEAD_OF_GRADES);
				else yield put(row, columns, textOf(at.get(row.line) ?? []));
			}
		},
		place(line, column, label) {
			const own = column - 1 === first.index ? at.get(line) : undefined;
			return rows.place(line, (own?.[0]?.index ?? column - 1) + 1, label);
		}
	};
}

/** The columns headed by grades of one scheme. */
function gradeColumns(cells: readonly HeadCell[]): GradeColumn[] {
	for (const { bands } of GRADE_SCHEMES) {
		const words = new Map<string, string>(
			bands.flatMap(({ name, variants }) =>
				[name, ...variants].map((word) => [word, name] as const)
			)
		);
		const columns = cells.flatMap(({ label }, index): GradeColumn[] => {
			const grade = words.get(normaliseLabel(label).replace(GROUP, ''));
			return grade === undefined ? [] : [{ index, grade }];
		});
		if (columns.length >= LEAST_GRADES) return columns;
	}
	return [];
}

/** Words that may stand above the grades. */
const GROUP = /^(?:自评|评价|绩效|评定)*(?:等级|等次|档次|评级|级别|结果|结论)/;

/** The columns that a row ticks; null where it says anything else in one of them. */
function ticked({ cells }: TableRow, columns: readonly GradeColumn[]): GradeColumn[] | null {
	const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
	// A total counts the ticks.
	if (isTotal(first) || isSubtotal(first)) return [];
	const filled = columns.filter(({ index }) => (cells[index] ?? '').trim() !== '');
	return filled.every(({ index }) => isTick((cells[index] ?? '').trim())) ? filled : null;
}

/** One grade by its name; several as a form prints them, of which it is not certain which holds. */
function textOf(ticks: readonly GradeColumn[]): string {
	const [only, ...others] = ticks;
	return others.length === 0 ? (only?.grade ?? '') : ticks.map(({ grade }) => `√${grade}`).join('');
}

function put(row: TableRow, columns: readonly GradeColumn[], text: string): TableRow {
	const cells = [...row.cells];
	for (const [order, { index }] of columns.entries()) cells[index] = order === 0 ? text : '';
	return { ...row, cells };
}
