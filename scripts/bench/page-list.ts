/** Every page of a ledger, and how its data are made to look changed. */
import { DatabaseSync } from 'node:sqlite';
import { firstPages } from '#lib/server/http/first-pages.ts';
import { openReader } from '#lib/server/store/open.ts';

/** The main pages, one department and the source of its report. */
export async function pagesOf(database: string): Promise<string[]> {
	const db = openReader(database);
	try {
		return await firstPages(db);
	} finally {
		await db.destroy();
	}
}

/** As an import does at its end; nothing else changes. */
export function raiseVersion(database: string): void {
	const connection = new DatabaseSync(database);
	connection.exec('update data_version set version = version + 1');
	connection.close();
}
