import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPORTED_IDS } from '#lib/catalogue/measures.ts';
import { insertRows } from '#lib/server/ledger/connection/insert.ts';
import { fromCells, toCells } from '#lib/server/ledger/filing/figure-cells.ts';
import { storeLayouts } from '#lib/server/ledger/filing/layouts.ts';
import type { FigureRecord } from '#lib/server/ledger/filing/record.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { memorySession, sampleReport, store } from '../samples.ts';

let db: Kysely<Database>;

beforeAll(async () => {
	const session = await memorySession();
	({ db } = session);
	await store(session, 'a', sampleReport());
});
afterAll(() => db.destroy());

const LINE = 7;
const FIELD = `${LINE}:3:收入,"合计"`;

const printed = fc.oneof(
	fc.constantFrom(
		'',
		'0',
		'0.00',
		'-0.00',
		'-40.28',
		'007.5',
		'.5',
		'5.',
		'-',
		'.',
		'1.2.3',
		'1,206.04',
		'１２'
	),
	fc.constantFrom(
		'1206.0400001',
		'9007199254740993',
		'999999999999.99',
		'-9999999999999',
		'−3',
		'"\\'
	),
	fc.stringMatching(/^-?\d{1,13}(?:\.\d{1,7})?$/)
);

/** Mostly what the text says in 万元, 元 or people; also anything else. */
const figure = fc
	.record({
		printed,
		shift: fc.constantFrom(1_000_000, 100, 1, 7),
		place: fc.constantFrom(
			FIELD,
			`${LINE}:4`,
			'8:3',
			'2@7:3:收入',
			'{"kind":"text","line":1}',
			null
		),
		missing: fc.constantFrom('blank', 'not_in_template', 'unreadable', 'not_filed')
	})
	.map(({ printed, shift, place, missing }) => {
		const value = Math.round(Number(printed) * shift);
		const isNumber = printed !== '' && Number.isSafeInteger(value) && shift !== 7;
		return isNumber
			? { value: value === 0 ? 0 : value, missing: null, printed, place }
			: { value: null, missing, printed, place };
	});

const rows = fc
	.array(figure, { minLength: 1, maxLength: REPORTED_IDS.length })
	.map((figures) =>
		figures.map((each, index) => ({ measure: REPORTED_IDS[index], basis: 'actual', ...each }))
	) as fc.Arbitrary<FigureRecord[]>;

test('figures come back from their cells, in the program and by the view alike', async () => {
	await fc.assert(
		fc.asyncProperty(rows, async (figures) => {
			const { layout, line, cells } = toCells(figures);
			expect(fromCells(layout, line, cells)).toEqual(figures);
			const ids = await storeLayouts(db, [layout]);
			const unit = { filing_id: 1, position: 99, name: '', role: 'subunit', line, cells } as const;
			await db.deleteFrom('unit').where('position', '=', 99).execute();
			await insertRows(
				db,
				'unit',
				['filing_id', 'position', 'name', 'role', 'layout_id', 'line', 'cells'],
				[{ ...unit, layout_id: ids.get(layout) ?? 0 }]
			);
			const seen = await db
				.selectFrom('figure')
				.select(['measure', 'basis', 'value', 'missing', 'printed', 'place'])
				.where('unit_position', '=', 99)
				.execute();
			const byMeasure = (one: { measure: string }, other: { measure: string }) =>
				one.measure < other.measure ? -1 : 1;
			expect(seen.sort(byMeasure)).toEqual(figures.toSorted(byMeasure));
		}),
		{ numRuns: 500 }
	);
});

test('rows of a table share one layout, and a plain amount is its printed text', () => {
	const row = (line: number, amount: string, value: number | null): FigureRecord[] => [
		{
			measure: 'income_total',
			basis: 'actual',
			value,
			missing: value === null ? 'blank' : null,
			printed: amount,
			place: `${line}:3:收入`
		},
		{
			measure: 'staff_actual',
			basis: 'actual',
			value: 12,
			missing: null,
			printed: '12',
			place: `${line}:4`
		}
	];
	const first = toCells(row(2, '1206.04', 1_206_040_000));
	const second = toCells(row(3, '', null));
	expect(second.layout).toBe(first.layout);
	expect([first.cells, second.cells]).toEqual(['[1206.04,12]', '[null,12]']);
});
