/**
 * A jurisdiction's totals of all its years. The database adds up what departments filed; only those of whom something
 * counts in another way are read: with figures that are probably errors or corrected by hand, or reorganised.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { formulaOf, isLeaf, leavesIn, operandsOf } from '#lib/catalogue/formulas.ts';
import type { Formula, MeasureId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { reasonOf, type GroupSums } from '#lib/comparison/aggregate.ts';
import {
	addYears,
	totalsFromSums,
	yearSums,
	type YearSums,
	type YearTotal
} from '#lib/comparison/change/year-totals.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { correctedDepartments } from '../reports/corrections.ts';
import { comparablesOf, historiesOf, reorganisedDepartments } from './population.ts';
import { suspectDepartments, suspectsOf } from './suspects.ts';

/** The totals of each measure, whose formula names figures of the year alone; all years with data, ascending. */
export async function totalsOfYears<M extends MeasureId>(
	db: Kysely<Database>,
	area: string,
	measures: readonly M[]
): Promise<Record<M, YearTotal[]>> {
	const apart = [
		...new Set([
			...(await suspectDepartments(db, area)),
			...(await correctedDepartments(db, area)),
			...(await reorganisedDepartments(db, area))
		])
	];
	const others = await addedUp(db, { area, apart, measures });
	const histories = await historiesOf(db, area, apart, await suspectsOf(db, area));
	const sums = new Map(
		measures.map((id) => [id, addYears(others.get(id) ?? new Map(), yearSums(histories, id))])
	);
	const uncounted = new Set(
		[...sums.values()].flatMap((years) =>
			[...years].flatMap(([year, { total }]) => (total.counted === 0 ? [year] : []))
		)
	);
	const read = new Map<number, Awaited<ReturnType<typeof comparablesOf>>>();
	for (const year of uncounted) read.set(year, await comparablesOf(db, area, year));
	const totals = [...sums].map(([id, years]) => [
		id,
		totalsFromSums(years, id, (year) => reasonOf(read.get(year) ?? [], id))
	]);
	return Object.fromEntries(totals) as Record<M, YearTotal[]>;
}

interface Addition {
	area: string;
	/** Departments that are left out. */
	apart: readonly number[];
	measures: readonly MeasureId[];
}

type Sql = RawBuilder<unknown>;

/** The sums of what is filed, in one statement. */
async function addedUp(
	db: Kysely<Database>,
	{ area, apart, measures }: Addition
): Promise<Map<MeasureId, Map<number, YearSums>>> {
	const columns = measures.flatMap((id) => columnsOf(id));
	const others = apart.length === 0 ? sql`` : sql`and y.department_id not in (${sql.join(apart)})`;
	const { rows } = await sql<Record<string, number | null>>`
		select y.fiscal_year, count(*) as filings, ${sql.join(columns.map(({ name, sum }) => sql`${sum} as ${sql.id(name)}`))}
		from department_year as y
		left join department_year as b on b.department_id = y.department_id
			and b.fiscal_year = y.fiscal_year - 1 and b.jurisdiction_code = y.jurisdiction_code
		where y.jurisdiction_code = ${area} ${others}
		group by y.fiscal_year`.execute(db);
	return new Map(
		measures.map((id) => [
			id,
			new Map(rows.map((row) => [row.fiscal_year ?? 0, sumsIn(row, id)] as const))
		])
	);
}

function sumsIn(row: Record<string, number | null>, id: MeasureId): YearSums {
	const leaves = leavesIn(formulaOf(id));
	const group = (of: string): GroupSums => {
		const counted = row[`${id} ${of}`] ?? 0;
		return {
			counted,
			left_out: (row.filings ?? 0) - counted,
			leaves: leaves.map((_, at) => present(row[`${id} ${of} ${at}`] ?? 0))
		};
	};
	const compared = row[`${id} compared`] ?? 0;
	return {
		total: group('total'),
		now: { ...group('now'), counted: compared, left_out: 0 },
		before: { ...group('before'), counted: compared, left_out: 0 }
	};
}

/** The counts and sums of a measure, in this year (`y`), and of those that state it in the year before (`b`) too. */
function columnsOf(id: MeasureId): { name: string; sum: Sql }[] {
	const formula = formulaOf(id);
	const leaves = leavesIn(formula).map(nameOf);
	const stated = all(leaves.map((leaf) => sql`${sql.ref(`y.${leaf}`)} is not null`));
	const compared = all([...valued(formula, 'y'), ...valued(formula, 'b')]);
	const count = (which: Sql) => sql`count(case when ${which} then 1 end)`;
	const sum = (year: string, leaf: string, which: Sql) =>
		sql`sum(case when ${which} then ${sql.ref(`${year}.${leaf}`)} end)`;
	return [
		{ name: `${id} total`, sum: count(stated) },
		{ name: `${id} compared`, sum: count(compared) },
		...leaves.flatMap((leaf, at) => [
			{ name: `${id} total ${at}`, sum: sum('y', leaf, stated) },
			{ name: `${id} now ${at}`, sum: sum('y', leaf, compared) },
			{ name: `${id} before ${at}`, sum: sum('b', leaf, compared) }
		])
	];
}

/** The conditions under which a department has a value of the formula. */
function valued(formula: Formula, year: 'y' | 'b'): Sql[] {
	if (isLeaf(formula)) return [sql`${sql.ref(`${year}.${nameOf(formula)}`)} is not null`];
	const parts = operandsOf(formula).flatMap((part) => valued(part, year));
	if (!('divide' in formula)) return parts;
	const [, base] = formula.divide;
	return [...parts, sql`${sql.ref(`${year}.${nameOf(base)}`)} > 0`];
}

function all(conditions: readonly Sql[]): Sql {
	return sql.join([...conditions], sql` and `);
}

/** @throws of anything but a figure of the year itself */
function nameOf(formula: Formula): string {
	if (typeof formula === 'string') return formula;
	throw new Error(`${JSON.stringify(formula)} is not added up by the database`);
}
