/**
 * States the views of a round anew, each over one table. A view that joins tables is computed whole wherever it is joined to
 * another: for one report all decisions and entries of all jurisdictions were read. Lists of one jurisdiction get their index.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index correction_taken_back on correction (taken_back_filing_id)`.execute(db);
	await sql`create index reassessment_sample_of_year
		on reassessment_sample (jurisdiction_code, fiscal_year)`.execute(db);
	await sql`create index hand_in_waiting on hand_in (state, created_at)`.execute(db);
	await restateFilingState(db);
	await restateInquiry(db);
}

/** `filed_id` is the last version up to the current one that the department filed: a correction by hand makes none. */
async function restateFilingState(db: Kysely<unknown>): Promise<void> {
	await sql`drop view filing_state`.execute(db);
	await sql`create view filing_state as
		select s.department_id, s.fiscal_year, s.current_id as filing_id, s.reason, s.due_on, s.decided_by, s.decided_at,
			case
				when s.decision = 'returned' and s.filed_id <= s.filing_id then 'returned'
				when s.decision = 'confirmed' and s.current_id = s.filing_id then 'confirmed'
				when s.decision <> 'reopened' and s.filed_id > s.filing_id then 'corrected'
				else 'filed'
			end as state
		from (
			select x.*,
				(select y.filing_id from department_year as y
					where y.department_id = x.department_id and y.fiscal_year = x.fiscal_year) as current_id,
				(select max(f.id) from filing as f
					where f.department_id = x.department_id and f.fiscal_year = x.fiscal_year
						and f.id <= (select y.filing_id from department_year as y
							where y.department_id = x.department_id and y.fiscal_year = x.fiscal_year)
						and not exists (select 1 from correction as c where c.filing_id = f.id)
						and not exists (select 1 from correction as c where c.taken_back_filing_id = f.id)
				) as filed_id
			from filing_decision as x
		) as s
		where s.current_id is not null
			and s.id = (select max(l.id) from filing_decision as l
				where l.department_id = s.department_id and l.fiscal_year = s.fiscal_year)`.execute(db);
}

async function restateInquiry(db: Kysely<unknown>): Promise<void> {
	await sql`drop view inquiry`.execute(db);
	await sql`create view inquiry as
		select x.department_id, x.fiscal_year, x.topic_kind, x.topic, x.filing_id, x.text, x.written_by, x.written_at,
			(select y.filing_id from department_year as y
				where y.department_id = x.department_id and y.fiscal_year = x.fiscal_year) as current_filing_id,
			case
				when x.topic_kind = 'rule' and exists (
					select 1 from verdict as v
					where v.verdict_set_id = (select y.verdict_set_id from department_year as y
							where y.department_id = x.department_id and y.fiscal_year = x.fiscal_year)
						and v.rule = x.topic and v.state = 'pass'
				) then 'corrected'
				when x.entry = 'ask' then 'asked'
				when x.entry = 'answer' then 'explained'
				when x.entry = 'accept' then 'accepted'
				else 'open'
			end as status
		from inquiry_entry as x
		where x.id = (select max(l.id) from inquiry_entry as l
			where l.department_id = x.department_id and l.fiscal_year = x.fiscal_year
				and l.topic_kind = x.topic_kind and l.topic = x.topic)`.execute(db);
}
