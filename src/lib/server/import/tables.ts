/**
 * Stores a table of many filings. It is walked twice: first to find every problem, since a table with an error is
 * refused whole; then to store its filings, some at a time, so that it is never held in memory as filings.
 */
import type { Issue, JurisdictionClaim, RecognisedFiling } from '#lib/catalogue/filing.ts';
import { readFiguresTable } from '../intake/csv/figures.ts';
import { openTable } from '../intake/csv/head.ts';
import type { TableOutcome } from '../intake/csv/outcomes.ts';
import { csvRows, type TableRows } from '../intake/csv/rows.ts';
import { readScoresTable } from '../intake/csv/scores.ts';
import { decodeText } from '../intake/read/encoding.ts';
import { readRegistry } from '../intake/registry.ts';
import { registerEntries } from '../store/register.ts';
import { loadRegistry } from '../store/registry.ts';
import { makeSource, type SourceFile } from '../store/sources.ts';
import type { Session } from '../store/session.ts';
import { storeFilings, type ArrivingFiling, type StoredOutcome } from '../store/write.ts';
import type { IssueList } from './issues.ts';
import type { FileKind } from './report.ts';
import { findTwins } from './twins.ts';

/** Filings a transaction: enough that waiting for the disk is shared, few enough that others get their turn. */
const BATCH = 100;
const PIECE = 1 << 18;

export interface ArrivingTable {
	bytes: Uint8Array;
	name: string;
	/** For rows that state none. */
	jurisdiction: JurisdictionClaim | null;
}

/** `changed` is whether a registry table brought anything new. */
export interface TableImport {
	kind: FileKind;
	changed: boolean;
}

/**
 * Tells every outcome as it is committed. Problems go to `issues`; with an error among them nothing is stored.
 * @throws IntakeError where the table as a whole cannot be read.
 */
export async function importTable(
	session: Session,
	table: ArrivingTable,
	issues: IssueList,
	tell: (outcome: StoredOutcome) => Promise<void>
): Promise<TableImport> {
	const source = makeSource(table.bytes, table.name, 'csv');
	// Awaited below; a refusal on the way there must not leave it unobserved.
	source.catch(() => undefined);
	const rows = rowsOf(table.bytes);
	const { kind } = openTable(rows).head;
	if (kind === 'registry') {
		const changed = await registerEntries(session.db, readRegistry(rows));
		return { kind: 'registry', changed: changed > 0 };
	}
	const read = () => walk(rows, kind === 'scores', table.jurisdiction);
	const registry = await loadRegistry(session.db);
	issues.add(...findTwins(registry, () => filingsIn(read(), issues)));
	if (!issues.hasErrors) await storeAll(session, read(), await source, issues, tell);
	return { kind: 'figures_table', changed: false };
}

/** Decodes piece by piece at each walk: as one text, the table would stand in memory at twice its size. */
function rowsOf(bytes: Uint8Array): TableRows {
	const { encoding } = decodeText(bytes);
	return csvRows({
		*[Symbol.iterator]() {
			const decoder = new TextDecoder(encoding, { fatal: true });
			for (let at = 0; at < bytes.length; at += PIECE) {
				yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
			}
			yield decoder.decode();
		}
	});
}

function walk(
	rows: TableRows,
	isScores: boolean,
	jurisdiction: JurisdictionClaim | null
): Iterable<TableOutcome> {
	return isScores
		? readScoresTable(rows, { jurisdiction })
		: readFiguresTable(rows, { jurisdiction });
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
