/**
 * A table of measures by department as ready cells, made where the rows are and sent to the page as text, so that
 * the browser needs neither catalogue nor formatter to show it.
 */
import {
	chooseMoneyUnit,
	formatChange,
	formatRelativeChange,
	formatValue,
	unitLabel,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { absent, type Value } from '#lib/catalogue/values.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { cellOf, columnName, type MeasureColumn } from '#lib/comparison/table.ts';
import type { Cell } from './table.ts';

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

export interface MeasureTableData {
	heads: MeasureHead[];
	rows: MeasureRow[];
}

export interface MeasureTableLinks {
	/** The page of a department. */
	department: (observation: Observation) => string;
	/** Where a cell's figure was written; null where it has no single source. */
	source?: (observation: Observation, column: MeasureColumn) => string | null;
}

/**
 * Rows in the order given. `moneyUnit` null chooses a unit for each column of amounts by rule.
 */
export function measureTable(
	observations: readonly Observation[],
	columns: readonly MeasureColumn[],
	moneyUnit: DisplayUnit | null,
	links: MeasureTableLinks
): MeasureTableData {
	const shown = columns.map((column) => {
		const values = observations.map((observation) => cellOf(observation, column));
		return { column, values, unit: moneyUnit ?? unitFor(values) };
	});
	return {
		heads: shown.map(({ column, unit }) => headOf(column, unit)),
		rows: observations.map((observation, index) => ({
			code: observation.department.code,
			name: observation.department.name,
			kind: observation.department.kind,
			href: links.department(observation),
			findings: observation.findings,
			cells: shown.map(({ column, values, unit }) => ({
				...writeCell(column, values[index] ?? absent('blank'), unit),
				href: links.source?.(observation, column) ?? undefined
			}))
		}))
	};
}

function unitFor(values: readonly Value[]): DisplayUnit {
	return chooseMoneyUnit(values.map(({ value }) => value).filter((value) => value !== null));
}

function headOf(column: MeasureColumn, unit: DisplayUnit): MeasureHead {
	return {
		id: column.key,
		name: columnName(column),
		unit: columnUnit(column, unit),
		definition: measureOf(column.measure).definition
	};
}

const POINTS_SUFFIX = '个百分点';

function columnUnit({ measure, aspect }: MeasureColumn, unit: DisplayUnit): string {
	// A percent sign stands in every cell, so the head need not repeat it.
	if (aspect === 'rate') return '';
	if (measureOf(measure).quantity !== 'ratio') return unitLabel(measure, unit);
	return aspect === 'difference' ? '百分点' : '';
}

/** A cell without the unit, which stands in the head; shares carry their percent sign. */
function writeCell({ measure, aspect }: MeasureColumn, value: Value, unit: DisplayUnit): Cell {
	const missing = value.value === null || undefined;
	if (aspect === 'rate') return { text: formatRelativeChange(value, 'table'), missing };
	if (aspect === 'difference')
		return {
			text: formatChange(measure, value, 'table', unit).replace(POINTS_SUFFIX, ''),
			missing
		};
	const exact = missing ? undefined : formatValue(measure, value, 'exact');
	return { text: formatValue(measure, value, 'table', unit), exact, missing };
}
