/**
 * Jurisdictions and departments as registered, indexed by what filings call them. Held in memory while an import
 * runs, and read anew whenever another writer may have changed it.
 */
import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely';
import { comparedCharacters } from '#lib/catalogue/characters.ts';
import { normaliseName } from '#lib/catalogue/departments.ts';
import { codeWithoutZeros, isAlike } from './names.ts';
import type { DepartmentRef } from '#lib/filing/filing.ts';
import { sha256 } from '../integrity/sha256.ts';
import type { Database, DepartmentTable, JurisdictionTable } from '../schema/schema.ts';

export type Jurisdiction = Omit<Selectable<JurisdictionTable>, 'row_hash'>;
export type RegisteredDepartment = Omit<Selectable<DepartmentTable>, 'row_hash'>;

/** Code of the jurisdiction of filings that state none. */
export const NO_JURISDICTION: Jurisdiction = { code: '000000', name: '未注明行政区划', is_demo: 0 };

/** Provisional codes of jurisdictions that a filing names without a code start here. */
const FIRST_PROVISIONAL_CODE = 990001;
const PROVISIONAL_CODES = 9_000;

/** Provisional codes of departments to which no source gives a code start with this. */
export const PROVISIONAL_PREFIX = 'auto-';

export function isProvisional(code: string): boolean {
	return code.startsWith(PROVISIONAL_PREFIX);
}

export class Registry {
	readonly #jurisdictions = new Map<string, Jurisdiction>();
	readonly #departments = new Map<number, RegisteredDepartment>();
	readonly #byCode = new Map<string, RegisteredDepartment>();
	/** By the code without the zeros before it, which spreadsheets drop. */
	readonly #byShortCode = new Map<string, RegisteredDepartment[]>();
	readonly #byName = new Map<string, Set<RegisteredDepartment>>();
	/** Codes of jurisdictions by names without any place, those that filings alone use left out. */
	readonly #areasByName = new Map<string, Set<string>>();
	readonly #names = new Map<string, string[]>();
	readonly #predecessors = new Map<number, RegisteredDepartment[]>();
	/** Jurisdictions whose departments are loaded; null where those of all are. */
	areas: Set<string> | null = new Set();
	/** Departments registered because filings named them, since the registry was loaded. */
	added = 0;
	/** Departments by code and name alone, over all jurisdictions. */
	readonly #byCodeAndName = new Map<string, RegisteredDepartment[]>();

	addJurisdiction(jurisdiction: Jurisdiction): void {
		this.#jurisdictions.set(jurisdiction.code, jurisdiction);
	}

	holdsArea(code: string): boolean {
		return this.areas?.has(code) ?? true;
	}

