/**
 * The figures of a unit as two lists. The layout says which figures they are and in which fields of a table's rows they
 * are; all rows of a table share it. The cells hold what is printed in one row, as JSON: an amount whose value is its
 * printed number, shifted by the digits of its column, as a number where JSON writes it so, else as a text; null for an
 * empty cell; and all four columns of the figure for anything else. The view `figure` reads them in SQL, and must agree with `fromCells`.
 */
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { ReportedId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type { FigureRecord, UnitRecord } from './record.ts';

/** As the columns of `figure_column`. */
export type LayoutColumn = readonly [
	measure: ReportedId,
	basis: AmountBasis,
	digits: number | null,
	field: string | null
];
export type Layout = readonly LayoutColumn[];

type WholeCell = [
	value: number | null,
	missing: MissingReason | null,
	printed: string,
	place: string | null
];
/** The value of a whole cell comes as it is written. */
type StoredCell = string | null | [string | null, ...(string | null)[]];

export interface FigureCells {
	/** The same object for rows with the same columns, one after another. */
	layout: Layout;
	line: number | null;
	cells: string;
}

/** A unit as it is written. */
export interface StoredUnit extends Pick<UnitRecord, 'name' | 'role'>, FigureCells {}

/** Rows of a table come one after another, and have the same columns. */
let recent: Layout = [];

export function toCells(figures: readonly FigureRecord[]): FigureCells {
	const line = lineOf(figures);
	const prefix = `${line}:`;
	const layout = layoutOf(figures, prefix);
	let cells = '';
	for (const [index, figure] of figures.entries()) {
		cells += (index === 0 ? '' : ',') + cellText(figure, layout[index]);
	}
	return { layout, line, cells: `[${cells}]` };
}

/** The recent one itself where it fits. */
function layoutOf(figures: readonly FigureRecord[], prefix: string): Layout {
	const isSame =
		figures.length === recent.length &&
		figures.every((figure, index) => columnOf(figure, prefix, recent[index]) === recent[index]);
	if (!isSame) recent = figures.map((figure, index) => columnOf(figure, prefix, recent[index]));
	return recent;
}

export function toStoredUnits(units: readonly UnitRecord[]): StoredUnit[] {
	return units.map(({ name, role, figures }) => ({ name, role, ...toCells(figures) }));
}

export function fromStoredUnit({ name, role, layout, line, cells }: StoredUnit): UnitRecord {
	return { name, role, figures: fromCells(layout, line, cells) };
}

export function fromCells(layout: Layout, line: number | null, cells: string): FigureRecord[] {
	return readCells(cells).map((cell, index) => {
		const column = layout[index];
		if (!column) throw new Error('A unit has more cells than its layout has columns');
		const [measure, basis, digits, field] = column;
		if (Array.isArray(cell)) {
			const [value, ...rest] = cell;
			const [missing, printed, place] = rest as [MissingReason | null, string, string | null];
			return {
				measure,
				basis,
				value: value === null ? null : Number(value),
				missing,
				printed,
				place
			};
		}
		const place = field === null ? null : `${line}:${field}`;
		if (cell !== null) {
			return {
				measure,
				basis,
				value: plainValue(cell, digits),
				missing: null,
				printed: cell,
				place
			};
		}
		return { measure, basis, value: null, missing: reasonIn(field), printed: '', place };
	});
}

/** Numbers come as they are written: 0.00 is printed so. */
function readCells(cells: string): StoredCell[] {
	return JSON.parse(cells, asWritten) as StoredCell[];
}

/** The engine gives a third argument, which TypeScript does not know yet: the text of the value. */
function asWritten(_: string, value: unknown, { source }: { source?: string } = {}): unknown {
	return typeof value === 'number' ? source : value;
}

/** Says why an empty cell states nothing: a table without a column for the figure has no field for it. */
function reasonIn(field: string | null): MissingReason {
	return field === null ? 'not_in_template' : 'blank';
}

const FIELD_LINE = /^(\d+):\d/;

/** The line of the first figure that is a field of a table; null where there is none. */
function lineOf(figures: readonly FigureRecord[]): number | null {
	for (const { place } of figures) {
		const line = place === null ? undefined : FIELD_LINE.exec(place)?.[1];
		if (line !== undefined) return Number(line);
	}
	return null;
}

/** `known` itself where it fits. */
function columnOf(
	figure: FigureRecord,
	prefix: string,
	known: LayoutColumn | undefined
): LayoutColumn {
	const { measure, basis, place } = figure;
	const field = fieldOf(place, prefix, known?.[3] ?? null);
	const isSame = known?.[0] === measure && known[1] === basis && known[3] === field;
	const digits = isInField(place, field) ? digitsOf(figure, isSame ? known[2] : null) : null;
	return isSame && known[2] === digits ? known : [measure, basis, digits, field];
}

/** Most decimals of 万元, of 元 or points, and of people. */
const DIGITS = [6, 2, 0] as const;

/** `known` unless the printed amount has other ones. */
function digitsOf({ value, printed }: FigureRecord, known: number | null): number | null {
	if (value === null || plainValue(printed, known) === value) return known;
	return DIGITS.find((digits) => plainValue(printed, digits) === value) ?? known;
}

/** The place within the line, `known` itself where it is that; null for a place elsewhere. */
function fieldOf(place: string | null, prefix: string, known: string | null): string | null {
	if (place === null || !place.startsWith(prefix)) return null;
	const isKnown =
		known !== null && place.length === prefix.length + known.length && place.endsWith(known);
	return isKnown ? known : place.slice(prefix.length);
}

/** As JSON. A text of digits needs no quoting. */
function cellText(figure: FigureRecord, column: LayoutColumn | undefined): string {
	const { value, missing, printed, place } = figure;
	const [, , digits = null, field = null] = column ?? [];
	if (isInField(place, field)) {
		if (value !== null && plainValue(printed, digits) === value) return amountText(printed);
		if (printed === '' && missing === reasonIn(field)) return 'null';
	}
	const whole: WholeCell = [value, missing, printed, place];
	return JSON.stringify(whole);
}

/** Numbers that SQL gives back as written. PostgreSQL drops the sign of nothing. */
const JSON_NUMBER = /^(?!-[0.]+$)-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** An amount as JSON. */
function amountText(printed: string): string {
	return JSON_NUMBER.test(printed) ? printed : `"${printed}"`;
}

/** Tells whether the layout tells the place; a figure may also have none in a layout that knows none. */
function isInField(place: string | null, field: string | null): boolean {
	return (place === null) === (field === null);
}

const POINT = 46;
const MINUS = 45;
/** Longest text whose digits are exact as a number. */
const LONGEST = 15;

/** The number as printed with its point moved right; null for anything but digits, one point and a sign. */
function plainValue(printed: string, digits: number | null): number | null {
	if (digits === null || printed === '' || printed.length > LONGEST) return null;
	let value = 0;
	let point = -1;
	const start = printed.charCodeAt(0) === MINUS ? 1 : 0;
	for (let at = start; at < printed.length; at++) {
		const code = printed.charCodeAt(at);
		if (code === POINT && point === -1) point = at;
		else if (code >= 48 && code <= 57) value = value * 10 + code - 48;
		else return null;
	}
	const decimals = point === -1 ? 0 : printed.length - point - 1;
	if (decimals > digits || printed.length - start - (point === -1 ? 0 : 1) === 0) return null;
	const shifted = value * 10 ** (digits - decimals);
	if (!Number.isSafeInteger(shifted)) return null;
	return start === 1 && shifted !== 0 ? -shifted : shifted;
}
