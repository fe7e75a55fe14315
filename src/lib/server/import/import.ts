/**
 * Imports files: finds them, parses them in processes of their own, and stores what they state, one file after another
 * in an order that does not depend on how they were named. The one writer is this process.
 */
import type { JurisdictionClaim, RecognisedFiling } from '#lib/filing/filing.ts';
import type { Kysely } from 'kysely';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import type { TableRows } from '#lib/documents/table/rows.ts';
import { inOneRow } from '#lib/forms/table/in-one-row.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { OWN_EXPORT } from '#lib/forms/table/own-export.ts';
import { namesOfFile } from '#lib/forms/table/title-lines.ts';
import { stateParts } from '#lib/documents/issue.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { ParseReply } from './parser/messages.ts';
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { PARSER_LIMITS, ParserPool, WORKER } from './parser/process.ts';
import { ledgerExists } from '../ledger/connection/address.ts';
import { openCopy } from '../ledger/schema/copies.ts';
import { asStoreError } from '../ledger/connection/errors.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { makeSource } from '../ledger/filing/sources.ts';
import { sharingTransaction, startSession, type Session } from '../ledger/connection/session.ts';
import { differencesBetween } from '../ledger/filing/difference.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';
import { refuseOthers } from '../ledger/filing/owners.ts';
import { storeFiling } from '../ledger/filing/write.ts';
import type { Database } from '../ledger/schema/schema.ts';
import {
	isTableOf,
	parseAhead,
	type Arrived,
	type ArrivingFile,
	type ParsedFile
} from './read-ahead.ts';
import { findFiles } from './files.ts';
import { refuseFutureYear } from './future-years.ts';
import type { FoundFile } from './found-file.ts';
import { IssueList, toIssue } from './issues.ts';
import { inImportOrder } from './order.ts';
import {
	noFiles,
	readerOf,
	type FileKind,
	type FileReport,
	type FileStatus,
	type ImportListener,
	type ImportSummary,
	type ReadParts,
	type Telling
} from './report.ts';
import { recordRun, type RecordedFile } from './runs.ts';
import { importTables, textTable, type ArrivingTables } from './tables.ts';
import { openTarget } from './target.ts';

export interface ImportOptions {
	databasePath: string;
	/** Nothing is written; what would be is told. */
	dryRun?: boolean;
	/** Everything is stored in one transaction, so that an import which is broken off leaves nothing. */
	atOnce?: boolean;
	/** Holds the registry tables for a database in which nothing is registered. */
	dataFolder?: string;
	/** Forms that officers taught. */
	forms?: readonly LocalForm[];
	listener?: ImportListener;
	/** See {@link Session}. */
	actor?: string;
	only?: number | null;
	filed_on?: string | null;
}

/** Folder of the bundled data. */
export const DATA_FOLDER = join(PROJECT_ROOT, 'data');

/** As {@link importFiles}, of files and folders, recursively. */
export async function importPaths(
	paths: readonly string[],
	options: ImportOptions
): Promise<ImportSummary> {
	return importFiles(() => findFiles(paths), options);
}

/**
 * A file that cannot be imported is told and the others go on.
 * @throws StoreError where the database cannot be used; what was told as stored before is stored.
 */
export async function importFiles(
	find: () => FoundFile[],
	{
		databasePath,
		dryRun = false,
		atOnce = false,
		dataFolder = DATA_FOLDER,
		forms = [],
		listener = {},
		...by
	}: ImportOptions
): Promise<ImportSummary> {
	const db = await openTarget(databasePath, dataFolder, dryRun);
	const pool = new ParserPool(PARSER_LIMITS, WORKER, forms);
	try {
		const files = inImportOrder(find());
		const importInto = (to: Kysely<Database>) =>
			importAll(startSession(to, by), pool, files, listener);
		const summary = await (atOnce ? db.transaction().execute(importInto) : importInto(db));
		await listener.closing?.(db, summary);
		if (dryRun && listener.difference) await tellDifference(databasePath, db, listener);
		return summary;
	} catch (error) {
		throw asStoreError(error) ?? error;
	} finally {
		pool.close();
		await db.destroy();
	}
}

async function tellDifference(
	databasePath: string,
	after: Kysely<Database>,
	listener: ImportListener
): Promise<void> {
	const before = ledgerExists(databasePath) ? await openCopy(databasePath) : null;
	try {
		await listener.difference?.(differencesBetween(before, after));
	} finally {
		await before?.destroy();
	}
}

/** Imports files in the order given. */
export async function importAll(
	session: Session,
	pool: ParserPool,
	files: readonly ArrivingFile[],
	listener: ImportListener
): Promise<ImportSummary> {
	const summary = noFiles();
	const recorded: RecordedFile[] = [];
	for await (const portion of parseAhead(files, pool)) {
		const begin = ({ path }: ArrivingFile) => listener.begin?.(path, summary.files, files.length);
		// The first is told of before it is stored, since a large table takes long.
		const first = portion[0]?.file;
		if (first) await begin(first);
		for await (const { file, report, tellings } of importPortion(session, portion, listener)) {
			if (file !== first) await begin(file);
			for (const tell of tellings) await tell();
			summary.files += 1;
			summary[report.status] += 1;
			recorded.push({ name: [...file.folder_names, file.name].join('/'), report });
			await listener.file?.(report);
		}
	}
	await recordRun(session, recorded, summary);
	return summary;
}

/** A file that is stored as its report says, with what is still to be told of its filings. */
interface ImportedFile {
	file: ArrivingFile;
	report: FileReport;
	tellings: Telling[];
}

