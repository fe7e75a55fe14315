/** Reads what was decided on a report and what was asked and answered about it, as it stands and as it came about. */
import type { Kysely } from 'kysely';
import type { DepartmentName } from '#lib/comparison/observation.ts';
import type { FilingDecision, FilingState } from '#lib/catalogue/filing-states.ts';
import type { FollowUpStatus, InquiryEntry, TopicKind } from '#lib/catalogue/follow-up.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { withActorNames } from './actors.ts';
import { reportsOf } from './filings.ts';
import { listFlags } from '../figures/outliers.ts';

/** The report of a department and year in its round. */
export interface ReportRound {
	state: FilingState;
	/** The department is on the list of those that must file. */
	is_expected: boolean;
	due_on: string | null;
	/** The first version's, where it is known. */
	filed_on: string | null;
	/** Null while nothing is filed. */
	filing_id: number | null;
	version: number | null;
	/** The oldest first. */
	decisions: readonly DecisionRow[];
	entries: readonly EntryRow[];
}

export interface DecisionRow {
	decision: FilingDecision;
	reason: string;
	due_on: string | null;
	/** See {@link withActorNames}, as all names of those who acted below. */
	decided_by: string;
	/** ISO 8601 UTC. */
	decided_at: string;
	/** Version of the report decided upon. */
	version: number;
}

export interface EntryRow {
	topic_kind: TopicKind;
	topic: string;
	filing_id: number;
	entry: InquiryEntry;
	text: string;
	written_by: string;
	/** ISO 8601 UTC. */
	written_at: string;
}

export async function roundOf(
	db: Kysely<Database>,
	department_id: number,
	fiscal_year: number
): Promise<ReportRound> {
	const now = await reportsOf(db, fiscal_year)
		.where('d.id', '=', department_id)
		.executeTakeFirstOrThrow();
	const { expected, first_filed_on, state, ...rest } = now;
	return {
		...rest,
		filed_on: first_filed_on,
		is_expected: expected !== null,
		state: state ?? (now.filing_id === null ? 'missing' : 'filed'),
		decisions: await decisionsOf(db, department_id, fiscal_year),
		entries: await entriesOf(db, department_id, fiscal_year)
	};
}

async function decisionsOf(db: Kysely<Database>, department_id: number, fiscal_year: number) {
	const rows = await db
		.selectFrom('filing_decision as x')
		.innerJoin('filing as f', 'f.id', 'x.filing_id')
		.select(['x.decision', 'x.reason', 'x.due_on', 'x.decided_by', 'x.decided_at', 'f.version'])
		.where('x.department_id', '=', department_id)
		.where('x.fiscal_year', '=', fiscal_year)
		.orderBy('x.id')
		.execute();
	return withActorNames(db, rows, 'decided_by');
}

async function entriesOf(db: Kysely<Database>, department_id: number, fiscal_year: number) {
	const rows = await db
		.selectFrom('inquiry_entry')
		.select(['topic_kind', 'topic', 'filing_id', 'entry', 'text', 'written_by', 'written_at'])
		.where('department_id', '=', department_id)
		.where('fiscal_year', '=', fiscal_year)
		.orderBy('id')
		.execute();
	return withActorNames(db, rows, 'written_by');
}

/** Everything that was asked and answered in a jurisdiction, the oldest first, by {@link inquiryKey}. */
export async function entriesByInquiry(
	db: Kysely<Database>,
	area: string
): Promise<ReadonlyMap<string, readonly EntryRow[]>> {
	const rows = await db
		.selectFrom('inquiry_entry as e')
		.innerJoin('department as d', 'd.id', 'e.department_id')
		.select(['e.department_id', 'e.fiscal_year', 'e.topic_kind', 'e.topic'])
		.select(['e.filing_id', 'e.entry', 'e.text', 'e.written_by', 'e.written_at'])
		.where('d.jurisdiction_code', '=', area)
		.orderBy('e.id')
		.execute();
	const named = await withActorNames(db, rows, 'written_by');
	return Map.groupBy(named, (row) => inquiryKey(row.department_id, row));
}

/** Tells inquiries apart. */
export function inquiryKey(
	department_id: number,
	{ fiscal_year, topic_kind, topic }: Pick<InquiryRow, 'fiscal_year' | 'topic_kind' | 'topic'>
): string {
	return `${department_id} ${fiscal_year} ${topic_kind} ${topic}`;
}

/** An inquiry as it stands. */
export interface InquiryRow {
	department: DepartmentName;
	area: string;
	fiscal_year: number;
	topic_kind: TopicKind;
	topic: string;
	/** See {@link NamedTopic}. */
	finding: FindingState | null;
	/** The version that was current at the last entry. */
	filing_id: number;
	current_filing_id: number | null;
	status: FollowUpStatus;
	/** Text of the last entry; the fields below are of that entry too. */
	text: string;
	written_by: string;
	written_at: string;
}

/** All inquiries, the one that moved last first; of one jurisdiction where it is given. */
export function listInquiries(
	db: Kysely<Database>,
	area: string | null
): Promise<readonly InquiryRow[]> {
	return cached(db, `inquiries ${area ?? ''}`, async () => {
		let query = db
			.selectFrom('inquiry as u')
			.innerJoin('department as d', 'd.id', 'u.department_id')
			.leftJoin('department_year as y', (join) =>
				join
					.onRef('y.department_id', '=', 'u.department_id')
					.onRef('y.fiscal_year', '=', 'u.fiscal_year')
			)
			.leftJoin('verdict as v', (join) =>
				join.onRef('v.verdict_set_id', '=', 'y.verdict_set_id').onRef('v.rule', '=', 'u.topic')
			)
			.selectAll('u')
			.select('v.state as finding')
			.select(['d.code', 'd.name', 'd.kind', 'd.division', 'd.jurisdiction_code as area'])
			.orderBy('u.written_at', 'desc');
		if (area !== null) query = query.where('d.jurisdiction_code', '=', area);
		const found = await withActorNames(db, await query.execute(), 'written_by');
		const rows = found.map(
			({ department_id: id, code, name, kind, division, ...row }): InquiryRow => ({
				...row,
				department: { id, code, name, kind, division }
			})
		);
		const holding = await Promise.all(rows.map((row) => stillHolds(db, row)));
		return rows.map((row, at) => (holding[at] ? row : { ...row, status: 'corrected' }));
	});
}

/** A flag that a newer version no longer raises is corrected; one that only others' reports took away is not. */
async function stillHolds(db: Kysely<Database>, row: InquiryRow): Promise<boolean> {
	const { topic_kind, topic, filing_id, current_filing_id, department, area, fiscal_year } = row;
	if (topic_kind === 'rule' || (current_filing_id ?? 0) <= filing_id) return true;
	const flags = await listFlags(db, area, fiscal_year, department.id, 'kind');
	return flags.some(({ measure }) => measure === topic);
}
