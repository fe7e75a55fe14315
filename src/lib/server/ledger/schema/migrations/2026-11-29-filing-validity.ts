/**
 * Records for each filing in which data versions it was the current one, so that figures can be shown as they were. Triggers write
 * it, so that no way of storing, restoring or merging can leave it out.
 */
import { sql, type Kysely } from 'kysely';

/** The version that the transaction at hand will raise the data to. */
const COMING = sql`(select version + 1 from data_version)`;
/** A filing that becomes current again within one transaction goes on as it was. */
const BEGIN = sql`insert into filing_validity (filing_id, valid_from)
	values (new.id, ${COMING}) on conflict do update set valid_until = null`;

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table filing_validity (
		filing_id integer not null references filing (id) on delete cascade,
		valid_from integer not null,
		valid_until integer,
		filled_in integer,
		primary key (filing_id, valid_from)
	) strict, without rowid`.execute(db);
	await sql`insert into filing_validity (filing_id, valid_from)
		select id, (select version from data_version) from filing where is_current = 1`.execute(db);
	await sql`create trigger filing_begins after insert on filing when new.is_current = 1
		begin ${BEGIN}; end`.execute(db);
	await sql`create trigger filing_returns after update of is_current on filing
		when new.is_current = 1 and old.is_current = 0
		begin ${BEGIN}; end`.execute(db);
	await sql`create trigger filing_ends after update of is_current on filing
		when new.is_current = 0 and old.is_current = 1
		begin
			update filing_validity set valid_until = ${COMING}
			where filing_id = new.id and valid_until is null;
		end`.execute(db);
	await sql`create trigger filing_is_filled after update of content_sha256 on filing
		when new.content_sha256 <> old.content_sha256
		begin
			update filing_validity set filled_in = ${COMING}
			where filing_id = new.id and valid_until is null;
		end`.execute(db);
}
