/** Databases with data as releases have built them; a release adds its own, and none is ever changed. */
import SqliteConnection from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const DATABASES = join(import.meta.dirname, '../../../fixtures/databases');

/** Writes the database of a release to `path`, where none is. */
export function restoreDump(release: string, path: string): void {
	const connection = new SqliteConnection(path);
	// As a database is left by the program; the pragma is part of its first page, and no part of the text.
	connection.pragma('journal_mode = wal');
	connection.exec(gunzipSync(readFileSync(join(DATABASES, `${release}.sql.gz`))).toString());
	connection.close();
}
