/**
 * Lists by the levels of budget codes: `205 某局` with the amounts of `205001 某局本级` and `205002 某中学` below. Where these add up to
 * it they are marked as its parts, which would count twice.
 */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { codeBeforeName } from '../report/identity/department-names.ts';
import { scanDecimal } from './amounts.ts';
import { findHead } from './head-rows.ts';

/** A list that a person fills in by hand; a longer one is an export, with one level. */
const MOST_ROWS = 5000;
/** Each level of a code has three digits. */
const LEVEL = 3;
const CODE = /^\d{3}(?:\d{3}){0,3}$/;

interface Coded {
	row: TableRow;
	code: string;
	/** Tells the years of a unit apart. */
	year: string;
}

/** Null for a table in which no row is the sum of those below its code. */
export function underCodes(rows: TableRows): TableRows | null {
	const found = findHead(rows);
	found?.body.return();
	if (!found || found.kind !== 'figures') return null;
	const roleAt = (role: string) =>
		found.cells.findIndex(({ meaning }) => meaning.is === 'role' && meaning.role === role);
	const name = found.cells.findIndex(
		({ meaning }) =>
			meaning.is === 'unit_or_department' ||
			(meaning.is === 'role' && meaning.role === 'department')
	);
	const [codeAt, yearAt] = [roleAt('department_code'), roleAt('fiscal_year')];
	const amounts = found.cells.flatMap(({ meaning }, index) =>
		meaning.is === 'statement' && meaning.measure !== 'score_form' ? [index] : []
	);
	if (name < 0 || amounts.length === 0) return null;
	const coded: Coded[] = [];
	for (const row of rows) {
		if (row.line <= found.line) continue;
		if (coded.length > MOST_ROWS) return null;
		const own = (row.cells[codeAt] ?? '').trim();
		const code = CODE.test(own) ? own : codeBeforeName(row.cells[name] ?? '');
		if (code && CODE.test(code)) coded.push({ row, code, year: row.cells[yearAt] ?? '' });
	}
	const parts = partsOf(coded, amounts);
	if (parts.size === 0) return null;
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) yield parts.has(row.line) ? marked(row, name, codeAt) : row;
		}
	};
}

/** Lines of the rows that are contained in a row above their code. */
function partsOf(coded: readonly Coded[], amounts: readonly number[]): ReadonlySet<number> {
	const byCode = Map.groupBy(coded, ({ code, year }) => `${year}\u0000${code}`);
	const below = Map.groupBy(
		coded.filter(({ code }) => code.length > LEVEL),
		({ code, year }) => `${year}\u0000${code.slice(0, -LEVEL)}`
	);
	const lines = new Set<number>();
	for (const [key, units] of below) {
		const [whole, ...others] = byCode.get(key) ?? [];
		if (!whole || others.length > 0 || !addUp(whole.row, units, amounts)) continue;
		for (const { row } of units) lines.add(row.line);
	}
	return lines;
}

/** In each column that states anything, but for what rounding to two decimals leaves. */
function addUp(whole: TableRow, units: readonly Coded[], amounts: readonly number[]): boolean {
	let stated = 0;
	for (const index of amounts) {
		const total = amountOf(whole, index);
		const parts = units.map(({ row }) => amountOf(row, index));
		if (total === null || parts.includes(null)) return false;
		if (
			Math.abs(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) - total) >
			ROUNDING * units.length
		)
			return false;
		if (total !== 0) stated++;
	}
	return stated > 0;
}

const DECIMALS = 6;
/** Half of the last of two decimals, for each summand. */
const ROUNDING = 5_000;

/** In millionths of whatever the unit is, for the comparison alone; a blank adds nothing. */
function amountOf({ cells }: TableRow, index: number): number | null {
	const text = (cells[index] ?? '').trim().replaceAll(',', '');
	return /^[-—/]?$/.test(text) ? 0 : scanDecimal(text, DECIMALS);
}

function marked(row: TableRow, name: number, code: number): TableRow {
	const cells = row.cells.map((cell, index) =>
		index === name ? `其中：${cell.trim()}` : index === code ? '' : cell
	);
	return { ...row, cells };
}
