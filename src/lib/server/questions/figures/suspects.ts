/**
 * Figures that are probably errors of the filing (rule `scale_jump`), until the department has corrected them or the
 * bureau accepted its explanation; see `comparison/flags/suspects.ts`.
 */
import type { Kysely } from 'kysely';
import { STORED_IDS, measureOf, type StoredId } from '#lib/catalogue/measures.ts';
import { doubtedByYear, suspectKey, type Suspects } from '#lib/comparison/flags/suspects.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { filingsOf } from '../departments/years.ts';
import { listFindings, type FindingRow } from '../findings/reviewed.ts';

/** A finding that nobody has settled yet, with the figures of its year that are probably errors. */
export interface SuspectFinding extends FindingRow {
	figures: ReadonlySet<StoredId>;
}

/** The open findings that name suspect figures, the newest first; that of a year which only follows another is left out. */
export function listSuspectFindings(
	db: Kysely<Database>,
	area: string
): Promise<readonly SuspectFinding[]> {
	return cached(db, `suspect findings ${area}`, async () => {
		const filter = { area, year: null, rule: 'scale_jump', states: ['fail', 'warn'] } as const;
		const { items } = await listFindings(db, filter, null);
		const doubted = await doubtedFigures(db, area, items);
		return items.filter(isUnconfirmed).flatMap((row) => {
			const figures = doubted.get(row.department.id)?.get(row.fiscal_year);
			return figures ? [{ ...row, figures }] : [];
		});
	});
}

/** The suspect figures by department and year. */
export function suspectsOf(db: Kysely<Database>, area: string): Promise<Suspects> {
	return cached(db, `suspects ${area}`, async () => {
		const open = await listSuspectFindings(db, area);
		return new Map(open.map((row) => [keyOf(row), row.figures]));
	});
}

function isUnconfirmed({ follow_up }: FindingRow): boolean {
	return follow_up.status !== 'accepted' && follow_up.status !== 'corrected';
}

/** By department and year. Amounts are read of departments alone of which two years running are doubted. */
async function doubtedFigures(
	db: Kysely<Database>,
	area: string,
	rows: readonly FindingRow[]
): Promise<ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<StoredId>>>> {
	const keys = new Set(rows.map(keyOf));
	const running = rows.filter(({ department, fiscal_year }) =>
		keys.has(suspectKey(department.id, fiscal_year - 1))
	);
	const filed = await filingsOf(db, area, [...new Set(running.map((row) => row.department.id))]);
	const valuesOf = new Map(filed.map((one) => [keyOf(one), one.values]));
	const byDepartment = Map.groupBy(rows, ({ department }) => department.id);
	return new Map(
		[...byDepartment].map(([id, own]) => {
			const years = own.map((row) => ({
				fiscal_year: row.fiscal_year,
				figures: figuresIn(row),
				values: valuesOf.get(keyOf(row)) ?? null,
				before: valuesOf.get(suspectKey(id, row.fiscal_year - 1)) ?? null
			}));
			return [id, doubtedByYear(years)] as const;
		})
	);
}

const BY_NAME: ReadonlyMap<string, StoredId> = new Map(
	STORED_IDS.map((id) => [measureOf(id).name, id])
);

/** The figures of the filing itself that a finding quotes; those of the year before are only compared with. */
function figuresIn({ places, fiscal_year }: FindingRow): StoredId[] {
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
