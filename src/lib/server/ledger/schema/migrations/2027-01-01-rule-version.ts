/**
 * Says by which rules the reports of the ledger were last judged, so that a program with other rules judges them anew.
 * Of reports that are there already nobody can say it; those to come are judged by the rules of this program.
 */
import { sql, type Kysely } from 'kysely';
import { RULE_VERSION } from '#lib/catalogue/rules.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table data_version add column rule_version text not null default ''`.execute(db);
	await sql`update data_version set rule_version = ${RULE_VERSION}
		where not exists (select 1 from filing)`.execute(db);
}
