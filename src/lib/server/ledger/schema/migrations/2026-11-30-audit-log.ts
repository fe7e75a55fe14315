/** The record of what was done, to which lines are only added: triggers refuse to change or delete one. */
import { SqliteAdapter, sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
	const table = db.schema
		.createTable('audit_log')
		// SQLite then remembers the last number also where the last lines are gone.
		.addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement().notNull())
		.addColumn('recorded_at', 'text', (column) => column.notNull())
		.addColumn('actor', 'text', (column) => column.notNull())
		.addColumn('action', 'text', (column) => column.notNull())
		.addColumn('subject', 'text', (column) => column.notNull())
		.addColumn('detail', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull());
	await (isSqlite ? table.modifyEnd(sql`strict`) : table).execute();
	if (!isSqlite) return;
	await sql`create trigger audit_log_refuses_update before update on audit_log
		begin select raise(abort, 'audit_log is only added to'); end`.execute(db);
	await sql`create trigger audit_log_refuses_delete before delete on audit_log
		begin select raise(abort, 'audit_log is only added to'); end`.execute(db);
}
