/** Every page of a ledger, and how its data are made to look changed. */
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { firstPages } from '#lib/server/web/first-pages.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';

/** The main pages, one department and the source of its report. */
export async function pagesOf(database: string): Promise<string[]> {
	const db = openReader(database);
	try {
		return await firstPages(db);
	} finally {
		await db.destroy();
	}
}

/** A copy below `folder`, since measuring changes the data version; resolves to its path. */
export async function copyOf(database: string, folder: string): Promise<string> {
	const path = join(folder, 'copy.db');
	const connection = new DatabaseSync(database, { readOnly: true });
	await backup(connection, path);
	connection.close();
	return path;
}

/** As an import does at its end; nothing else changes. */
export function raiseVersion(database: string): void {
	const connection = new DatabaseSync(database);
	connection.exec('update data_version set version = version + 1');
	connection.close();
}
