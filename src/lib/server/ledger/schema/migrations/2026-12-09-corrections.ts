/**
 * Table of the figures that were corrected by hand (人工更正), and a view of those that are used. A filed figure keeps its row of
 * its version; the version that a correction makes has the corrected one, whose place ends with the correction's number.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table correction (
		id integer primary key autoincrement,
		corrected_filing_id integer not null references filing (id),
		filing_id integer not null references filing (id),
		unit text not null,
		measure text not null,
		basis text not null check (basis in ('actual', 'budget_initial', 'budget_adjusted')),
		place text,
		old_value integer,
		old_missing text,
		old_printed text not null,
		value integer,
		missing text,
		printed text not null,
		printed_unit text not null,
		reason text not null check (reason <> ''),
		corrected_by text not null,
		corrected_at text not null,
		replaces_id integer references correction (id),
		taken_back_filing_id integer references filing (id),
		taken_back_by text,
		taken_back_at text,
		taken_back_reason text,
		row_hash text not null default '',
		check ((value is null) <> (missing is null)),
		check ((old_value is null) <> (old_missing is null))
	) strict`.execute(db);
	await sql`create index correction_filing on correction (filing_id)`.execute(db);
	await sql`create view current_correction as
		select c.id, d.jurisdiction_code, d.code as department_code, d.name as department_name, f.fiscal_year,
			f.id as current_filing_id, c.unit, c.measure, c.basis, c.old_value, c.old_missing, c.old_printed,
			c.value, c.missing, c.printed, c.printed_unit, c.reason, c.corrected_by, c.corrected_at
		from correction as c
		join filing as made on made.id = c.filing_id
		join filing as f on f.department_id = made.department_id and f.fiscal_year = made.fiscal_year
			and f.is_current = 1
		join department as d on d.id = f.department_id
		where exists (
			select 1 from figure as g
			where g.filing_id = f.id and g.measure = c.measure and g.basis = c.basis
				and g.place like '%,"correction":' || c.id || '}'
		)`.execute(db);
	await restateFilingState(db);
}

/** A version that a correction by hand made is none that the department filed, so it does not answer a return. */
async function restateFilingState(db: Kysely<unknown>): Promise<void> {
	await sql`drop view filing_state`.execute(db);
	await sql`create view filing_state as
		with current as (
			select y.department_id, y.fiscal_year, y.filing_id, (
				select max(f.id) from filing as f
				where f.department_id = y.department_id and f.fiscal_year = y.fiscal_year and f.id <= y.filing_id
					and f.id not in (select filing_id from correction)
					and f.id not in (
						select taken_back_filing_id from correction where taken_back_filing_id is not null
					)
			) as filed_id
			from department_year as y
		)
		select x.department_id, x.fiscal_year, y.filing_id, x.reason, x.due_on, x.decided_by, x.decided_at,
			case
				when x.decision = 'returned' and y.filed_id <= x.filing_id then 'returned'
				when x.decision = 'confirmed' and y.filing_id = x.filing_id then 'confirmed'
				when x.decision <> 'reopened' and y.filed_id > x.filing_id then 'corrected'
				else 'filed'
			end as state
		from filing_decision as x
		inner join current as y
			on y.department_id = x.department_id and y.fiscal_year = x.fiscal_year
		where x.id = (select max(l.id) from filing_decision as l
			where l.department_id = x.department_id and l.fiscal_year = x.fiscal_year)`.execute(db);
}
