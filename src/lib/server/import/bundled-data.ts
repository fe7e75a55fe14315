/** The data that comes with the project, for a database in which nothing is filed yet. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../ledger/schema/migrate.ts';
import { openWriter } from '../ledger/connection/open.ts';
import { importPaths } from './import.ts';
import type { ImportListener, ImportSummary } from './report.ts';

/** Reports before tables: a table that repeats a report changes nothing, a report says more than a table. */
const BUNDLED = ['reports', 'demo/reports', 'demo'];

/**
 * Imports the bundled registry, reports and demo data; null where the database holds a filing already. A first start that is
 * broken off leaves no part of the filings, which the next start would take for the whole.
 * @throws StoreError
 */
export async function importBundledData(
	databasePath: string,
	dataFolder: string,
	listener: ImportListener = {}
): Promise<ImportSummary | null> {
	if (await holdsFilings(databasePath)) return null;
	const paths = BUNDLED.map((folder) => join(dataFolder, folder)).filter((path) =>
		existsSync(path)
	);
	return importPaths(paths, { databasePath, dataFolder, listener, atOnce: true });
}

async function holdsFilings(databasePath: string): Promise<boolean> {
	const db = openWriter(databasePath);
	try {
		await migrate(db, databasePath);
		return (await db.selectFrom('filing').select('id').limit(1).execute()).length > 0;
	} finally {
		await db.destroy();
	}
}
