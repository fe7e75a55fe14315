/** The filed bytes, stored compressed under their hash. */
import type { Kysely } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { DocumentError } from '#lib/documents/document-error.ts';
import { arrivalTime, type Step } from '../connection/session.ts';
import { sha256 } from '../integrity/sha256.ts';
import type { Database } from '../schema/schema.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A file as filed. */
export interface SourceFile {
	sha256: string;
	/** Base name as filed. */
	name: string;
	format: string;
	byte_length: number;
	/** Gzip-compressed; null once it is stored for good, and no longer held. */
	content: Buffer | null;
}

interface HeldFile extends SourceFile {
	content: Buffer;
}

/** Pieces so large that the C library gives their memory back to the system, which it would keep in small ones. */
const PIECE = 1 << 18;

/** Compresses away from the main thread; a fast level, since a .docx is compressed already. */
export async function makeSource(
	bytes: Uint8Array,
	name: string,
	format: string
): Promise<HeldFile> {
	const content = await compress(bytes, { level: 3, chunkSize: PIECE });
	// The compressor holds its pieces until its callback ends, and a whole import would run within that.
	await setImmediate();
	return { sha256: sha256(bytes), name, format, byte_length: bytes.length, content };
}

/** Stores the file unless its bytes are stored already. */
export async function writeSource(
	db: Kysely<Database>,
	source: HeldFile,
	first_seen_at = new Date().toISOString()
): Promise<void> {
	await db
		.insertInto('source_file')
		.values({ ...source, first_seen_at })
		.onConflict((conflict) => conflict.column('sha256').doNothing())
		.execute();
}

/** As {@link writeSource}, once a session. */
export async function storeSource({ session, db }: Step, source: SourceFile): Promise<void> {
	if (!isHeld(source) || session.sources.has(source.sha256)) return;
	await writeSource(db, source, arrivalTime(session));
	session.sources.add(source.sha256);
}

function isHeld(source: SourceFile): source is HeldFile {
	return source.content !== null;
}

/** Ids of stored files by their hashes. */
export async function sourceIds(
	db: Kysely<Database>,
	hashes: readonly string[]
): Promise<Map<string, number>> {
	const distinct = [...new Set(hashes)];
	if (distinct.length === 0) return new Map();
	const rows = await db
		.selectFrom('source_file')
		.select(['id', 'sha256'])
		.where('sha256', 'in', distinct)
		.execute();
	return new Map(rows.map(({ id, sha256 }) => [sha256, id]));
}

/** The bytes as filed. @throws DocumentError where they are not those of the hash any more. */
export async function readSource(db: Kysely<Database>, hash: string): Promise<Buffer> {
	const { content, name } = await db
		.selectFrom('source_file')
		.select(['content', 'name'])
		.where('sha256', '=', hash)
		.executeTakeFirstOrThrow();
	const bytes = await decompress(content).catch(() => null);
	if (bytes && sha256(bytes) === hash) return bytes;
	throw new DocumentError(
		'source_damaged',
		`已存的原始文件“${name}”与其校验值不符，可能已损坏；请从备份恢复数据库。`
	);
}
