import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { rankLines, type Rank } from '#lib/charts/rank-lines.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { describePosition, positionOf } from '#lib/comparison/rank.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';

/** Departments at the head of either year. */
const HEAD = 10;
/** Ranks drawn. */
const LOWEST = 20;
const FEWEST = 3;

interface Asked {
	measure: MeasureId;
	year: number;
	base: number;
	nameOf: (observation: Observation) => string;
	chosen: Chosen;
	pins: readonly Pin[];
}

/** Ranks of those who lead in the base year or in this one, and of pinned departments; none where too few are ranked. */
export function rankCharts(history: readonly Observation[], asked: Asked): DrawnChart[] {
	const { measure, year, base, nameOf, chosen, pins } = asked;
	const within = history.filter(({ fiscal_year }) => fiscal_year >= base && fiscal_year <= year);
	const byYear = Map.groupBy(within, ({ fiscal_year }) => fiscal_year);
	const years = [...byYear.keys()].sort((a, b) => a - b);
	if (years[0] !== base || years.at(-1) !== year) return [];
	const ranks = new Map([...byYear].map(([at, all]) => [at, ranksIn(all, measure)]));
	const pinned = new Set(pins.map(({ code }) => code));
	const shown = (byYear.get(year) ?? [])
		.filter(({ department: { id, code } }) => {
			const now = ranks.get(year)?.get(id)?.place ?? Infinity;
			const then = ranks.get(base)?.get(id)?.place ?? Infinity;
			return now <= HEAD || then <= HEAD || (pinned.has(code) && now < Infinity);
		})
		.sort((a, b) => placeIn(ranks.get(year), a) - placeIn(ranks.get(year), b));
	if (shown.length < FEWEST) return [];
	const lines = shown.map((observation) => ({
		name: nameOf(observation),
		href: departmentHref(observation.department.code, chosen),
		ranks: years.map((at) => ranks.get(at)?.get(observation.department.id) ?? null)
	}));
	const chart = rankLines(lines, { measure, years, lowest: LOWEST });
	return [drawChart(chart, { id: 'ranks', span: 'full', pins })];
}

function placeIn(
	ranks: ReadonlyMap<number, Rank> | undefined,
	{ department }: Observation
): number {
	return ranks?.get(department.id)?.place ?? Infinity;
}

/** The rank of each department that has the figure, by its number. */
function ranksIn(all: readonly Observation[], measure: MeasureId): Map<number, Rank> {
	const values = all.map((one) => valueOf(one, measure));
	return new Map(
		all.flatMap(({ department }, index) => {
			const value = values[index];
			const position = value ? positionOf(value, values) : null;
			return position
				? [[department.id, { place: position.from, words: describePosition(position) }] as const]
				: [];
		})
	);
}
