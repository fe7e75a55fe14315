import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { rankLines, type Rank } from '#lib/charts/trends/rank-lines.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { describePosition } from '#lib/comparison/rank.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';

/** Departments at the head of either year. */
const HEAD = 10;
/** Ranks drawn. */
const LOWEST = 20;
const FEWEST = 3;

interface AskedRanks {
	measure: MeasureId;
	year: number;
	base: number;
	nameOf: (observation: Observation) => string;
	chosen: Chosen;
	pins: readonly Pin[];
}

/** Ranks of those who lead in the base year or in this one, and of pinned departments; none where too few are ranked. */
export function rankCharts(history: readonly Observation[], asked: AskedRanks): DrawnChart[] {
	const { measure, year, base, nameOf, chosen, pins } = asked;
	const within = history.filter(({ fiscal_year }) => fiscal_year >= base && fiscal_year <= year);
	const byYear = Map.groupBy(within, ({ fiscal_year }) => fiscal_year);
	const years = [...byYear.keys()].sort((a, b) => a - b);
	if (years[0] !== base || years.at(-1) !== year) return [];
	const ranks = new Map([...byYear].map(([at, all]) => [at, ranksIn(all, measure)]));
	const pinned = new Set(pins.map(({ code }) => code));
	const shown = (byYear.get(year) ?? [])
		.filter(({ department: { id, code } }) => {
			const [now, then] = [ranks.get(year)?.get(id), ranks.get(base)?.get(id)];
			if (!now || !then || Math.max(now.place, then.place) > LOWEST) return false;
			return Math.min(now.place, then.place) <= HEAD || pinned.has(code);
		})
		.sort((a, b) => placeIn(ranks.get(year), a) - placeIn(ranks.get(year), b));
	if (shown.length < FEWEST) return [];
	const lines = shown.map((observation) => ({
		name: nameOf(observation),
		href: departmentHref(observation.department.code, chosen),
		ranks: years.map((at) => ranks.get(at)?.get(observation.department.id) ?? null)
	}));
	const chart = rankLines(lines, { measure, years, lowest: LOWEST });
	const isTied = lines.some((line) => line.ranks.some((rank) => rank?.words.startsWith('并列')));
	const description = `${chart.description}${isTied ? '并列的在图中依次排开。' : ''}`;
	return [drawChart({ ...chart, description }, { id: 'ranks', span: 'full', pins })];
}

function placeIn(
	ranks: ReadonlyMap<number, Rank> | undefined,
	{ department }: Observation
): number {
	return ranks?.get(department.id)?.place ?? Infinity;
}

/** The rank of each department that has the figure, by its number; those that share one stand in order of their codes. */
function ranksIn(all: readonly Observation[], measure: MeasureId): Map<number, Rank> {
	const values = all.map((one) => valueOf(one, measure).value);
	const known = all
		.map(({ department }, index) => ({ id: department.id, value: values[index] ?? null }))
		.filter((one): one is { id: number; value: number } => one.value !== null)
		.sort((a, b) => b.value - a.value);
	const missing = all.length - known.length;
	const shared = Map.groupBy(known, ({ value }) => value);
	const ranks = new Map<number, Rank>();
	for (const same of shared.values()) {
		const from = ranks.size + 1;
		const [tied, ranked] = [same.length, known.length];
		const words = describePosition({ from, to: from + tied - 1 + missing, tied, ranked, missing });
		for (const { id } of same) ranks.set(id, { rank: from, place: ranks.size + 1, words });
	}
	return ranks;
}
