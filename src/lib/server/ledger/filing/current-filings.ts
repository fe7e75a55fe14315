/**
 * The versions of departments' filings, and which filing of each year is current once the changes at hand are written.
 * It knows which filings a review looks back at, and whose review looks back at a filing. A department that only
 * changed its name goes on under the new one; where several were merged, none of their filings is last year's.
 */
import type { Kysely, Selectable } from 'kysely';
import { originsIn, type KnownDepartments } from '#lib/catalogue/succession.ts';
import type { Filing } from '#lib/filing/filing.ts';
import { YEARS_BACK, type PreviousLack } from '#lib/review/subject.ts';
import type { RegisteredDepartment, Registry } from '../identity/registry.ts';
import type { Database, FilingTable } from '../schema/schema.ts';
import { loadSources } from './read.ts';

export interface FilingKey {
	department_id: number;
	fiscal_year: number;
}

/** Tells departments and years apart in maps. */
export function keyText({ department_id, fiscal_year }: FilingKey): string {
	return `${department_id}/${fiscal_year}`;
}

export const VERSION_COLUMNS = [
	'id',
	'department_id',
	'fiscal_year',
	'version',
	'is_current',
	'content_sha256',
	'findings_sha256',
	'filed_on'
] as const satisfies readonly (keyof FilingTable)[];

export type VersionRow = Pick<Selectable<FilingTable>, (typeof VERSION_COLUMNS)[number]>;

export interface Version extends VersionRow {
	/** Hashes of the files that it is made of. */
	sources: readonly string[];
}

/** A current filing: stored under an id, or about to be written with these facts. */
export type CurrentFiling = FilingKey &
	({ stored: Version; filing: null } | { stored: Version | null; filing: Filing });

interface FiledYear {
	filings: CurrentFiling[];
	/** One department alone stood where the later one stands. */
	comparable: boolean;
}

const DEPARTMENTS_AT_ONCE = 500;
const FILINGS_AT_ONCE = 1_000;

export class CurrentFilings {
	readonly #registry: Registry;
	readonly #versions: ReadonlyMap<number, Version[]>;
	readonly #current = new Map<number, Map<number, CurrentFiling>>();
	readonly #known: KnownDepartments<RegisteredDepartment>;

