/**
 * Brings the registry up to what its tables say: adds and changes, never removes. What is already so is not written
 * again.
 */
import type { Kysely } from 'kysely';
import { describePlace } from '#lib/documents/place.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import type {
	DepartmentEntry,
	ExpectedEntry,
	JurisdictionEntry,
	RegistryEntries
} from '#lib/forms/registry/registry-tables.ts';
import { commandActor } from '../audit/actor.ts';
import { recordAct } from '../audit/append.ts';
import { mergeProvisional } from './merge-provisional.ts';
import { raiseDataVersion } from '../filing/projection.ts';
import {
	isProvisional,
	loadRegistry,
	type RegisteredDepartment,
	type Registry
} from './registry.ts';
import { inOneTransaction } from '../connection/session.ts';
import type { Database } from '../schema/schema.ts';
import { UNHASHED } from '../integrity/row-hashes.ts';

/**
 * Registers tables that refer to one another, in one transaction: jurisdictions, the departments in them, the filings
 * that are expected of those. Returns how many entries were new or changed.
 * @throws DocumentError where an entry names a jurisdiction or department that is not registered.
 */
export async function registerEntries(
	db: Kysely<Database>,
	tables: readonly RegistryEntries[],
	actor = commandActor()
): Promise<number> {
	const ordered = [...tables].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
	return inOneTransaction(db, async (transaction) => {
		let changed = 0;
		for (const table of ordered) changed += await registerTable(transaction, table);
		if (changed > 0) {
			await recordAct(transaction, {
				actor,
				action: 'registry_changed',
				subject: `${changed}条`,
				detail: Object.fromEntries(ordered.map(({ kind, entries }) => [kind, entries.length]))
			});
			await raiseDataVersion(transaction);
		}
		return changed;
	});
}

/** Each refers to those before it. */
const ORDER: readonly RegistryEntries['kind'][] = [
	'jurisdictions',
	'departments',
	'expected_filings'
];

async function registerTable(db: Kysely<Database>, table: RegistryEntries): Promise<number> {
	switch (table.kind) {
		case 'jurisdictions':
			return registerJurisdictions(db, table.entries);
		case 'departments':
			return registerDepartments(db, table.entries);
		case 'expected_filings':
			return registerExpected(db, table.entries);
	}
}

async function registerJurisdictions(
	db: Kysely<Database>,
	entries: readonly JurisdictionEntry[]
): Promise<number> {
	const registry = await loadRegistry(db);
	let changed = 0;
	for (const entry of entries) {
		const row = { code: entry.code, name: entry.name, is_demo: entry.is_demo ? 1 : 0 };
		const known = registry.jurisdiction(row.code);
		if (known?.name === row.name && known.is_demo === row.is_demo) continue;
		await (known
			? db
					.updateTable('jurisdiction')
					.set({ ...row, ...UNHASHED })
					.where('code', '=', row.code)
					.execute()
			: db.insertInto('jurisdiction').values(row).execute());
		registry.addJurisdiction(row);
		changed += 1;
	}
	return changed;
}

async function registerDepartments(
	db: Kysely<Database>,
	entries: readonly DepartmentEntry[]
): Promise<number> {
	let registry = await loadRegistry(db);
	let changed = 0;
	for (const entry of entries) {
		const known = findRegistered(registry, entry);
		const department = known ?? (await addDepartment(db, registry, entry));
		const updated = !known || (await updateDepartment(db, registry, known, entry));
		const aliased = await addAliases(db, registry, department, entry.aliases);
		const names = [entry.name, ...entry.aliases];
		const after = await mergeProvisional(db, registry, department, names);
		if (updated || aliased || after !== registry) changed += 1;
		registry = after;
	}
	for (const entry of entries) changed += (await linkSuccessor(db, registry, entry)) ? 1 : 0;
	return changed;
}

/** By its code; where the table has only a made one, which a filing may have replaced since, by its name. */
function findRegistered(registry: Registry, entry: DepartmentEntry): RegisteredDepartment | null {
	const area = findArea(registry, entry);
	const coded = registry.departmentCoded(area, entry.code);
	if (coded || !isProvisional(entry.code)) return coded;
	const [only, ...others] = registry.departmentsNamed(area, entry.name);
	return only && others.length === 0 ? only : null;
}

