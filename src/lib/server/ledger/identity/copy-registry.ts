/** A ledger in memory that knows the departments of another and holds no filing of theirs. */
import type { Kysely, Selectable } from 'kysely';
import { insertRows } from '../connection/insert.ts';
import { IN_MEMORY, openWriter } from '../connection/open.ts';
import { migrate } from '../schema/migrate.ts';
import type {
	Database,
	DepartmentAliasTable,
	DepartmentTable,
	JurisdictionTable
} from '../schema/schema.ts';

const JURISDICTION = ['code', 'name', 'is_demo', 'row_hash'] as const;
const DEPARTMENT = [
	'id',
	'jurisdiction_code',
	'code',
	'name',
	'kind',
	'division',
	'successor_id',
	'succeeded_from',
	'is_filed',
	'row_hash'
] as const;
const ALIAS = ['department_id', 'alias', 'is_filed', 'row_hash'] as const;

/** Departments keep their ids. Close with `destroy()`. */
export async function openRegistryCopy(db: Kysely<Database>): Promise<Kysely<Database>> {
	const copy = openWriter(IN_MEMORY);
	await migrate(copy, IN_MEMORY);
	const jurisdictions = await db.selectFrom('jurisdiction').selectAll().execute();
	const departments = await db.selectFrom('department').selectAll().orderBy('id').execute();
	const aliases = await db.selectFrom('department_alias').selectAll().execute();
	await copy
		.transaction()
		.execute((transaction) => copyRegistry(transaction, { jurisdictions, departments, aliases }));
	return copy;
}

/** Rows of a registry. */
export interface RegistryRows {
	jurisdictions: readonly Selectable<JurisdictionTable>[];
	/** In the order of their ids. */
	departments: readonly Selectable<DepartmentTable>[];
	aliases: readonly Selectable<DepartmentAliasTable>[];
}

/** Writes the registry of another ledger into one that has no department yet. */
export async function copyRegistry(
	transaction: Kysely<Database>,
	{ jurisdictions, departments, aliases }: RegistryRows
): Promise<void> {
	await transaction.deleteFrom('jurisdiction').execute();
	await insertRows(transaction, 'jurisdiction', JURISDICTION, jurisdictions);
	// A department may be older than the one that took it over.
	const alone = departments.map((row) => ({ ...row, successor_id: null }));
	await insertRows(transaction, 'department', DEPARTMENT, alone);
	for (const { id, successor_id } of departments) {
		if (successor_id === null) continue;
		const link = transaction.updateTable('department').set({ successor_id });
		await link.where('id', '=', id).execute();
	}
	await insertRows(transaction, 'department_alias', ALIAS, aliases);
}

/** Registers those of the departments, with their jurisdictions, that the ledger they were copied from has not. */
export async function registerCopied(
	copy: Kysely<Database>,
	ledger: Kysely<Database>,
	departments: ReadonlySet<number>
): Promise<void> {
	const known = await ledger.selectFrom('department').select('id').execute();
	const missing = departments.difference(new Set(known.map(({ id }) => id)));
	for (const id of missing) {
		const row = await copy
			.selectFrom('department')
			.selectAll()
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const jurisdiction = await copy
			.selectFrom('jurisdiction')
			.selectAll()
			.where('code', '=', row.jurisdiction_code)
			.executeTakeFirstOrThrow();
		const insert = ledger.insertInto('jurisdiction').values(jurisdiction);
		await insert.onConflict((conflict) => conflict.doNothing()).execute();
		await ledger.insertInto('department').values(row).execute();
	}
}
