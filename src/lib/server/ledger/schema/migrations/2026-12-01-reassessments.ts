/** Tables of the bureau's own scores (复评) and of the samples that were drawn for them, apart from what departments file. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table reassessment (
		department_id integer not null references department (id),
		fiscal_year integer not null,
		indicator text not null,
		score integer not null check (score >= 0),
		reason text not null,
		assessed_by text not null,
		assessed_at text not null,
		row_hash text not null default '',
		primary key (department_id, fiscal_year, indicator)
	) strict, without rowid`.execute(db);
	await sql`create table reassessment_sample (
		id integer primary key autoincrement,
		jurisdiction_code text not null references jurisdiction (code),
		fiscal_year integer not null,
		method text not null check (method in ('random', 'findings', 'spending', 'score', 'hand')),
		seed text not null,
		pool integer not null,
		drawn_by text not null,
		drawn_at text not null,
		row_hash text not null default ''
	) strict`.execute(db);
	await sql`create table reassessment_draw (
		sample_id integer not null references reassessment_sample (id) on delete cascade,
		department_id integer not null references department (id),
		primary key (sample_id, department_id)
	) strict, without rowid`.execute(db);
}