/** Others wait for the lock as long as a transaction lasts, on a busy machine for one document. */
const LONGEST_SHARED_MS = 100;

/** Documents share transactions; a table has its own, and its filings are told as they are committed. */
async function* importPortion(
	session: Session,
	portion: readonly Arrived[],
	listener: ImportListener
): AsyncGenerator<ImportedFile> {
	const left = [...portion];
	const importSome = async (): Promise<ImportedFile[]> => {
		const imported: ImportedFile[] = [];
		const end = performance.now() + LONGEST_SHARED_MS;
		for (let each = left.shift(); each;) {
			const tellings: Telling[] = [];
			const report = await importFile(session, each, listener, tellings);
			imported.push({ file: each.file, report, tellings });
			each = performance.now() < end ? left.shift() : undefined;
		}
		return imported;
	};
	while (left.length > 0) {
		yield* portion.some(isTableOf)
			? await importSome()
			: await sharingTransaction(session, importSome);
	}
}

/** These are known of a file while it is being stored. */
interface Storing {
	session: Session;
	parsed: ParsedFile;
	issues: IssueList;
	statuses: Set<FileStatus>;
	tell: (outcomes: readonly StoredOutcome[]) => Promise<void>;
}

async function importFile(
	session: Session,
	parsed: Arrived,
	listener: ImportListener,
	tellings: Telling[]
): Promise<FileReport> {
	const { path } = parsed.file;
	if ('issue' in parsed) {
		const status = parsed.issue.severity === 'error' ? 'failed' : 'skipped';
		return { path, sha256: null, status, ...UNREAD, issues: [stateParts(parsed.issue)] };
	}
	const statuses = new Set<FileStatus>();
	const tell = async (outcomes: readonly StoredOutcome[]): Promise<void> => {
		for (const outcome of outcomes) {
			statuses.add(outcome.status);
			const told = listener.filing?.(outcome, readerOf(session.shared ?? session.db, outcome));
			const telling = told instanceof Promise ? await told : told;
			if (session.shared && telling) tellings.push(telling);
			else await telling?.();
		}
	};
	const storing = { session, parsed, issues: new IssueList(), statuses, tell };
	const { kind, sections, leftovers } = await storeParsed(storing, parsed.reply);
	const issues = storing.issues.list();
	const status = statusOf(storing);
	return { path, sha256: parsed.sha256, kind, status, sections, leftovers, issues };
}

type FileReading = ReadParts & { kind: FileKind };

const UNREAD: FileReading = { kind: 'unknown', sections: [], leftovers: [] };

/** A refusal is a problem of the file; a failing database ends the import. */
async function storeParsed(storing: Storing, reply: ParseReply): Promise<FileReading> {
	try {
		switch (reply.is) {
			case 'refused':
				storing.issues.add(toIssue(reply));
				return UNREAD;
			case 'table':
				return await storeTables(storing, 'csv', [inOneRow(textTable(storing.parsed.bytes))]);
			case 'sheets':
				storing.issues.add(...reply.issues, ...(reply.recognition?.issues ?? []));
				return await storeTables(
					storing,
					reply.format,
					reply.sheets.map(sheetTable),
					reply.recognition
				);
			case 'read':
				storing.issues.add(...reply.recognition.issues);
				if (!storing.issues.hasErrors) {
					await storeDocument(storing, reply.recognition.filings, reply.format);
				}
				return reply.recognition;
		}
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		// What was said of the rows of a file that is no filing at all is noise.
		if (error.code === OWN_EXPORT) storing.issues = new IssueList();
		storing.issues.add(toIssue(error));
		return reply.is === 'read' ? reply.recognition : UNREAD;
	}
}

async function storeTables(
	{ session, parsed, issues, statuses, tell }: Storing,
	format: ArrivingTables['format'],
	tables: TableRows[],
	forms: Recognition | null = null
): Promise<FileReading> {
	const { bytes, file } = parsed;
	const { name, folder_names } = file;
	const names = namesOfFile(name, folder_names);
	const context = { jurisdiction: jurisdictionIn(folder_names), names };
	const arriving = { bytes, name, format, tables, context, forms };
	const told = await importTables(session, arriving, issues, tell);
	if (told.kind === 'registry') statuses.add(told.changed ? 'stored' : 'unchanged');
	return told;
}

async function storeDocument(
	{ session, parsed, issues, tell }: Storing,
	filings: readonly RecognisedFiling[],
	format: string
): Promise<void> {
	filings.forEach(refuseFutureYear);
	const source = await makeSource(parsed.bytes, parsed.file.name, format);
	const details = { kind: null, division: null };
	const arriving = filings.map((stated) => ({
		filing: {
			...stated,
			jurisdiction: stated.jurisdiction ?? jurisdictionIn(parsed.file.folder_names)
		},
		source,
		details,
		filed_on: session.filed_on,
		shares_file: filings.length > 1
	}));
	await refuseOthers(session, arriving);
	for (const each of arriving) {
		const outcome = await storeFiling(session, each);
		issues.add(...outcome.issues);
		await tell([outcome]);
	}
}

/** A folder named by the code of a jurisdiction. No such code starts with 20, as years do. */
function jurisdictionIn(folder_names: readonly string[]): JurisdictionClaim | null {
	const code = folder_names.findLast((name) => /^(?!20)[1-9]\d{5}$/.test(name));
	return code === undefined ? null : { code, name: null };
}

function statusOf({ issues, statuses }: Storing): FileStatus {
	if (issues.hasErrors) return 'failed';
	const strongest = (['replaced', 'stored', 'unchanged'] as const).find((each) =>
		statuses.has(each)
	);
	return strongest ?? 'skipped';
}
