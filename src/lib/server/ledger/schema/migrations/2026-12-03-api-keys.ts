/** Table of the keys that scripts read with in place of a session. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table api_key (
		id integer primary key autoincrement,
		name text not null,
		user_id text not null references app_user (id) on delete cascade,
		key_sha256 text not null unique,
		created_by text not null,
		created_at text not null,
		revoked_at text
	) strict`.execute(db);
}
