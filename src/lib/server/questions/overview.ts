/**
 * 总览: how much was spent, on what, how that changed, who has not filed, and what does not add up.
 */
import type { Kysely } from 'kysely';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { aggregate, type GroupValue } from '#lib/comparison/aggregate.ts';
import { groupChange, type GroupChange } from '#lib/comparison/change.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { Database } from '#lib/server/store/schema.ts';
import { countFilings, listFilings, type FilingCounts } from './filings.ts';
import { countByRule, type RuleCount } from './findings.ts';
import { allObservations } from './population.ts';

/** The measures of the overview's headline row, in reading order. */
export const HEADLINE_MEASURES = [
	'spending_total',
	'income_total',
	'three_public_total',
	'three_public_without_purchase',
	'balance_cumulative',
	'carry_over_rate'
] as const satisfies readonly MeasureId[];

export type HeadlineMeasure = (typeof HEADLINE_MEASURES)[number];

/** A bureau-wide figure with its change over the departments comparable in both years. */
export interface HeadlineFigure {
	measure: HeadlineMeasure;
	total: GroupValue;
	change: GroupChange;
	/** The bureau-wide value of every year with data, ascending, for a small trend. */
	history: { fiscal_year: number; total: GroupValue }[];
}

export interface Overview {
	year: number;
	years: number[];
	filings: FilingCounts;
	filings_before: FilingCounts;
	headlines: HeadlineFigure[];
	/** This year's departments, each with the year before. */
	observations: Observation[];
	rules: RuleCount[];
	rules_before: RuleCount[];
	scores: { full: number; counted: number; median: number | null };
}

/** Everything the overview shows for one jurisdiction and year. */
export async function overviewOf(
	db: Kysely<Database>,
	area: string,
	year: number,
	years: readonly number[]
): Promise<Overview> {
	const shown = years.filter((candidate) => candidate <= year);
	const everything = await allObservations(db, area, shown);
	const byYear = new Map(shown.map((y) => [y, everything.filter((o) => o.fiscal_year === y)]));
	const observations = byYear.get(year) ?? [];
	return {
		year,
		years: [...years],
		filings: countFilings(await listFilings(db, area, year)),
		filings_before: countFilings(await listFilings(db, area, year - 1)),
		headlines: HEADLINE_MEASURES.map((measure) => headlineOf(measure, observations, byYear)),
		observations,
		rules: await countByRule(db, { area, year }),
		rules_before: await countByRule(db, { area, year: year - 1 }),
		scores: summariseScores(observations)
	};
}

function headlineOf(
	measure: HeadlineMeasure,
	observations: readonly Observation[],
	byYear: ReadonlyMap<number, readonly Observation[]>
): HeadlineFigure {
	return {
		measure,
		total: aggregate(observations, measure),
		change: groupChange(observations, measure),
		history: [...byYear].map(([fiscal_year, rows]) => ({
			fiscal_year,
			total: aggregate(rows, measure)
		}))
	};
}

function summariseScores(observations: readonly Observation[]): Overview['scores'] {
	const scores = observations
		.map((observation) => observation.values.score_form.value)
		.filter((score) => score !== null)
		.sort((a, b) => a - b);
	const middle = Math.floor(scores.length / 2);
	const upper = scores[middle];
	const lower = scores.length % 2 === 0 ? scores[middle - 1] : upper;
	return {
		full: scores.filter((score) => score >= 10000).length,
		counted: scores.length,
		median: upper === undefined || lower === undefined ? null : (upper + lower) / 2
	};
}
