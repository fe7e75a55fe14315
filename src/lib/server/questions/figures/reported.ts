/** Reported figures one by one, each with the cell it is in. */
import type { Kysely } from 'kysely';
import { ofStored, storedId, type AmountBasis } from '#lib/catalogue/budgets.ts';
import { measureOf, outward, type ReportedId, type StoredId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { fromPlaceText } from '../../ledger/filing/cells.ts';
import type { Database } from '../../ledger/schema/schema.ts';

export interface FigureFilter {
	area: string;
	year: number | null;
	kind: string | null;
	/** Ids of the departments asked for; null for all. */
	departments: ReadonlySet<number> | null;
	/** `none` asks for a measure that nobody reports, and finds nothing. */
	measure: StoredId | 'none' | null;
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

function filtered(db: Kysely<Database>, filter: FigureFilter) {
	let query = db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.innerJoin('unit as u', (join) =>
			join.onRef('u.filing_id', '=', 'y.filing_id').on('u.role', '=', 'total')
		)
		.innerJoin('figure as f', (join) =>
			join.onRef('f.filing_id', '=', 'u.filing_id').onRef('f.unit_position', '=', 'u.position')
		)
		.where('y.jurisdiction_code', '=', filter.area);
	if (filter.year !== null) query = query.where('y.fiscal_year', '=', filter.year);
	if (filter.kind !== null) query = query.where('d.kind', '=', filter.kind);
	if (filter.measure === 'none') query = query.where('f.measure', 'is', null);
	else if (filter.measure !== null) {
		const { measure, basis } = ofStored(filter.measure);
		query = query.where('f.measure', '=', measure as ReportedId).where('f.basis', '=', basis);
	}
	if (filter.departments) {
		const ids = [...filter.departments];
		query = query.where((w) => (ids.length > 0 ? w('d.id', 'in', ids) : w.lit(false)));
	}
	return query;
}

/** Figures of the total rows of current filings, by year, department code and the document's order. */
export async function listFigures(
	db: Kysely<Database>,
	filter: FigureFilter,
	page: { limit: number; offset: number }
): Promise<{ total: number; items: FigureRow[] }> {
	const base = filtered(db, filter);
	const { total } = await base
		.select((e) => e.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await base
		.select(['d.code', 'd.name', 'd.kind', 'y.fiscal_year', 'y.filing_id'])
		.select(['f.measure', 'f.basis', 'f.value', 'f.missing', 'f.printed', 'f.place'])
		.orderBy('y.fiscal_year')
		.orderBy('d.code')
		.orderBy('f.measure')
		.orderBy('f.basis')
		.limit(page.limit)
		.offset(page.offset)
		.execute();
	return { total, items: rows.map(toFigure) };
}

function toFigure(
	row: Omit<FigureRow, 'department' | 'place' | 'measure'> & {
		measure: ReportedId;
		basis: AmountBasis;
		code: string;
		name: string;
		kind: string | null;
		place: string | null;
	}
): FigureRow {
	const {
		code,
		name,
		kind,
		fiscal_year,
		filing_id,
		measure,
		basis,
		value,
		missing,
		printed,
		place
	} = row;
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
