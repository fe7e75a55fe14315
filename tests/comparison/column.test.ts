import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEASURE_IDS, STORED_IDS } from '#lib/catalogue/measures.ts';
import { columnsOf } from '#lib/comparison/column.ts';
import { valueOf } from '#lib/comparison/observation.ts';
import { observation, type Stated } from './samples.ts';

const amount = fc.option(fc.integer({ min: -3, max: 1e12 }), { nil: undefined, freq: 4 });
const figures = fc.record(
	Object.fromEntries(STORED_IDS.map((id) => [id, amount]))
) as fc.Arbitrary<Stated>;

test.each(MEASURE_IDS)('the column of %s holds what each department has', (id) => {
	fc.assert(
		fc.property(fc.array(fc.tuple(figures, fc.option(figures))), (years) => {
			const rows = years.map(([now, before], index) => observation({ id: index, now, before }));
			const before = columnsOf(rows.map(({ previous }) => previous?.values ?? null));
			const column = columnsOf(
				rows.map(({ values }) => values),
				before
			)(id);
			expect([...column]).toEqual(rows.map((row) => valueOf(row, id).value ?? NaN));
		}),
		{ numRuns: 30 }
	);
});
