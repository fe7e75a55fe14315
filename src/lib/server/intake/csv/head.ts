/** Finds the head of a table, below title and unit lines, and says what each column means. */
import type { Issue } from '#lib/catalogue/filing.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Quantity, ReportedId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/catalogue/places.ts';
import { describePlace } from '#lib/catalogue/places.ts';
import { findMoneyUnit } from '#lib/catalogue/units.ts';
import { IntakeError } from '#lib/server/intake/document.ts';
import type { TableUnit } from './amounts.ts';
import { isTableUnit } from './amounts.ts';
import type { ColumnMeaning, ColumnRole, TableKind } from './columns.ts';
import { columnMeaning, csvKind, unitOfHead } from './columns.ts';
import { quoteText } from './outcomes.ts';
import type { TableRow, TableRows } from './rows.ts';

/** Title lines that may stand above the head. */
const MAX_TITLE_ROWS = 10;

export interface MeasureColumn {
	/** 0-based. */
	index: number;
	measure: ReportedId;
	quantity: Quantity;
	/** The head as printed. */
	label: string;
	/** Unit in the head's brackets. */
	unit: TableUnit | null;
}

export interface RoleColumn {
	index: number;
	label: string;
}

export interface TableHead {
	kind: TableKind;
	line: number;
	/** Cells up to the last head that is not blank. */
	width: number;
	measures: MeasureColumn[];
	roles: { [role in ColumnRole]?: RoleColumn };
	/** Unit that a title line above the head names. */
	titleUnit: TableUnit | null;
	/** Columns that are left out, each with its reason. */
	warnings: Issue[];
}

export interface OpenTable {
	head: TableHead;
	/** The rows below the head. */
	body: Iterable<TableRow>;
}

/**
 * @throws IntakeError where the table is empty, names a column twice, or puts a measure in a unit that is neither
 * 元 nor 万元.
 */
export function openTable(rows: TableRows): OpenTable {
	const walk = rows[Symbol.iterator]();
	const seen: TableRow[] = [];
	for (let next = walk.next(); !next.done && seen.length <= MAX_TITLE_ROWS; next = walk.next()) {
		if (csvKind(next.value.cells) !== 'unknown') {
			const head = readHead(rows, next.value, seen);
			return { head, body: { [Symbol.iterator]: () => walk } };
		}
		seen.push(next.value);
	}
	walk.return?.();
	const first = seen[0];
	if (!first) {
		throw new IntakeError('table_empty', '文件中没有任何内容；请确认导出时选中了数据再导入。');
	}
	return { head: readHead(rows, first, []), body: [] };
}

function readHead(rows: TableRows, row: TableRow, titles: readonly TableRow[]): TableHead {
	const head: TableHead = {
		kind: csvKind(row.cells),
		line: row.line,
		width: row.cells.findLastIndex((cell) => cell.trim() !== '') + 1,
		measures: [],
		roles: {},
		titleUnit: findTitleUnit(titles),
		warnings: []
	};
	const labels = row.cells.slice(0, head.width).map((cell) => cell.trim());
	const meanings = settleUnitHead(labels.map(columnMeaning));
	meanings.forEach((meaning, index) => {
		const label = labels[index] ?? '';
		addColumn(head, { index, label }, meaning, rows.place(head.line, index + 1, label || null));
	});
	return head;
}

/** `单位` heads the department where no other column does, else the money unit. */
function settleUnitHead(meanings: readonly ColumnMeaning[]): ColumnMeaning[] {
	const named = meanings.some((each) => each.is === 'role' && each.role === 'department');
	const role = named ? 'unit' : 'department';
	return meanings.map((each) => (each.is === 'unit_or_department' ? { is: 'role', role } : each));
}

function addColumn(
	head: TableHead,
	column: RoleColumn,
	meaning: ColumnMeaning,
	place: Place
): void {
	switch (meaning.is) {
		case 'measure':
			return addMeasure(head, column, meaning.measure, place);
		case 'role':
			return addRole(head, meaning.role, column, place);
		case 'derived':
			head.warnings.push(
				leftOut('derived_column', place, '由其他栏计算得出，系统自行复算，本列未读入。')
			);
			return;
		case 'ambiguous':
			head.warnings.push(
				leftOut(
					'ambiguous_column',
					place,
					'无法判断是其他收入还是其他固定资产，本列未读入；请写全名。'
				)
			);
			return;
		default:
			head.warnings.push(leftOut('unknown_column', place, '不是已知的指标或说明列，本列未读入。'));
	}
}

function addMeasure(head: TableHead, column: RoleColumn, measure: ReportedId, place: Place): void {
	const twin = head.measures.find((each) => each.measure === measure);
	if (twin) throw duplicate(place, column.label, twin);
	const { quantity } = measureOf(measure);
	const unit = quantity === 'money' ? headUnit(column.label, place) : null;
	head.measures.push({ ...column, measure, quantity, unit });
}

function addRole(head: TableHead, role: ColumnRole, column: RoleColumn, place: Place): void {
	const twin = head.roles[role];
	if (twin) throw duplicate(place, column.label, twin);
	head.roles[role] = column;
}

function headUnit(label: string, place: Place): TableUnit | null {
	const unit = unitOfHead(label);
	if (unit === null || isTableUnit(unit)) return unit;
	throw new IntakeError(
		'table_unit',
		`${describePlace(place)}的单位是“${unit}”，应为“元”或“万元”；请换算后再导入。`,
		place
	);
}

function duplicate(place: Place, label: string, twin: RoleColumn): IntakeError {
	return new IntakeError(
		'duplicate_column',
		`${describePlace(place)}与第${twin.index + 1}列${quoteText(twin.label)}是同一栏${label === twin.label ? '' : '的不同写法'}；请只保留一列再导入。`,
		place
	);
}

function leftOut(code: string, place: Place, sentence: string): Issue {
	return { code, severity: 'warning', message: `${describePlace(place)}${sentence}`, place };
}

/** Title lines count only where they speak of a unit, as in `单位：万元`. */
function findTitleUnit(titles: readonly TableRow[]): TableUnit | null {
	const text = titles.flatMap((row) => row.cells).find((cell) => /单位[:：]/.test(cell));
	const unit = text ? findMoneyUnit(text.slice(text.search(/单位[:：]/))) : null;
	return isTableUnit(unit) ? unit : null;
}
