/** 人工更正: the figures that the bureau corrected by hand, and which of them are used now. */
import type { Kysely } from 'kysely';
import { correctableId } from '#lib/catalogue/correctable.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type { Corrected, CorrectedValue } from '#lib/comparison/corrected.ts';
import type { Place } from '#lib/documents/place.ts';
import { cached } from '../../cache.ts';
import { fromPlaceText } from '../../ledger/filing/cells.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { withActorNames } from './actors.ts';

export interface CorrectionRow extends CorrectedValue {
	department: { id: number; code: string; name: string; kind: string | null };
	fiscal_year: number;
	/** The version that it made. */
	filing_id: number;
	/** In the version on which it was made; null where no place was read. */
	place: Place | null;
	missing: MissingReason | null;
	/** `superseded`: a later filing states the figure, or another version was made the current one. */
	state: 'in_use' | 'superseded' | 'taken_back';
	/** The version that took it back. */
	taken_back_filing_id: number | null;
	taken_back_by: string | null;
	/** ISO 8601 UTC. */
	taken_back_at: string | null;
	taken_back_reason: string | null;
	/** The current version of that department and year. */
	current_filing_id: number;
}

/** All corrections of a jurisdiction, the newest first. */
export function listCorrections(
	db: Kysely<Database>,
	area: string
): Promise<readonly CorrectionRow[]> {
	return cached(db, `corrections ${area}`, () => readCorrections(db, area));
}

/** The corrected figures of the total rows, by current filing. */
export function correctedFilings(
	db: Kysely<Database>,
	area: string
): Promise<ReadonlyMap<number, Corrected>> {
	return cached(db, `corrected ${area}`, async () => {
		const used = (await listCorrections(db, area)).filter(
			({ state, unit }) => state === 'in_use' && unit === ''
		);
		const byFiling = Map.groupBy(used, ({ current_filing_id }) => current_filing_id);
		return new Map(
			[...byFiling].map(([id, rows]) => [
				id,
				Object.fromEntries(rows.map((row) => [row.measure, row])) as Corrected
			])
		);
	});
}

/** Departments of which a figure that is used was corrected. */
export async function correctedDepartments(
	db: Kysely<Database>,
	area: string
): Promise<readonly number[]> {
	const used = (await listCorrections(db, area)).filter(({ state }) => state === 'in_use');
	return used.map(({ department }) => department.id);
}

async function readCorrections(db: Kysely<Database>, area: string): Promise<CorrectionRow[]> {
	const rows = await db
		.selectFrom('department as d')
		.innerJoin('filing as made', 'made.department_id', 'd.id')
		.innerJoin('correction as c', 'c.filing_id', 'made.id')
		.innerJoin('filing as now', (join) =>
			join
				.onRef('now.department_id', '=', 'made.department_id')
				.onRef('now.fiscal_year', '=', 'made.fiscal_year')
				.on('now.is_current', '=', 1)
		)
		.selectAll('c')
		.select(['d.id as department_id', 'd.code', 'd.name', 'd.kind', 'made.fiscal_year'])
		.select('now.id as current_filing_id')
		.select((of) =>
			of
				.selectFrom('current_correction as used')
				.select('used.id')
				.whereRef('used.id', '=', 'c.id')
				.as('used_id')
		)
		.where('d.jurisdiction_code', '=', area)
		.execute();
	// Sorted here: in the order of their numbers the corrections of all jurisdictions would be read.
	rows.sort((a, b) => b.id - a.id);
	const named = await withActorNames(db, rows, 'corrected_by', 'taken_back_by');
	return named.map(
		({ department_id, code, name, kind, used_id, measure, basis, place, ...row }) => ({
			...row,
			place: place === null ? null : fromPlaceText(place),
			measure: correctableId(measure, basis),
			department: { id: department_id, code, name, kind },
			state: used_id === null ? unusedState(row.taken_back_at) : 'in_use'
		})
	);
}

function unusedState(taken_back_at: string | null): 'superseded' | 'taken_back' {
	return taken_back_at === null ? 'superseded' : 'taken_back';
}
