/**
 * Keeps the files that were handed in, beside the database, until they are confirmed or taken back. A file counts once
 * its description stands beside it, which is written last: what a stopped server leaves half is no file.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { visibleText } from '#lib/catalogue/characters.ts';
import { MAX_FILE_BYTES } from '#lib/documents/caps.ts';
import { localPath } from '../ledger/connection/address.ts';
import { sha256 } from '../ledger/integrity/sha256.ts';
import { RefusedError } from '../refused-error.ts';
import type { SentFile } from './multipart.ts';

/** Files of one hand-in, and their bytes together: a city's reports of a year. */
const MOST_FILES = 2_000;
const MOST_BYTES = 1024 * 1024 * 1024;
const MB = 1024 * 1024;

/** Limits of a hand-in, for its page to say. */
export const LIMITS = { bytes: MAX_FILE_BYTES, files: MOST_FILES };

export interface SpooledFile {
	/** As the browser named it, below the chosen folder. */
	path: string;
	name: string;
	folder_names: string[];
	bytes: number;
	/** The sentence why it was not taken; null where it was. */
	refused: string | null;
	/** Path of its bytes. */
	at: string;
}

/** Folder of all hand-ins that wait. */
export function spoolOf(databasePath: string): string {
	return `${localPath(databasePath)}-hand-ins`;
}

/** Folder of one. `id` is one that this program has made. */
export function folderOf(databasePath: string, id: string): string {
	return join(spoolOf(databasePath), id);
}

/** By their paths. Another process may be removing them: what is gone meanwhile is left out. */
export function spooledFiles(folder: string): SpooledFile[] {
	return (unlessGone(() => readdirSync(folder)) ?? [])
		.filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
		.flatMap((name) => {
			const text = unlessGone(() => readFileSync(join(folder, name), 'utf8'));
			if (text === null) return [];
			const told = JSON.parse(text) as Omit<SpooledFile, 'at'>;
			return [{ ...told, at: join(folder, name.replace('.json', '')) }];
		})
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Returns what `read` does; null where the file or folder is not there, or not any more. */
export function unlessGone<T>(read: () => T): T | null {
	try {
		return read();
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
		throw error;
	}
}

/**
 * Takes a file in; one that was sent again takes the place of the former.
 * @param sent paths of the files that came with the same form; this one's is added
 * @throws RefusedError for one too many
 */
export async function spoolFile(
	folder: string,
	{ filename, read }: SentFile,
	sent = new Set<string>()
): Promise<void> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const named = apartFrom(sent, nameOf(filename));
	sent.add(named.path);
	const key = sha256(named.path);
	const sizes = sizesIn(folder);
	// Not one more description: whoever sends without end would fill the disk with them.
	if (!sizes.has(key) && sizes.size >= MOST_FILES)
		throw new RefusedError(`一次报送不超过${MOST_FILES}个文件，请分几次报送。`);
	sizes.delete(key);
	const held = sizes.values().reduce((sum, size) => sum + size, 0);
	const most = Math.min(MAX_FILE_BYTES, MOST_BYTES - held);
	const part = join(folder, `${randomUUID()}.part`);
	const bytes = await writePart(part, read, most);
	const refused = refusalOf(named.name, bytes, most);
	await rename(part, join(folder, key));
	await writeWhole(join(folder, `${key}.json`), { ...named, bytes: bytes ?? 0, refused });
	sizes.set(key, bytes ?? 0);
}

/** Bytes of the files of each folder by their keys: to read all descriptions for each further file takes too long. */
const known = new Map<string, Map<string, number>>();

function sizesIn(folder: string): Map<string, number> {
	const found = known.get(folder);
	if (found) return found;
	const sizes = new Map(spooledFiles(folder).map(({ at, bytes }) => [basename(at), bytes]));
	known.set(folder, sizes);
	return sizes;
}

/** The sentence that refuses a file of so many bytes, null for more than `most`; null where it is taken. */
function refusalOf(name: string, bytes: number | null, most: number): string | null {
	if (bytes === null) return tooLarge(name, most);
	return bytes === 0 ? empty(name) : null;
}

function tooLarge(name: string, most: number): string {
	return most < MAX_FILE_BYTES
		? `“${name}”未接收：这次报送的文件合计超过${MOST_BYTES / MB} MB，请分几次报送。`
		: `“${name}”未接收：超过单个文件的上限${MAX_FILE_BYTES / MB} MB；请删去图片等无关内容，另存后再报送。`;
}

function empty(name: string): string {
	return `“${name}”未接收：是空文件，没有内容；请检查原文件。`;
}

/** Its length; null where it is longer than `most`, and then nothing is kept of it. */
async function writePart(
	path: string,
	read: SentFile['read'],
	most: number
): Promise<number | null> {
	const file = await open(path, 'wx', 0o600);
	let bytes = 0;
	try {
		for (let piece = await read(); piece !== null; piece = await read()) {
			bytes += piece.length;
			if (bytes <= most) await file.write(piece);
			else if (bytes - piece.length <= most) await file.truncate(0);
		}
		await file.sync();
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	} finally {
		await file.close();
	}
	return bytes <= most ? bytes : null;
}

/** Writes the content as JSON: whole, or not at all. */
export async function writeWhole(path: string, content: unknown): Promise<void> {
	const part = `${path}.${randomUUID()}.part`;
	await writeFile(part, JSON.stringify(content), { mode: 0o600, flush: true });
	await rename(part, path);
}

export function removeSpool(folder: string): void {
	known.delete(folder);
	rmSync(folder, { recursive: true, force: true });
}

const DEEPEST = 16;
const LONGEST_NAME = 200;

type FileName = Pick<SpooledFile, 'path' | 'name' | 'folder_names'>;

/** Files of one form that have the same path were picked from several folders: each after the first is numbered. */
function apartFrom(sent: ReadonlySet<string>, named: FileName): FileName {
	let apart = named;
	for (let number = 2; sent.has(apart.path); number++) {
		const { name: stem, ext } = parse(named.name);
		const name = `${stem} (${number})${ext}`;
		apart = { ...named, name, path: [...named.folder_names, name].join('/') };
	}
	return apart;
}

/** A name is only ever shown and read for what it says: the bytes lie under a name of our own. */
function nameOf(filename: string): FileName {
	const parts = visibleText(filename.normalize('NFC'))
		.replaceAll('\n', '')
		.split(/[/\\]/)
		.map((part) => shorten(part.trim()))
		.filter((part) => part !== '' && part !== '.' && part !== '..')
		.slice(-DEEPEST);
	const name = parts.at(-1) ?? '未命名';
	return { path: parts.join('/') || name, name, folder_names: parts.slice(0, -1) };
}

/** The ending says what kind of file it is. */
function shorten(part: string): string {
	const letters = [...part];
	if (letters.length <= LONGEST_NAME) return part;
	return [...letters.slice(0, LONGEST_NAME - 20), '…', ...letters.slice(-19)].join('');
}
