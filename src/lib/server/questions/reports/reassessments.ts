/** 复评: the bureau's own scores beside those that departments filed, and the samples that they were drawn for. */
import type { Kysely } from 'kysely';
import type { SampleMethod } from '#lib/catalogue/sample-methods.ts';
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { pathKey } from '#lib/comparison/score-items.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { withActorNames } from './actors.ts';
import { listCorrections } from './corrections.ts';

export interface ReassessedRow {
	department: { id: number; code: string; name: string; kind: string | null };
	fiscal_year: number;
	filing_id: number;
	/** Path of the indicator as `pathKey` writes it; empty for the total. */
	indicator: string;
	/** Hundredths of a point, like all scores here; null where the sheet gives none, or one for several indicators. */
	weight: number | null;
	/** The department's own, as filed; null where it states none. */
	self_score: number | null;
	/** The department's own was corrected by hand. */
	is_corrected: boolean;
	/** Null for a department that was drawn and is still to be scored. */
	score: number | null;
	/** The bureau's score less the department's; null where one of them is missing. */
	gap: number | null;
	reason: string;
	assessed_by: string | null;
	/** ISO 8601 UTC. */
	assessed_at: string | null;
	/** Samples that the department was drawn in. */
	drawn: readonly SampleMethod[];
}

export interface Sample {
	id: number;
	method: SampleMethod;
	seed: string;
	pool: number;
	drawn_by: string;
	/** ISO 8601 UTC. */
	drawn_at: string;
	/** Names by code. */
	departments: readonly string[];
}

