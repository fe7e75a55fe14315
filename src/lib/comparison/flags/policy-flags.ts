/** Policy lines crossed, and figures that are probably errors of the filing. */
import { crosses, type PolicyLine } from '#lib/catalogue/policy-lines.ts';
import { amountBehind, moneyBehind } from './at-stake.ts';
import { clearingStep } from './clearing.ts';
import { columnsOf } from '../column.ts';
import {
	flagId,
	WITHOUT_STATISTICS,
	type Flag,
	type OutlierSettings,
	type SuspectFigure
} from './flags.ts';
import type { Observation } from '../observation.ts';

/** Crossed lines, those with the most money beyond the line first. */
export function flagLines(
	observations: readonly Observation[],
	{ lines, measures }: Pick<OutlierSettings, 'lines' | 'measures'>
): Flag[] {
	return lines
		.filter((line) => measures.length === 0 || measures.includes(line.measure))
		.flatMap((line) => flagLine(observations, line))
		.sort((a, b) => (b.at_stake ?? 0) - (a.at_stake ?? 0) || b.severity - a.severity);
}

/** The number of figures that are held against the lines: where it is 0, nothing could have crossed one. */
export function countLined(
	observations: readonly Observation[],
	{ lines, measures }: Pick<OutlierSettings, 'lines' | 'measures'>
): number {
	const values = withBefore(observations);
	return lines
		.filter((line) => measures.length === 0 || measures.includes(line.measure))
		.reduce(
			(sum, line) => sum + values(line.measure).filter((one) => !Number.isNaN(one)).length,
			0
		);
}

function withBefore(observations: readonly Observation[]) {
	const before = columnsOf(observations.map(({ previous }) => previous?.values ?? null));
	return columnsOf(
		observations.map(({ values }) => values),
		before
	);
}

function flagLine(observations: readonly Observation[], line: PolicyLine): Flag[] {
	const values = withBefore(observations)(line.measure);
	return observations.flatMap((observation, index) => {
		const value = values[index] ?? NaN;
		return !Number.isNaN(value) && crosses(line, value) && isWorthALook(observation, value, line)
			? [flagOf(observation, value, line)]
			: [];
	});
}

function isWorthALook(observation: Observation, value: number, line: PolicyLine): boolean {
	const amount = amountBehind(observation, line.measure, value - line.value);
	// A difference of shares is a binary fraction: 22 people less 21 are 0.9999999.
	return amount === null || amount > line.least_amount - 1e-6;
}

/** The step nearest to the filed value at which the line is not crossed by an amount worth a look. */
function clearsAt(
	observation: Observation,
	{ measure, attention, value, least_amount }: PolicyLine
) {
	const per_unit = amountBehind(observation, measure, 1);
	if (!per_unit) return value;
	const step = clearingStep(observation, measure);
	const steps = Math.ceil(least_amount / per_unit / step - 1e-6) - 1;
	return value + (attention === 'above' ? 1 : -1) * Math.max(0, steps) * step;
}

function flagOf(observation: Observation, value: number, line: PolicyLine): Flag {
	const { measure } = line;
	const ratio = line.value === 0 ? 1 + Math.abs(value) : Math.abs(value / line.value);
	// By how much it differs and not by the ratio: beyond −30% a change first nears 0, and then leaves it.
	const beyond = Math.abs(value - line.value) / (Math.abs(line.value) || 1);
	return {
		...WITHOUT_STATISTICS,
		id: flagId(observation, measure, 'line'),
		observation,
		measure,
		value,
		reason: 'line',
		tier: 'line',
		score: ratio,
		threshold: line.value,
		clears_at: clearsAt(observation, line),
		line,
		at_stake: moneyBehind(observation, measure, value - line.value),
		since: observation.fiscal_year,
		message: null,
		severity: (1 - 1 / (1 + beyond)) / 2
	};
}

/** Probable errors of the filing, the largest amounts first. */
export function flagSuspects(suspects: readonly SuspectFigure[]): Flag[] {
	return suspects
		.map(({ observation, measure, value, message }): Flag => {
			return {
				...WITHOUT_STATISTICS,
				id: flagId(observation, measure, 'scale'),
				observation,
				measure,
				value,
				reason: 'scale',
				tier: 'slip',
				score: 0,
				threshold: 0,
				clears_at: null,
				line: null,
				at_stake: Math.abs(value),
				since: observation.fiscal_year,
				message,
				severity: 0
			};
		})
		.sort((a, b) => (b.at_stake ?? 0) - (a.at_stake ?? 0));
}