	addDepartment(department: RegisteredDepartment): void {
		this.#departments.set(department.id, department);
		this.#addCode(department);
		const both = key(department.code, department.name);
		append(this.#byCodeAndName, both, department);
		append(this.#names, department.jurisdiction_code, department.name);
		if (department.successor_id !== null) {
			append(this.#predecessors, department.successor_id, department);
		}
		this.addAlias(department, department.name);
	}

	/** Gives a department that had a provisional code the one that a source states. */
	recode(department: RegisteredDepartment, code: string): void {
		this.#dropCode(department);
		department.code = code;
		this.#addCode(department);
		append(this.#byCodeAndName, key(code, department.name), department);
	}

	/** Gives a department another spelling of its name; it is found by both. */
	renameDepartment(department: RegisteredDepartment, name: string): void {
		department.name = name;
		append(this.#byCodeAndName, key(department.code, name), department);
		append(this.#names, department.jurisdiction_code, name);
		this.addAlias(department, name);
	}

	#addCode(department: RegisteredDepartment): void {
		const { jurisdiction_code, code } = department;
		this.#byCode.set(key(jurisdiction_code, code), department);
		append(this.#byShortCode, key(jurisdiction_code, codeWithoutZeros(code)), department);
	}

	#dropCode({ id, jurisdiction_code, code }: RegisteredDepartment): void {
		this.#byCode.delete(key(jurisdiction_code, code));
		const short = key(jurisdiction_code, codeWithoutZeros(code));
		const left = this.#byShortCode.get(short)?.filter((each) => each.id !== id) ?? [];
		this.#byShortCode.set(short, left);
	}

	/** Drops a department that was merged into another. */
	forget(department: RegisteredDepartment): void {
		const { id, code, name } = department;
		this.#departments.delete(id);
		this.#dropCode(department);
		for (const sharing of this.#byName.values()) {
			for (const each of sharing) if (each.id === id) sharing.delete(each);
		}
		const both = key(code, name);
		const left = this.departmentsExactly(code, name).filter((each) => each.id !== id);
		this.#byCodeAndName.set(both, left);
	}

	addAlias(department: RegisteredDepartment, alias: string): void {
		const named = key(department.jurisdiction_code, this.#normalise(department, alias));
		const sharing = this.#byName.get(named) ?? new Set<RegisteredDepartment>();
		this.#byName.set(named, sharing.add(department));
		if (department.is_filed === 1 || department.jurisdiction_code === NO_JURISDICTION.code) return;
		const name = normaliseName(alias);
		const areas = this.#areasByName.get(name) ?? new Set<string>();
		this.#areasByName.set(name, areas.add(department.jurisdiction_code));
	}

	#normalise(department: RegisteredDepartment, name: string): string {
		return normaliseName(name, this.#jurisdictions.get(department.jurisdiction_code)?.name);
	}

	/** A name as it is compared, in a jurisdiction that need not be registered. */
	normaliseIn(jurisdiction: Jurisdiction, name: string): string {
		return normaliseName(name, jurisdiction.name);
	}

	jurisdiction(code: string): Jurisdiction | null {
		return this.#jurisdictions.get(code) ?? null;
	}

	/** By its name, with or without the final 市, 县 or 区. */
	jurisdictionNamed(name: string): Jurisdiction | null {
		const wanted = comparedCharacters(name);
		for (const jurisdiction of this.#jurisdictions.values()) {
			const known = comparedCharacters(jurisdiction.name);
			if (known === wanted || known.replace(/[市县区]$/, '') === wanted) return jurisdiction;
		}
		return null;
	}

	/** The jurisdiction whose name is at the start of a department's name; the longest where several do. */
	jurisdictionInName(department: string): Jurisdiction | null {
		const name = comparedCharacters(department);
		const fitting = [...this.#jurisdictions.values()].filter(
			(each) => each.code !== NO_JURISDICTION.code && name.startsWith(comparedCharacters(each.name))
		);
		return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
	}

	/** The same for a name whatever came before, unless two names meet by chance. */
	freeJurisdictionCode(name: string): string {
		let at = Number.parseInt(sha256(comparedCharacters(name)).slice(0, 8), 16);
		const code = () => String(FIRST_PROVISIONAL_CODE + (at % PROVISIONAL_CODES));
		while (this.#jurisdictions.has(code())) at += 1;
		return code();
	}

	departments(): RegisteredDepartment[] {
		return [...this.#departments.values()];
	}

	department(id: number): RegisteredDepartment | null {
		return this.#departments.get(id) ?? null;
	}

	/** A registered department as others name it. */
	refer({ code, name, jurisdiction_code }: RegisteredDepartment): DepartmentRef {
		const jurisdiction = this.jurisdiction(jurisdiction_code);
		if (!jurisdiction) throw new Error(`Jurisdiction ${jurisdiction_code} is unknown`);
		return { code, name, jurisdiction: { code: jurisdiction.code, name: jurisdiction.name } };
	}

	departmentCoded(jurisdiction: string, code: string): RegisteredDepartment | null {
		return this.#byCode.get(key(jurisdiction, code)) ?? null;
	}

	/** Those whose code differs in the zeros before it at most, and that bear the name, or one of which it is a short form. */
	departmentsLike(jurisdiction: string, code: string, name: string): RegisteredDepartment[] {
		const coded = this.#byShortCode.get(key(jurisdiction, codeWithoutZeros(code))) ?? [];
		const named = this.departmentsNamed(jurisdiction, name);
		return coded.filter((each) => named.includes(each) || this.#isAlike(each, name));
	}

	#isAlike(department: RegisteredDepartment, name: string): boolean {
		return isAlike(this.#normalise(department, department.name), this.#normalise(department, name));
	}

	/** All departments of the jurisdiction that bear the name or an alias equal to it after normalising. */
	departmentsNamed(jurisdiction: string, name: string): RegisteredDepartment[] {
		const normal = normaliseName(name, this.#jurisdictions.get(jurisdiction)?.name);
		return [...(this.#byName.get(key(jurisdiction, normal)) ?? [])];
	}

	/** The jurisdictions that have a department of the name, whatever place either names. */
	jurisdictionsWith(name: string): Jurisdiction[] {
		const codes = this.#areasByName.get(normaliseName(name)) ?? [];
		return [...codes].flatMap((code) => this.#jurisdictions.get(code) ?? []);
	}

	/** Exactly so coded and named, in whatever jurisdiction. */
	departmentsExactly(code: string, name: string): RegisteredDepartment[] {
		return this.#byCodeAndName.get(key(code, name)) ?? [];
	}

	namesIn(jurisdiction: string): readonly string[] {
		return this.#names.get(jurisdiction) ?? [];
	}

	/** Departments that this one took over. */
	predecessors(id: number): readonly RegisteredDepartment[] {
		return this.#predecessors.get(id) ?? [];
	}

	/** Ids of the departments that stand for this one, the next first. */
	successors(id: number): number[] {
		const found: number[] = [];
		let next = this.department(id)?.successor_id ?? null;
		while (next !== null && next !== id && !found.includes(next)) {
			found.push(next);
			next = this.department(next)?.successor_id ?? null;
		}
		return found;
	}
}

function append<K, V>(lists: Map<K, V[]>, of: K, value: V): void {
	const list = lists.get(of);
	if (list) list.push(value);
	else lists.set(of, [value]);
}

/** No code and no name can contain U+0000. */
function key(first: string, second: string): string {
	return `${first}\u0000${second}`;
}

/** Departments and those that they took over, with their names alone: enough to find the filings of earlier years. */
export async function loadRelated(
	db: Kysely<Database>,
	departments: readonly number[]
): Promise<Registry> {
	const registry = new Registry();
	const rows = await db
		.selectFrom('department')
		.selectAll()
		.where((w) => w.or([w('id', 'in', departments), w('successor_id', 'in', departments)]))
		.orderBy('id')
		.execute();
	for (const row of rows) registry.addDepartment(row);
	return registry;
}

/** All of it. */
export async function loadRegistry(db: Kysely<Database>): Promise<Registry> {
	const registry = await openRegistry(db);
	await loadAllAreas(db, registry);
	return registry;
}

/** The jurisdictions; their departments come as they are asked for, see {@link loadAreas}. */
export async function openRegistry(db: Kysely<Database>): Promise<Registry> {
	const registry = new Registry();
	for (const row of await db.selectFrom('jurisdiction').selectAll().orderBy('code').execute()) {
		registry.addJurisdiction(row);
	}
	return registry;
}

/** Adds the departments of these jurisdictions, where they are not there yet. */
export async function loadAreas(
	db: Kysely<Database>,
	registry: Registry,
	codes: readonly string[]
): Promise<void> {
	for (const code of new Set(codes)) {
		if (registry.holdsArea(code)) continue;
		await addDepartments(
			registry,
			db.selectFrom('department').where('jurisdiction_code', '=', code)
		);
		registry.areas?.add(code);
	}
}

/** As {@link loadAreas}, of all jurisdictions. */
export async function loadAllAreas(db: Kysely<Database>, registry: Registry): Promise<void> {
	if (registry.areas === null) return;
	const known = [...registry.areas];
	const all = db.selectFrom('department');
	await addDepartments(
		registry,
		known.length > 0 ? all.where('jurisdiction_code', 'not in', known) : all
	);
	registry.areas = null;
}

async function addDepartments(
	registry: Registry,
	chosen: SelectQueryBuilder<Database, 'department', object>
): Promise<void> {
	for (const row of await chosen.selectAll('department').orderBy('department.id').execute()) {
		registry.addDepartment(row);
	}
	const aliases = chosen
		.innerJoin('department_alias as a', 'a.department_id', 'department.id')
		.select(['a.department_id', 'a.alias']);
	for (const row of await aliases.execute()) {
		const department = registry.department(row.department_id);
		if (department) registry.addAlias(department, row.alias);
	}
}
