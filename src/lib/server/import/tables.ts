/**
 * Stores the tables of a file, which hold many filings. They are walked twice: first to find every problem, since a file with an error is
 * refused whole; then to store the filings, some at a time, so that one table is never held in memory as filings.
 */
import { DocumentError } from '#lib/documents/document-error.ts';
import type { Issue } from '#lib/documents/issue.ts';
import type { ClaimedFiling } from '#lib/filing/filing.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { openTable, type TableHead } from '#lib/forms/table/head.ts';
import type { DocumentKind, Leftover, Recognition, Section } from '#lib/filing/recognition.ts';
import { OwnersOfTable, PlainRow, type PlainOwner } from '#lib/forms/table/plain-rows.ts';
import type { TableContext, TableFiling, TableOutcome } from '#lib/forms/table/outcomes.ts';
import { type TableRows } from '#lib/documents/table/rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import type { SourceFormat } from '#lib/documents/model.ts';
import { encodingOf } from '#lib/documents/characters/encoding.ts';
import { readRegistry } from '#lib/forms/registry/registry-tables.ts';
import { registerEntries } from '../ledger/identity/register.ts';
import { loadRegistry } from '../ledger/identity/registry.ts';
import { makeSource, type SourceFile } from '../ledger/filing/sources.ts';
import type { Session } from '../ledger/connection/session.ts';
import type { ArrivingRow, StoredOutcome } from '../ledger/filing/arriving.ts';
import { refuseOthers } from '../ledger/filing/owners.ts';
import type { ArrivingFiling } from '../ledger/filing/plan.ts';
import { storeFilings } from '../ledger/filing/write.ts';
import type { IssueList } from './issues.ts';
import { joinTables } from './join.ts';
import type { FileKind, ReadParts } from './report.ts';
import { findDuplicates } from './duplicates.ts';
import { budgetsToCome, refuseFutureYear } from './future-years.ts';

/**
 * Filings a transaction: enough that waiting for the disk is shared, few enough that others get their turn. Plain rows
 * take a fourth of the time. A department is not parted: its years are compared with one another.
 */
const BATCH = 200;
const ROWS_BATCH = 1_000;
/**
 * Rows read at once: so few that what is made of them is given up before the collector would move it to the memory of what
 * stays. Pieces of the file are small for the same reason.
 */
const PORTION = 128;
const PIECE = 1 << 14;

export interface ArrivingTables {
	bytes: Uint8Array;
	name: string;
	format: SourceFormat;
	/** One of a text file; of a workbook one per sheet. */
	tables: TableRows[];
	context: TableContext;
	/** The forms beside the tables in a workbook. */
	forms: Recognition | null;
}

/** `changed` is whether a registry table brought anything new. */
export interface TableImport extends ReadParts {
	kind: FileKind;
	changed: boolean;
}

/** A table that is being read. */
interface OpenedTable {
	rows: TableRows;
	head: TableHead;
	/** The kind of a table that is passed over as a whole, once the walk has found that out. */
	skipped: DocumentKind | null;
	/** True where the table states figures of a department in several rows, likewise. */
	isParted: boolean;
	owners: OwnersOfTable;
}

/**
 * Tells every outcome as it is committed. Problems go to `issues`; with an error among them nothing is stored, but for
 * registry tables of the same workbook, to which the tables beside them refer.
 * @throws DocumentError where a table as a whole cannot be read.
 */
