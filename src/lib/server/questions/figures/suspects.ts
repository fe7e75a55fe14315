/**
 * Figures that are probably errors of the filing (rule `scale_jump`), until the department has corrected them or the
 * bureau accepted its explanation; see `comparison/flags/suspects.ts`.
 */
import type { Kysely } from 'kysely';
import { STORED_IDS, measureOf, type StoredId } from '#lib/catalogue/measures.ts';
import { suspectKey, type Suspects } from '#lib/comparison/flags/suspects.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { listFindings, type FindingRow } from '../findings/reviewed.ts';

/** The findings that name suspect figures, the newest first; that of a year which only follows another is left out. */
export function listSuspectFindings(
	db: Kysely<Database>,
	area: string
): Promise<readonly FindingRow[]> {
	return cached(db, `suspect findings ${area}`, async () => {
		const filter = { area, year: null, rule: 'scale_jump', states: ['fail', 'warn'] } as const;
		const { items } = await listFindings(db, filter, null);
		const jumps = new Set(items.map(keyOf));
		return items.filter((row) => !isReturn(row, jumps));
	});
}

/** The suspect figures by department and year. */
export function suspectsOf(db: Kysely<Database>, area: string): Promise<Suspects> {
	return cached(db, `suspects ${area}`, async () => {
		const open = (await listSuspectFindings(db, area)).filter(isUnconfirmed);
		return new Map(open.map((row) => [keyOf(row), new Set(figuresIn(row))]));
	});
}

function isUnconfirmed({ follow_up }: FindingRow): boolean {
	return follow_up.status !== 'accepted' && follow_up.status !== 'corrected';
}

const BY_NAME: ReadonlyMap<string, StoredId> = new Map(
	STORED_IDS.map((id) => [measureOf(id).name, id])
);

/** The figures of the filing itself that a finding quotes; those of the year before are only compared with. */
export function figuresIn({ places, fiscal_year }: FindingRow): StoredId[] {
	return places.flatMap((quoted) =>
		quoted.fiscal_year === fiscal_year ? (BY_NAME.get(quoted.label) ?? []) : []
	);
}

function keyOf({
	department,
	fiscal_year
}: Pick<FindingRow, 'department' | 'fiscal_year'>): string {
	return suspectKey(department.id, fiscal_year);
}

/** The year after a slip jumps back, and is found too. */
function isReturn({ department, fiscal_year }: FindingRow, jumps: ReadonlySet<string>): boolean {
	return jumps.has(suspectKey(department.id, fiscal_year - 1));
}
