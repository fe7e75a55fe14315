/** Lists the figures that a person has to read, of all departments of a year. */
import type { Kysely } from 'kysely';
import type { DepartmentName } from '#lib/comparison/observation.ts';
import { cached } from '../../cache.ts';
import { unreadOf, type UnreadFigure } from '../../correction/unread.ts';
import { loadFilings } from '../../ledger/filing/read.ts';
import type { Database } from '../../ledger/schema/schema.ts';

export interface UnreadRow extends UnreadFigure {
	department: DepartmentName;
	fiscal_year: number;
	/** The current version. */
	filing_id: number;
}

/** By department code, and within a report as its form has them. */
export function listUnread(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly UnreadRow[]> {
	return cached(db, `unread ${area} ${year}`, async () => {
		const rows = await filingsWithUnread(db, area, year);
		const filings = await loadFilings(
			db,
			rows.map(({ filing_id }) => filing_id)
		);
		return rows.flatMap(({ filing_id, ...department }) => {
			const filing = filings.get(filing_id);
			const unread = filing ? unreadOf(filing) : [];
			return unread.map((each) => ({ ...each, department, fiscal_year: year, filing_id }));
		});
	});
}

const UNREAD = ['unreadable', 'not_recognised'] as const;

/** Only these are loaded whole: of most reports everything was read. */
function filingsWithUnread(db: Kysely<Database>, area: string, year: number) {
	return db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['f.id as filing_id', 'd.id', 'd.code', 'd.name', 'd.kind', 'd.division'])
		.where('d.jurisdiction_code', '=', area)
		.where('f.fiscal_year', '=', year)
		.where('f.is_current', '=', 1)
		.where((w) =>
			w.or([
				w.exists(
					w
						.selectFrom('figure as g')
						.select('g.filing_id')
						.whereRef('g.filing_id', '=', 'f.id')
						.where('g.missing', 'in', UNREAD)
				),
				w.exists(
					w
						.selectFrom('score_item as s')
						.select('s.filing_id')
						.whereRef('s.filing_id', '=', 'f.id')
						.where((any) =>
							any.or([any('s.score_missing', 'in', UNREAD), any('s.weight_missing', 'in', UNREAD)])
						)
				)
			])
		)
		.orderBy('d.code')
		.execute();
}
