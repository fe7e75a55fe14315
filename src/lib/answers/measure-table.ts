/**
 * A table of measures by department as ready cells, made where the rows are and sent to the page as text, so that
 * the browser needs neither catalogue nor formatter to show it.
 */
import {
	chooseBlockUnits,
	formatDifference,
	formatRelativeChange,
	formatValue,
	statedUnit,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { absenceSince, type MissingReason, type Value } from '#lib/catalogue/values.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { cellOf, columnName, type MeasureColumn } from '#lib/comparison/table.ts';
import { correctedCell } from './corrections.ts';
import type { Cell, Column } from './table.ts';
import { writeTable, type WrittenTable } from './written-table.ts';

/** Head of a column; see `Column` in table.ts. */
export interface MeasureHead {
	id: string;
	name: string;
	unit: string;
	definition: string;
}

export interface MeasureRow {
	code: string;
	name: string;
	kind: string | null;
	/** The department's page. */
	href: string;
	findings: { fail: number; warn: number; not_checkable: number };
	/** One a head, in their order. */
	cells: Cell[];
}

/** The rows, of all that there are, which a page shows. */
export interface RowRange {
	total: number;
	/** Most rows a page. */
	limit: number;
	/** Rows before the first one shown. */
	offset: number;
}

export interface MeasureTable {
	heads: MeasureHead[];
	rows: MeasureRow[];
	range: RowRange;
	/** Names the columns left out, since no department has a figure there, and why; empty for none. */
	left_out: string;
}

/** The table as a page shows it. */
export interface MeasureTableData extends Pick<MeasureTable, 'range' | 'left_out'> {
	written: WrittenTable;
}

export interface MeasureTableLinks {
	/** The page of a department. */
	department: (observation: Observation) => string;
	/** Finds where a cell's figure was written; null where it has no single source. */
	source?: (observation: Observation, column: MeasureColumn) => string | null;
}

export interface TableSettings {
	moneyUnit: DisplayUnit | null;
	offset: number;
	/** Names the year compared with, as `baseName` does. */
	base: string;
	/** Departments of which one with a figure keeps its column; the rows, unless these are only some of all. */
	among?: readonly Observation[];
}

/** Rows that a page can show at once, and a reader scroll through. */
const PAGE = 100;

/** The page of `total` rows that holds the row after `offset`; the last page where there are fewer. */
export function rangeOf(total: number, offset: number): RowRange {
	const last = Math.max(0, Math.ceil(total / PAGE) - 1) * PAGE;
	return { total, limit: PAGE, offset: Math.min(offset, last) };
}

/**
 * A page of the rows, in the order given, from the row after `offset`. `moneyUnit` null chooses one unit for all
 * amounts by rule, the same on every page.
 */
export function measureTable(
	observations: readonly Observation[],
	columns: readonly MeasureColumn[],
	{ moneyUnit, offset, base, among = observations }: TableSettings,
	links: MeasureTableLinks
): MeasureTable {
	const range = rangeOf(observations.length, offset);
	const reasons = new Map(columns.map((column) => [column, soleReason(among, column)]));
	const unitOf = chooseBlockUnits(
		columns
			.filter(({ aspect }) => aspect !== 'rate')
			.flatMap((column) =>
				observations.map((one) => ({ measure: column.measure, ...cellOf(one, column) }))
			)
	);
	const shown = columns
		.filter((column) => !reasons.get(column))
		.map((column) => ({ column, unit: moneyUnit ?? unitOf(column.measure) }));
	return {
		heads: shown.map(({ column, unit }) => headOf(column, unit, base)),
		rows: observations
			.slice(range.offset, range.offset + range.limit)
			.map((observation) => rowOf(observation, shown, base, links)),
		range,
		left_out: leftOutInWords(reasons, base)
	};
}

/** Every column can be sorted by; the count of findings is the last one where the table `showsFindings`. */
export function writtenMeasures(
	{ heads, rows, range, left_out }: MeasureTable,
	showsFindings: boolean
): MeasureTableData {
	const columns: Column<MeasureRow>[] = [
		NAME,
		...heads.map((head, index) => ({
			...head,
			numeric: true,
			sortable: true,
			cell: (row: MeasureRow) => row.cells[index] ?? { text: '' }
		})),
		...(showsFindings ? [FINDINGS] : [])
	];
	return { range, left_out, written: writeTable(columns, rows) };
}

const NAME: Column<MeasureRow> = {
	id: 'name',
	name: '部门',
	head: true,
	sortable: true,
	cell: (row) => ({ text: row.name, href: row.href, note: row.kind ?? undefined })
};
const FINDINGS: Column<MeasureRow> = {
	id: 'findings',
	name: '核对',
	definition: '勾稽核对中“不符”与“提示”的条数。',
	numeric: true,
	sortable: true,
	cell: ({ findings: { fail, warn } }) => ({ text: findingText(fail, warn) })
};

function findingText(fail: number, warn: number): string {
	if (fail + warn === 0) return '—';
	return [fail ? `${fail}项不符` : '', warn ? `${warn}项提示` : ''].filter(Boolean).join(' ');
}

/** The one reason for which no department has a figure in the column; null where one has, or where the reasons differ. */
function soleReason(
	observations: readonly Observation[],
	column: MeasureColumn
): MissingReason | null {
	const [reason = null, ...others] = new Set(
		observations.map((one) => cellOf(one, column).missing)
	);
	return others.length === 0 ? reason : null;
}

/** `未列出的栏：三公变动（无上年数据）。`; empty where every column has a figure or several reasons. */
function leftOutInWords(
	reasons: ReadonlyMap<MeasureColumn, MissingReason | null>,
	base: string
): string {
	const byReason = Map.groupBy(reasons.keys(), (column) => reasons.get(column) ?? null);
	const parts = [...byReason].flatMap(([reason, columns]) =>
		reason === null
			? []
			: [
					`${columns.map((column) => columnName(column, base)).join('、')}（${absenceSince(reason, base)}）`
				]
	);
	return parts.length === 0 ? '' : `未列出的栏：${parts.join('；')}。`;
}

function rowOf(
	observation: Observation,
	columns: readonly { column: MeasureColumn; unit: DisplayUnit }[],
	base: string,
	links: MeasureTableLinks
): MeasureRow {
	const { department, findings } = observation;
	return {
		code: department.code,
		name: department.name,
		kind: department.kind,
		href: links.department(observation),
		findings,
		cells: columns.map(({ column, unit }) => ({
			...writeCell(column, cellOf(observation, column), unit, base),
			...(column.aspect === 'value' ? correctedCell(observation, column.measure) : {}),
			href: links.source?.(observation, column) ?? undefined
		}))
	};
}

function headOf(column: MeasureColumn, unit: DisplayUnit, base: string): MeasureHead {
	return {
		id: column.key,
		name: columnName(column, base),
		unit: columnUnit(column, unit),
		definition: measureOf(column.measure).definition
	};
}

function columnUnit({ measure, aspect }: MeasureColumn, unit: DisplayUnit): string {
	// A percent sign is in every cell, so the head need not repeat it.
	if (aspect === 'rate') return '';
	return statedUnit(measure, unit) || (aspect === 'difference' ? '百分点' : '');
}

/** A cell without the unit, which is in the head; shares carry their percent sign. */
function writeCell(
	{ measure, aspect }: MeasureColumn,
	value: Value,
	unit: DisplayUnit,
	base: string
): Cell {
	if (value.value === null) return { text: absenceSince(value.missing, base), missing: true };
	if (aspect === 'rate') return { text: formatRelativeChange(value, 'table') };
	if (aspect === 'difference') return { text: formatDifference(measure, value, unit) };
	return {
		text: formatValue(measure, value, 'table', unit),
		exact: formatValue(measure, value, 'exact')
	};
}
