/** Tables of the users who may sign in, and of the sessions of those who have. The columns that better-auth reads and writes are its own. */
import {
	SqliteAdapter,
	sql,
	type ColumnDefinitionBuilder,
	type CreateTableBuilder,
	type Kysely
} from 'kysely';

type Table = CreateTableBuilder<string>;

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const ofUser = (column: ColumnDefinitionBuilder) =>
	column.notNull().references('app_user.id').onDelete('cascade');

export async function up(db: Kysely<unknown>): Promise<void> {
	const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
	const create = (name: string, define: (table: Table) => Table) => {
		const table = define(db.schema.createTable(name));
		return (isSqlite ? table.modifyEnd(sql`strict`) : table).execute();
	};
	await create('app_user', defineUser);
	await create('app_session', (table) =>
		table
			.addColumn('id', 'text', key)
			.addColumn('token', 'text', (column) => column.notNull().unique())
			.addColumn('user_id', 'text', ofUser)
			.addColumn('expires_at', 'text', required)
			.addColumn('ip_address', 'text')
			.addColumn('user_agent', 'text')
			.addColumn('created_at', 'text', required)
			.addColumn('updated_at', 'text', required)
	);
	await create('app_credential', (table) =>
		table
			.addColumn('id', 'text', key)
			.addColumn('account_id', 'text', required)
			.addColumn('provider_id', 'text', required)
			.addColumn('user_id', 'text', ofUser)
			.addColumn('password', 'text', required)
			.addColumn('created_at', 'text', required)
			.addColumn('updated_at', 'text', required)
			.addUniqueConstraint('credential_of_user', ['user_id', 'provider_id'] as never[])
	);
	await create('sign_in_attempts', (table) =>
		table
			.addColumn('username', 'text', key)
			.addColumn('failures', 'integer', required)
			.addColumn('last_at', 'text', required)
	);
	await create('session_secret', (table) =>
		table
			.addColumn('id', 'integer', key)
			.addColumn('secret', 'text', required)
			.addCheckConstraint('single_secret', sql`id = 1`)
	);
	await db.schema.createIndex('app_session_user').on('app_session').columns(['user_id']).execute();
}

function defineUser(table: Table): Table {
	return table
		.addColumn('id', 'text', key)
		.addColumn('username', 'text', (column) => column.notNull().unique())
		.addColumn('name', 'text', required)
		.addColumn('email', 'text', (column) => column.notNull().unique())
		.addColumn('email_verified', 'integer', flag)
		.addColumn('image', 'text')
		.addColumn('role', 'text', required)
		.addColumn('jurisdiction_code', 'text', (column) => column.references('jurisdiction.code'))
		.addColumn('division', 'text')
		.addColumn('department_id', 'integer', (column) =>
			column.references('department.id').onDelete('set null')
		)
		.addColumn('is_disabled', 'integer', flag)
		.addColumn('must_change_password', 'integer', flag)
		.addColumn('created_at', 'text', required)
		.addColumn('updated_at', 'text', required)
		.addCheckConstraint(
			'user_role_is_known',
			sql`role in ('leader', 'performance', 'division', 'department', 'administrator')`
		)
		.addCheckConstraint(
			'user_flags_are_flags',
			sql`email_verified in (0, 1) and is_disabled in (0, 1) and must_change_password in (0, 1)`
		)
		.addCheckConstraint(
			'division_is_named',
			sql`role <> 'division' or (division is not null and jurisdiction_code is not null)`
		);
}
