/** The projection `department_year`: written with every filing, and rebuildable from the filings at any time. */
import type { Kysely } from 'kysely';
import { REPORTED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type { FigureRow } from './record.ts';
import type { Database, DepartmentYear } from '../schema/schema.ts';
import { sealRows, UNSEALED } from '../integrity/row-hashes.ts';
import { countState } from '../review/rule-states.ts';

export interface ProjectedFiling {
	department: { id: number; jurisdiction_code: string; kind: string | null };
	filing: Pick<DepartmentYear, 'fiscal_year' | 'template' | 'grade'> & { id: number };
	/** Figures of the total row, both scores among them. */
	figures: readonly Pick<FigureRow, 'measure' | 'value' | 'missing'>[];
	/** How its review left the rules. */
	states: string;
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
	'states',
	'missing',
	...REPORTED_IDS
] as const;

/** The row that stands for a current filing. */
export function projectFiling(projected: ProjectedFiling): DepartmentYear {
	const { department, filing, states } = projected;
	const values = {} as Record<ReportedId, number | null>;
	const missing: Partial<Record<ReportedId, MissingReason>> = {};
	const stated = new Map(projected.figures.map((figure) => [figure.measure, figure]));
	for (const measure of REPORTED_IDS) {
		const figure = stated.get(measure);
		values[measure] = figure?.value ?? null;
		if (values[measure] === null) missing[measure] = figure?.missing ?? 'not_in_template';
	}
	return {
		department_id: department.id,
		fiscal_year: filing.fiscal_year,
		jurisdiction_code: department.jurisdiction_code,
		filing_id: filing.id,
		kind: department.kind,
		template: filing.template,
		grade: filing.grade,
		findings_fail: countState(states, 'fail'),
		findings_warn: countState(states, 'warn'),
		findings_not_checkable: countState(states, 'not_checkable'),
		states,
		missing: JSON.stringify(missing),
		...values
	};
}

/** The projected rows of the current filings of one department, by year, computed from what is stored. */
export async function projectDepartment(
	db: Kysely<Database>,
	department: ProjectedFiling['department']
): Promise<DepartmentYear[]> {
	const filings = await db
		.selectFrom('filing')
		.select(['id', 'fiscal_year', 'template', 'grade'])
		.where('department_id', '=', department.id)
		.where('is_current', '=', 1)
		.orderBy('fiscal_year')
		.execute();
	const rows: DepartmentYear[] = [];
	for (const filing of filings) {
		rows.push(projectFiling({ department, filing, ...(await statedBy(db, filing.id)) }));
	}
	return rows;
}

async function statedBy(
	db: Kysely<Database>,
	filing: number
): Promise<Pick<ProjectedFiling, 'figures' | 'states'>> {
	const figures = await db
		.selectFrom('figure')
		.innerJoin('unit', 'unit.id', 'figure.unit_id')
		.select(['measure', 'value', 'missing'])
		.where('figure.filing_id', '=', filing)
		.where('unit.role', '=', 'total')
		.execute();
	const review = await db
		.selectFrom('review')
		.select('states')
		.where('filing_id', '=', filing)
		.executeTakeFirst();
	return { figures, states: review?.states ?? '' };
}

/** Writes the whole projection anew, in one transaction. Returns the number of its rows. */
export async function rebuildProjection(db: Kysely<Database>): Promise<number> {
	return db.transaction().execute(async (transaction) => {
		await transaction.deleteFrom('department_year').execute();
		let count = 0;
		for (const department of await listDepartments(transaction)) {
			const rows = await projectDepartment(transaction, department);
			for (const row of rows) await transaction.insertInto('department_year').values(row).execute();
			count += rows.length;
		}
		await raiseDataVersion(transaction);
		return count;
	});
}

export async function listDepartments(
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
			...UNSEALED
		}))
		.where('id', '=', 1)
		.returning('version')
		.executeTakeFirstOrThrow();
	await sealRows(db);
	return version;
}
