import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { listRoundYears, listYears } from './areas.ts';
import type { Scope } from './asked.ts';
import { listKinds } from './departments/list.ts';
import { listDivisions } from './findings/reviewed.ts';

/** Reads what the parameters of a jurisdiction choose from. */
export async function scopeOf(db: Kysely<Database>, area: string): Promise<Scope> {
	return {
		years: await listYears(db, area),
		round_years: await listRoundYears(db, area),
		kinds: await listKinds(db, area),
		divisions: await listDivisions(db, area)
	};
}
