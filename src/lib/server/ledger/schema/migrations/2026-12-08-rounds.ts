/**
 * Tables of a year's round: what the bureau decided on reports, and the entries of its inquiries. Both are only added
 * to; views give the state that follows. The entries take the place of `follow_up`, which kept no history.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await createDecisions(db);
	await createInquiries(db);
	await takeOverFollowUps(db);
}

async function createDecisions(db: Kysely<unknown>): Promise<void> {
	await sql`create table filing_decision (
		id integer primary key autoincrement,
		department_id integer not null references department (id),
		fiscal_year integer not null,
		filing_id integer not null references filing (id),
		decision text not null check (decision in ('returned', 'confirmed', 'reopened')),
		reason text not null,
		due_on text,
		decided_by text not null,
		decided_at text not null,
		row_hash text not null default ''
	) strict`.execute(db);
	await sql`create index filing_decision_of_year
		on filing_decision (department_id, fiscal_year, id)`.execute(db);
	await sql`create view filing_state as
		select x.department_id, x.fiscal_year, y.filing_id, x.reason, x.due_on, x.decided_by, x.decided_at,
			case
				when x.decision = 'returned' and y.filing_id <= x.filing_id then 'returned'
				when x.decision = 'confirmed' and y.filing_id = x.filing_id then 'confirmed'
				when x.decision <> 'reopened' and y.filing_id > x.filing_id then 'corrected'
				else 'filed'
			end as state
		from filing_decision as x
		inner join department_year as y
			on y.department_id = x.department_id and y.fiscal_year = x.fiscal_year
		where x.id = (select max(l.id) from filing_decision as l
			where l.department_id = x.department_id and l.fiscal_year = x.fiscal_year)`.execute(db);
}

async function createInquiries(db: Kysely<unknown>): Promise<void> {
	await sql`create table inquiry_entry (
		id integer primary key autoincrement,
		department_id integer not null references department (id),
		fiscal_year integer not null,
		topic_kind text not null check (topic_kind in ('rule', 'measure')),
		topic text not null,
		filing_id integer not null references filing (id),
		entry text not null check (entry in ('ask', 'answer', 'accept', 'reopen')),
		text text not null,
		written_by text not null,
		written_at text not null,
		row_hash text not null default ''
	) strict`.execute(db);
	await sql`create index inquiry_entry_of_topic
		on inquiry_entry (department_id, fiscal_year, topic_kind, topic, id)`.execute(db);
	await sql`create view inquiry as
		select x.department_id, x.fiscal_year, x.topic_kind, x.topic, x.filing_id, x.text, x.written_by, x.written_at,
			y.filing_id as current_filing_id,
			case
				when x.topic_kind = 'rule' and exists (
					select 1 from verdict as v
					where v.verdict_set_id = y.verdict_set_id and v.rule = x.topic and v.state = 'pass'
				) then 'corrected'
				when x.entry = 'ask' then 'asked'
				when x.entry = 'answer' then 'explained'
				when x.entry = 'accept' then 'accepted'
				else 'open'
			end as status
		from inquiry_entry as x
		left join department_year as y
			on y.department_id = x.department_id and y.fiscal_year = x.fiscal_year
		where x.id = (select max(l.id) from inquiry_entry as l
			where l.department_id = x.department_id and l.fiscal_year = x.fiscal_year
				and l.topic_kind = x.topic_kind and l.topic = x.topic)`.execute(db);
}

/** Takes over the notes of officers: something noted as explained or corrected was settled, so it is accepted. */
async function takeOverFollowUps(db: Kysely<unknown>): Promise<void> {
	await sql`insert into inquiry_entry
		(department_id, fiscal_year, topic_kind, topic, filing_id, entry, text, written_by, written_at)
		select u.department_id, u.fiscal_year, 'rule', u.rule, y.filing_id,
			case u.status when 'asked' then 'ask' when 'open' then 'reopen' else 'accept' end,
			u.note, '〔升级前〕', u.updated_at
		from follow_up as u
		inner join department_year as y
			on y.department_id = u.department_id and y.fiscal_year = u.fiscal_year
		order by u.updated_at`.execute(db);
	await sql`drop table follow_up`.execute(db);
}
