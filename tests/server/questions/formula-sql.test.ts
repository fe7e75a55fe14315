import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, SqliteDialect } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inputsOf, isAggregatable, measureValue, type When } from '#lib/catalogue/formulas.ts';
import { MEASURE_IDS, REPORTED_IDS, measureOf, type ReportedId } from '#lib/catalogue/measures.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { aggregateSql, measureSql } from '#lib/server/questions/formula-sql.ts';

type Row = Record<ReportedId, number | null>;
type Columns = Row & { id: number };

const sqlite = new Sqlite(':memory:');
const db = new Kysely<{ year: Columns; last_year: Columns }>({
	dialect: new SqliteDialect({ database: sqlite })
});
const CURRENT = 'year';
const PREVIOUS = 'last_year';

beforeAll(async () => {
	for (const table of [CURRENT, PREVIOUS] as const) {
		let create = db.schema.createTable(table).addColumn('id', 'integer');
		for (const id of REPORTED_IDS) create = create.addColumn(id, 'integer');
		await create.execute();
	}
});
beforeEach(() => {
	sqlite.exec('delete from year; delete from last_year');
});
afterAll(() => db.destroy());

const amount = fc.option(fc.oneof(fc.constant(0), fc.integer({ min: -1e9, max: 1e12 })));
const row: fc.Arbitrary<Row> = fc
	.array(amount, { minLength: REPORTED_IDS.length, maxLength: REPORTED_IDS.length })
	.map((drawn) => Object.fromEntries(REPORTED_IDS.map((id, i) => [id, drawn[i] ?? null])) as Row);
const pairs = fc.array(fc.tuple(row, row), { minLength: 1, maxLength: 8 });

async function store(rows: readonly (readonly [Row, Row])[]): Promise<void> {
	sqlite.exec('delete from year; delete from last_year');
	for (const [index, [current, previous]] of rows.entries()) {
		await db
			.insertInto('year')
			.values({ id: index, ...current })
			.execute();
		await db
			.insertInto('last_year')
			.values({ id: index, ...previous })
			.execute();
	}
}

function valueIn(table: Row, id: ReportedId): Value {
	const value = table[id];
	return value === null ? absent('blank') : present(value);
}

function joined() {
	return db.selectFrom('year').innerJoin('last_year', 'last_year.id', 'year.id');
}

describe.each(MEASURE_IDS)('%s', (id) => {
	test('evaluated and queried agree on every row', async () => {
		await fc.assert(
			fc.asyncProperty(pairs, async (rows) => {
				await store(rows);
				const queried = await joined()
					.select(measureSql(id, { current: CURRENT, previous: PREVIOUS }).as('value'))
					.orderBy('year.id')
					.execute();
				const evaluated = rows.map(([current, previous]) =>
					measureValue(id, (input, when) => valueIn(when === 'current' ? current : previous, input))
				);
				expect(queried.map((result) => result.value)).toEqual(evaluated.map((v) => v.value));
			}),
			{ numRuns: 15 }
		);
	});
});

describe.each(MEASURE_IDS.filter(isAggregatable))('%s of a group', (id) => {
	test('is recomputed from its summed parts', async () => {
		await fc.assert(
			fc.asyncProperty(pairs, async (rows) => {
				await store(rows);
				const [queried] = await joined()
					.select(aggregateSql(id, { current: CURRENT, previous: PREVIOUS }).as('value'))
					.execute();
				const complete = rows.filter(([current, previous]) =>
					inputsOf(id).every(
						(input) => (input.when === 'current' ? current : previous)[input.id] !== null
					)
				);
				const sum = (input: ReportedId, when: When): Value =>
					complete.length === 0
						? absent('input_missing')
						: present(
								complete.reduce((total, [current, previous]) => {
									return total + ((when === 'current' ? current : previous)[input] ?? 0);
								}, 0)
							);
				expect(queried?.value).toEqual(measureValue(id, sum).value);
			}),
			{ numRuns: 15 }
		);
	});
});

test('the text of a query is stable', () => {
	const aliases = { current: 'd', previous: 'p' };
	const change = measureSql('three_public_change', aliases).compile(db);
	expect(change.sql).toBe(
		'((cast(("d"."three_public_total" - "p"."three_public_total") as double precision)' +
			' / nullif("p"."three_public_total", 0)))'
	);
	expect(change.parameters).toEqual([]);
});

test('last year without an alias is refused', () => {
	expect(() => measureSql('three_public_change', { current: 'd' })).toThrow(
		'Measure "three_public_total" of last year needs a joined last year'
	);
});

test.each(MEASURE_IDS.filter((id) => !isAggregatable(id)))('%s has no group value', (id) => {
	expect(measureOf(id).group).toBe('score');
	expect(() => aggregateSql(id, { current: 'd' })).toThrow(
		`Measure "${id}" cannot be added over departments`
	);
});