	constructor(registry: Registry, versions: readonly Version[]) {
		this.#registry = registry;
		this.#known = {
			predecessors: (id) => registry.predecessors(id),
			firstFiled: (id) => this.years(id).sort((a, b) => a - b)[0] ?? null
		};
		this.#versions = Map.groupBy(versions, (version) => version.department_id);
		for (const stored of versions) {
			if (stored.is_current === 1) this.#set({ ...keyOf(stored), stored, filing: null });
		}
	}

	/** Oldest first, as stored. */
	versions({ department_id, fiscal_year }: FilingKey): Version[] {
		const versions = this.#versions.get(department_id) ?? [];
		return versions.filter((version) => version.fiscal_year === fiscal_year);
	}

	/** Makes a filing that is about to be written the current one; `stored` where it keeps its id. */
	replace(key: FilingKey, stored: Version | null, filing: Filing): void {
		this.#set({ ...keyOf(key), stored, filing });
	}

	current({ department_id, fiscal_year }: FilingKey): CurrentFiling | null {
		return this.#current.get(department_id)?.get(fiscal_year) ?? null;
	}

	/** The years of a department's current filings. */
	years(department_id: number): number[] {
		return [...(this.#current.get(department_id)?.keys() ?? [])];
	}

	/** The filing of a department and year is compared with these, newest first. */
	earlier(key: FilingKey): CurrentFiling[] {
		const found: CurrentFiling[] = [];
		for (const { filings, comparable } of this.#yearsBefore(key)) {
			if (!comparable) break;
			found.push(...filings);
		}
		return found;
	}

	/** Tells why no filing of the year before is among {@link earlier}, where none is. */
	lack(key: FilingKey): PreviousLack {
		const [last, ...others] = this.#yearsBefore(key).map(({ filings }) => filings.length > 0);
		if (last) return 'not_comparable';
		return others.includes(true) ? 'missing' : 'not_yet';
	}

	/** The filings of those who stood for the department, for each year that reviews look back at, newest first. */
	#yearsBefore({ department_id, fiscal_year }: FilingKey): FiledYear[] {
		const years = Array.from({ length: YEARS_BACK }, (_, index) => fiscal_year - 1 - index);
		return years.map((year) => {
			const span = { then: year, now: fiscal_year };
			const { own, former } = originsIn(department_id, span, this.#known);
			const stood = [...(own ? [department_id] : []), ...former.map(({ id }) => id)];
			const found = stood.map((id) => this.current({ department_id: id, fiscal_year: year }));
			return { filings: found.filter((filing) => filing !== null), comparable: stood.length === 1 };
		});
	}

	/** Those whose review looks at the filing of a department and year, oldest first. */
	later({ department_id, fiscal_year }: FilingKey): CurrentFiling[] {
		const ids = [department_id, ...this.#registry.successors(department_id)];
		// Where departments were merged, a review also asks whether each filed at all, however long ago.
		const isReorganised = ids.length > 1 || this.#registry.predecessors(department_id).length > 0;
		const until = isReorganised ? Infinity : fiscal_year + YEARS_BACK;
		return ids
			.flatMap((id) => [...(this.#current.get(id)?.values() ?? [])])
			.filter((filing) => filing.fiscal_year > fiscal_year && filing.fiscal_year <= until)
			.sort((a, b) => a.fiscal_year - b.fiscal_year);
	}

	#set(filing: CurrentFiling): void {
		const years = this.#current.get(filing.department_id) ?? new Map<number, CurrentFiling>();
		this.#current.set(filing.department_id, years.set(filing.fiscal_year, filing));
	}
}

function keyOf({ department_id, fiscal_year }: FilingKey): FilingKey {
	return { department_id, fiscal_year };
}

/** The current filings of departments and of those that they took over or that took them over. */
export async function loadCurrentFilings(
	db: Kysely<Database>,
	registry: Registry,
	departments: readonly RegisteredDepartment[]
): Promise<CurrentFilings> {
	const ids = [...new Set(departments.flatMap((each) => related(registry, each)))];
	const versions: Version[] = [];
	for (let at = 0; at < ids.length; at += DEPARTMENTS_AT_ONCE) {
		const rows = await db
			.selectFrom('filing')
			.select(VERSION_COLUMNS)
			.where('department_id', 'in', ids.slice(at, at + DEPARTMENTS_AT_ONCE))
			.orderBy('department_id')
			.orderBy('fiscal_year')
			.orderBy('version')
			.execute();
		versions.push(...(await withSources(db, rows)));
	}
	return new CurrentFilings(registry, versions);
}

export async function withSources(
	db: Kysely<Database>,
	rows: readonly VersionRow[]
): Promise<Version[]> {
	const versions: Version[] = [];
	for (let at = 0; at < rows.length; at += FILINGS_AT_ONCE) {
		const portion = rows.slice(at, at + FILINGS_AT_ONCE);
		const ids = portion.map(({ id }) => id);
		const sources = await loadSources(db, ids);
		for (const row of portion) {
			const hashes = (sources.get(row.id) ?? []).map(({ sha256 }) => sha256);
			versions.push({ ...row, sources: hashes });
		}
	}
	return versions;
}

/** The department with all that it took over, or that took it over, directly or through others. */
function related(registry: Registry, department: RegisteredDepartment): number[] {
	const found = new Set([department.id]);
	// Those that are found while the set is gone through are gone through too.
	for (const id of found) {
		const former = registry.predecessors(id).map((each) => each.id);
		for (const other of [...former, ...registry.successors(id)]) found.add(other);
	}
	return [...found];
}