async function addDepartment(
	db: Kysely<Database>,
	registry: Registry,
	entry: DepartmentEntry
): Promise<RegisteredDepartment> {
	const department = await db
		.insertInto('department')
		.values({
			jurisdiction_code: findArea(registry, entry),
			code: entry.code,
			name: entry.name,
			kind: entry.kind,
			division: entry.division,
			successor_id: null,
			succeeded_from: null,
			is_filed: 0
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	registry.addDepartment(department);
	return department;
}

/** Keeps the stored value where the table has a blank. */
async function updateDepartment(
	db: Kysely<Database>,
	registry: Registry,
	known: RegisteredDepartment,
	entry: DepartmentEntry
): Promise<boolean> {
	const kind = entry.kind ?? known.kind;
	const division = entry.division ?? known.division;
	const { name } = entry;
	const isSame = name === known.name && kind === known.kind && division === known.division;
	if (isSame && known.is_filed === 0) return false;
	await db
		.updateTable('department')
		.set({ name, kind, division, is_filed: 0, ...UNHASHED })
		.where('id', '=', known.id)
		.execute();
	await db
		.updateTable('department_year')
		.set({ kind })
		.where('department_id', '=', known.id)
		.execute();
	await db
		.deleteFrom('department_alias')
		.where('department_id', '=', known.id)
		.where('is_filed', '=', 1)
		.execute();
	Object.assign(known, { name, kind, division, is_filed: 0 });
	registry.addAlias(known, name);
	return true;
}

async function addAliases(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	aliases: readonly string[]
): Promise<boolean> {
	let added = false;
	for (const alias of aliases) {
		const result = await db
			.insertInto('department_alias')
			.values({ department_id: department.id, alias })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (result.numInsertedOrUpdatedRows) added = true;
		registry.addAlias(department, alias);
	}
	return added;
}

async function linkSuccessor(
	db: Kysely<Database>,
	registry: Registry,
	entry: DepartmentEntry
): Promise<boolean> {
	if (entry.successor_code === null) return false;
	const department = findDepartment(registry, entry, entry.code);
	const successor_id = findDepartment(registry, entry, entry.successor_code).id;
	const { succeeded_from } = entry;
	if (department.successor_id === successor_id && department.succeeded_from === succeeded_from) {
		return false;
	}
	await db
		.updateTable('department')
		.set({ successor_id, succeeded_from, ...UNHASHED })
		.where('id', '=', department.id)
		.execute();
	return true;
}

async function registerExpected(
	db: Kysely<Database>,
	entries: readonly ExpectedEntry[]
): Promise<number> {
	const registry = await loadRegistry(db);
	const known = await db.selectFrom('expected_filing').selectAll().execute();
	const due = new Map(known.map((row) => [`${row.department_id}/${row.fiscal_year}`, row.due_on]));
	let changed = 0;
	for (const entry of entries) {
		const { fiscal_year, due_on } = entry;
		const department_id = findDepartment(registry, entry, entry.department_code).id;
		if (due.get(`${department_id}/${fiscal_year}`) === due_on) continue;
		await db
			.insertInto('expected_filing')
			.values({ department_id, fiscal_year, due_on })
			.onConflict((conflict) =>
				conflict.columns(['department_id', 'fiscal_year']).doUpdateSet({ due_on, ...UNHASHED })
			)
			.execute();
		changed += 1;
	}
	return changed;
}

function findArea(
	registry: Registry,
	{ jurisdiction, place }: Pick<DepartmentEntry, 'jurisdiction' | 'place'>
): string {
	const { code, name } = jurisdiction;
	const named = () => (name ? registry.jurisdictionNamed(name) : null);
	const found = code ? registry.jurisdiction(code) : named();
	if (found) return found.code;
	throw new DocumentError(
		'jurisdiction_unknown',
		`${describePlace(place)}所在行的行政区划“${code ?? name ?? ''}”没有登记；请先导入列有“行政区划代码”“行政区划名称”的表。`,
		place
	);
}

function findDepartment(
	registry: Registry,
	entry: Pick<DepartmentEntry, 'jurisdiction' | 'place'>,
	code: string
): RegisteredDepartment {
	const found = registry.departmentCoded(findArea(registry, entry), code);
	if (found) return found;
	throw new DocumentError(
		'department_unknown',
		`${describePlace(entry.place)}所在行的部门编码“${code}”没有登记；请先导入列有它的部门名册。`,
		entry.place
	);
}
