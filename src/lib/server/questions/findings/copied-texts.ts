/** Reads which departments' reports of a year have the same text, with both places. */
import type { Kysely } from 'kysely';
import { COMPARED_PARTS, type ComparedPart } from '#lib/catalogue/copied-text.ts';
import { findCopied, type CopiedPair } from '#lib/comparison/copied-text.ts';
import type { Place } from '#lib/documents/place.ts';
import { cached } from '../../cache.ts';
import { fromPlaceText } from '../../ledger/filing/cells.ts';
import type { Database } from '../../ledger/schema/schema.ts';

/** The text of one part of a report. */
export interface PartText {
	/** Id of the department. */
	owner: number;
	code: string;
	name: string;
	filing_id: number;
	kind: ComparedPart;
	text: string;
	/** Where its first passage is. */
	place: Place | null;
}

/** Texts that departments share, and how many have any text to compare. */
export interface CopiedTexts {
	/** The most alike first. */
	pairs: readonly CopiedPair<PartText>[];
	departments: number;
}

/** Parts of current reports that are alike. */
export function listCopiedTexts(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<CopiedTexts> {
	return cached(db, `copied texts ${area} ${year}`, async () => {
		const texts = await readParts(db, area, year);
		const byKind = Map.groupBy(texts, ({ kind }) => kind);
		const pairs = [...byKind.values()].flatMap((alike) => findCopied(alike));
		return {
			pairs: pairs.sort((one, other) => other.share - one.share),
			departments: new Set(texts.map(({ owner }) => owner)).size
		};
	});
}

async function readParts(db: Kysely<Database>, area: string, year: number): Promise<PartText[]> {
	const rows = await db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.innerJoin('passage as p', 'p.filing_id', 'y.filing_id')
		.select(['d.id as owner', 'd.code', 'd.name', 'y.filing_id', 'p.kind', 'p.text', 'p.place'])
		.where('y.jurisdiction_code', '=', area)
		.where('y.fiscal_year', '=', year)
		.where('p.kind', '!=', 'duties')
		.orderBy('d.code')
		.orderBy('p.position')
		.execute();
	const filings = Map.groupBy(rows, ({ filing_id }) => filing_id);
	return [...filings.values()].flatMap((passages) => {
		const own = passages.filter(({ kind }) => kind in COMPARED_PARTS);
		const isParted = own.some(({ kind }) => kind !== 'overview');
		const parts = Map.groupBy(isParted ? own : passages, ({ kind }) =>
			isParted ? (kind as ComparedPart) : 'whole'
		);
		return [...parts].flatMap(([kind, [first, ...others]]): PartText[] => {
			if (!first) return [];
			const text = [first, ...others].map((passage) => passage.text).join('\n');
			return [{ ...first, kind, text, place: fromPlaceText(first.place) }];
		});
	});
}