export async function importTables(
	session: Session,
	{ bytes, name, format, tables, context, forms }: ArrivingTables,
	issues: IssueList,
	tell: (outcomes: readonly StoredOutcome[]) => Promise<void>
): Promise<TableImport> {
	const source = makeSource(bytes, name, format);
	// Awaited below; a refusal on the way there must not leave it unobserved.
	source.catch(() => undefined);
	const opened = tables.map((rows): OpenedTable => ({
		rows,
		head: openTable(rows).head,
		skipped: null,
		isParted: false,
		owners: new OwnersOfTable()
	}));
	const registers = opened.filter(({ head }) => head.kind === 'registry');
	if (registers.length > 0) refuseRegister(session);
	const changed = await registerTables(session, registers, context);
	if (registers.length === tables.length)
		return { kind: 'registry', changed, sections: [], leftovers: [] };
	const registry = await loadRegistry(session.db);
	const lists = opened.filter(({ head }) => head.kind !== 'registry');
	const read = () =>
		joinTables(
			registry,
			[
				...lists.map((table) => walk(table, context)),
				...(forms ? [outcomesOf(forms, context)] : [])
			],
			lists.some(({ isParted }) => isParted)
		);
	const leftovers = new Map<string, Leftover>();
	const filings = () => filingsIn(read(), issues, leftovers);
	const ofOwners = () => filingsIn(onceAnOwner(read()), issues, leftovers);
	issues.add(...findDuplicates(registry, filings, ofOwners));
	// Only this walk told that a department's figures are parted, so what its rows contradict is found by another.
	const isParted = lists.length === 1 && lists.some((table) => table.isParted);
	if (isParted) Array.from(filings(), () => null);
	if (!issues.hasErrors) await storeAll(session, read(), await source, issues, tell);
	const sections = lists.map((table) => sectionOf(table, issues.hasErrors));
	const kind = lists.every(({ skipped }) => skipped) ? lists[0]?.skipped : null;
	return {
		kind: kind ?? 'figures_table',
		changed,
		sections: [...sections, ...(forms?.sections ?? [])],
		leftovers: [...leftovers.values(), ...(forms?.leftovers ?? [])]
	};
}

/** The filings of forms as if they were rows. */
function outcomesOf({ filings }: Recognition, { jurisdiction }: TableContext): TableFiling[] {
	return filings.map((filing) => ({
		issue: null,
		filing: { ...filing, jurisdiction: filing.jurisdiction ?? jurisdiction },
		kind: null,
		division: null,
		filed_on: null
	}));
}

function sectionOf({ head, skipped, rows }: OpenedTable, failed: boolean): Section {
	const bases = new Set(head.measures.map(({ basis }) => basis));
	const [basis = null] = bases;
	const outcome = failed ? 'failed' : 'read';
	return {
		kind: skipped ?? 'figures_table',
		forms: [],
		title: head.about.trim() || (rows.sheet ?? ''),
		department: null,
		fiscal_year: head.titleYear?.year ?? null,
		basis: bases.size === 1 ? basis : null,
		period: skipped ? null : '全年',
		status: skipped ? 'skipped' : outcome
	};
}

/** @throws DocumentError where the session may store for one department alone. */
function refuseRegister({ only }: Session): void {
	if (only === null) return;
	throw new DocumentError(
		'registry_not_own',
		'这是区划、部门或应报清单的名册，部门账户不能报送名册，未接收；请交绩效科。',
		null
	);
}

