/** Policy lines crossed. */
import { crosses, type PolicyLine } from '#lib/catalogue/lines.ts';
import { columnsOf } from './column.ts';
import type { Observation } from './observation.ts';
import type { Flag, OutlierSettings } from './flags.ts';
import { quantile } from './spread.ts';

/**
 * A line that many of a year's departments cross singles nobody out: among flags of all sorts only the tenth farthest
 * beyond it are named. Who asks for a measure by name is told of everyone.
 */
const NAMED_SHARE = 0.1;

/** Crossed lines, the farthest beyond first; always behind what statistics find. */
export function flagLines(
	observations: readonly Observation[],
	{ lines, measures }: Pick<OutlierSettings, 'lines' | 'measures'>
): Flag[] {
	const watched = lines.filter((line) => measures.length === 0 || measures.includes(line.measure));
	const share = measures.length > 0 ? 1 : NAMED_SHARE;
	const years = Map.groupBy(observations, ({ fiscal_year }) => fiscal_year);
	return watched
		.flatMap((line) =>
			[...years.values()].flatMap((population) => flagLine(population, line, share))
		)
		.sort((a, b) => b.severity - a.severity);
}

function flagLine(population: readonly Observation[], line: PolicyLine, share: number): Flag[] {
	const sign = line.attention === 'above' ? 1 : -1;
	const before = columnsOf(population.map(({ previous }) => previous?.values ?? null));
	const values = columnsOf(
		population.map((one) => one.values),
		before
	)(line.measure);
	const stated = population
		.map((observation, index) => ({ observation, value: values[index] ?? NaN }))
		.filter(({ value }) => !Number.isNaN(value));
	if (stated.length === 0) return [];
	const ascending = stated.map(({ value }) => sign * value).sort((a, b) => a - b);
	const farthest = quantile(ascending, 1 - share);
	return stated
		.filter(({ value }) => crosses(line, value) && sign * value >= farthest)
		.map(({ observation, value }) => flagOf(observation, value, line));
}

function flagOf(observation: Observation, value: number, line: PolicyLine): Flag {
	const ratio = line.value === 0 ? 1 + Math.abs(value) : Math.abs(value / line.value);
	const beyond = line.attention === 'above' ? ratio : 1 / Math.max(ratio, 1e-9);
	return {
		observation,
		measure: line.measure,
		value,
		reason: 'line',
		score: ratio,
		threshold: line.value,
		peers: null,
		clears_at: line.value,
		previous: null,
		previous_year: null,
		line,
		rank: null,
		follows: null,
		severity: (1 - 1 / Math.max(beyond, 1)) / 2
	};
}
