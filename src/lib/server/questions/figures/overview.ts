/**
 * 总览: how much was spent, on what, how that changed, who has not filed, and what does not add up.
 */
import type { Kysely } from 'kysely';
import { median } from 'simple-statistics';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { aggregate, type GroupValue } from '#lib/comparison/aggregate.ts';
import { groupChange, type GroupChange } from '#lib/comparison/change/change.ts';
import type { ChangeParts } from '#lib/comparison/change/contribution.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { YearTotal } from '#lib/comparison/change/year-totals.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { changesOf } from './changes.ts';
import { countFilings, type FilingCounts } from '#lib/comparison/filings.ts';
import { countMissing, listFilings } from '../reports/filings.ts';
import { countByRule, type RuleCount } from '../findings/reviewed.ts';
import { cached } from '../../cache.ts';
import { comparablesOf, observationsOf } from './population.ts';
import { totalsOfYears } from './year-totals.ts';

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
	/** The same with figures that are probably errors, which {@link total} leaves out until they are confirmed. */
	as_filed: Value;
	change: GroupChange;
	/** The bureau-wide value of every year with data, ascending, for a small trend. */
	history: YearTotal[];
}

export interface Overview {
	year: number;
	years: number[];
	filings: FilingCounts;
	/** Those of the year before that must be filed, and were not. */
	filings_before: Pick<FilingCounts, 'expected' | 'missing'>;
	headlines: HeadlineFigure[];
	/** This year's departments, each with the year compared with. */
	observations: readonly Observation[];
	/** The year compared with. */
	base: number;
	/** The parts that made the change of spending against the base year; null where that has no data. */
	changes: ChangeParts | null;
	rules: readonly RuleCount[];
	rules_before: readonly RuleCount[];
	scores: { full: number; counted: number; median: number | null };
}

export interface OverviewRequest {
	area: string;
	year: number;
	/** The year compared with. */
	base: number;
	/** Years with data, ascending. */
	years: readonly number[];
}

/** Everything the overview shows for one jurisdiction and year. */
export function overviewOf(db: Kysely<Database>, request: OverviewRequest): Promise<Overview> {
	const { area, year, base } = request;
	return cached(db, `overview ${area} ${year} ${base}`, () => makeOverview(db, request));
}

async function makeOverview(
	db: Kysely<Database>,
	{ area, year, base, years }: OverviewRequest
): Promise<Overview> {
	const observations = await comparablesOf(db, area, year, base);
	const filed = await observationsOf(db, area, year, base);
	const totals = await totalsOf(db, area);
	return {
		year,
		years: [...years],
		base,
		filings: countFilings(await listFilings(db, area, year)),
		filings_before: await countMissing(db, area, year - 1),
		headlines: HEADLINE_MEASURES.map((measure) => ({
			measure,
			total: aggregate(observations, measure),
			as_filed: aggregate(filed, measure).value,
			change: groupChange(observations, measure),
			history: totals[measure].filter(({ fiscal_year }) => fiscal_year <= year)
		})),
		observations,
		changes: years.includes(base)
			? await changesOf(db, { area, year, base, measure: 'spending_total', by: 'department' })
			: null,
		rules: await countByRule(db, { area, year }),
		rules_before: await countByRule(db, { area, year: year - 1 }),
		scores: summariseScores(observations)
	};
}

/** The bureau's totals of all years; every year's overview shows those up to its own. */
function totalsOf(db: Kysely<Database>, area: string) {
	return cached(db, `totals ${area}`, () => totalsOfYears(db, area, HEADLINE_MEASURES));
}

function summariseScores(observations: readonly Observation[]): Overview['scores'] {
	const scores = observations
		.map((observation) => observation.values.score_form.value)
		.filter((score) => score !== null);
	return {
		full: scores.filter((score) => score >= 10000).length,
		counted: scores.length,
		median: scores.length === 0 ? null : median(scores)
	};
}
