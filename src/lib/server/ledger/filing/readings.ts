/**
 * Compares what the stored files give when they are read again with what was read of them before: says which filings
 * would change, and which are left as they are because a person decided on them or their files give them no more.
 */
import type { Kysely } from 'kysely';
import { contentHash } from '../integrity/hash.ts';
import { registerCopied } from '../identity/copy-registry.ts';
import { loadRegistry } from '../identity/registry.ts';
import { StoreError } from '../connection/errors.ts';
import { finishRun, inTransaction, type Session, type Step } from '../connection/session.ts';
import type { Database } from '../schema/schema.ts';
import { noChanges } from '../union/changes.ts';
import {
	keyText,
	loadCurrentFilings,
	VERSION_COLUMNS,
	withSources,
	type FilingKey,
	type Version
} from './current-filings.ts';
import { carryCorrections } from './corrections.ts';
import { loadFilings } from './read.ts';
import { toRecord } from './record.ts';
import type { PlannedChange } from './plan.ts';
import { writePlanned } from './write.ts';

/**
 * `chosen`: a person made a former version the current one. `other_file`: a file would come to it that it is not made
 * of, perhaps because a newer one was chosen. `unreadable`: a file of the filing is refused today. `corrected`: the row of
 * a figure that was corrected by hand is not read any more. `not_given`: its files give no such filing
 * today. `elsewhere`: a file would come to this filing that another does not get any more.
 */
export type LeftReason =
	'chosen' | 'other_file' | 'unreadable' | 'corrected' | 'not_given' | 'elsewhere';

export interface LeftFiling extends FilingKey {
	why: LeftReason;
	/** Hashes of the files that it is made of, or would be. */
	sources: readonly string[];
}

export interface Readings {
	/** Filings that state something else, or anything at all, when they are read again. */
	changed: FilingKey[];
	/** Filings that state the same, printed or placed otherwise. */
	moved: FilingKey[];
	left: LeftFiling[];
}

/** @param refused hashes of the files that are refused today */
export async function compareReadings(
	ledger: Kysely<Database>,
	reread: Kysely<Database>,
	refused: ReadonlySet<string>
): Promise<Readings> {
	const uncorrected = await carryCorrections(ledger, reread);
	const stored = Map.groupBy(await listVersions(ledger), keyText);
	const news = new Map((await listVersions(reread)).filter(isCurrent).map((v) => [keyText(v), v]));
	const readings: Readings = { changed: [], moved: [], left: [] };
	const leave = (version: Version, why: LeftReason) =>
		readings.left.push({ ...keyOf(version), why, sources: version.sources });
	const lost = [...stored].flatMap(([key, versions]) =>
		news.has(key) ? [] : versions.filter(isCurrent)
	);
	const astray = new Set(lost.flatMap(({ sources }) => sources));
	const same: [Version, Version][] = [];
	for (const [key, now] of news) {
		const versions = stored.get(key) ?? [];
		const current = versions.find(isCurrent);
		const isCorrected = current !== undefined && uncorrected.has(key);
		const why = isCorrected ? 'corrected' : whyLeft(now, versions, { refused, astray });
		if (why) leave(now, why);
		else if (now.content_sha256 !== current?.content_sha256) readings.changed.push(keyOf(now));
		else if (current === versions.at(-1)) same.push([current, now]);
	}
	for (const version of lost) {
		leave(version, isAnyIn(refused, version.sources) ? 'unreadable' : 'not_given');
	}
	readings.moved = await findMoved(ledger, reread, same);
	return readings;
}

/** Hashes of files. */
interface LostFiles {
	/** Refused today. */
	refused: ReadonlySet<string>;
	/** Sources of filings of which nothing is read any more. */
	astray: ReadonlySet<string>;
}

const isAnyIn = (files: ReadonlySet<string>, sources: readonly string[]) =>
	sources.some((sha256) => files.has(sha256));

/** Null where the reading of today may take the place of the `versions` stored of the same filing, if any. */
function whyLeft(
	now: Version,
	versions: readonly Version[],
	{ refused, astray }: LostFiles
): LeftReason | null {
	const current = versions.find(isCurrent);
	if (!current) return isAnyIn(astray, now.sources) ? 'elsewhere' : null;
	if (isAnyIn(refused, current.sources)) return 'unreadable';
	if (now.content_sha256 === current.content_sha256) return null;
	if (current !== versions.at(-1)) return 'chosen';
	const gained = now.sources.filter((sha256) => !current.sources.includes(sha256));
	if (gained.length === 0) return null;
	return isAnyIn(astray, gained) ? 'elsewhere' : 'other_file';
}

