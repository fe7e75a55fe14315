/** Reads and parses files a few ahead of the one that is being stored, in the order of the list. */
import { detectFile } from '#lib/documents/detect.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { ParseReply } from './parser/messages.ts';
import { isRecords } from './parser/text-table.ts';
import type { ParserPool } from './parser/process.ts';
import { sha256 } from '../ledger/integrity/sha256.ts';
import { readBytes } from './read-file.ts';
import type { FoundFile } from './found-file.ts';
import { toIssue } from './issues.ts';
import type { Issue } from '#lib/documents/issue.ts';

/** A file in a folder, in a package or in the ledger. */
export interface ArrivingFile extends Omit<FoundFile, 'read'> {
	/** Reads a file that is not in a folder; null for one that is. */
	read: (() => Uint8Array | Promise<Uint8Array>) | null;
}

/** A file that was read, with what the parsing process says of it. */
export interface ParsedFile {
	file: ArrivingFile;
	bytes: Uint8Array;
	sha256: string;
	reply: ParseReply;
}

/** A file that was not read. */
export interface UnreadFile {
	file: ArrivingFile;
	issue: Issue;
}

/** Enough to keep the parsing processes busy while others are stored; of large files fewer. */
const AHEAD = 16;
const LEAST_AHEAD = 4;
const BYTES_AHEAD = 16 * 1024 * 1024;

/** Documents stored in one transaction: enough that waiting for the disk is shared, few enough that others get their turn. */
const TOGETHER = 8;

/** Archives and compound files are documents, whatever they are called. */
const DOCUMENT_STARTS = ['504b0304', 'd0cf11e0'];

/** Yields documents that are parsed at the same time together, up to a bound; a file of tables comes alone. */
export async function* parseAhead(
	files: readonly ArrivingFile[],
	pool: ParserPool
): AsyncGenerator<Arrived[]> {
	const pending: PendingFile[] = [];
	for (const file of files) {
		pending.push(start(file, pool));
		while (isFull(pending)) yield await nextPortion(pending);
	}
	while (pending.length > 0) yield await nextPortion(pending);
}

export type Arrived = ParsedFile | UnreadFile;

/** Tables are stored in portions of their own. */
export function isTableOf(arrived: Arrived): boolean {
	return 'reply' in arrived && (arrived.reply.is === 'table' || arrived.reply.is === 'sheets');
}

/** A file that is being parsed. */
interface PendingFile {
	parsed: Promise<Arrived>;
	/** Null until it is parsed. */
	arrived: Arrived | null;
	size: Size;
}

/** Size of a file in memory; zero until it is read. */
interface Size {
	bytes: number;
}

function start(file: ArrivingFile, pool: ParserPool): PendingFile {
	const size: Size = { bytes: 0 };
	const parsed = parse(file, pool, size);
	const pending: PendingFile = { parsed, arrived: null, size };
	void parsed.then(
		(arrived) => {
			pending.arrived = arrived;
		},
		() => undefined
	);
	return pending;
}

function isFull(pending: readonly PendingFile[]): boolean {
	if (pending.length <= LEAST_AHEAD) return false;
	const bytes = pending.reduce((sum, each) => sum + each.size.bytes, 0);
	return pending.length > AHEAD || bytes > BYTES_AHEAD;
}

async function nextPortion(pending: PendingFile[]): Promise<Arrived[]> {
	const [first] = pending.splice(0, 1);
	const portion = first ? [await first.parsed] : [];
	if (portion.some(isTableOf)) return portion;
	while (portion.length < TOGETHER) {
		const next = pending[0]?.arrived;
		if (!next || isTableOf(next)) break;
		portion.push(next);
		pending.shift();
	}
	return portion;
}

async function parse(file: ArrivingFile, pool: ParserPool, size: Size): Promise<Arrived> {
	if (file.issue) return { file, issue: file.issue };
	let bytes: Uint8Array;
	try {
		bytes = file.read ? await file.read() : readBytes(file.path);
	} catch (error) {
		if (error instanceof DocumentError) return { file, issue: toIssue(error) };
		throw error;
	}
	size.bytes = bytes.length;
	const { name, folder_names } = file;
	const reply: ParseReply = isTableFile(name, bytes)
		? { is: 'table' }
		: await pool.parse({ name, folder_names, bytes });
	return { file, bytes, sha256: sha256(bytes), reply };
}

const LONGEST_FORM = 100_000;

/**
 * A long CSV file is a table of records, and so is a short one whose rows name departments: this process reads them row
 * by row. Any other may be a filled form, which needs a parsing process.
 */
function isTableFile(name: string, bytes: Uint8Array): boolean {
	const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
	if (!/\.(?:csv|tsv)$/i.test(name) || DOCUMENT_STARTS.includes(start)) return false;
	return bytes.length > LONGEST_FORM || isShortTable(name, bytes);
}

function isShortTable(name: string, bytes: Uint8Array): boolean {
	try {
		const file = detectFile(bytes, name);
		return file.kind === 'text' && isRecords(file.text);
	} catch (error) {
		if (error instanceof DocumentError) return false;
		throw error;
	}
}
