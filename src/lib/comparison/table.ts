/**
 * Tables of measures by department: one description serves the page, its exports and the API.
 */
import { LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { looksBack } from '#lib/catalogue/formulas.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { changeOf } from './change/change.ts';
import { valueOf, type Observation } from './observation.ts';

/** A column shows of a measure this year's value, the base year's, their difference, or the rate of change. */
export type Aspect = 'value' | 'previous' | 'difference' | 'rate';

export interface MeasureColumn {
	/** `carry_over_rate`, or with its aspect `carry_over_rate.difference`: the URL and JSON key. */
	key: string;
	measure: MeasureId;
	aspect: Aspect;
}

/** Writes the column of a key; throws on an unknown measure, which is a programming error. */
export function column(measure: MeasureId, aspect: Aspect = 'value'): MeasureColumn {
	return { key: aspect === 'value' ? measure : `${measure}.${aspect}`, measure, aspect };
}

/** Head of the column in short: `人员占比`, `人员占比比上年`; `base` names the year compared with, as `baseName` does. */
export function columnName({ measure, aspect }: MeasureColumn, base: string): string {
	const { short } = measureOf(measure);
	const against = base === LAST_YEAR ? '' : `（比${base}）`;
	switch (aspect) {
		case 'previous':
			return `${short}（${base}）`;
		case 'difference':
			return `${short}比${base}`;
		case 'rate':
			return `${short}变动率${against}`;
		default:
			return looksBack(measure) ? `${short}${against}` : short;
	}
}

/**
 * The cell of one department in the column, with its reason where it is absent. A figure that is probably an error is shown
 * as filed, and compared with no other year.
 */
export function cellOf(observation: Observation, { measure, aspect }: MeasureColumn): Value {
	const compared = observation.sound ?? observation;
	if (aspect === 'value') return valueOf(looksBack(measure) ? compared : observation, measure);
	const change = changeOf(compared, measure);
	if (aspect === 'previous') return change.previous;
	return aspect === 'difference' ? change.difference : change.rate;
}

/** Order of a table: a column key, or a column of the department itself. */
export interface TableOrder {
	key: string;
	descending: boolean;
}

const COLLATOR = new Intl.Collator('zh-CN');

/** Columns every table has beside its measures. */
export const DEPARTMENT_KEYS = ['code', 'name', 'kind', 'findings'] as const;

/** Position of each department from A to Z, by its id. */
export type Alphabet = ReadonlyMap<number, number>;

/** Sorts by a column; equal ones by code, absent ones last in either direction. Names are sorted by `alphabet`. */
export function sortTable(
	observations: readonly Observation[],
	columns: readonly MeasureColumn[],
	{ key, descending }: TableOrder,
	alphabet: Alphabet = new Map()
): Observation[] {
	const sign = descending ? -1 : 1;
	const sorted = columns.find((candidate) => candidate.key === key);
	const keyed = observations.map((observation) => ({
		observation,
		by: sorted ? cellOf(observation, sorted).value : departmentValue(observation, key, alphabet)
	}));
	keyed.sort((a, b) => {
		if (a.by === null || b.by === null) {
			const missing = Number(a.by === null) - Number(b.by === null);
			return missing || byCode(a.observation, b.observation);
		}
		return compare(a.by, b.by) * sign || byCode(a.observation, b.observation);
	});
	return keyed.map(({ observation }) => observation);
}

function byCode(a: Observation, b: Observation): number {
	return compare(a.department.code, b.department.code);
}

function compare(a: number | string, b: number | string): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return COLLATOR.compare(String(a), String(b));
}

function departmentValue(
	observation: Observation,
	key: string,
	alphabet: Alphabet
): number | string | null {
	const { department, findings } = observation;
	switch (key) {
		case 'name':
			return alphabet.get(department.id) ?? null;
		case 'kind':
			return department.kind;
		// Fails come before warnings however many warnings there are.
		case 'findings':
			return findings.fail * 1000 + findings.warn;
		default:
			return department.code;
	}
}

/** Chooses which departments a table shows. */
export interface TableFilter {
	kind: string | null;
	/** Ids of the departments shown, e.g. those that the reader searched for; null for all. */
	departments: ReadonlySet<number> | null;
}

export function filterTable(
	observations: readonly Observation[],
	{ kind, departments }: TableFilter
): Observation[] {
	return observations.filter(
		({ department }) =>
			(kind === null || department.kind === kind) && (departments?.has(department.id) ?? true)
	);
}