/** Filings compared at once. */
const AT_ONCE = 200;

async function findMoved(
	ledger: Kysely<Database>,
	reread: Kysely<Database>,
	pairs: readonly [Version, Version][]
): Promise<FilingKey[]> {
	const moved: FilingKey[] = [];
	for (let at = 0; at < pairs.length; at += AT_ONCE) {
		const portion = pairs.slice(at, at + AT_ONCE);
		const before = await loadFilings(
			ledger,
			portion.map(([{ id }]) => id)
		);
		const after = await loadFilings(
			reread,
			portion.map(([, { id }]) => id)
		);
		for (const [stored, now] of portion) {
			const sides = [before.get(stored.id), after.get(now.id)].map((each) => JSON.stringify(each));
			if (sides[0] !== sides[1]) moved.push(keyOf(stored));
		}
	}
	return moved;
}

async function listVersions(db: Kysely<Database>): Promise<Version[]> {
	const rows = await db
		.selectFrom('filing')
		.select(VERSION_COLUMNS)
		.orderBy('department_id')
		.orderBy('fiscal_year')
		.orderBy('version')
		.execute();
	return withSources(db, rows);
}

function isCurrent({ is_current }: Version): boolean {
	return is_current === 1;
}

function keyOf({ department_id, fiscal_year }: FilingKey): FilingKey {
	return { department_id, fiscal_year };
}

/**
 * Stores what was read again, all in one transaction. A version is what a department filed, not how it was read: it
 * keeps its number, and what was read of it before is in the backup that the caller made.
 * @param version data version of the ledger as it was compared
 * @throws StoreError `ledger_changed` where another program has written to it since
 */
export async function storeReadings(
	session: Session,
	reread: Kysely<Database>,
	{ changed, moved }: Readings,
	version: number
): Promise<void> {
	const keys = [...changed, ...moved].sort(byDepartment);
	await inTransaction(session, async (step) => {
		if (session.registry?.version !== version) throw writtenMeanwhile();
		await registerCopied(reread, step.db, new Set(keys.map(({ department_id }) => department_id)));
		step.registry = await loadRegistry(step.db);
		for (let at = 0; at < keys.length; at += AT_ONCE) {
			await storePortion(step, reread, keys.slice(at, at + AT_ONCE));
		}
		await finishRun(step);
	});
}

function writtenMeanwhile(): StoreError {
	return new StoreError(
		'ledger_changed',
		'重读期间有别的程序写入了数据库，重读的结果没有入库；请重新运行。'
	);
}

/** Reviews look at neighbouring years. */
function byDepartment(a: FilingKey, b: FilingKey): number {
	return a.department_id - b.department_id || a.fiscal_year - b.fiscal_year;
}

async function storePortion(
	step: Step,
	reread: Kysely<Database>,
	keys: readonly FilingKey[]
): Promise<void> {
	const { db, registry } = step;
	const ids = [...new Set(keys.map(({ department_id }) => department_id))];
	const departments = ids.flatMap((id) => registry.department(id) ?? []);
	const currentFilings = await loadCurrentFilings(db, registry, departments);
	const read = await loadCurrentFilings(reread, registry, departments);
	const stored = keys.map((key) => [key, read.current(key)?.stored] as const);
	const filings = await loadFilings(
		reread,
		stored.flatMap(([, now]) => now?.id ?? [])
	);
	const changing = stored.flatMap(([key, now]): PlannedChange[] => {
		const filing = filings.get(now?.id ?? 0);
		if (!now || !filing) return [];
		const fills = currentFilings.current(key)?.stored ?? null;
		const version = fills?.version ?? (currentFilings.versions(key).at(-1)?.version ?? 0) + 1;
		const record = toRecord(filing);
		const facts = { filing, record, content_sha256: contentHash(record) };
		currentFilings.replace(key, fills, filing);
		const plan = { version, fills, retires: null, changes: noChanges(), issues: [], ...facts };
		return [{ ...key, plan: { kind: 'change', ...plan }, filed_on: now.filed_on }];
	});
	await writePlanned(step, currentFilings, changing);
}
