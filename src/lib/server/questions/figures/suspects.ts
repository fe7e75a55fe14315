/**
 * Figures that are probably errors of the filing (rule `scale_jump`), until the department has corrected them or the
 * bureau accepted its explanation; see `comparison/flags/suspects.ts`.
 */
import type { Kysely } from 'kysely';
import { STORED_IDS, measureOf, type StoredId } from '#lib/catalogue/measures.ts';
import {
	doubtedByYear,
	suspectKey,
	type Doubted,
	type Suspects
} from '#lib/comparison/flags/suspects.ts';
import type { DepartmentYear } from '#lib/comparison/observation.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { filingsOf } from '../departments/years.ts';
import { listFindings, type FindingRow } from '../findings/reviewed.ts';

/** A finding that nobody has settled yet, with the figures of a year that are probably errors. */
export interface SuspectFinding extends FindingRow {
	figures: ReadonlySet<StoredId>;
}

/** The years with suspect figures, the newest first, each with the open finding that tells why. */
export function listSuspectFindings(
	db: Kysely<Database>,
	area: string
): Promise<readonly SuspectFinding[]> {
	return cached(db, `suspect findings ${area}`, async () => {
		const filter = { area, year: null, rule: 'scale_jump', states: ['fail', 'warn'] } as const;
		const { items } = await listFindings(db, filter, null);
		const found = new Map(items.map((row) => [keyOf(row), row]));
		const filed = await filingsOf(db, area, [...new Set(items.map((row) => row.department.id))]);
		const doubted = doubtedFigures(filed, found);
		const suspects = filed.flatMap((row) => {
			const year = doubted.get(row.department.id)?.get(row.fiscal_year);
			const finding = year && found.get(suspectKey(row.department.id, year.since));
			return finding && isUnconfirmed(finding) ? [suspectFinding(row, finding, year.figures)] : [];
		});
		return suspects.sort((a, b) => b.fiscal_year - a.fiscal_year);
	});
}

/** The finding for the year itself; of another year that tells why, it says which. */
function suspectFinding(
	{ fiscal_year, filing_id }: DepartmentYear,
	finding: FindingRow,
	figures: ReadonlySet<StoredId>
): SuspectFinding {
	const found_in = finding.fiscal_year;
	if (found_in === fiscal_year) return { ...finding, figures };
	const told =
		found_in < fiscal_year
			? `与${found_in}年的数量级相同，该年的数据疑似有误，尚未核实`
			: `与其他年度不在同一数量级，疑似有误，尚未核实；${found_in}年的核对结果`;
	const message = `${told}：${finding.message}`;
	return { ...finding, fiscal_year, filing_id, message, places: [], figures };
}

/** The suspect figures by department and year. */
export function suspectsOf(db: Kysely<Database>, area: string): Promise<Suspects> {
	return cached(db, `suspects ${area}`, async () => {
		const open = await listSuspectFindings(db, area);
		return new Map(open.map((row) => [keyOf(row), row.figures]));
	});
}

/** Departments with suspect figures. */
export async function suspectDepartments(
	db: Kysely<Database>,
	area: string
): Promise<readonly number[]> {
	return (await listSuspectFindings(db, area)).map(({ department }) => department.id);
}

function isUnconfirmed({ follow_up }: FindingRow): boolean {
	return follow_up.status !== 'accepted' && follow_up.status !== 'corrected';
}

/** By department and year. */
function doubtedFigures(
	filed: readonly DepartmentYear[],
	found: ReadonlyMap<string, FindingRow>
): ReadonlyMap<number, ReadonlyMap<number, Doubted>> {
	const byDepartment = Map.groupBy(filed, ({ department }) => department.id);
	return new Map(
		[...byDepartment].map(([id, own]) => {
			const years = own.map((row) => {
				const finding = found.get(keyOf(row));
				const { fiscal_year, values } = row;
				return { fiscal_year, values, figures: finding ? figuresIn(finding) : [] };
			});
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
}: Pick<DepartmentYear, 'department' | 'fiscal_year'>): string {
	return suspectKey(department.id, fiscal_year);
}
