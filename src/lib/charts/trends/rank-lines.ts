/** Draws who moved up and down in rank: a slope between two years, a bump chart over more. */
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import { datum, FRAME, OUTLINE, stepAxis, TEXT, withNarrow, PLOT } from '../parts/frame.ts';
import { fitText } from '../parts/text-width.ts';
import type { COLOURS } from '../theme.ts';
import { FONT_SIZE, lineColour } from '../theme.ts';
import { largest, periodOf, plainLabel } from '../parts/wording.ts';

/** The rank of a department in a year, counted from the largest. */
export interface Rank {
	/** Shared by those that have the same figure. */
	rank: number;
	/** Where it is drawn: those that share a rank one after another. */
	place: number;
	/** `第3位，共70家`, with those who share it. */
	words: string;
}

export interface RankLine {
	name: string;
	href?: string | undefined;
	/** One per year; null where it has none. */
	ranks: readonly (Rank | null)[];
}

export interface RankSettings {
	measure: MeasureId;
	/** The year compared with first, this year last. */
	years: readonly number[];
	/** Ranks down to this are drawn; a line that leaves them ends there. */
	lowest: number;
}

const STEP = 24;
/** Room for the names at either end, in CSS pixels and characters; the more years, the less on a narrow page. */
const WIDE = { width: 166, characters: 11 };
const NARROW = { width: 128, characters: 8 };
const NARROW_BUMP = { width: 98, characters: 5 };
/** Years between which names have more room. */
const FEW_YEARS = 3;

export function rankLines(lines: readonly RankLine[], settings: RankSettings): Chart {
	const { measure, years, lowest } = settings;
	const places = lines.flatMap(({ ranks }) => ranks.flatMap((rank) => rank?.place ?? []));
	const last = Math.min(lowest, Math.max(1, ...places));
	const height = 58 + last * STEP;
	const title = `${measureOf(measure).name}的位次变化`;
	return {
		title,
		description: describe(lines, settings),
		unit: '位次，从大到小',
		basis: BASIS_NAMES[basisOf(measure)],
		period: periodOf(years),
		option: draw(lines, years, last),
		height: { wide: height, narrow: height },
		table: tabulate(lines, years, title)
	};
}

function draw(lines: readonly RankLine[], years: readonly number[], last: number) {
	const axis = stepAxis(years.map(String));
	const option = {
		...FRAME,
		grid: {
			left: WIDE.width,
			right: WIDE.width,
			top: 26,
			bottom: 8,
			...PLOT
		},
		xAxis: {
			...axis,
			position: 'top' as const,
			boundaryGap: false,
			axisLine: { show: false },
			axisLabel: { ...axis.axisLabel, interval: 0 }
		},
		yAxis: { type: 'value' as const, inverse: true, min: 0.5, max: last + 0.5, show: false },
		series: lines.map((line, row) => lineOf(line, row, last))
	} satisfies Option;
	const narrow = years.length > FEW_YEARS ? NARROW_BUMP : NARROW;
	return withNarrow(option, {
		grid: { left: narrow.width, right: narrow.width },
		xAxis: { axisLabel: { interval: 'auto' } },
		series: lines.map((line) => {
			const { start, end } = endNames(line, last, narrow.characters);
			return { label: { formatter: start }, endLabel: { formatter: end } };
		})
	});
}

function isDrawn(rank: Rank | null, last: number): rank is Rank {
	return rank !== null && rank.place <= last;
}

/** The name with the rank at either end, which those who are drawn one after another may share. */
function endNames({ name, ranks }: RankLine, last: number, characters: number) {
	const label = plainLabel(fitText(name, characters));
	return {
		start: `${label} ${ranks[0]?.rank ?? ''}`,
		end: `${ranks.findLast((rank) => isDrawn(rank, last))?.rank ?? ''} ${label}`
	};
}

function lineOf(line: RankLine, row: number, last: number) {
	const { name, ranks } = line;
	const ends = endNames(line, last, WIDE.characters);
	const color = lineColour(colourOf(ranks));
	const places = ranks.map((rank) => (isDrawn(rank, last) ? rank.place : null));
	return {
		name,
		type: 'line' as const,
		connectNulls: false,
		symbol: 'circle',
		symbolSize: 8,
		showAllSymbol: true,
		lineStyle: { color, width: 2 },
		itemStyle: { color },
		endLabel: {
			show: true,
			...TEXT,
			...OUTLINE,
			fontSize: FONT_SIZE.note,
			distance: 8,
			formatter: ends.end
		},
		label: { ...START, formatter: ends.start },
		data: places.map((place, at) =>
			datum(row, {
				column: at + 1,
				value: place,
				...(at === 0 && place !== null ? { label: { show: true } } : {})
			})
		)
	};
}

const START = {
	show: false,
	position: 'left',
	distance: 8,
	...TEXT,
	...OUTLINE,
	fontSize: FONT_SIZE.note
} as const;

/** Up, down or neither, from the first year to the last. */
function colourOf(ranks: RankLine['ranks']): keyof typeof COLOURS {
	const risen = riseOf(ranks);
	if (risen === null || risen === 0) return 'previous';
	return risen > 0 ? 'above' : 'below';
}

/** Ranks gained from the first year to the last; null where either is unknown. */
function riseOf(ranks: RankLine['ranks']): number | null {
	const [first, last] = [ranks[0], ranks.at(-1)];
	return first && last ? first.rank - last.rank : null;
}

function tabulate(lines: readonly RankLine[], years: readonly number[], title: string): ChartTable {
	return {
		caption: title,
		columns: [{ name: '部门' }, ...years.map((year) => ({ name: `${year}年`, numeric: true }))],
		rows: lines.map(({ name, href, ranks }) => [
			{ text: name, href },
			...ranks.map((rank) => ({ text: rank?.words ?? '不可比', missing: rank === null }))
		])
	};
}

function describe(lines: readonly RankLine[], { measure, years, lowest }: RankSettings): string {
	const moved = lines.flatMap((line) => {
		const rise = riseOf(line.ranks);
		return rise === null ? [] : [{ ...line, rise }];
	});
	const scope = `${periodOf(years)}${measureOf(measure).name}在前列的${lines.length}家`;
	const words = (verb: string, { name, ranks, rise }: (typeof moved)[number]) => {
		const isShared = moved.filter((other) => other.rise === rise).length > 1;
		return `${verb}最多的是${name}${isShared ? '等' : ''}（${Math.abs(rise)}位${isShared ? '' : `，到第${ranks.at(-1)?.rank ?? ''}位`}）`;
	};
	const up = largest(moved, ({ rise }) => rise);
	const down = largest(moved, ({ rise }) => -rise);
	const clauses = [
		up && up.rise > 0 ? words('上升', up) : '',
		down && down.rise < 0 ? words('下降', down) : ''
	].filter(Boolean);
	const left = lines.some(({ ranks }) => ranks.some((rank) => (rank?.place ?? 0) > lowest));
	return [
		`${scope}，${clauses.length > 0 ? clauses.join('，') : '位次都没有变'}。`,
		left ? `第${lowest}位以后的不画。` : ''
	].join('');
}
