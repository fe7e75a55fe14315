/**
 * Finds where a measure of a filing comes from: its cell, or for a derived one its formula with the cells of its parts.
 */
import type { Kysely } from 'kysely';
import { formulaInWords, inputsOf } from '#lib/catalogue/formulas.ts';
import { ofStored } from '#lib/catalogue/budgets.ts';
import {
	isBudget,
	isDerived,
	measureOf,
	type MeasureId,
	type ReportedId,
	type StoredId
} from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { fromPlaceText } from '../../ledger/filing/cells.ts';
import type { Database } from '../../ledger/schema/schema.ts';

/** One reported figure with its cell. `filing_id` is null where last year's report is not in the ledger. */
export interface SourcePartOf {
	measure: StoredId;
	fiscal_year: number;
	filing_id: number | null;
	value: number | null;
	missing: MissingReason | null;
	printed: string;
	place: Place | null;
}

export interface MeasureSource {
	measure: MeasureId;
	name: string;
	definition: string;
	/** In words; null for a reported figure. */
	formula: string | null;
	parts: SourcePartOf[];
	/** The cell to light: the reported figure's own, or the first part's in this filing. */
	place: Place | null;
}

/** Null where there is no such filing. */
export async function measureSource(
	db: Kysely<Database>,
	filing: number,
	id: MeasureId
): Promise<MeasureSource | null> {
	const own = await db
		.selectFrom('filing')
		.select(['id', 'department_id', 'fiscal_year'])
		.where('id', '=', filing)
		.executeTakeFirst();
	if (!own) return null;
	const before = await filingsBefore(db, own);
	const parts: SourcePartOf[] = [];
	for (const input of inputsOf(id)) {
		const current = input.when === 'current';
		const fiscal_year = current ? own.fiscal_year : own.fiscal_year - 1;
		for (const from of current ? [filing] : before) {
			const figure = await figureOf(db, from, input.id);
			parts.push({ measure: input.id, fiscal_year, filing_id: from, ...figure });
		}
	}
	const measure = measureOf(id);
	const { name, definition } = measure;
	const formula = isDerived(measure) ? formulaInWords(id) : null;
	const here = parts.find((part) => part.filing_id === filing && part.place !== null);
	return { measure: id, name, definition, formula, parts, place: here?.place ?? null };
}

/**
 * Last year's filings that this one is compared with: its own, and those of departments that it took over this year.
 * A single null where there is none.
 */
async function filingsBefore(
	db: Kysely<Database>,
	own: { department_id: number; fiscal_year: number }
): Promise<(number | null)[]> {
	const predecessors = await db
		.selectFrom('department')
		.select('id')
		.where('successor_id', '=', own.department_id)
		.where('succeeded_from', '=', own.fiscal_year)
		.orderBy('code')
		.execute();
	const departments = [own.department_id, ...predecessors.map(({ id }) => id)];
	const rows = await db
		.selectFrom('department_year')
		.select(['department_id', 'filing_id'])
		.where('department_id', 'in', departments)
		.where('fiscal_year', '=', own.fiscal_year - 1)
		.execute();
	const order = ({ department_id }: { department_id: number }) =>
		departments.indexOf(department_id);
	rows.sort((a, b) => order(a) - order(b));
	return rows.length === 0 ? [null] : rows.map(({ filing_id }) => filing_id);
}

async function figureOf(
	db: Kysely<Database>,
	filing: number | null,
	measure: StoredId
): Promise<Pick<SourcePartOf, 'value' | 'missing' | 'printed' | 'place'>> {
	const stored = ofStored(measure);
	const row =
		filing === null
			? undefined
			: await db
					.selectFrom('figure as f')
					.innerJoin('unit as u', (join) =>
						join
							.onRef('u.filing_id', '=', 'f.filing_id')
							.onRef('u.position', '=', 'f.unit_position')
					)
					.select(['f.value', 'f.missing', 'f.printed', 'f.place'])
					.where('f.filing_id', '=', filing)
					.where('u.role', '=', 'total')
					.where('f.measure', '=', stored.measure as ReportedId)
					.where('f.basis', '=', stored.basis)
					.executeTakeFirst();
	if (!row) {
		const unfilled = isBudget(measureOf(measure)) ? 'budget_missing' : 'blank';
		const missing = filing === null ? 'not_filed' : unfilled;
		return { value: null, missing, printed: '', place: null };
	}
	return { ...row, place: fromPlaceText(row.place) };
}
