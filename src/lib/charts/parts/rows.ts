/** Departments as the rows that charts take. */
import type { Observation } from '#lib/comparison/observation.ts';
import { valueOf } from '#lib/comparison/observation.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Value } from '#lib/catalogue/values.ts';
import type { SpendingRow } from '../shares/spending-structure.ts';
import type { TrendSeries } from '../trends/trend-series.ts';
import { MEASURE_COLOURS } from '../trends/trend.ts';

type HrefOf = (observation: Observation) => string;

export function spendingRows(observations: readonly Observation[], hrefOf: HrefOf): SpendingRow[] {
	return observations.map((observation) => ({
		name: observation.department.name,
		href: hrefOf(observation),
		...spendingParts(observation)
	}));
}

/** 分 each. */
export function spendingParts({
	values
}: Observation): Pick<SpendingRow, 'total' | 'personnel' | 'operating' | 'project'> {
	return {
		total: values.spending_total,
		personnel: values.spending_personnel,
		operating: values.spending_operating,
		project: values.spending_project
	};
}

/** A department and one value, for distributions and strips. */
export interface ValueRow {
	name: string;
	href: string;
	value: Value;
}

export function valueRows(
	observations: readonly Observation[],
	measure: MeasureId,
	hrefOf: HrefOf
): ValueRow[] {
	return observations.map((observation) => ({
		name: observation.department.name,
		href: hrefOf(observation),
		value: valueOf(observation, measure)
	}));
}

/** One line of a trend: a measure of one department over its years. */
export function historySeries(
	name: string,
	history: readonly Observation[],
	measure: MeasureId,
	hrefOf?: (observation: Observation) => string | undefined
): TrendSeries {
	return {
		name,
		measure,
		colour: MEASURE_COLOURS[measure],
		points: history.map((observation) => ({
			year: observation.fiscal_year,
			value: valueOf(observation, measure),
			href: hrefOf?.(observation)
		}))
	};
}
