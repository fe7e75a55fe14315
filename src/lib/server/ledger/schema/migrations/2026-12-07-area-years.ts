/**
 * Counts the current filings of each jurisdiction and year, so that a page which lists jurisdictions need not count the rows of a
 * nation. Triggers keep the counts, so that no way of storing, restoring or merging can leave them out.
 */
import { sql, type Kysely } from 'kysely';

const COUNT = sql`insert into area_year (jurisdiction_code, fiscal_year, filings)
	values (new.jurisdiction_code, new.fiscal_year, 1)
	on conflict do update set filings = filings + 1`;

const DISCOUNT = sql`
	update area_year set filings = filings - 1
	where jurisdiction_code = old.jurisdiction_code and fiscal_year = old.fiscal_year;
	delete from area_year where jurisdiction_code = old.jurisdiction_code and fiscal_year = old.fiscal_year
		and filings = 0`;

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table area_year (
		jurisdiction_code text not null references jurisdiction (code),
		fiscal_year integer not null,
		filings integer not null check (filings >= 0),
		primary key (jurisdiction_code, fiscal_year)
	) strict, without rowid`.execute(db);
	await sql`insert into area_year (jurisdiction_code, fiscal_year, filings)
		select jurisdiction_code, fiscal_year, count(*) from department_year
		group by jurisdiction_code, fiscal_year`.execute(db);
	await sql`create trigger department_year_begins after insert on department_year
		begin ${COUNT}; end`.execute(db);
	await sql`create trigger department_year_ends after delete on department_year
		begin ${DISCOUNT}; end`.execute(db);
	await sql`create trigger department_year_moves after update of jurisdiction_code, fiscal_year on department_year
		when (new.jurisdiction_code, new.fiscal_year) <> (old.jurisdiction_code, old.fiscal_year)
		begin ${DISCOUNT}; ${COUNT}; end`.execute(db);
}
