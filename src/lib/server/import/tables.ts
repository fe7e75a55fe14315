/**
 * Stores the tables of a file, which hold many filings. They are walked twice: first to find every problem, since a file with an error is
 * refused whole; then to store the filings, some at a time, so that one table is never held in memory as filings.
 */
import type { Issue } from '#lib/documents/issue.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { TableKind } from '#lib/forms/table/head-kind.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { openTable } from '#lib/forms/table/head.ts';
import type { TableContext, TableOutcome } from '#lib/forms/table/outcomes.ts';
import { type TableRows } from '#lib/documents/table/rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import type { SourceFormat } from '#lib/documents/model.ts';
import { encodingOf } from '#lib/documents/encoding.ts';
import { readRegistry } from '#lib/forms/registry/registry-tables.ts';
import { registerEntries } from '../ledger/identity/register.ts';
import { loadRegistry } from '../ledger/identity/registry.ts';
import { makeSource, type SourceFile } from '../ledger/filing/sources.ts';
import type { Session } from '../ledger/connection/session.ts';
import { storeFilings, type ArrivingFiling, type StoredOutcome } from '../ledger/filing/write.ts';
import type { IssueList } from './issues.ts';
import { joinTables } from './join.ts';
import type { FileKind } from './report.ts';
import { findDuplicates } from './duplicates.ts';

/** Filings a transaction: enough that waiting for the disk is shared, few enough that others get their turn. */
const BATCH = 200;
const PIECE = 1 << 18;

export interface ArrivingTables {
	bytes: Uint8Array;
	name: string;
	format: SourceFormat;
	/** One of a text file; of a workbook one per sheet. */
	tables: TableRows[];
	context: TableContext;
}

/** `changed` is whether a registry table brought anything new. */
export interface TableImport {
	kind: FileKind;
	changed: boolean;
}

/**
 * Tells every outcome as it is committed. Problems go to `issues`; with an error among them nothing is stored, but for
 * registry tables of the same workbook, to which the tables beside them refer.
 * @throws DocumentError where a table as a whole cannot be read.
 */
export async function importTables(
	session: Session,
	{ bytes, name, format, tables, context }: ArrivingTables,
	issues: IssueList,
	tell: (outcome: StoredOutcome) => Promise<void>
): Promise<TableImport> {
	const source = makeSource(bytes, name, format);
	// Awaited below; a refusal on the way there must not leave it unobserved.
	source.catch(() => undefined);
	const kinds = tables.map((rows) => openTable(rows).head.kind);
	const registers = tables.filter((_, index) => kinds[index] === 'registry');
	const changed = await registerTables(session, registers, context);
	if (registers.length === tables.length) return { kind: 'registry', changed };
	const registry = await loadRegistry(session.db);
	const read = () =>
		joinTables(
			registry,
			tables.flatMap((rows, index) => {
				const kind = kinds[index];
				return kind === undefined || kind === 'registry' ? [] : [walk(rows, kind, context)];
			})
		);
	issues.add(...findDuplicates(registry, () => filingsIn(read(), issues)));
	if (!issues.hasErrors) await storeAll(session, read(), await source, issues, tell);
	return { kind: 'figures_table', changed };
}

/** Returns true where they brought anything new. All are read whole before the first is registered. */
async function registerTables(
	session: Session,
	tables: readonly TableRows[],
	context: TableContext
): Promise<boolean> {
	const read = tables.map((rows) => readRegistry(rows, namedAfter(rows, context)));
	return read.length > 0 && (await registerEntries(session.db, read)) > 0;
}

/** Decodes piece by piece at each walk: as one text, the table would take twice its size in memory. */
export function textTable(bytes: Uint8Array): TableRows {
	const encoding = encodingOf(bytes);
	return tableRows({
		*[Symbol.iterator]() {
			const decoder = new TextDecoder(encoding, { fatal: true });
			for (let at = 0; at < bytes.length; at += PIECE) {
				yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
			}
			yield decoder.decode();
		}
	});
}

function walk(rows: TableRows, kind: TableKind, context: TableContext): Iterable<TableOutcome> {
	const named = namedAfter(rows, context);
	return kind === 'scores' ? readScoresTable(rows, named) : readFiguresTable(rows, named);
}

/** The name of a sheet says more than that of its file. */
function namedAfter(rows: TableRows, context: TableContext): TableContext {
	return rows.sheet === null ? context : { ...context, names: [rows.sheet, ...context.names] };
}

/** Only the filings; the problems between them go to `issues`, which knows those of an earlier walk. */
function* filingsIn(
	outcomes: Iterable<TableOutcome>,
	issues: IssueList
): Generator<RecognisedFiling> {
	for (const { issue, filing } of outcomes) {
		if (issue) issues.add(issue);
		else yield filing;
	}
}

async function storeAll(
	session: Session,
	outcomes: Iterable<TableOutcome>,
	source: SourceFile,
	issues: { add(...found: readonly Issue[]): void },
	tell: (outcome: StoredOutcome) => Promise<void>
): Promise<void> {
	let batch: ArrivingFiling[] = [];
	const flush = async (): Promise<void> => {
		for (const outcome of await storeFilings(session, batch)) {
			issues.add(...outcome.issues);
			await tell(outcome);
		}
		batch = [];
	};
	for (const { filing, ...rest } of outcomes) {
		if (!filing) continue;
		const { kind, division, filed_on } = rest as Extract<TableOutcome, { issue: null }>;
		batch.push({ filing, source, details: { kind, division }, filed_on });
		if (batch.length === BATCH) await flush();
	}
	if (batch.length > 0) await flush();
}
