/** Writes what filings call a department that no registry table and no person has named. */
import type { Kysely } from 'kysely';
import { UNHASHED } from '../integrity/row-hashes.ts';
import type { Database } from '../schema/schema.ts';
import { addName, betterCode, isUnsettled, type FiledNames } from './better-names.ts';
import { fullerName, isSameCode } from './names.ts';
import { moveFilings, sharesYear } from './merge-provisional.ts';
import { isProvisional, type RegisteredDepartment, type Registry } from './registry.ts';

export interface TakenName {
	/** Anything was written. */
	changed: boolean;
	/** Another department turned out to be this one: whatever was found before has to be found again. */
	merged: boolean;
}

/** Notes that a filing of the year calls a department so, and takes over what was filed under that name without a code. */
export async function takeName(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	spelling: string,
	fiscal_year: number
): Promise<TakenName> {
	const nothing = { changed: false, merged: false };
	if (department.is_filed === 0 || spelling === '' || spelling === department.name) return nothing;
	const area = registry.jurisdiction(department.jurisdiction_code);
	const normalise = (name: string) => (area ? registry.normaliseIn(area, name) : name);
	const isSame = normalise(spelling) === normalise(department.name);
	if (isSame && fullerName(spelling, department.name) === department.name) return nothing;
	const known = await filedNames(db, department);
	const isNewer = isSame || (await isNewest(db, department, spelling, fiscal_year));
	const names = addName(known, spelling, isNewer, normalise);
	const changed = await writeNames(db, registry, department, known, names);
	const merged = await takeOver(db, registry, department, spelling);
	return { changed: changed || merged, merged };
}

/** A department of which only the code is known is called by it. */
async function filedNames(
	db: Kysely<Database>,
	{ id, name, code }: RegisteredDepartment
): Promise<FiledNames> {
	const rows = await db
		.selectFrom('department_alias')
		.select('alias')
		.where('department_id', '=', id)
		.where('is_filed', '=', 1)
		.execute();
	return { name: isSameCode(name, code) ? '' : name, others: rows.map(({ alias }) => alias) };
}

/** Tells whether a filing bears the department's newest name; the fuller of two names in one year is taken for the newer. */
async function isNewest(
	db: Kysely<Database>,
	{ id, name }: RegisteredDepartment,
	spelling: string,
	fiscal_year: number
): Promise<boolean> {
	const { newest } = await db
		.selectFrom('filing')
		.select(({ fn }) => fn.max<number | null>('fiscal_year').as('newest'))
		.where('department_id', '=', id)
		.executeTakeFirstOrThrow();
	if (newest === null || fiscal_year !== newest) return newest === null || fiscal_year > newest;
	return fullerName(spelling, name) === spelling;
}

async function writeNames(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	before: FiledNames,
	{ name, others }: FiledNames
): Promise<boolean> {
	const { id: department_id } = department;
	const gone = before.others.filter((each) => !others.includes(each));
	const come = others.filter((alias) => alias !== '' && !before.others.includes(alias));
	if (gone.length > 0) {
		await db
			.deleteFrom('department_alias')
			.where('department_id', '=', department_id)
			.where('is_filed', '=', 1)
			.where('alias', 'in', gone)
			.execute();
	}
	for (const alias of come) {
		await db
			.insertInto('department_alias')
			.values({ department_id, alias, is_filed: 1 })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		registry.addAlias(department, alias);
	}
	if (name === department.name) return gone.length + come.length > 0;
	await db
		.updateTable('department')
		.set({ name, ...UNHASHED })
		.where('id', '=', department_id)
		.execute();
	registry.renameDepartment(department, name);
	return true;
}

/** One that has filed for the same year stays: which of the two holds is for a person to say. */
async function takeOver(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	spelling: string
): Promise<boolean> {
	const { jurisdiction_code: area, code } = department;
	const named = registry.departmentsNamed(area, spelling);
	const coded = registry.departmentsLike(area, code, spelling);
	let merged = false;
	for (const other of new Set([...named, ...coded])) {
		if (other.id === department.id || !isUnsettled(other, department.code)) continue;
		if (await sharesYear(db, other.id, department.id)) continue;
		const { name, others } = await filedNames(db, other);
		await moveFilings(db, registry, other.id, department.id);
		registry.forget(other);
		await takeCode(db, registry, department, betterCode(department, other.code));
		for (const each of [name, ...others]) await takeName(db, registry, department, each, 0);
		merged = true;
	}
	return merged;
}

async function takeCode(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	code: string
): Promise<void> {
	if (isProvisional(code) || code === department.code) return;
	await db
		.updateTable('department')
		.set({ code, ...UNHASHED })
		.where('id', '=', department.id)
		.execute();
	registry.recode(department, code);
}
