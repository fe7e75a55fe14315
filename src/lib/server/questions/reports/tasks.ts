/** Lists what waits for somebody in a round: reports that are due, returned or to be confirmed, questions and answers. */
import type { Kysely } from 'kysely';
import { FILING_STATES, type FilingState } from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_STATUSES, type FollowUpStatus } from '#lib/catalogue/follow-up.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { listRoundYears } from '../areas.ts';
import type { FilingRow } from '#lib/comparison/filings.ts';
import { listFilings } from './filings.ts';
import { listInquiries, type InquiryRow } from './inquiries.ts';

export interface Tasks {
	/** The year whose reports are due: the latest that departments must file for, or have. Null where there is neither. */
	year: number | null;
	/** Somebody must file for that year. */
	is_listed: boolean;
	/** Number of that year's reports in each state. */
	by_state: Record<FilingState, number>;
	/** Due in that year and not handed in, the earliest due date first. */
	due: readonly FilingRow[];
	/** Handed in for that year and not decided upon yet. */
	filed: readonly FilingRow[];
	/** Reports of all years: returned and not handed in again, and handed in again but not confirmed. */
	returned: readonly FilingRow[];
	corrected: readonly FilingRow[];
	/** Number of decisions on each report, by {@link reportKey}; none are noted for one that was never decided upon. */
	decisions: ReadonlyMap<string, number>;
	/** Questions of all years, the one that moved last first. */
	inquiries: readonly InquiryRow[];
	by_status: Record<FollowUpStatus, number>;
}

/** Tells the reports of an area apart. */
export function reportKey(department_id: number, fiscal_year: number): string {
	return `${department_id} ${fiscal_year}`;
}

/** @param isSeen tells whether the reader may read of a department */
export async function tasksOf(
	db: Kysely<Database>,
	area: string,
	isSeen: (department: { id: number; division: string | null }) => boolean
): Promise<Tasks> {
	const year = (await listRoundYears(db, area)).at(-1) ?? null;
	const filings = async (one: number) =>
		(await listFilings(db, area, one)).filter(({ department }) => isSeen(department));
	const current = year === null ? [] : await filings(year);
	const decided = (await Promise.all((await decidedYears(db, area)).map(filings))).flat();
	const inquiries = (await listInquiries(db, area)).filter(({ department }) => isSeen(department));
	return {
		year,
		is_listed: current.some(({ status }) => status !== 'unlisted'),
		by_state: countBy(FILING_STATES, current, ({ state }) => state),
		due: current
			.filter(({ state }) => state === 'missing')
			.sort((a, b) => ((a.due_on ?? '9') < (b.due_on ?? '9') ? -1 : 1)),
		filed: current.filter(({ state }) => state === 'filed'),
		returned: decided.filter(({ state }) => state === 'returned'),
		corrected: decided.filter(({ state }) => state === 'corrected'),
		decisions: await countDecisions(db, area),
		inquiries,
		by_status: countBy(FOLLOW_UP_STATUSES, inquiries, ({ status }) => status)
	};
}

function countBy<K extends string, T>(
	keys: readonly K[],
	rows: readonly T[],
	keyOf: (row: T) => K
): Record<K, number> {
	const count = (key: K) => rows.filter((row) => keyOf(row) === key).length;
	return Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>;
}

async function countDecisions(db: Kysely<Database>, area: string): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('filing_decision as x')
		.innerJoin('department as d', 'd.id', 'x.department_id')
		.select(['x.department_id', 'x.fiscal_year'])
		.select(({ fn }) => fn.countAll<number>().as('made'))
		.where('d.jurisdiction_code', '=', area)
		.groupBy(['x.department_id', 'x.fiscal_year'])
		.execute();
	return new Map(
		rows.map(({ department_id, fiscal_year, made }) => [
			reportKey(department_id, fiscal_year),
			made
		])
	);
}

async function decidedYears(db: Kysely<Database>, area: string): Promise<number[]> {
	const rows = await db
		.selectFrom('filing_state as s')
		.innerJoin('department as d', 'd.id', 's.department_id')
		.select('s.fiscal_year')
		.distinct()
		.where('d.jurisdiction_code', '=', area)
		.where('s.state', 'in', ['returned', 'corrected'])
		.orderBy('s.fiscal_year', 'desc')
		.execute();
	return rows.map((row) => row.fiscal_year);
}