/** Returns true where they brought anything new. All are read whole before the first is registered. */
async function registerTables(
	session: Session,
	tables: readonly OpenedTable[],
	context: TableContext
): Promise<boolean> {
	const read = tables.map(({ rows }) => readRegistry(rows, namedAfter(rows, context)));
	return read.length > 0 && (await registerEntries(session.db, read, session.actor)) > 0;
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

function* walk(table: OpenedTable, context: TableContext): Generator<TableOutcome> {
	const { rows, head, owners } = table;
	const named = namedAfter(rows, context);
	const read =
		head.kind === 'scores' ? readScoresTable(rows, named) : readFiguresTable(rows, named, owners);
	for (const outcome of read) {
		if (outcome.issue) {
			table.skipped ??= outcome.skips ?? null;
			yield outcome;
			continue;
		}
		const stated = outcome instanceof PlainRow ? outcome : outcome.filing;
		const left = stated instanceof PlainRow ? null : budgetsToCome(stated);
		if (!left) refuseFutureYear(stated);
		table.isParted ||= outcome.continues ?? false;
		yield left ?? outcome;
	}
}

/** The name of a sheet says more than that of its file. */
function namedAfter(rows: TableRows, context: TableContext): TableContext {
	return rows.sheet === null ? context : { ...context, names: [rows.sheet, ...context.names] };
}

/** Only the filings; what stands between them goes to the lists, which know what an earlier walk found. */
function* filingsIn(
	outcomes: Iterable<TableOutcome>,
	issues: IssueList,
	leftovers: Map<string, Leftover>
): Generator<ClaimedFiling> {
	for (const outcome of outcomes) {
		if (!outcome.issue) yield outcome instanceof PlainRow ? outcome.claimed : outcome.filing;
		else {
			issues.add(outcome.issue);
			if (outcome.leftover) leftovers.set(JSON.stringify(outcome.leftover), outcome.leftover);
		}
	}
}

/** Leaves out plain rows of an owner that another one has named. */
function* onceAnOwner(outcomes: Iterable<TableOutcome>): Generator<TableOutcome> {
	const owners = new Set<PlainOwner>();
	for (const outcome of outcomes) {
		if (outcome instanceof PlainRow) {
			if (owners.has(outcome.owner)) continue;
			owners.add(outcome.owner);
		}
		yield outcome;
	}
}

async function storeAll(
	session: Session,
	outcomes: Iterable<TableOutcome>,
	source: SourceFile,
	issues: { add(...found: readonly Issue[]): void },
	tell: (outcomes: readonly StoredOutcome[]) => Promise<void>
): Promise<void> {
	const store = async (batch: Iterable<Arriving[]>): Promise<void> => {
		const stored = await storeFilings(session, batch);
		// Stored with the first batch, the file need not be held until the last.
		if (session.sources.has(source.sha256)) source.content = null;
		for (const { issues: found } of stored) issues.add(...found);
		await tell(stored);
	};
	const arriving = arrivingIn(outcomes, source, session.filed_on);
	if (session.only === null) {
		const batches = new Batches(arriving);
		while (batches.hasNext) await store(batches.next());
		return;
	}
	// Whoever may store for one department alone has the table refused whole where it names another.
	const all = [...arriving];
	await refuseOthers(session, all);
	if (all.length > 0) await store([all]);
}

type Arriving = ArrivingFiling | ArrivingRow;

function* arrivingIn(
	outcomes: Iterable<TableOutcome>,
	source: SourceFile,
	handed_in: string | null
): Generator<Arriving, undefined> {
	for (const outcome of outcomes) {
		if (!outcome.issue) yield arrivingFrom(outcome, source, handed_in);
	}
}

/** Batches of arriving filings, one for each transaction, each read some at a time. */
class Batches {
	readonly #arriving: Iterator<Arriving, undefined>;
	#following: Arriving | undefined;

	constructor(arriving: Iterator<Arriving, undefined>) {
		this.#arriving = arriving;
		this.#following = arriving.next().value;
	}

	get hasNext(): boolean {
		return this.#following !== undefined;
	}

	/** To be walked to its end before the next one is asked for. */
	*next(): Generator<Arriving[], undefined> {
		let count = 0;
		let portion: Arriving[] = [];
		for (let each = this.#following; each; each = this.#following) {
			portion.push(each);
			count++;
			this.#following = this.#arriving.next().value;
			if (!this.#following || isFull(count, each, this.#following)) break;
			if (!endsPortion(portion, this.#following)) continue;
			yield portion;
			portion = [];
		}
		yield portion;
	}
}

function isFull(count: number, last: Arriving, next: Arriving): boolean {
	if (count < BATCH) return false;
	if (!('row' in last && 'row' in next)) return true;
	return count >= ROWS_BATCH && last.row.owner !== next.row.owner;
}

/**
 * Tells whether a department's rows, one below another, have come to an end. A table ordered by years is read on: a
 * department's years would else be compared with what is stored.
 */
function endsPortion(portion: readonly Arriving[], next: Arriving): boolean {
	if (portion.length < PORTION) return false;
	const [former, last] = portion.slice(-2);
	if (!former || !last || !('row' in former && 'row' in last && 'row' in next)) return false;
	return former.row.owner === last.row.owner && last.row.owner !== next.row.owner;
}

/** @param handed_in the day on which the file was handed in, for rows that tell none */
function arrivingFrom(
	outcome: TableFiling,
	source: SourceFile,
	handed_in: string | null
): ArrivingFiling | ArrivingRow {
	if (outcome instanceof PlainRow) return { row: outcome, source };
	const { filing, kind, division, filed_on } = outcome;
	return {
		filing,
		source,
		details: { kind, division },
		filed_on: filed_on ?? handed_in,
		shares_file: true
	};
}
