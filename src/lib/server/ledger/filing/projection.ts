/** The projection `department_year`: written with every filing, and rebuildable from the filings at any time. */
import type { Kysely, Transaction } from 'kysely';
import { BUDGET_IDS, type BudgetId } from '#lib/catalogue/budgets.ts';
import { REPORTED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type { FigureRecord } from './record.ts';
import type { Database, DepartmentYearRow } from '../schema/schema.ts';
import { hashRows, UNHASHED } from '../integrity/row-hashes.ts';

export interface ProjectedFiling {
	department: { id: number; jurisdiction_code: string; kind: string | null };
	filing: Pick<DepartmentYearRow, 'fiscal_year' | 'template' | 'grade' | 'verdict_set_id'> & {
		id: number;
	};
	/** Figures of the total row, budgets and both scores among them. */
	figures: readonly Pick<FigureRecord, 'measure' | 'basis' | 'value' | 'missing'>[];
	/** The states in which its review left the rules. */
	verdicts: readonly { state: FindingState }[];
}

export const PROJECTION_COLUMNS = [
	'department_id',
	'fiscal_year',
	'jurisdiction_code',
	'filing_id',
	'kind',
	'template',
	'grade',
	'findings_fail',
	'findings_warn',
	'findings_not_checkable',
	'verdict_set_id',
	'missing',
	...REPORTED_IDS,
	...BUDGET_IDS
] as const;

export const PROJECTION_KEY = ['department_id', 'fiscal_year'] as const;

/** Copied for each row: an object of sixty columns that is put together anew is slow to make and to read. */
const EMPTY = Object.fromEntries(
	PROJECTION_COLUMNS.map((column) => [column, null])
) as unknown as DepartmentYearRow;

/** The row that stands for a current filing. */
export function projectFiling({
	department,
	filing,
	figures,
	verdicts
}: ProjectedFiling): DepartmentYearRow {
	const row = { ...EMPTY };
	row.department_id = department.id;
	row.fiscal_year = filing.fiscal_year;
	row.jurisdiction_code = department.jurisdiction_code;
	row.filing_id = filing.id;
	row.kind = department.kind;
	row.template = filing.template;
	row.grade = filing.grade;
	row.findings_fail = countState(verdicts, 'fail');
	row.findings_warn = countState(verdicts, 'warn');
	row.findings_not_checkable = countState(verdicts, 'not_checkable');
	row.verdict_set_id = filing.verdict_set_id;
	const reasons: Partial<Record<ReportedId, MissingReason | null>> = {};
	for (const { measure, basis, value, missing } of figures) {
		const id = basis === 'actual' ? measure : (`${measure}_${basis}` as BudgetId);
		if (id in EMPTY) row[id] = value;
		if (basis === 'actual') reasons[measure] = missing;
	}
	row.missing = missingText(row, reasons);
	return row;
}

/** Most figures that are missing are not in the template: only other reasons are written. */
function missingText(
	row: DepartmentYearRow,
	reasons: Partial<Record<ReportedId, MissingReason | null>>
): string {
	const missing: Partial<Record<ReportedId, MissingReason>> = {};
	for (const measure of REPORTED_IDS) {
		const reason = reasons[measure] ?? 'not_in_template';
		if (row[measure] === null && reason !== 'not_in_template') missing[measure] = reason;
	}
	return JSON.stringify(missing);
}

function countState(verdicts: ProjectedFiling['verdicts'], state: FindingState): number {
	let count = 0;
	for (const verdict of verdicts) if (verdict.state === state) count++;
	return count;
}

/** The projected rows of the current filings of one department, by year, computed from what is stored. */
export async function projectDepartment(
	db: Kysely<Database>,
	department: ProjectedFiling['department']
): Promise<DepartmentYearRow[]> {
	const filings = await db
		.selectFrom('filing')
		.select(['id', 'fiscal_year', 'template', 'grade', 'verdict_set_id'])
		.where('department_id', '=', department.id)
		.where('is_current', '=', 1)
		.orderBy('fiscal_year')
		.execute();
	const rows: DepartmentYearRow[] = [];
	for (const filing of filings) {
		rows.push(projectFiling({ department, filing, ...(await statedBy(db, filing)) }));
	}
	return rows;
}

async function statedBy(
	db: Kysely<Database>,
	filing: { id: number; verdict_set_id: number }
): Promise<Pick<ProjectedFiling, 'figures' | 'verdicts'>> {
	const figures = await db
		.selectFrom('figure')
		.innerJoin('unit', (join) =>
			join
				.onRef('unit.filing_id', '=', 'figure.filing_id')
				.onRef('unit.position', '=', 'figure.unit_position')
		)
		.select(['measure', 'basis', 'value', 'missing'])
		.where('figure.filing_id', '=', filing.id)
		.where('unit.role', '=', 'total')
		.execute();
	const verdicts = await db
		.selectFrom('verdict')
		.select('state')
		.where('verdict_set_id', '=', filing.verdict_set_id)
		.execute();
	return { figures, verdicts };
}

/** Writes the whole projection anew, within the transaction given. Returns the number of its rows. */
export async function rebuildProjection(transaction: Transaction<Database>): Promise<number> {
	await transaction.deleteFrom('department_year').execute();
	await transaction.deleteFrom('area_year').execute();
	let count = 0;
	for (const department of await projectedDepartments(transaction)) {
		const rows = await projectDepartment(transaction, department);
		for (const row of rows) await transaction.insertInto('department_year').values(row).execute();
		count += rows.length;
	}
	await raiseDataVersion(transaction);
	return count;
}

export async function projectedDepartments(
	db: Kysely<Database>
): Promise<ProjectedFiling['department'][]> {
	return db
		.selectFrom('department')
		.select(['id', 'jurisdiction_code', 'kind'])
		.orderBy('id')
		.execute();
}

/** Tells pages that what they show has changed; the last part of the transaction that changes it. */
export async function raiseDataVersion(db: Kysely<Database>): Promise<number> {
	const { version } = await db
		.updateTable('data_version')
		.set((column) => ({
			version: column('version', '+', 1),
			changed_at: new Date().toISOString(),
			...UNHASHED
		}))
		.where('id', '=', 1)
		.returning('version')
		.executeTakeFirstOrThrow();
	await hashRows(db);
	return version;
}
