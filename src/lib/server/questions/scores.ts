/** 绩效得分: the lines of all score sheets of a year. */
import type { Kysely } from 'kysely';
import type { SheetLine } from '#lib/comparison/score-items.ts';
import type { Database } from '#lib/server/store/schema.ts';

/** Every line of the current filings of the jurisdiction and year, by department, in the sheets' order. */
export async function listSheetLines(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<SheetLine[]> {
	const rows = await db
		.selectFrom('department_year as y')
		.innerJoin('score_item as s', 's.filing_id', 'y.filing_id')
		.select(['y.department_id', 's.level1', 's.level2', 's.level3', 's.criterion'])
		.select(['s.weight', 's.weight_group', 's.score', 's.reason'])
		.where('y.jurisdiction_code', '=', area)
		.where('y.fiscal_year', '=', year)
		.orderBy('y.department_id')
		.orderBy('s.position')
		.execute();
	return rows.map((row) => ({
		department: row.department_id,
		path: [row.level1, row.level2, row.level3].filter((level) => level !== ''),
		criterion: row.criterion,
		weight: row.weight,
		weight_group: row.weight_group,
		score: row.score,
		reason: row.reason
	}));
}
