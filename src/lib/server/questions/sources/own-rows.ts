/** The rows of a table of many departments that one filing was read from: a reader of `own` departments sees no others. */
import type { Kysely } from 'kysely';
import type { Place } from '#lib/documents/place.ts';
import { rowOf } from '#lib/documents/sheet/references.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { loadFiling } from '../../ledger/filing/read.ts';
import { mapPlaces } from '../../ledger/union/precedence.ts';

/** True where every file that the filing shares with other departments is a table, whose rows can be told apart. */
export async function showsOwnRows(db: Kysely<Database>, filing: string): Promise<boolean> {
	if (!/^\d{1,9}$/.test(filing)) return false;
	const shared = await sharedFiles(db, Number(filing));
	return shared.every(({ template }) => template === 'csv');
}

/** Numbers of the files of a filing that hold filings of other departments too. */
async function sharedFiles(db: Kysely<Database>, filing: number) {
	return db
		.selectFrom('filing_source as own')
		.innerJoin('filing as f', 'f.id', 'own.filing_id')
		.select(['own.number', 'own.template'])
		.where('own.filing_id', '=', filing)
		.where((e) =>
			e.exists(
				e
					.selectFrom('filing_source as other')
					.innerJoin('filing as g', 'g.id', 'other.filing_id')
					.select('other.filing_id')
					.whereRef('other.source_id', '=', 'own.source_id')
					.whereRef('g.department_id', '<>', 'f.department_id')
			)
		)
		.execute();
}

/** Lines of a text, or rows of each worksheet by its name, that state something of the filing. */
export interface OwnRows {
	lines: ReadonlySet<number>;
	sheets: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Null for a document, which is shown whole or not at all. */
export async function ownRowsOf(
	db: Kysely<Database>,
	filing: number,
	file: number
): Promise<OwnRows | null> {
	const table = await db
		.selectFrom('filing_source')
		.select('template')
		.where('filing_id', '=', filing)
		.where('number', '=', file)
		.executeTakeFirst();
	// Rows that nothing was stored of may be of anybody, so that a table is never shown whole.
	const stored = table?.template === 'csv' ? await loadFiling(db, filing) : null;
	if (!stored) return null;
	const lines = new Set<number>();
	const sheets = new Map<string, Set<number>>();
	const note = (place: Place) => {
		if ((place.file ?? 1) !== file) return place;
		if (place.kind === 'field') lines.add(place.line);
		if (place.kind === 'sheet')
			sheets.set(place.sheet, (sheets.get(place.sheet) ?? new Set()).add(rowOf(place.cell)));
		return place;
	};
	mapPlaces(stored, note);
	return { lines, sheets };
}
