/** Plain rows are stored as any other filing is: the same tables, once as rows and once read and stored cell by cell. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIGURE_IDS, FIGURES, type ReportedId } from '#lib/catalogue/measures.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import type { TableFiling, TableOutcome } from '#lib/forms/table/outcomes.ts';
import { OwnersOfTable, PlainRow } from '#lib/forms/table/plain-rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import { makeSource } from '#lib/server/ledger/filing/sources.ts';
import { storeFilings } from '#lib/server/ledger/filing/write.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { memorySession } from '../samples.ts';

const TABLES = 80;
const CONTEXT = { jurisdiction: null, names: [] };
const PEOPLE = new Set<string>(FIGURES.flatMap((f) => (f.quantity === 'people' ? [f.id] : [])));

/** Few amounts, so that sums hold now and then, balances carry on, and jumps of ten and of ten thousand times occur. */
const amount = fc.oneof(
	{ weight: 8, arbitrary: fc.constantFrom('10.00', '20', '0', '0.00', '100.5', '-3.25', '300000') },
	{ weight: 4, arbitrary: fc.constant('') },
	{
		weight: 1,
		arbitrary: fc.constantFrom('"1,206.04"', '-', '12.50万元', '040', ' 7.00', '1234567890123.45')
	}
);
const people = fc.constantFrom('22', '23', '60', '0', '', '22人', '23.0');
const points = fc.constantFrom('94', '92.5', '935', '');

function cellFor(id: string): fc.Arbitrary<string> {
	if (PEOPLE.has(id)) return people;
	return id.startsWith('score') ? points : amount;
}

const SOUND: Partial<Record<ReportedId, string>> = {
	staff_quota: '22',
	staff_actual: '22',
	income_total: '120.00',
	income_carried_in: '10.00',
	income_fiscal: '110.00',
	income_gov_fund: '0',
	income_nontax: '',
	income_other: '0',
	spending_total: '110.00',
	spending_basic: '60',
	spending_personnel: '50',
	spending_operating: '10',
	spending_project: '50',
	balance_current: '0',
	balance_cumulative: '10.00',
	assets_total: '300.00',
	assets_in_use: '300.00'
};

const tables = fc
	.subarray([...FIGURE_IDS, 'score_form', 'score_sheet'] as ReportedId[], { minLength: 4 })
	.chain((ids) =>
		fc.record({
			ids: fc.constant(ids),
			unit: fc.constantFrom('万元', '元'),
			departments: fc.integer({ min: 1, max: 3 }),
			years: fc.shuffledSubarray([2015, 2016, 2017, 2018, 2019, 2020], { minLength: 1 }),
			cells: fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 3, 4), ...ids.map(cellFor)), {
				minLength: 18,
				maxLength: 18
			})
		})
	);

function textOf(
	table: typeof tables extends fc.Arbitrary<infer T> ? T : never,
	number: number
): string {
	const { ids, unit, departments, years } = table;
	const lines = years.flatMap((year, at) =>
		Array.from({ length: departments }, (_, index) => {
			const [kind = 0, ...cells] = table.cells[at * departments + index] ?? [];
			// Most rows are sound, since what is random passes nothing.
			const own = ids.map((id, i) => (kind > 1 ? (SOUND[id] ?? '') : (cells[i] ?? '')));
			return `999900,T${number}-${index},试${number}第${index}局,${year},${unit},${own.join()}`;
		})
	);
	return `jurisdiction,department_code,department,fiscal_year,unit,${ids.join()}\n${lines.join('\n')}\n`;
}

let asRows: Session;
let closely: Session;

beforeAll(async () => {
	[asRows, closely] = [await memorySession(), await memorySession()];
});
afterAll(async () => {
	await asRows.db.destroy();
	await closely.db.destroy();
});

