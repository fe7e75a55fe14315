/**
 * Figures that look ten or ten thousand times too large or too small are left out of totals, peers and statistics until
 * the department has confirmed them: they count as absent, with a reason that every table shows.
 */
import { BUDGETS } from '#lib/catalogue/budgets.ts';
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import { FIGURES, type StoredId } from '#lib/catalogue/measures.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { DepartmentYear, ReportedValues } from '../observation.ts';
import { doubtedYearsOf, type DoubtedYear } from './magnitudes.ts';

/** The suspect figures of one department and year. */
export type Suspects = ReadonlyMap<string, ReadonlySet<StoredId>>;

/** The key of a department and year in {@link Suspects}. */
export function suspectKey(department: number, year: number): string {
	return `${department} ${year}`;
}

/** The suspect figures of the department's year. */
export function suspectFigures(
	{ department, fiscal_year }: Pick<DepartmentYear, 'department' | 'fiscal_year'>,
	suspects: Suspects
): ReadonlySet<StoredId> {
	return suspects.get(suspectKey(department.id, fiscal_year)) ?? new Set();
}

/** The department's year without its suspect figures. */
export function withoutSuspects(row: DepartmentYear, suspects: Suspects): DepartmentYear {
	const ids = suspectFigures(row, suspects);
	return ids.size > 0 ? { ...row, values: leaveOut(row.values, ids) } : row;
}

/** With a figure goes its budget, which stands beside it in the same unit. */
function leaveOut(values: ReportedValues, ids: ReadonlySet<StoredId>): ReportedValues {
	const budgets = BUDGETS.filter(
		({ id, measure }) => ids.has(measure) && values[id].value !== null
	);
	const left = [...ids, ...budgets.map(({ id }) => id)];
	return { ...values, ...Object.fromEntries(left.map((id) => [id, absent('suspect')])) };
}

/** The figures doubted of a year. */
export interface Doubted {
	/** The year whose review tells why: itself, or the one in which the amounts left its magnitude or came to it. */
	since: number;
	figures: ReadonlySet<StoredId>;
}

/** The figures doubted of each year of one department, whose filed years are all given. */
export function doubtedByYear(filed: readonly DoubtedYear[]): ReadonlyMap<number, Doubted> {
	const years = filed.toSorted((a, b) => a.fiscal_year - b.fiscal_year);
	const found = FIGURES.filter(({ quantity }) => quantity === 'money').flatMap(({ id }) =>
		doubtedYearsOf(id, years).map((year) => ({ id, year }))
	);
	const byYear = Map.groupBy(found, ({ year }) => year);
	return new Map(
		[...byYear].map(([year, doubts]) => {
			const figures = withSums(new Set(doubts.map(({ id }) => id)), year.values);
			return [year.fiscal_year, { since: explainingYear(year, figures, years), figures }];
		})
	);
}

/** With an amount go the sums that it was added into, in turn: they are off by as much. */
function withSums(doubted: ReadonlySet<StoredId>, values: ReportedValues): ReadonlySet<StoredId> {
	const sums = IDENTITIES.filter(
		(identity) => !doubted.has(identity.total) && holdsDoubted(identity, doubted, values)
	);
	if (sums.length === 0) return doubted;
	return withSums(new Set([...doubted, ...sums.map(({ total }) => total)]), values);
}

/** A sum that was made of sound amounts lacks nine tenths of one that is ten times too large, and nine times one that is ten times too small. */
const SAME_SHARE = 0.5;

/** Tells whether the sum as stated has a doubted amount in it, as stated as well. */
function holdsDoubted(
	{ total, terms }: Identity,
	doubted: ReadonlySet<StoredId>,
	values: ReportedValues
): boolean {
	const stated = values[total].value ?? 0;
	if (stated === 0) return false;
	const amountOf = (id: StoredId) => values[id].value ?? 0;
	const gap = terms.reduce((left, { measure, sign }) => left - sign * amountOf(measure), stated);
	return terms.some(
		({ measure }) =>
			doubted.has(measure) && Math.abs(gap) <= Math.abs(amountOf(measure)) * SAME_SHARE
	);
}

/** The year itself where its review doubts one of the figures, else the nearest whose review does, earlier ones first. */
function explainingYear(
	year: DoubtedYear,
	figures: ReadonlySet<StoredId>,
	years: readonly DoubtedYear[]
): number {
	const tells = (one: DoubtedYear) => one.figures.some((id) => figures.has(id));
	const at = years.indexOf(year);
	const told = tells(year)
		? year
		: (years.slice(0, at).findLast(tells) ?? years.slice(at).find(tells));
	return told?.fiscal_year ?? year.fiscal_year;
}
