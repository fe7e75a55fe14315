/** The tables that plain rows are written to, and their columns that are not null in every one of them. */
import type { Kysely } from 'kysely';
import { ALPHABETICAL_IDS } from '#lib/catalogue/measures.ts';
import { insertValues, type ColumnNames, type SqlValue } from '../connection/insert.ts';
import { FINDING_COLUMNS } from '../review/verdicts.ts';
import type { Database } from '../schema/schema.ts';
import { SOURCE_COLUMNS, UNIT_COLUMNS } from './changes.ts';
import type { Layout } from './figure-cells.ts';
import { layoutId, storeLayouts } from './layouts.ts';

/** Stands for the id of a layout until the layout is stored. */
export const NO_LAYOUT = 0;

const FILING_COLUMNS = [
	'id',
	'department_id',
	'fiscal_year',
	'version',
	'is_current',
	'template',
	'fiscal_year_place',
	'sheet_weight_missing',
	'sheet_weight_printed',
	'claims',
	'jurisdiction_claim',
	'content_sha256',
	'record_sha256',
	'findings_sha256',
	'verdict_set_id',
	'import_run_id',
	'imported_at',
	'filed_on'
] as const satisfies ColumnNames<'filing'>;
const FINDING_ROW = ['filing_id', ...FINDING_COLUMNS] as const;
const ROW_PROJECTION_COLUMNS = [
	'department_id',
	'fiscal_year',
	'jurisdiction_code',
	'filing_id',
	'kind',
	'template',
	'findings_fail',
	'findings_warn',
	'findings_not_checkable',
	'verdict_set_id',
	'missing',
	...ALPHABETICAL_IDS
] as const;

/** Values of the rows of each table, one after another. */
export class RowTables {
	readonly filing: SqlValue[] = [];
	readonly filing_source: SqlValue[] = [];
	readonly unit: SqlValue[] = [];
	readonly finding: SqlValue[] = [];
	readonly department_year: SqlValue[] = [];
	/** Of the units, in their order. */
	readonly layouts: Layout[] = [];

	/** @param known ids of layouts in this transaction */
	async write(db: Kysely<Database>, known: Map<Layout, number>): Promise<void> {
		await insertValues(db, 'filing', FILING_COLUMNS, this.filing);
		await insertValues(db, 'filing_source', SOURCE_COLUMNS, this.filing_source);
		const layouts = await storeLayouts(db, this.layouts, known);
		const at = UNIT_COLUMNS.indexOf('layout_id');
		for (const [index, layout] of this.layouts.entries()) {
			this.unit[index * UNIT_COLUMNS.length + at] = layoutId(layouts, layout);
		}
		await insertValues(db, 'unit', UNIT_COLUMNS, this.unit);
		await insertValues(db, 'finding', FINDING_ROW, this.finding);
		await insertValues(db, 'department_year', ROW_PROJECTION_COLUMNS, this.department_year);
	}
}
