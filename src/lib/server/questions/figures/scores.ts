/** 绩效得分: the lines of all score sheets of a year. */
import type { Kysely } from 'kysely';
import {
	summariseIndicators,
	type IndicatorSummary,
	type SheetLine
} from '#lib/comparison/score-items.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { cached } from '../../cache.ts';
import { observationsOf } from './population.ts';

/** Every line of the current filings of the jurisdiction and year, by department, in the sheets' order. */
export function listSheetLines(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly SheetLine[]> {
	return cached(db, `sheets ${area} ${year}`, () => readSheetLines(db, area, year));
}

/** Summarises all score sheets of the jurisdiction and year. */
export function listIndicators(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly IndicatorSummary[]> {
	return cached(db, `indicators ${area} ${year}`, async () =>
		summariseIndicators(await listSheetLines(db, area, year), await observationsOf(db, area, year))
	);
}

/** The place of a figure names the correction that it is of, where it is of one. */
const BY_HAND = '%,"correction":%';

async function readSheetLines(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<SheetLine[]> {
	const rows = await db
		.selectFrom('department_year as y')
		.innerJoin('score_item as s', 's.filing_id', 'y.filing_id')
		.select(['y.department_id', 's.level1', 's.level2', 's.level3', 's.criterion'])
		.select(['s.weight', 's.weight_group', 's.score', 's.reason'])
		.select((eb) =>
			eb('s.score_place', 'like', BY_HAND).or('s.weight_place', 'like', BY_HAND).as('by_hand')
		)
		.where('y.jurisdiction_code', '=', area)
		.where('y.fiscal_year', '=', year)
		.orderBy('y.department_id')
		.orderBy('s.position')
		.execute();
	const pathOf = paths();
	return rows.map((row) => ({
		department: row.department_id,
		path: pathOf(row),
		criterion: row.criterion,
		weight: row.weight,
		weight_group: row.weight_group,
		score: row.score,
		reason: row.reason,
		...(row.by_hand ? { is_corrected: true } : {})
	}));
}

/** Sheets name the same indicators; each path is held once. */
function paths(): (row: { level1: string; level2: string; level3: string }) => readonly string[] {
	const known = new Map<string, readonly string[]>();
	return ({ level1, level2, level3 }) => {
		const key = `${level1}\n${level2}\n${level3}`;
		const path = known.get(key) ?? [level1, level2, level3].filter((level) => level !== '');
		known.set(key, path);
		return path;
	};
}
