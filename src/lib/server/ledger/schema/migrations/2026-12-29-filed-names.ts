/**
 * Marks departments that only filings named, and what only filings called them: such a name may give way to a better one,
 * one from a registry table or a person may not. Of departments with a code that are there already nobody can say it.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const table of ['department', 'department_alias']) {
		await sql`alter table ${sql.table(table)} add column is_filed integer not null default 0`.execute(
			db
		);
	}
	await sql`update department set is_filed = 1 where code like 'auto-%'
		and not exists (select 1 from department_alias as a where a.department_id = department.id)`.execute(
		db
	);
}