/** Totals first, then indicators; each from the largest gap, whatever its sign, those still to be scored last. */
export function listReassessed(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly ReassessedRow[]> {
	return cached(db, `reassessed ${area} ${year}`, async () => {
		const corrected = await correctedScores(db, area);
		const scored = [
			...(await readTotals(db, area, year)),
			...(await readIndicators(db, area, year))
		];
		const rows = (await withActorNames(db, scored, 'assessed_by')).map((row) => ({
			...row,
			is_corrected: corrected.has(`${row.filing_id} ${row.indicator}`)
		}));
		const size = ({ gap, score }: ReassessedRow) => {
			if (score === null) return -2;
			return gap === null ? -1 : Math.abs(gap);
		};
		const isIndicator = ({ indicator }: ReassessedRow) => Number(indicator !== '');
		return rows.sort((a, b) => isIndicator(a) - isIndicator(b) || size(b) - size(a));
	});
}

/** Self-scores in use that were corrected by hand, by filing and indicator. */
async function correctedScores(db: Kysely<Database>, area: string): Promise<ReadonlySet<string>> {
	const rows = await listCorrections(db, area);
	return new Set(
		rows
			.filter(({ state }) => state === 'in_use')
			.filter(({ measure }) => measure === 'item_score' || measure === 'score_form')
			.map(({ current_filing_id, unit }) => `${current_filing_id} ${unit}`)
	);
}

/** The samples of a year, the newest first. */
export function listSamples(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly Sample[]> {
	return cached(db, `samples ${area} ${year}`, () => readSamples(db, area, year));
}

async function readTotals(db: Kysely<Database>, area: string, year: number): Promise<FoundRow[]> {
	const rows = await filed(db, area, year)
		.leftJoin('reassessment as r', (join) =>
			join
				.onRef('r.department_id', '=', 'y.department_id')
				.onRef('r.fiscal_year', '=', 'y.fiscal_year')
				.on('r.indicator', '=', '')
		)
		.select('y.score_form as self_score')
		.select(['r.score', 'r.reason', 'r.assessed_by', 'r.assessed_at'])
		.execute();
	const drawn = await methodsByDepartment(db, area, year);
	return rows
		.filter(({ id, score }) => score !== null || drawn.has(id))
		.map((row) => toRow({ ...row, indicator: '', weight: FULL_SCORE }, year, drawn));
}

async function readIndicators(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<FoundRow[]> {
	const rows = await filed(db, area, year)
		.innerJoin('reassessment as r', (join) =>
			join
				.onRef('r.department_id', '=', 'y.department_id')
				.onRef('r.fiscal_year', '=', 'y.fiscal_year')
				.on('r.indicator', '<>', '')
		)
		.select(['r.indicator', 'r.score', 'r.reason', 'r.assessed_by', 'r.assessed_at'])
		.execute();
	const drawn = await methodsByDepartment(db, area, year);
	const items = await itemsOf(
		db,
		rows.map(({ filing_id }) => filing_id)
	);
	return rows.map((row) => {
		// A corrected sheet may no longer have the indicator.
		const item = items.get(`${row.filing_id} ${row.indicator}`);
		const filedItem = { self_score: item?.score ?? null, weight: item?.weight ?? null };
		return toRow({ ...row, ...filedItem }, year, drawn);
	});
}

function filed(db: Kysely<Database>, area: string, year: number) {
	return db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.id', 'd.code', 'd.name', 'd.kind', 'y.filing_id'])
		.where('y.jurisdiction_code', '=', area)
		.where('y.fiscal_year', '=', year)
		.orderBy('d.code');
}

async function itemsOf(db: Kysely<Database>, filings: readonly number[]) {
	if (filings.length === 0)
		return new Map<string, { score: number | null; weight: number | null }>();
	const items = await db
		.selectFrom('score_item')
		.select(['filing_id', 'level1', 'level2', 'level3', 'score', 'weight'])
		.where('filing_id', 'in', [...new Set(filings)])
		.execute();
	return new Map(
		items.map(({ filing_id, level1, level2, level3, score, weight }) => {
			const path = pathKey([level1, level2, level3].filter((level) => level !== ''));
			return [`${filing_id} ${path}`, { score, weight }] as const;
		})
	);
}

async function methodsByDepartment(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<ReadonlyMap<number, SampleMethod[]>> {
	const rows = await db
		.selectFrom('reassessment_draw as w')
		.innerJoin('reassessment_sample as s', 's.id', 'w.sample_id')
		.select(['w.department_id', 's.method'])
		.distinct()
		.where('s.jurisdiction_code', '=', area)
		.where('s.fiscal_year', '=', year)
		.execute();
	return new Map(
		[...Map.groupBy(rows, (row) => row.department_id)].map(([id, found]) => [
			id,
			found.map(({ method }) => method)
		])
	);
}

type FoundRow = Omit<ReassessedRow, 'is_corrected'>;

interface StoredReassessment {
	id: number;
	code: string;
	name: string;
	kind: string | null;
	filing_id: number;
	indicator: string;
	weight: number | null;
	self_score: number | null;
	score: number | null;
	reason: string | null;
	assessed_by: string | null;
	assessed_at: string | null;
}

function toRow(
	{ id, code, name, kind, reason, ...row }: StoredReassessment,
	fiscal_year: number,
	drawn: ReadonlyMap<number, SampleMethod[]>
): FoundRow {
	const { score, self_score } = row;
	return {
		...row,
		department: { id, code, name, kind },
		fiscal_year,
		reason: reason ?? '',
		gap: score === null || self_score === null ? null : score - self_score,
		drawn: drawn.get(id) ?? []
	};
}

async function readSamples(db: Kysely<Database>, area: string, year: number): Promise<Sample[]> {
	const samples = await db
		.selectFrom('reassessment_sample')
		.select(['id', 'method', 'seed', 'pool', 'drawn_by', 'drawn_at'])
		.where('jurisdiction_code', '=', area)
		.where('fiscal_year', '=', year)
		.orderBy('id', 'desc')
		.execute();
	if (samples.length === 0) return [];
	const draws = await db
		.selectFrom('reassessment_draw as w')
		.innerJoin('department as d', 'd.id', 'w.department_id')
		.select(['w.sample_id', 'd.name'])
		.where(
			'w.sample_id',
			'in',
			samples.map(({ id }) => id)
		)
		.orderBy('d.code')
		.execute();
	return (await withActorNames(db, samples, 'drawn_by')).map((sample) => ({
		...sample,
		departments: draws.filter((draw) => draw.sample_id === sample.id).map(({ name }) => name)
	}));
}
