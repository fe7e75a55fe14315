/** Finds the head of a table, below title and unit lines, and says what each column means. */
import type { Issue } from '#lib/documents/issue.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Quantity, ReportedId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import { describePlace } from '#lib/documents/place.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { TableUnit } from './amounts.ts';
import { isTableUnit } from './amounts.ts';
import type { ColumnMeaning, ColumnRole, TableKind } from './columns.ts';
import { columnMeaning, csvKind, ROW_NUMBERS, unitOfHead } from './columns.ts';
import type { HeadCell, HeadRows } from './head-rows.ts';
import { findHead } from './head-rows.ts';
import { quoteText } from './outcomes.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TitleYear } from './title-lines.ts';
import { findTitleUnit, findTitleYear, foreignUnit } from './title-lines.ts';

export interface MeasureColumn {
	/** 0-based. */
	index: number;
	measure: ReportedId;
	quantity: Quantity;
	/** The head as printed. */
	label: string;
	/** Unit in the brackets of the head or of the group above it. */
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
	/** The one year that the title lines name, for a table without a column for it. */
	titleYear: TitleYear | null;
	/** Columns that are left out, each with its reason. */
	warnings: Issue[];
}

export interface OpenTable {
	head: TableHead;
	/** The rows below the head. */
	body: Iterable<TableRow>;
}

/**
 * @throws DocumentError where the table is empty, names a column twice, or puts a measure in a unit that is neither
 * 元 nor 万元.
 */
export function openTable(rows: TableRows): OpenTable {
	const found = findHead(rows);
	if (found) return { head: readHead(rows, found), body: found.body };
	throw new DocumentError('table_empty', '文件中没有任何内容；请确认导出时选中了数据再导入。');
}

function readHead(rows: TableRows, { titles, cells, line }: HeadRows): TableHead {
	const width = cells.findLastIndex((cell) => cell.label !== '') + 1;
	const labels = cells.slice(0, width);
	const head: TableHead = {
		kind: csvKind(cells.map(({ label }) => label)),
		line,
		width,
		measures: [],
		roles: {},
		titleUnit: findTitleUnit(rows, titles),
		titleYear: findTitleYear(rows, titles),
		warnings: []
	};
	const meanings = settleUnitHead(labels.map(({ label }) => columnMeaning(label)));
	labels.forEach((cell, index) => {
		const place = rows.place(cell.line, index + 1, cell.label || null);
		addColumn(head, { ...cell, index }, meanings[index] ?? { is: 'unknown' }, place);
	});
	return head;
}

/** `单位` heads the department where no other column does, else the money unit. */
function settleUnitHead(meanings: readonly ColumnMeaning[]): ColumnMeaning[] {
	const named = meanings.some((each) => each.is === 'role' && each.role === 'department');
	const role = named ? 'unit' : 'department';
	return meanings.map((each) => (each.is === 'unit_or_department' ? { is: 'role', role } : each));
}

type NewColumn = RoleColumn & Pick<HeadCell, 'printed'>;

function addColumn(head: TableHead, column: NewColumn, meaning: ColumnMeaning, place: Place): void {
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
			if (!ROW_NUMBERS.has(normaliseLabel(column.label))) {
				head.warnings.push(
					leftOut('unknown_column', place, '不是已知的指标或说明列，本列未读入。')
				);
			}
	}
}

function addMeasure(head: TableHead, column: NewColumn, measure: ReportedId, place: Place): void {
	const twin = head.measures.find((each) => each.measure === measure);
	if (twin) throw duplicate(place, column.label, twin);
	const { quantity } = measureOf(measure);
	const unit = quantity === 'money' ? headUnit(column.printed, place) : null;
	const { index, label } = column;
	head.measures.push({ index, label, measure, quantity, unit });
}

function addRole(
	head: TableHead,
	role: ColumnRole,
	{ index, label }: RoleColumn,
	place: Place
): void {
	const twin = head.roles[role];
	if (twin) throw duplicate(place, label, twin);
	head.roles[role] = { index, label };
}

function headUnit(label: string, place: Place): TableUnit | null {
	const unit = unitOfHead(label);
	if (unit === null || isTableUnit(unit)) return unit;
	throw foreignUnit(place, unit);
}

function duplicate(place: Place, label: string, twin: RoleColumn): DocumentError {
	return new DocumentError(
		'duplicate_column',
		`${describePlace(place)}与第${twin.index + 1}列${quoteText(twin.label)}是同一栏${label === twin.label ? '' : '的不同写法'}；请只保留一列再导入。`,
		place
	);
}

function leftOut(code: string, place: Place, sentence: string): Issue {
	return { code, severity: 'warning', message: `${describePlace(place)}${sentence}`, place };
}
