/**
 * Schema version 1, that of release 0.2.0. It is frozen: a change is a new migration. It runs on SQLite and PostgreSQL
 * alike; they differ in how a key counts up, in the width of an integer and in the name for bytes.
 */
import {
	SqliteAdapter,
	sql,
	type ColumnDefinitionBuilder,
	type CreateTableBuilder,
	type Kysely
} from 'kysely';

export const FIGURES = [
	'staff_quota',
	'staff_actual',
	'income_total',
	'income_carried_in',
	'income_fiscal',
	'income_gov_fund',
	'income_nontax',
	'income_other',
	'spending_total',
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project',
	'balance_current',
	'balance_cumulative',
	'three_public_total',
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad',
	'assets_total',
	'assets_in_use',
	'assets_leased',
	'assets_other',
	'score_form',
	'score_sheet'
] as const;

export const BUDGETED = [
	'income_total',
	'spending_total',
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project',
	'three_public_total',
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad'
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
	const tables = new Tables(db);
	await createRegistry(tables);
	await createVerdicts(tables);
	await createFilings(tables);
	await createFacts(tables);
	await createText(tables);
	await createFindings(tables);
	await createRuns(tables);
	await createProjection(tables);
	await createIndexes(db);
	await createViews(db);
	await createRowHashes(db);
	await sql`insert into data_version (id, version, changed_at, row_hash)
		values (1, 0, '1970-01-01T00:00:00.000Z', '18d7218ed7a57a49')`.execute(db);
}

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
type Table = CreateTableBuilder<string>;

const required: Column = (column) => column.notNull();

/** Spells the column kinds that the two databases name differently. */
class Tables {
	readonly #db: Kysely<unknown>;
	readonly #sqlite: boolean;

	constructor(db: Kysely<unknown>) {
		this.#db = db;
		this.#sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
	}

