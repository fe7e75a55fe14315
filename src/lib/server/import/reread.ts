/**
 * Reads every kept file again with today's readers: into a ledger in memory that knows the same departments, which is
 * then compared with what is stored. Nothing is stored unless that is asked for.
 */
import type { Kysely } from 'kysely';
import type { DepartmentRef } from '#lib/filing/filing.ts';
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { startSession } from '../ledger/connection/session.ts';
import { differencesBetween, type Differences } from '../ledger/filing/difference.ts';
import {
	countFormerFiles,
	listStoredFiles,
	type StoredFile
} from '../ledger/filing/stored-files.ts';
import { keyText } from '../ledger/filing/current-filings.ts';
import {
	compareReadings,
	storeReadings,
	type LeftFiling,
	type LeftReason,
	type Readings
} from '../ledger/filing/readings.ts';
import { readSource } from '../ledger/filing/sources.ts';
import { openRegistryCopy } from '../ledger/identity/copy-registry.ts';
import { loadRegistry } from '../ledger/identity/registry.ts';
import { backUp, backupPath } from '../ledger/integrity/backup.ts';
import { dataVersion } from '../ledger/data-version.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { importAll } from './import.ts';
import { PARSER_LIMITS, ParserPool, WORKER } from './parser/process.ts';
import type { ArrivingFile } from './read-ahead.ts';
import type { FileReport } from './report.ts';

export interface RereadOptions {
	/** Path of the database behind `db`, beside which the backup is put. */
	databasePath: string;
	forms: readonly LocalForm[];
	isStored: boolean;
	listener: RereadListener;
}

export interface RereadListener {
	/** Before each file. */
	begin(name: string, done: number, total: number): Promise<void>;
	/** After the last file, before anything is stored. */
	found(reread: Reread): Promise<void>;
}

export interface LeftReading {
	department: DepartmentRef;
	fiscal_year: number;
	why: LeftReason;
	/** The filing that its files come to now, where it is not given any more. */
	now: { department: DepartmentRef; fiscal_year: number } | null;
}

export interface Reread {
	files: number;
	/** Files of former versions alone, which are not read again. */
	former_files: number;
	/** Kept files that are refused today, with the reasons. */
	refused: FileReport[];
	left: LeftReading[];
	/** Filings that state the same, with other places or other printed text. */
	moved: number;
	differences: Differences;
}

export interface RereadOutcome {
	/** Kept files that are refused today. */
	refused: number;
	/** Filings that differ. */
	differing: number;
	/** Copy of the database as it was before they were stored; null where nothing was stored. */
	backup: string | null;
}

/**
 * @param db the ledger; a reader will do where nothing is to be stored
 * @throws StoreError where the database cannot be used, or was written to while the files were read.
 */
export async function reread(
	db: Kysely<Database>,
	{ databasePath, forms, isStored, listener }: RereadOptions
): Promise<RereadOutcome> {
	const { version } = await dataVersion(db);
	const copy = await openRegistryCopy(db);
	try {
		const files = await listStoredFiles(db);
		const refused = await readAgain(db, copy, files, forms, listener);
		const readings = await compareReadings(db, copy, new Set(refused.keys()));
		await listener.found({
			files: files.length,
			former_files: await countFormerFiles(db),
			refused: [...refused.values()],
			left: await nameLeft(copy, readings),
			moved: readings.moved.length,
			differences: tellChanged(db, copy, readings)
		});
		const differing = readings.changed.length + readings.moved.length;
		const outcome = { refused: refused.size, differing, backup: null };
		if (!isStored || differing === 0) return outcome;
		const { path } = await backUp(databasePath, backupPath(databasePath, new Date()));
		await storeReadings(startSession(db), copy, readings, version);
		return { ...outcome, backup: path };
	} finally {
		await copy.destroy();
	}
}

/** Imports the files into `copy`. Returns what is refused today, by the hashes of the files. */
async function readAgain(
	db: Kysely<Database>,
	copy: Kysely<Database>,
	files: readonly StoredFile[],
	forms: readonly LocalForm[],
	listener: RereadListener
): Promise<ReadonlyMap<string, FileReport>> {
	const names = new Map(files.map((file) => [file.sha256, nameOf(file)]));
	const refused = new Map<string, FileReport>();
	const pool = new ParserPool(PARSER_LIMITS, WORKER, forms);
	try {
		// A damaged file has no hash of its own any more, so the stored one stands for its path.
		const arriving = files.map(({ sha256, name, folder_names }): ArrivingFile => {
			const read = () => readSource(db, sha256);
			return { path: sha256, name, folder_names, read, issue: null };
		});
		await importAll(startSession(copy), pool, arriving, {
			begin: (hash, done, total) => listener.begin(names.get(hash) ?? hash, done, total),
			file: async (report) => {
				if (report.status !== 'failed') return;
				refused.set(report.path, { ...report, path: names.get(report.path) ?? report.path });
			}
		});
		return refused;
	} finally {
		pool.close();
	}
}

function nameOf({ folder_names, name }: StoredFile): string {
	return [...folder_names, name].join('/');
}

/** A filing that comes elsewhere is told with the filing that it does not come to any more, where that is clear. */
async function nameLeft(copy: Kysely<Database>, { left }: Readings): Promise<LeftReading[]> {
	const registry = await loadRegistry(copy);
	const named = left.flatMap((each): NamedSource[] => {
		const department = registry.department(each.department_id);
		return department ? [{ ...each, department: registry.refer(department) }] : [];
	});
	const elsewhere = named.filter(({ why }) => why === 'elsewhere');
	const goals = named.map((each) => (each.why === 'not_given' ? goalOf(each, elsewhere) : null));
	return named.flatMap(({ department, fiscal_year, why }, index): LeftReading[] => {
		const goal = goals[index];
		const now = goal ? { department: goal.department, fiscal_year: goal.fiscal_year } : null;
		return goals.some((each) => each === named[index])
			? []
			: [{ department, fiscal_year, why, now }];
	});
}

type NamedSource = LeftFiling & { department: DepartmentRef };

/** The filing that the files of one come to now; of several that of a department with the same name. */
function goalOf(
	{ sources, department }: NamedSource,
	elsewhere: readonly NamedSource[]
): NamedSource | null {
	const sharing = elsewhere.filter((each) =>
		each.sources.some((sha256) => sources.includes(sha256))
	);
	const alike = sharing.filter((each) => each.department.name === department.name);
	const [goal, ...others] = alike.length > 0 ? alike : sharing;
	return goal && others.length === 0 ? goal : null;
}

/** A filing keeps its version when it is read again. */
function tellChanged(
	db: Kysely<Database>,
	copy: Kysely<Database>,
	{ left }: Readings
): Differences {
	const keys = new Set(left.map(keyText));
	const { filings, counts } = differencesBetween(db, copy, (key) => !keys.has(keyText(key)));
	const unversioned = async function* () {
		for await (const filing of filings) {
			const { before, after } = filing.version;
			yield { ...filing, version: { before, after: before ?? after } };
		}
	};
	return { filings: unversioned(), counts };
}
