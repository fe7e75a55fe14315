/**
 * Summarises the score sheets of one year: which indicators lose points, how well each tells departments apart, and
 * whether its scores follow what can be measured.
 */
import { recogniseIndicator } from '#lib/catalogue/indicators.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { standardDeviation } from 'simple-statistics';
import { valueOf, type Observation } from './observation.ts';
import { spearman } from './flags/spread.ts';

/** A line of one department's sheet; weights and scores in hundredths of a point. */
export interface SheetLine {
	department: number;
	/** 一级, 二级, 三级; identity is the whole path. */
	path: readonly string[];
	/** 评分标准 as printed; empty where the sheet gives none. */
	criterion: string;
	weight: number | null;
	/** Lines that share one printed weight bear the same number. */
	weight_group: number | null;
	score: number | null;
	reason: string;
	/** Points or weight were corrected by hand. */
	is_corrected?: boolean;
}

export interface IndicatorSummary {
	key: string;
	path: readonly string[];
	/** Departments whose sheet has the indicator with a weight of its own and a score. */
	counted: number;
	/** Least and largest weight among them; sheets of other places weigh otherwise. */
	weights: [number, number];
	/** Share of departments with full marks. */
	full_share: number;
	/** Mean share of the weight that was lost. */
	mean_lost: number;
	/** Points that they lost together, in hundredths. */
	lost: number;
	/** Standard deviation of the lost share: 0 tells nobody apart. */
	spread: number;
	/** Spearman's correlation of the score with the measured ratio; null where nothing measures it, or all are equal. */
	correlation: number | null;
	correlated_with: MeasureId | null;
	/** The reason given most often for a loss. */
	reason: { text: string; times: number } | null;
}

/** Joins a path; no indicator's name holds the separator. */
export function pathKey(path: readonly string[]): string {
	return path.join(' › ');
}

/** The last level of a path, with as many levels above it as tell it from the others: two indicators may bear one name. */
export function distinctName(
	path: readonly string[],
	paths: readonly (readonly string[])[]
): string {
	const lengths = path.map((_, above) => above + 1);
	const endings = lengths.map((length) => pathKey(path.slice(-length)));
	const isAlone = (ending: string, at: number) =>
		paths.filter((other) => pathKey(other.slice(-1 - at)) === ending).length === 1;
	return endings.find(isAlone) ?? pathKey(path);
}

/** Share of the line's own weight that was lost; absent where the weight is shared or a part is missing. */
export function lostShare({ weight, weight_group, score, is_corrected }: SheetLine): Value {
	if (weight_group !== null || weight === null || score === null || weight === 0) {
		return absent('input_missing');
	}
	const share = present(Math.max(0, (weight - score) / weight));
	return is_corrected ? { ...share, corrected: 'input' } : share;
}

/** These measures show what the indicator is about, for the correlation. */
const MEASURED: Record<string, MeasureId> = {
	staffing_rate: 'staffing_rate',
	three_public_change: 'three_public_change',
	balance: 'carry_over_rate',
	asset_utilisation: 'asset_utilisation'
};

/** One summary an indicator, in the sheets' order. */
export function summariseIndicators(
	lines: readonly SheetLine[],
	population: readonly Observation[]
): IndicatorSummary[] {
	const byKey = Map.groupBy(lines, (line) => pathKey(line.path));
	const observations = new Map(population.map((one) => [one.department.id, one]));
	return [...byKey].flatMap(([key, members]) => {
		const counted = members.filter((line) => lostShare(line).value !== null);
		return counted.length === 0 ? [] : [summarise(key, counted, observations)];
	});
}

function summarise(
	key: string,
	lines: readonly SheetLine[],
	observations: ReadonlyMap<number, Observation>
): IndicatorSummary {
	const lost = lines.map((line) => lostShare(line).value ?? 0);
	const weights = lines.map((line) => line.weight ?? 0);
	const path = lines[0]?.path ?? [];
	const measured = MEASURED[recogniseIndicator(path)?.id ?? ''] ?? null;
	return {
		key,
		path,
		counted: lines.length,
		weights: [Math.min(...weights), Math.max(...weights)],
		full_share: lost.filter((share) => share === 0).length / lost.length,
		mean_lost: lost.reduce((sum, share) => sum + share, 0) / lost.length,
		lost: lost.reduce((sum, share, at) => sum + Math.round(share * (weights[at] ?? 0)), 0),
		spread: standardDeviation(lost),
		correlation: measured === null ? null : correlate(lines, observations, measured),
		correlated_with: measured,
		reason: commonest(lines)
	};
}

/** Scores against the measured ratio, over the departments that have both. */
function correlate(
	lines: readonly SheetLine[],
	observations: ReadonlyMap<number, Observation>,
	measure: MeasureId
): number | null {
	const pairs = lines.flatMap((line) => {
		const observation = observations.get(line.department);
		const measured = observation ? valueOf(observation, measure).value : null;
		return measured === null || line.score === null ? [] : [{ score: line.score, measured }];
	});
	return spearman(
		pairs.map((pair) => pair.score),
		pairs.map((pair) => pair.measured)
	);
}

function commonest(lines: readonly SheetLine[]): IndicatorSummary['reason'] {
	const lost = lines.filter((line) => (lostShare(line).value ?? 0) > 0 && line.reason !== '');
	const times = Map.groupBy(lost, (line) => line.reason);
	const first = [...times].sort((a, b) => b[1].length - a[1].length)[0];
	return first ? { text: first[0], times: first[1].length } : null;
}
