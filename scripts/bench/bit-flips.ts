/**
 * Flips single bits of a copy of a database and asks `db:verify`'s check of each: every flip that changes a stored
 * value, or makes it unreadable, must be found. `node scripts/bench/bit-flips.ts [FLIPS] [SEED] [PATH…]`; without paths
 * the bundled report and departments are the database.
 */
import SqliteConnection from 'better-sqlite3';
import {
	closeSync,
	copyFileSync,
	fsyncSync,
	openSync,
	readSync,
	statSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { randomFor } from '../demo/city/random.ts';
import { sayMachine, scratchFolder } from './measure.ts';

/** Tables that no page reads: the bookkeeping of migrations and imports, and hashes, which only verification reads. */
const UNREAD = /^kysely_|^import_|sha256$|^row_hash$/;

const [flips = '1000', seed = 'bit flips', ...paths] = process.argv.slice(2);
const folder = scratchFolder();
const whole = join(folder, 'whole.db');
const copy = join(folder, 'copy.db');
const dataFolder = join(PROJECT_ROOT, 'data');

sayMachine();
const sources = paths.length > 0 ? paths : [join(dataFolder, 'reports')];
await importPaths(sources, { databasePath: whole, dataFolder });
const truth = readAll(whole);
const size = statSync(whole).size;
const random = randomFor(seed);
const counts = { harmless: 0, found: 0, missed: 0, 'found though harmless': 0 };

console.log(`${flips} flips in ${size} bytes`);
for (let turn = 0; turn < Number(flips); turn++) {
	copyFileSync(whole, copy);
	const bit = Math.floor(random.between(0, size * 8));
	flip(copy, bit);
	const changed = difference(truth, readAll(copy));
	const isFound = await findsProblem(copy);
	if (changed === null) counts[isFound ? 'found though harmless' : 'harmless'] += 1;
	else counts[isFound ? 'found' : 'missed'] += 1;
	if (changed !== null && !isFound) console.log(`missed: bit ${bit}, ${changed}`);
}
console.table(counts);
if (counts.missed > 0) process.exitCode = 1;

function flip(path: string, bit: number): void {
	const file = openSync(path, 'r+');
	const byte = Buffer.alloc(1);
	const at = Math.floor(bit / 8);
	readSync(file, byte, 0, 1, at);
	byte.writeUInt8(byte.readUInt8(0) ^ (1 << (bit % 8)));
	writeSync(file, byte, 0, 1, at);
	fsyncSync(file);
	closeSync(file);
}

/** Every value that pages can read, by table; null where a table cannot be read. */
function readAll(path: string): Map<string, string | null> {
	const read = new Map<string, string | null>();
	try {
		const connection = new SqliteConnection(path, { readonly: true });
		for (const table of tablesOf(connection)) read.set(table, readTable(connection, table));
		connection.close();
	} catch {
		read.set('the database', null);
	}
	return read;
}

function tablesOf(connection: SqliteConnection.Database): string[] {
	const names = connection
		.prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
		.pluck()
		.all() as string[];
	return names.filter((name) => !UNREAD.test(name));
}

function readTable(connection: SqliteConnection.Database, table: string): string | null {
	try {
		const rows = connection.prepare(`select * from "${table}"`).all() as object[];
		return JSON.stringify(rows, (key, value: unknown) => (UNREAD.test(key) ? undefined : value));
	} catch {
		return null;
	}
}

/** Names the difference in a few words; null where there is none. */
function difference(
	before: ReadonlyMap<string, string | null>,
	after: ReadonlyMap<string, string | null>
): string | null {
	for (const table of new Set([...before.keys(), ...after.keys()])) {
		const [was, is] = [before.get(table) ?? '', after.get(table) ?? ''];
		if (was === is) continue;
		const at = [...was].findIndex((letter, index) => letter !== is[index]);
		return `${table}: ${was.slice(Math.max(0, at - 60), at + 40)} became ${is.slice(at, at + 40)}`;
	}
	return null;
}

async function findsProblem(path: string): Promise<boolean> {
	try {
		const db = openReader(path);
		try {
			return (await verifyLedger(db)).problems.length > 0;
		} finally {
			await db.destroy();
		}
	} catch {
		return true;
	}
}