	async create(name: string, define: (table: Table) => Table): Promise<void> {
		const table = define(this.#db.schema.createTable(name));
		await (this.#sqlite ? table.modifyEnd(sql`strict`) : table).execute();
	}

	/** As {@link create}, stored in the order of its primary key: its rows are read a filing at a time. */
	async createClustered(name: string, define: (table: Table) => Table): Promise<void> {
		const table = define(this.#db.schema.createTable(name));
		await (this.#sqlite ? table.modifyEnd(sql`strict, without rowid`) : table).execute();
	}

	id(table: Table): Table {
		return this.#sqlite
			? table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
			: table.addColumn('id', 'bigint', (column) =>
					column.primaryKey().generatedAlwaysAsIdentity()
				);
	}

	/** 分 of a large city pass 2^31. */
	integer(table: Table, name: string, column: Column = (c) => c): Table {
		return table.addColumn(name, this.#sqlite ? 'integer' : 'bigint', column);
	}

	bytes(table: Table, name: string): Table {
		return table.addColumn(name, this.#sqlite ? 'blob' : 'bytea', required);
	}

	flag(table: Table, name: string): Table {
		return this.integer(table, name, required).addCheckConstraint(
			`${name}_is_flag`,
			sql`${sql.ref(name)} in (0, 1)`
		);
	}

	/** Reference to a filing, which takes its facts with it when it goes. */
	ofFiling(table: Table): Table {
		return this.integer(table, 'filing_id', (column) =>
			column.notNull().references('filing.id').onDelete('cascade')
		);
	}

	/** Facts of a filing that stand in an order: key (filing_id, position). */
	async createOrdered(name: string, define: (table: Table) => Table): Promise<void> {
		await this.createClustered(name, (table) =>
			define(this.integer(this.ofFiling(table), 'position', required)).addPrimaryKeyConstraint(
				`${name}_key`,
				['filing_id', 'position'] as never[]
			)
		);
	}

	/** A value, the reason for its absence, the printed text and the place; exactly one of the first two is null. */
	figure(table: Table, value = 'value', prefix = ''): Table {
		return this.integer(table, value)
			.addColumn(`${prefix}missing`, 'text')
			.addColumn(`${prefix}printed`, 'text', required)
			.addColumn(`${prefix}place`, 'text')
			.addCheckConstraint(
				`${value}_or_reason`,
				sql`(${sql.ref(value)} is null) <> (${sql.ref(`${prefix}missing`)} is null)`
			);
	}
}

async function createRegistry(tables: Tables): Promise<void> {
	await tables.create('jurisdiction', (table) =>
		tables
			.flag(
				table
					.addColumn('code', 'text', (column) => column.primaryKey().notNull())
					.addColumn('name', 'text', required),
				'is_demo'
			)
			.addCheckConstraint('code_has_six_digits', sql`length(code) = 6`)
	);
	await tables.create('department', (table) => {
		const named = tables
			.id(table)
			.addColumn('jurisdiction_code', 'text', (c) => c.notNull().references('jurisdiction.code'))
			.addColumn('code', 'text', required)
			.addColumn('name', 'text', required)
			.addColumn('kind', 'text')
			.addColumn('division', 'text');
		const succeeded = tables.integer(named, 'successor_id', (c) => c.references('department.id'));
		return tables
			.integer(succeeded, 'succeeded_from')
			.addUniqueConstraint('department_code', ['jurisdiction_code', 'code'] as never[]);
	});
	await tables.createClustered('department_alias', (table) =>
		ofDepartment(tables, table)
			.addColumn('alias', 'text', required)
			.addPrimaryKeyConstraint('department_alias_key', ['department_id', 'alias'] as never[])
	);
	await tables.createClustered('expected_filing', (table) =>
		tables
			.integer(ofDepartment(tables, table), 'fiscal_year', required)
			.addColumn('due_on', 'text')
			.addPrimaryKeyConstraint('expected_filing_key', ['department_id', 'fiscal_year'] as never[])
	);
}

function ofDepartment(tables: Tables, table: Table): Table {
	return tables.integer(table, 'department_id', (c) => c.notNull().references('department.id'));
}

async function createFilings(tables: Tables): Promise<void> {
	await tables.create('source_file', (table) =>
		tables.bytes(
			tables
				.integer(
					tables
						.id(table)
						.addColumn('sha256', 'text', (column) => column.notNull().unique())
						.addColumn('name', 'text', required)
						.addColumn('format', 'text', required)
						.addColumn('first_seen_at', 'text', required),
					'byte_length',
					required
				)
				.addCheckConstraint('sha256_is_hex', sql`length(sha256) = 64`),
			'content'
		)
	);
	await tables.create('import_run', (table) =>
		tables
			.id(table)
			.addColumn('started_at', 'text', required)
			.addColumn('finished_at', 'text')
			.addColumn('summary', 'text')
	);
	await tables.create('filing', (table) => defineFiling(tables, table));
	// The files that a filing is the union of. Their places name them by their numbers.
	await tables.createClustered('filing_source', (table) =>
		tables
			.integer(tables.integer(tables.ofFiling(table), 'number', required), 'source_id', (column) =>
				column.notNull().references('source_file.id')
			)
			.addColumn('template', 'text', required)
			.addPrimaryKeyConstraint('filing_source_key', ['filing_id', 'number'] as never[])
			.addCheckConstraint('number_counts_from_one', sql`number >= 1`)
	);
}

function defineFiling(tables: Tables, table: Table): Table {
	const key = tables.integer(ofDepartment(tables, tables.id(table)), 'fiscal_year', required);
	const versioned = tables.flag(tables.integer(key, 'version', required), 'is_current');
	const described = versioned
		.addColumn('template', 'text', required)
		.addColumn('grade', 'text')
		.addColumn('grade_place', 'text')
		.addColumn('fiscal_year_place', 'text')
		.addColumn('claims', 'text', required)
		.addColumn('jurisdiction_claim', 'text')
		.addColumn('content_sha256', 'text', required)
		.addColumn('record_sha256', 'text', required)
		.addColumn('findings_sha256', 'text', required)
		.addColumn('imported_at', 'text', required)
		.addColumn('filed_on', 'text');
	const weighed = tables.figure(described, 'sheet_weight', 'sheet_weight_');
	const reviewed = tables.integer(weighed, 'verdict_set_id', (column) =>
		column.notNull().references('verdict_set.id')
	);
	return tables
		.integer(reviewed, 'import_run_id', (column) => column.notNull().references('import_run.id'))
		.addUniqueConstraint('filing_version', ['department_id', 'fiscal_year', 'version'] as never[])
		.addCheckConstraint('year_is_plausible', sql`fiscal_year between 1949 and 2200`)
		.addCheckConstraint('version_counts_from_one', sql`version >= 1`);
}

const BASIS_IS_KNOWN = sql`basis in ('actual', 'budget_initial', 'budget_adjusted')`;

async function createFacts(tables: Tables): Promise<void> {
	await tables.create('unit', (table) =>
		tables
			.integer(tables.ofFiling(tables.id(table)), 'position', required)
			.addColumn('name', 'text', required)
			.addColumn('role', 'text', required)
			.addUniqueConstraint('unit_of_filing', ['filing_id', 'id'] as never[])
			.addCheckConstraint(
				'role_is_known',
				sql`role in ('total', 'headquarters', 'subunit', 'placeholder')`
			)
	);
	await tables.createClustered('figure', (table) =>
		tables
			.figure(
				tables
					.integer(tables.integer(table, 'filing_id', required), 'unit_id', required)
					.addColumn('measure', 'text', required)
					.addColumn('basis', 'text', required)
			)
			.addPrimaryKeyConstraint('figure_key', [
				'filing_id',
				'unit_id',
				'measure',
				'basis'
			] as never[])
			.addCheckConstraint('basis_is_known', BASIS_IS_KNOWN)
			// By both columns: a reference by `unit_id` alone would search the whole table when a unit goes. With the
			// unit goes the filing; a second reference to it would be looked up for every figure.
			.addForeignKeyConstraint(
				'figure_unit',
				['filing_id', 'unit_id'] as never[],
				'unit',
				['filing_id', 'id'],
				(reference) => reference.onDelete('cascade')
			)
	);
	await tables.createOrdered('contradiction', (table) =>
		tables
			.figure(table.addColumn('measure', 'text', required).addColumn('basis', 'text', required))
			.addCheckConstraint('contradiction_basis_is_known', BASIS_IS_KNOWN)
	);
	await tables.createOrdered('score_item', (table) => {
		const named = table
			.addColumn('level1', 'text', required)
			.addColumn('level2', 'text', required)
			.addColumn('level3', 'text', required)
			.addColumn('criterion', 'text', required);
		return tables
			.figure(
				tables.integer(tables.figure(named, 'weight', 'weight_'), 'weight_group'),
				'score',
				'score_'
			)
			.addColumn('reason', 'text', required)
			.addColumn('reason_place', 'text');
	});
	await tables.createOrdered('score_heading', (table) =>
		tables
			.integer(
				table.addColumn('level1', 'text', required).addColumn('level2', 'text', required),
				'weight',
				required
			)
			.addColumn('place', 'text', required)
	);
}

async function createText(tables: Tables): Promise<void> {
	await tables.createOrdered('goal', (table) => defineTargets(table));
	await tables.createOrdered('indicator', (table) =>
		defineTargets(table.addColumn('level1', 'text', required).addColumn('level2', 'text', required))
	);
	await tables.createOrdered('named_project', (table) =>
		tables.figure(table.addColumn('name', 'text', required), 'amount')
	);
	await tables.createOrdered('narrative_figure', (table) =>
		tables.integer(
			tables.figure(table.addColumn('measure', 'text', required)),
			'half_digit',
			required
		)
	);
	await tables.createOrdered('mentioned_date', (table) =>
		tables
			.flag(table.addColumn('date', 'text', required), 'completion')
			.addColumn('excerpt', 'text', required)
			.addColumn('place', 'text', required)
	);
	await tables.createOrdered('passage', (table) =>
		table
			.addColumn('kind', 'text', required)
			.addColumn('heading', 'text', required)
			.addColumn('text', 'text', required)
			.addColumn('place', 'text')
	);
	await tables.createOrdered('contact', (table) =>
		table
			.addColumn('role', 'text', required)
			.addColumn('text', 'text', required)
			.addColumn('place', 'text', required)
	);
}

function defineTargets(table: Table): Table {
	return table
		.addColumn('target', 'text', required)
		.addColumn('result', 'text', required)
		.addColumn('target_place', 'text')
		.addColumn('result_place', 'text');
}

const STATE_IS_KNOWN = sql`state in ('pass', 'fail', 'warn', 'not_checkable')`;

/**
 * The verdict of a review on every rule. Filings that were judged alike share one set, so that a table of thousands of rows
 * does not store thirty sentences for each of them.
 */
async function createVerdicts(tables: Tables): Promise<void> {
	await tables.create('verdict_set', (table) =>
		tables.id(table).addColumn('sha256', 'text', (column) => column.notNull().unique())
	);
	await tables.createClustered('verdict', (table) =>
		tables
			.integer(
				tables.integer(table, 'verdict_set_id', (column) =>
					column.notNull().references('verdict_set.id')
				),
				'position',
				required
			)
			.addColumn('rule', 'text', required)
			.addColumn('state', 'text', required)
			.addColumn('reason', 'text')
			.addColumn('places', 'text')
			.addPrimaryKeyConstraint('verdict_key', ['verdict_set_id', 'rule'] as never[])
			.addCheckConstraint('verdict_state_is_known', STATE_IS_KNOWN)
	);
}

async function createFindings(tables: Tables): Promise<void> {
	await tables.createClustered('finding', (table) =>
		tables
			.flag(
				tables
					.integer(
						tables
							.ofFiling(table)
							.addColumn('rule', 'text', required)
							.addColumn('state', 'text', required)
							.addColumn('message', 'text', required),
						'difference'
					)
					.addColumn('quantity', 'text'),
				'rounding'
			)
			.addColumn('places', 'text', required)
			.addPrimaryKeyConstraint('finding_key', ['filing_id', 'rule'] as never[])
			.addCheckConstraint('finding_state_is_known', STATE_IS_KNOWN)
	);
	await tables.createClustered('follow_up', (table) =>
		tables
			.integer(ofDepartment(tables, table), 'fiscal_year', required)
			.addColumn('rule', 'text', required)
			.addColumn('status', 'text', required)
			.addColumn('note', 'text', required)
			.addColumn('updated_at', 'text', required)
			.addPrimaryKeyConstraint('follow_up_key', ['department_id', 'fiscal_year', 'rule'] as never[])
			.addCheckConstraint(
				'status_is_known',
				sql`status in ('open', 'asked', 'explained', 'corrected')`
			)
	);
}

async function createRuns(tables: Tables): Promise<void> {
	await tables.createClustered('import_file', (table) =>
		tables
			.integer(
				tables.integer(table, 'import_run_id', (column) =>
					column.notNull().references('import_run.id')
				),
				'position',
				required
			)
			.addColumn('name', 'text', required)
			.addColumn('sha256', 'text')
			.addColumn('kind', 'text', required)
			.addColumn('status', 'text', required)
			.addColumn('issues', 'text', required)
			.addPrimaryKeyConstraint('import_file_key', ['import_run_id', 'position'] as never[])
	);
}

async function createProjection(tables: Tables): Promise<void> {
	await tables.createClustered('department_year', (table) => {
		let wide: Table = tables
			.integer(ofDepartment(tables, table), 'fiscal_year', required)
			.addColumn('jurisdiction_code', 'text', required);
		wide = tables
			.ofFiling(wide)
			.addColumn('kind', 'text')
			.addColumn('template', 'text', required)
			.addColumn('grade', 'text');
		for (const state of ['fail', 'warn', 'not_checkable']) {
			wide = tables.integer(wide, `findings_${state}`, required);
		}
		wide = tables.integer(wide, 'verdict_set_id', required);
		for (const measure of FIGURES) wide = tables.integer(wide, measure);
		for (const measure of BUDGETED) {
			wide = tables.integer(wide, `${measure}_budget_initial`);
			wide = tables.integer(wide, `${measure}_budget_adjusted`);
		}
		return wide
			.addColumn('missing', 'text', required)
			.addPrimaryKeyConstraint('department_year_key', ['department_id', 'fiscal_year'] as never[]);
	});
	await tables.create('data_version', (table) =>
		tables
			.integer(
				tables.integer(table, 'id', (column) => column.primaryKey().notNull()),
				'version',
				required
			)
			.addColumn('changed_at', 'text', required)
			.addCheckConstraint('single_row', sql`id = 1`)
	);
}

/** All that a review says of a filing, one row per rule; what passed without a remark has no message. */
async function createViews(db: Kysely<unknown>): Promise<void> {
	await sql`create view filing_verdict as
		select f.id as filing_id, v.position, v.rule, v.state, coalesce(n.message, v.reason) as message,
			n.difference, n.quantity, coalesce(n.rounding, 0) as rounding, coalesce(n.places, v.places) as places
		from filing as f
		join verdict as v on v.verdict_set_id = f.verdict_set_id
		left join finding as n on n.filing_id = f.id and n.rule = v.rule`.execute(db);
}

/** Rows of no filing bear a hash of themselves; it is blank until the transaction that writes them ends. */
async function createRowHashes(db: Kysely<unknown>): Promise<void> {
	const hashed = ['jurisdiction', 'department', 'department_alias', 'expected_filing', 'follow_up'];
	for (const table of [...hashed, 'data_version']) {
		await db.schema
			.alterTable(table)
			.addColumn('row_hash', 'text', (column) => column.notNull().defaultTo(''))
			.execute();
		await db.schema
			.createIndex(`${table}_unhashed`)
			.on(table)
			.column('row_hash')
			.where('row_hash', '=', sql.lit(''))
			.execute();
	}
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
	const index = (name: string, table: string, columns: string[]) =>
		db.schema.createIndex(name).on(table).columns(columns).execute();
	await db.schema
		.createIndex('filing_current')
		.unique()
		.on('filing')
		.columns(['department_id', 'fiscal_year'])
		.where(sql.ref('is_current'), '=', sql.lit(1))
		.execute();
	await index('filing_source_file', 'filing_source', ['source_id']);
	await index('department_year_area', 'department_year', ['jurisdiction_code', 'fiscal_year']);
	await index('department_alias_name', 'department_alias', ['alias']);
	await index('department_name', 'department', ['name']);
	await db.schema
		.createIndex('department_successor')
		.on('department')
		.columns(['successor_id'])
		.where('successor_id', 'is not', null)
		.execute();
	await index('import_file_name', 'import_file', ['name']);
	await index('expected_filing_year', 'expected_filing', ['fiscal_year']);
}
