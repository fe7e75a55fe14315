/** The database that an import writes to: the real one, or for a dry run a copy in memory that goes with it. */
import type { Kysely } from 'kysely';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import { decodeText } from '#lib/documents/characters/encoding.ts';
import { readRegistry, type RegistryEntries } from '#lib/forms/registry/registry-tables.ts';
import { StoreError } from '../ledger/connection/errors.ts';
import { migrate } from '../ledger/schema/migrate.ts';
import { ledgerExists } from '../ledger/connection/address.ts';
import { IN_MEMORY, openWriter } from '../ledger/connection/open.ts';
import { openCopy } from '../ledger/schema/copies.ts';
import { registerEntries } from '../ledger/identity/register.ts';
import type { Database } from '../ledger/schema/schema.ts';

const REGISTRY_FILES = ['jurisdictions.csv', 'departments.csv', 'expected_filings.csv'];

/**
 * Migrated, and with the registry tables of `dataFolder` where nothing is registered yet. Close with `destroy()`.
 * @throws StoreError
 */
export async function openTarget(
	databasePath: string,
	dataFolder: string,
	dryRun: boolean
): Promise<Kysely<Database>> {
	const copied = dryRun && ledgerExists(databasePath);
	const db = copied ? await openCopy(databasePath) : openWriter(dryRun ? IN_MEMORY : databasePath);
	try {
		if (!copied) await migrate(db, databasePath);
		if (await isUnregistered(db)) await loadRegistryFiles(db, dataFolder);
		return db;
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

async function isUnregistered(db: Kysely<Database>): Promise<boolean> {
	const first = await db.selectFrom('jurisdiction').select('code').limit(1).executeTakeFirst();
	return first === undefined;
}

async function loadRegistryFiles(db: Kysely<Database>, dataFolder: string): Promise<void> {
	const paths = REGISTRY_FILES.map((name) => join(dataFolder, name)).filter((path) =>
		existsSync(path)
	);
	const tables: RegistryEntries[] = [];
	let path = dataFolder;
	try {
		for (path of paths) {
			tables.push(readRegistry(tableRows(decodeText(readFileSync(path)).text)));
		}
		path = dataFolder;
		await registerEntries(db, tables);
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		throw new StoreError('registry_faulty', `名册“${path}”不能使用：${error.message}`);
	}
}
