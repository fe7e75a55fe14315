/** Lists who has filed, against the list of those that must (应报清单). */
import type { ExpressionBuilder, Kysely } from 'kysely';
import { isLate, type FilingCounts, type FilingRow } from '#lib/comparison/filings.ts';
import type { FilingStatus } from '#lib/catalogue/filing-states.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { cached } from '../../cache.ts';
import { withActorNames } from './actors.ts';

/** Every department that must file or did, for one year, by code. */
export function listFilings(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly FilingRow[]> {
	return cached(db, `filings ${area} ${year}`, () => readFilings(db, area, year));
}

/**
 * Every department `d` in a year: on the list of those that must file (`e`), its current version (`y`, `f`), and what the
 * bureau decided (`s`); with the due date, the state, and `first_filed_on`, the day of the first version, null where that is
 * not known.
 */
export function reportsOf(db: Kysely<Database>, fiscal_year: number) {
	return db
		.selectFrom('department as d')
		.leftJoin('expected_filing as e', (join) =>
			join.onRef('e.department_id', '=', 'd.id').on('e.fiscal_year', '=', fiscal_year)
		)
		.leftJoin('department_year as y', (join) =>
			join
				.onRef('y.department_id', '=', 'd.id')
				.onRef('y.jurisdiction_code', '=', 'd.jurisdiction_code')
				.on('y.fiscal_year', '=', fiscal_year)
		)
		.leftJoin('filing as f', 'f.id', 'y.filing_id')
		.leftJoin('filing_state as s', (join) =>
			join.onRef('s.department_id', '=', 'd.id').on('s.fiscal_year', '=', fiscal_year)
		)
		.select(['e.department_id as expected', 'e.due_on', 'y.filing_id', 'f.version', 's.state'])
		.select((e) =>
			e
				.selectFrom('filing as v')
				.select('v.filed_on')
				.whereRef('v.department_id', '=', 'd.id')
				.where('v.fiscal_year', '=', fiscal_year)
				.orderBy('v.version')
				.limit(1)
				.as('first_filed_on')
		);
}

/** The correction by hand that made the version `v`, or in which it was taken back. */
function madeByHand(
	query: ExpressionBuilder<Database & { v: Database['filing'] }, 'v'>,
	column: 'filing_id' | 'taken_back_filing_id'
) {
	return query.selectFrom('correction as c').select('c.id').whereRef(`c.${column}`, '=', 'v.id');
}

async function readFilings(db: Kysely<Database>, area: string, year: number): Promise<FilingRow[]> {
	const rows = await reportsOf(db, year)
		.select(['d.id', 'd.code', 'd.name', 'd.kind', 'd.division'])
		.select(['y.template', 'y.findings_fail', 'y.findings_warn', 'y.findings_not_checkable'])
		.select(['f.filed_on', 's.reason', 's.decided_by', 's.decided_at'])
		.select('s.due_on as returned_due_on')
		.select((e) =>
			e
				.selectFrom('filing as v')
				.select((w) => w.fn.countAll<number>().as('times'))
				.whereRef('v.department_id', '=', 'd.id')
				.where('v.fiscal_year', '=', year)
				.whereRef('v.id', '<=', 'y.filing_id')
				.where((w) => w.not(w.exists(madeByHand(w, 'filing_id'))))
				.where((w) => w.not(w.exists(madeByHand(w, 'taken_back_filing_id'))))
				.as('times_filed')
		)
		.where('d.jurisdiction_code', '=', area)
		.where((w) => w.or([w('e.department_id', 'is not', null), w('y.filing_id', 'is not', null)]))
		.orderBy('d.code')
		.execute();
	return (await withActorNames(db, rows, 'decided_by')).map((row) => ({
		department: {
			id: row.id,
			code: row.code,
			name: row.name,
			kind: row.kind,
			division: row.division
		},
		fiscal_year: year,
		status: statusOf(row),
		due_on: row.due_on,
		filed_on: row.filed_on,
		state: row.state ?? (row.filing_id === null ? 'missing' : 'filed'),
		decision:
			row.decided_by === null || row.decided_at === null
				? null
				: {
						reason: row.reason ?? '',
						due_on: row.returned_due_on,
						by: row.decided_by,
						at: row.decided_at
					},
		filing_id: row.filing_id,
		version: row.version,
		times_filed: row.times_filed ?? 0,
		template: row.template,
		findings: {
			fail: row.findings_fail ?? 0,
			warn: row.findings_warn ?? 0,
			not_checkable: row.findings_not_checkable ?? 0
		}
	}));
}

/** Counts those that must file for a year, null where no list of them is known, and those of them that have not. */
export async function countMissing(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<Pick<FilingCounts, 'expected' | 'missing'>> {
	const { expected, filed } = await db
		.selectFrom('department as d')
		.innerJoin('expected_filing as e', 'e.department_id', 'd.id')
		.leftJoin('department_year as y', (join) =>
			join
				.onRef('y.department_id', '=', 'd.id')
				.onRef('y.jurisdiction_code', '=', 'd.jurisdiction_code')
				.onRef('y.fiscal_year', '=', 'e.fiscal_year')
		)
		.select((e) => [
			e.fn.countAll<number>().as('expected'),
			e.fn.count<number>('y.filing_id').as('filed')
		])
		.where('d.jurisdiction_code', '=', area)
		.where('e.fiscal_year', '=', year)
		.executeTakeFirstOrThrow();
	return { expected: expected === 0 ? null : expected, missing: expected - filed };
}

function statusOf(row: {
	filing_id: number | null;
	expected: number | null;
	due_on: string | null;
	first_filed_on: string | null;
}): FilingStatus {
	if (row.filing_id === null) return 'missing';
	if (row.expected === null) return 'unlisted';
	return isLate(row.due_on, row.first_filed_on) ? 'late' : 'filed';
}

/** The current version of the department and year of a filing; null where there is no such filing. */
export async function currentVersionOf(db: Kysely<Database>, filing: number) {
	const found = await db
		.selectFrom('filing as asked')
		.innerJoin('filing as f', (join) =>
			join
				.onRef('f.department_id', '=', 'asked.department_id')
				.onRef('f.fiscal_year', '=', 'asked.fiscal_year')
				.on('f.is_current', '=', 1)
		)
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['f.id', 'f.version', 'f.fiscal_year', 'f.department_id'])
		.select(['d.name', 'd.jurisdiction_code'])
		.where('asked.id', '=', filing)
		.executeTakeFirst();
	return found ?? null;
}
