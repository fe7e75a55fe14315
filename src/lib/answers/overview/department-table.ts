/** Departments × measures with the course, the change and the standing of the measure that the table is sorted by. */
import type { OwnMarkup } from '#lib/charts/own-markup.ts';
import { positionStrip } from '#lib/charts/distributions/position-strip.ts';
import { rowSparkline } from '#lib/charts/trends/sparkline.ts';
import { runInWords } from '#lib/catalogue/change-words.ts';
import { chooseColumnUnit, type DisplayUnit } from '#lib/catalogue/format.ts';
import { everyYear } from '#lib/catalogue/years.ts';
import { absent } from '#lib/catalogue/values.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { runOf } from '#lib/comparison/change/change.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { positionOf, shortPosition } from '#lib/comparison/rank.ts';
import { column } from '#lib/comparison/table.ts';
import { changeColumns, SUMMARY_MEASURES, type SummaryMeasure } from '#lib/comparison/views.ts';
import { departmentHref, href, measureHref, type Chosen } from '#lib/links.ts';
import { measureTable, type MeasureHead, type MeasureRow } from '../measure-table.ts';

/** Marks at the end of a row, each with a link to the page that says it in full. */
export interface Mark {
	text: string;
	href: string;
}

export interface SummaryRow extends MeasureRow {
	course: OwnMarkup | null;
	/** `连增3年`; empty for less than two years. */
	run: string;
	strip: OwnMarkup | null;
	/** Position among the peers from the largest, see `shortPosition`. */
	position: string;
	marks: Mark[];
}

export interface SummaryTable {
	/** The measure whose course, change and position are shown. */
	focus: string;
	heads: MeasureHead[];
	/** Number of heads that are values; the rest are changes of the focus. */
	values: number;
	rows: SummaryRow[];
	/** See `MeasureTable`. */
	left_out: string;
	total: number;
	/** All departments, in the same order. */
	all_href: string;
}

export interface SummaryMaterial {
	/** In order, each compared with the base year. */
	sorted: readonly Observation[];
	/** Everybody of the year: peers are among them. */
	population: readonly Observation[];
	/** All years up to this one. */
	history: readonly Observation[];
	flags: readonly Flag[];
	/** Codes of the departments that are shown wherever they stand. */
	pinned: readonly string[];
}

export interface SummarySettings {
	years: readonly number[];
	focus: SummaryMeasure;
	/** Names the year compared with, as `baseName` does. */
	base: string;
	sort: string;
	chosen: Chosen;
}

/** As many as a reader looks through; the rest is a click away. */
const SHOWN = 20;
const STRIP = { width: 64, height: 16 };

export function summaryTable(material: SummaryMaterial, settings: SummarySettings): SummaryTable {
	const { sorted, history, pinned } = material;
	const { focus, chosen, sort, base } = settings;
	const shown = sorted.filter(
		({ department }, index) => index < SHOWN || pinned.includes(department.code)
	);
	const values = SUMMARY_MEASURES.map((id) => column(id));
	const columns = [...values, ...changeColumns(focus)];
	const { heads, rows, left_out } = measureTable(
		shown,
		columns,
		{ moneyUnit: unitOf(shown), offset: 0, base, among: sorted },
		{
			department: ({ department }) => departmentHref(department.code, chosen),
			source: ({ filing_id }, { measure, aspect }) =>
				aspect === 'value' ? measureHref(filing_id, measure) : null
		}
	);
	const byDepartment = Map.groupBy(history, ({ department }) => department.id);
	return {
		focus: measureOf(focus).short,
		heads,
		values: heads.filter(({ id }) => values.some(({ key }) => key === id)).length,
		left_out,
		rows: shown.flatMap((observation, index) => {
			const row = rows[index];
			const past = byDepartment.get(observation.department.id) ?? [observation];
			return row ? [{ ...row, ...courseAndPlace(observation, past, material, settings) }] : [];
		}),
		total: sorted.length,
		all_href: href('/departments', { ...chosen, sort: sort.split('.')[0] })
	};
}

/** One unit for all amounts of the table, so that they can be compared along a row. */
function unitOf(rows: readonly Observation[]): DisplayUnit {
	const amounts = SUMMARY_MEASURES.filter((id) => measureOf(id).quantity.startsWith('money'));
	return chooseColumnUnit(
		rows.flatMap((row) => amounts.flatMap((id) => valueOf(row, id).value ?? []))
	);
}

function courseAndPlace(
	observation: Observation,
	past: readonly Observation[],
	{ population, flags }: SummaryMaterial,
	{ focus, years, chosen }: SummarySettings
): Pick<SummaryRow, 'course' | 'run' | 'strip' | 'position' | 'marks'> {
	const own = valueOf(observation, focus);
	const peers = population
		.filter(
			({ department }) =>
				department.kind === observation.department.kind &&
				department.id !== observation.department.id
		)
		.map((one) => valueOf(one, focus));
	const run = runOf(past, focus);
	const byYear = new Map(past.map((one) => [one.fiscal_year, valueOf(one, focus)]));
	return {
		course: rowSparkline(everyYear(years).map((year) => byYear.get(year) ?? absent('not_filed'))),
		run: runInWords(run),
		strip: positionStrip(
			own.value,
			peers.flatMap(({ value }) => value ?? []),
			STRIP
		),
		position: shortPosition(positionOf(own, [own, ...peers])),
		marks: marksOf(observation, flags, chosen)
	};
}

function marksOf(observation: Observation, flags: readonly Flag[], chosen: Chosen): Mark[] {
	const { department, findings } = observation;
	const flag = flags.find((one) => one.observation.department.id === department.id);
	const at = departmentHref(department.code, chosen);
	return [
		...(flag
			? [{ text: `关注${measureOf(flag.measure).short}`, href: href('/outliers', { ...chosen }) }]
			: []),
		...(findings.fail > 0 ? [{ text: `${findings.fail}项不符`, href: at }] : []),
		...(findings.warn > 0 ? [{ text: `${findings.warn}项提示`, href: at }] : [])
	];
}
