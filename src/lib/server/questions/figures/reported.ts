/** Reported figures one by one, each with the cell it is in. */
import type { Kysely } from 'kysely';
import { ofStored, storedId } from '#lib/catalogue/budgets.ts';
import { measureOf, outward, type StoredId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { cached } from '../../cache.ts';
import { fromPlaceText } from '../../ledger/filing/cells.ts';
import type { Database, FigureColumnTable } from '../../ledger/schema/schema.ts';

export interface FigureFilter {
	area: string;
	year: number | null;
	kind: string | null;
	/** Ids of the departments asked for; null for all. */
	departments: ReadonlySet<number> | null;
	measure: StoredId | null;
}

export interface FigureRow {
	department: { code: string; name: string; kind: string | null };
	fiscal_year: number;
	filing_id: number;
	measure: StoredId;
	/** 分, people, or points. */
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	place: Place | null;
}

/** Figures of the total rows of current filings, by year, department code and the document's order. */
export async function listFigures(
	db: Kysely<Database>,
	filter: FigureFilter,
	page: { limit: number; offset: number }
): Promise<{ total: number; items: FigureRow[] }> {
	const { year, kind, departments } = filter;
	const column = filter.measure === null ? null : (ofStored(filter.measure) as AskedFigure);
	const filings = (await listedFilings(db, filter.area)).filter(
		(one) =>
			(year === null || one.fiscal_year === year) &&
			(kind === null || one.kind === kind) &&
			(departments === null || departments.has(one.department_id))
	);
	const counts = await countByLayout(db, column);
	// A ledger has hundreds of thousands of figures, and putting them in order takes longer than reading those of a page.
	const { total, skipped, shown } = filingsOfPage(filings, counts, page);
	const figures = Map.groupBy(await figuresOf(db, shown, column), (one) => one.filing_id);
	const items = shown.flatMap((filing) =>
		(figures.get(filing.filing_id) ?? []).map((figure) => toFigure(filing, figure))
	);
	return { total, items: items.slice(skipped, skipped + page.limit) };
}

/** By year and department code. To find the layouts of a large jurisdiction takes a tenth of a second. */
function listedFilings(db: Kysely<Database>, area: string) {
	return cached(db, `listed filings ${area}`, async () =>
		db
			.selectFrom('department_year as y')
			.innerJoin('department as d', 'd.id', 'y.department_id')
			.innerJoin('unit as u', (join) =>
				join.onRef('u.filing_id', '=', 'y.filing_id').on('u.role', '=', 'total')
			)
			.select(['y.department_id', 'd.code', 'd.name', 'd.kind', 'y.fiscal_year', 'y.filing_id'])
			.select('u.layout_id')
			.where('y.jurisdiction_code', '=', area)
			.orderBy('y.fiscal_year')
			.orderBy('d.code')
			.execute()
	);
}
type FilingOfFigures = Awaited<ReturnType<typeof listedFilings>>[number];

/** The columns of the layouts that a measure is asked for by. */
type AskedFigure = Pick<FigureColumnTable, 'measure' | 'basis'>;

/** Counts the figures of a unit by its layout, all of them or those of the column that is asked for. */
async function countByLayout(
	db: Kysely<Database>,
	column: AskedFigure | null
): Promise<ReadonlyMap<number, number>> {
	let query = db
		.selectFrom('figure_column')
		.select('layout_id')
		.select((e) => e.fn.countAll<number>().as('count'))
		.groupBy('layout_id');
	if (column) query = query.where('measure', '=', column.measure).where('basis', '=', column.basis);
	return new Map((await query.execute()).map(({ layout_id, count }) => [layout_id, count]));
}

/** The filings that a page has figures of; `skipped` figures of the first are on the page before. */
function filingsOfPage(
	filings: readonly FilingOfFigures[],
	counts: ReadonlyMap<number, number>,
	{ limit, offset }: { limit: number; offset: number }
) {
	const shown: FilingOfFigures[] = [];
	let [total, skipped] = [0, 0];
	for (const filing of filings) {
		const before = total;
		total += counts.get(filing.layout_id) ?? 0;
		if (total <= offset || before >= offset + limit) continue;
		if (shown.length === 0) skipped = offset - before;
		shown.push(filing);
	}
	return { total, skipped, shown };
}

async function figuresOf(
	db: Kysely<Database>,
	filings: readonly FilingOfFigures[],
	column: AskedFigure | null
) {
	if (filings.length === 0) return [];
	const ids = filings.map(({ filing_id }) => filing_id);
	let query = db
		.selectFrom('figure as f')
		.innerJoin('unit as u', (join) =>
			join
				.onRef('u.filing_id', '=', 'f.filing_id')
				.onRef('u.position', '=', 'f.unit_position')
				.on('u.role', '=', 'total')
		)
		.select(['f.filing_id', 'f.measure', 'f.basis', 'f.value', 'f.missing', 'f.printed', 'f.place'])
		.where('f.filing_id', 'in', ids)
		.orderBy('f.measure')
		.orderBy('f.basis');
	if (column)
		query = query.where('f.measure', '=', column.measure).where('f.basis', '=', column.basis);
	return query.execute();
}

function toFigure(
	{ code, name, kind, fiscal_year, filing_id }: FilingOfFigures,
	{ measure, basis, value, missing, printed, place }: Awaited<ReturnType<typeof figuresOf>>[number]
): FigureRow {
	return {
		department: { code, name, kind },
		fiscal_year,
		filing_id,
		measure: storedId(measure, basis),
		value: outward(measureOf(measure).quantity, value),
		missing,
		printed,
		place: fromPlaceText(place)
	};
}
