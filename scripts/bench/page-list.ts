/** Every page of a ledger, and how its data are made to look changed. */
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { firstPages } from '#lib/server/web/first-pages.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';

/** The made-up city and its years in the bundled data. */
export const DEMO_AREA = '999900';
export const DEMO_YEARS = [2018, 2019, 2020, 2021, 2022, 2023];
/** Pages that readers of the city open most, in no order. */
export const DEMO_PATHS = [
	'/',
	'/departments',
	'/structure',
	'/three-public',
	'/balances',
	'/scores',
	'/outliers',
	'/findings',
	'/filings',
	'/brief',
	'/changes',
	'/departments/101',
	'/departments/302'
];

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
