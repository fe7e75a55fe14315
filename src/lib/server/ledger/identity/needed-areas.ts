/** Loads the part of the registry that a filing needs, since a nation has more departments than a report may wait for. */
import type { Kysely } from 'kysely';
import type { IdentityClaim, JurisdictionClaim } from '#lib/filing/filing.ts';
import type { Database } from '../schema/schema.ts';
import { codeAndNames } from './claims.ts';
import { toldJurisdiction } from './jurisdiction-of.ts';
import { loadAllAreas, loadAreas, NO_JURISDICTION, type Registry } from './registry.ts';

/** The departments among which {@link identify} looks: of the jurisdiction that is told, of all where only a name tells it. */
export async function loadNeeded(
	db: Kysely<Database>,
	registry: Registry,
	claims: readonly IdentityClaim[],
	stated: JurisdictionClaim | null
): Promise<void> {
	if (registry.areas === null) return;
	const claimed = codeAndNames(claims);
	const { code, names } = claimed;
	if (!stated && code !== null) await loadAreas(db, registry, await areasOf(db, code, names));
	// A city's registry may list a department by the name of its county.
	if (!stated) await loadAreas(db, registry, citiesOf(registry, names));
	const told = toldJurisdiction(registry, claimed, stated, []);
	if (told) await loadAreas(db, registry, [told.code]);
	else if (code === null) await loadAllAreas(db, registry);
	else await loadAreas(db, registry, [NO_JURISDICTION.code]);
}

function citiesOf(registry: Registry, names: readonly IdentityClaim[]): string[] {
	return names.flatMap(({ text }) => registry.jurisdictionInName(text)?.code ?? []);
}

/** The jurisdictions in which a department is exactly so coded and named. */
async function areasOf(
	db: Kysely<Database>,
	code: string,
	names: readonly IdentityClaim[]
): Promise<string[]> {
	if (names.length === 0) return [];
	const texts = names.map(({ text }) => text.trim());
	const found = await db
		.selectFrom('jurisdiction as j')
		.innerJoin('department as d', 'd.jurisdiction_code', 'j.code')
		.select('j.code')
		.where('d.code', '=', code)
		.where('d.name', 'in', texts)
		.execute();
	return found.map((each) => each.code);
}

/** The departments among which a registered one stands. */
export async function loadAreaOf(
	db: Kysely<Database>,
	registry: Registry,
	department_id: number
): Promise<void> {
	if (registry.areas === null || registry.department(department_id)) return;
	const { jurisdiction_code } = await db
		.selectFrom('department')
		.select('jurisdiction_code')
		.where('id', '=', department_id)
		.executeTakeFirstOrThrow();
	await loadAreas(db, registry, [jurisdiction_code]);
}