test('every table leaves the same ledger, filing by filing', async () => {
	let plain = 0;
	const sampled = fc.sample(tables, { numRuns: TABLES, seed: 7 });
	for (const [number, table] of sampled.entries()) {
		const text = textOf(table, number);
		const owners = new OwnersOfTable();
		const walk = () => [...readFiguresTable(tableRows(text), CONTEXT, owners)];
		const first = walk().map(plainly);
		const outcomes = walk();
		expect(first, text).toEqual(readClosely(text).map(plainly));
		expect(outcomes.map(plainly), text).toEqual(first);
		const filings = outcomes.filter((each): each is TableFiling => each.issue === null);
		plain += filings.filter((each) => each instanceof PlainRow).length;
		const source = await makeSource(Buffer.from(text), `${number}.csv`, 'csv');
		const rows = filings.map((each) =>
			each instanceof PlainRow ? { row: each, source } : arrivingFrom(each, source)
		);
		const others = filings.map((each) => arrivingFrom(each, source));
		// Departments end anywhere in what is stored at once.
		const portions = [rows.slice(0, 4), rows.slice(4)];
		expect(await storeFilings(asRows, portions)).toEqual(await storeFilings(closely, [others]));
	}
	expect(plain).toBeGreaterThan(TABLES);
	const [one, other] = [await dump(asRows), await dump(closely)];
	for (const [index, rows] of one.entries()) expect(rows).toEqual(other[index]);
	expect((await verifyLedger(asRows.db)).problems).toEqual([]);
});

test('rows of a file that is stored need not hold it, whatever else was written since', async () => {
	const text = `department_code,department,fiscal_year,unit,income_total\n901,甲局,2020,元,1\n902,乙局,2020,元,2\n`;
	const { content, ...source } = await makeSource(Buffer.from(text), 'held.csv', 'csv');
	const [first, second] = [...readFiguresTable(tableRows(text), CONTEXT)].filter(
		(each) => each instanceof PlainRow
	);
	if (!first || !second) throw new Error('Both are plain');
	await storeFilings(asRows, [[{ row: first, source: { ...source, content } }]]);
	asRows.sources.clear();
	const [stored] = await storeFilings(asRows, [
		[{ row: second, source: { ...source, content: null } }]
	]);
	expect(stored?.status).toBe('stored');
});

/** In a worksheet no row is plain. */
function readClosely(text: string): TableOutcome[] {
	const rows = tableRows(text);
	const sheet = { ...rows, [Symbol.iterator]: () => rows[Symbol.iterator](), sheet: '' };
	return [...readFiguresTable(sheet, CONTEXT)];
}

function plainly({ issue, filing, ...rest }: TableOutcome) {
	const { kind, division, filed_on } = rest as Partial<TableFiling>;
	return { issue, filing, kind, division, filed_on };
}

function arrivingFrom(
	{ filing, kind, division, filed_on }: TableFiling,
	source: Awaited<ReturnType<typeof makeSource>>
) {
	return { filing, source, details: { kind, division }, filed_on };
}

async function dump({ db }: Session): Promise<unknown[][]> {
	const queries = [
		sql`select id, department_id, fiscal_year, version, is_current, template, grade, fiscal_year_place, claims,
			jurisdiction_claim, content_sha256, sheet_weight_missing, filed_on from filing order by id`,
		sql`select f.* from filing as i join figure as f on f.filing_id = i.id order by filing_id, measure`,
		sql`select filing_id, position, name, role, line from unit order by 1`,
		sql`select * from filing_verdict order by filing_id, position`,
		sql`select * from filing_source order by 1`,
		sql`select * from finding order by filing_id, rule`,
		sql`select detail from audit_log order by sequence`,
		sql`select id, code, name, kind from department order by id`,
		sql`select * from department_year order by 1, 2`
	];
	const dumped: unknown[][] = [];
	for (const query of queries) {
		const { rows } = await query.execute(db);
		// Sets of verdicts that no filing has any more leave gaps between the numbers of the others.
		dumped.push(rows.map((row) => ({ ...(row as object), verdict_set_id: null })));
	}
	return dumped;
}
