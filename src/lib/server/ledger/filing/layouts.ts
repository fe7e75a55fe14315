/** The layouts of figures in the database: see `figure-cells.ts`. */
import type { Kysely } from 'kysely';
import { insertRows, type ColumnNames } from '../connection/insert.ts';
import { sha256 } from '../integrity/sha256.ts';
import type { Database } from '../schema/schema.ts';
import type { Layout, LayoutColumn } from './figure-cells.ts';

const LAYOUT_COLUMNS = [
	'layout_id',
	'position',
	'measure',
	'basis',
	'digits',
	'field'
] as const satisfies ColumnNames<'figure_column'>;

/** Ids of layouts, each once. */
export type LayoutIds = ReadonlyMap<Layout, number>;

/**
 * Stores those that no unit has had so far.
 * @param ids those that this transaction knows, to which the others are added
 */
export async function storeLayouts(
	db: Kysely<Database>,
	layouts: readonly Layout[],
	ids = new Map<Layout, number>()
): Promise<LayoutIds> {
	for (const layout of new Set(layouts)) {
		if (!ids.has(layout)) ids.set(layout, await storeLayout(db, layout));
	}
	return ids;
}

export function layoutId(ids: LayoutIds, layout: Layout): number {
	const id = ids.get(layout);
	if (id === undefined) throw new Error('A unit is written before its layout');
	return id;
}

async function storeLayout(db: Kysely<Database>, layout: Layout): Promise<number> {
	const hash = layoutHash(layout);
	const known = await db
		.selectFrom('figure_layout')
		.select('id')
		.where('sha256', '=', hash)
		.executeTakeFirst();
	if (known) return known.id;
	const { id } = await db
		.insertInto('figure_layout')
		.values({ sha256: hash })
		.returning('id')
		.executeTakeFirstOrThrow();
	const rows = layout.map(([measure, basis, digits, field], position) => {
		return { layout_id: id, position, measure, basis, digits, field };
	});
	await insertRows(db, 'figure_column', LAYOUT_COLUMNS, rows);
	return id;
}

/** Over the columns of a layout. */
export function layoutHash(layout: Layout): string {
	const known = hashes.get(layout);
	if (known !== undefined) return known;
	const hash = sha256(JSON.stringify(layout));
	hashes.set(layout, hash);
	return hash;
}

const hashes = new WeakMap<Layout, string>();

/** By their ids. */
export async function loadLayouts(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<ReadonlyMap<number, Layout>> {
	const rows = await db
		.selectFrom('figure_column')
		.select(LAYOUT_COLUMNS)
		.where('layout_id', 'in', [...new Set(ids)])
		.orderBy('layout_id')
		.orderBy('position')
		.execute();
	const byLayout = Map.groupBy(rows, (row) => row.layout_id);
	return new Map([...byLayout].map(([id, of]) => [id, of.map(columnOf)]));
}

function columnOf(row: Database['figure_column']): LayoutColumn {
	return [row.measure, row.basis, row.digits, row.field];
}
