/** The tables that plain rows are written to, and their columns that are not null in every one of them. */
import type { Kysely } from 'kysely';
import { ALPHABETICAL_IDS } from '#lib/catalogue/measures.ts';
import { insertValues, type ColumnNames, type SqlValue } from '../connection/insert.ts';
import { FINDING_COLUMNS } from '../review/verdicts.ts';
import type { Database } from '../schema/schema.ts';
import type { RunContext } from './changes.ts';

/** Columns that differ from row to row; the others are shared. */
const FILING_COLUMNS = [
	'id',
	'department_id',
	'fiscal_year',
	'fiscal_year_place',
	'claims',
	'jurisdiction_claim',
	'content_sha256',
	'record_sha256',
	'findings_sha256',
	'verdict_set_id'
] as const satisfies ColumnNames<'filing'>;
const FILING = {
	version: 1,
	is_current: 1,
	template: 'csv',
	sheet_weight_missing: 'not_in_template',
	sheet_weight_printed: ''
} as const;
const SOURCE_COLUMNS = [
	'filing_id',
	'source_id'
] as const satisfies readonly (keyof Database['filing_source'])[];
const UNIT_COLUMNS = [
	'filing_id',
	'name',
	'layout_id',
	'line',
	'cells'
] as const satisfies readonly (keyof Database['unit'])[];
const FINDING_ROW = ['filing_id', ...FINDING_COLUMNS] as const;
const PROJECTION_COLUMNS = [
	'department_id',
	'fiscal_year',
	'jurisdiction_code',
	'filing_id',
	'kind',
	'findings_fail',
	'findings_warn',
	'findings_not_checkable',
	'verdict_set_id',
	'missing'
] as const;

/** Values of the rows of each table, one after another. */
export class RowTables {
	readonly filing: SqlValue[] = [];
	readonly filing_source: SqlValue[] = [];
	readonly unit: SqlValue[] = [];
	readonly finding: SqlValue[] = [];
	/** The amounts come last, see {@link RowTables.figures}. */
	readonly department_year: SqlValue[] = [];
	/** The measures that any of the rows may state, by the order of {@link ALPHABETICAL_IDS}. */
	readonly figures: readonly number[];

	constructor(figures: readonly number[]) {
		this.figures = figures;
	}

	async write(db: Kysely<Database>, run: RunContext & { filed_on: string | null }): Promise<void> {
		const amounts = this.figures.map((order) => ALPHABETICAL_IDS[order] ?? '');
		const projection = [
			...PROJECTION_COLUMNS,
			...amounts
		] as unknown as ColumnNames<'department_year'>;
		await insertValues(db, 'filing', FILING_COLUMNS, this.filing, { ...FILING, ...run });
		await insertValues(db, 'filing_source', SOURCE_COLUMNS, this.filing_source, {
			number: 1,
			template: 'csv'
		});
		await insertValues(db, 'unit', UNIT_COLUMNS, this.unit, { position: 0, role: 'total' });
		await insertValues(db, 'finding', FINDING_ROW, this.finding);
		await insertValues(db, 'department_year', projection, this.department_year, {
			template: 'csv'
		});
	}
}
