/** The files of current filings as they were filed, to be read again in the order in which they first came. */
import type { Kysely } from 'kysely';
import type { Database } from '../schema/schema.ts';

export interface StoredFile {
	sha256: string;
	/** Base name as filed. */
	name: string;
	/** Names of the folders above it, outermost first, which may name the year or the jurisdiction. */
	folder_names: string[];
}

export async function listStoredFiles(db: Kysely<Database>): Promise<StoredFile[]> {
	const rows = await db
		.selectFrom('source_file as s')
		.innerJoin('filing_source as o', 'o.source_id', 's.id')
		.innerJoin('filing as f', 'f.id', 'o.filing_id')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['s.id', 's.first_seen_at', 's.sha256', 's.name', 'd.jurisdiction_code as area'])
		.distinct()
		.where('f.is_current', '=', 1)
		.orderBy('s.first_seen_at')
		.orderBy('s.id')
		.execute();
	const paths = await pathsOf(db);
	return [...Map.groupBy(rows, ({ sha256 }) => sha256)].flatMap(([sha256, of]) => {
		const [first, ...others] = of;
		if (!first) return [];
		const path = paths.get(sha256);
		// A run that was killed told of no path; the folder may have named the jurisdiction.
		const known = others.length === 0 ? [first.area] : [];
		const folder_names = path?.split('/').slice(0, -1) ?? known;
		return [{ sha256, name: first.name, folder_names }];
	});
}

/** Paths under which files were stored, from the folder that was named, by their hashes. */
async function pathsOf(db: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
	const rows = await db
		.selectFrom('import_file')
		.select(['sha256', 'name'])
		.where('status', 'in', ['stored', 'replaced'])
		.orderBy('import_run_id')
		.orderBy('position')
		.execute();
	return new Map(rows.map(({ sha256, name }) => [sha256 ?? '', name]));
}

/** Counts the kept files that are of former versions alone. */
export async function countFormerFiles(db: Kysely<Database>): Promise<number> {
	const { count } = await db
		.selectFrom('source_file as s')
		.select((select) => select.fn.countAll<number>().as('count'))
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('filing_source as o')
						.innerJoin('filing as f', 'f.id', 'o.filing_id')
						.select('f.id')
						.whereRef('o.source_id', '=', 's.id')
						.where('f.is_current', '=', 1)
				)
			)
		)
		.executeTakeFirstOrThrow();
	return count;
}
