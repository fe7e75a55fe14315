/** Reports that were handed in by browser, until they are confirmed, taken back or too old. */
import { SqliteAdapter, sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
	const table = db.schema
		.createTable('hand_in')
		.addColumn('id', 'text', (column) => column.primaryKey().notNull())
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addColumn('actor', 'text', (column) => column.notNull())
		.addColumn('user_id', 'text', (column) => column.references('app_user.id'))
		.addColumn('department_id', 'integer')
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('summary', 'text')
		.addColumn('decided_at', 'text')
		.addCheckConstraint(
			'hand_in_state_is_known',
			sql`state in ('open', 'confirming', 'confirmed', 'taken_back', 'expired')`
		);
	await (isSqlite ? table.modifyEnd(sql`strict`) : table).execute();
}
