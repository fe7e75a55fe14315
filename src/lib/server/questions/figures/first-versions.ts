/** 首次报送: what the first version of a department's year stated, where another version is in use. */
import type { Kysely } from 'kysely';
import { storedId } from '#lib/catalogue/budgets.ts';
import type { FirstFigures } from '#lib/comparison/amendment.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';

/** The figures of the whole department by its id. */
export function firstVersions(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<ReadonlyMap<number, FirstFigures>> {
	return cached(db, `first versions ${area} ${year}`, async () => {
		const rows = await db
			.selectFrom('department as d')
			.innerJoin('filing as f', 'f.department_id', 'd.id')
			.innerJoin('unit as u', 'u.filing_id', 'f.id')
			.innerJoin('figure as g', (join) =>
				join.onRef('g.filing_id', '=', 'f.id').onRef('g.unit_position', '=', 'u.position')
			)
			.select(['d.id', 'g.measure', 'g.basis', 'g.value'])
			.where('d.jurisdiction_code', '=', area)
			.where('f.fiscal_year', '=', year)
			.where('f.version', '=', 1)
			.where('f.is_current', '=', 0)
			.where('u.role', '=', 'total')
			.where('g.value', 'is not', null)
			.execute();
		const byDepartment = Map.groupBy(rows, ({ id }) => id);
		return new Map(
			[...byDepartment].map(([id, figures]) => [
				id,
				Object.fromEntries(
					figures.map(({ measure, basis, value }) => [storedId(measure, basis), value])
				) as FirstFigures
			])
		);
	});
}
