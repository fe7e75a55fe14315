/**
 * A chart before it is drawn: words, an ECharts option of plain data, and the same rows as a table. Builders make it;
 * `svg.ts` draws it; `Chart.svelte` shows it. It holds no function, so that it travels as JSON.
 */

import type { OwnMarkup } from './own-markup.ts';

/** A cell of a table. Absent values are said in words and marked `missing`. */
export interface ChartCell {
	text: string;
	/** A click leads here, e.g. to the department's page or the filed table. */
	href?: string | undefined;
	/** The exact figure in words, e.g. `12,060,400.00元`; shown on hover. */
	exact?: string | undefined;
	missing?: boolean | undefined;
	/** Unit of the row's figures after its name, e.g. `万元`, where the rows of a table differ in it. */
	unit?: string | undefined;
	/** A short remark below the text, e.g. `人工更正`. */
	note?: string | undefined;
}

export interface ChartColumn {
	name: string;
	/** Unit of the column where it has one of its own, e.g. `万元`, `%`. */
	unit?: string | undefined;
	/** Numbers are right-aligned. */
	numeric?: boolean | undefined;
}

/** The rows that a chart draws, for those who read tables, listen, or copy. */
export interface ChartTable {
	caption: string;
	columns: readonly ChartColumn[];
	rows: readonly (readonly ChartCell[])[];
}

/** JSON, and nothing else: an option may hold no function, so that server and browser draw the same. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** An ECharts option; checked against ECharts' own types where it is drawn. */
export type ChartOption = { [key: string]: Json };

/** The finding stands over a chart: the first clause of its sentence; the others follow below. */
export function findingOf({ description }: Pick<ChartWords, 'description'>) {
	const [, finding = description, rest = ''] = /^([^；。]*)[；。](.*)$/s.exec(description) ?? [];
	return { finding, rest };
}

/** Words that surround every chart. */
export interface ChartWords {
	/** Names the things drawn, e.g. `收入与支出`. */
	title: string;
	/** Sentences computed from the rows: the finding before the first `；` or `。`. Also the accessible description. */
	description: string;
	/** Display unit, e.g. `万元`, `%`, `分`. */
	unit: string;
	/** 口径, e.g. `决算数` or `部门自评`. */
	basis: string;
	/** The year or years shown, e.g. `2021年` or `2017—2023年`. */
	period: string;
}

export interface Chart extends ChartWords {
	/** Draws for any width; narrower layouts are in ECharts' `media`. */
	option: ChartOption;
	/** Height in CSS pixels, wide and narrow. */
	height: { wide: number; narrow: number };
	table: ChartTable;
}

/**
 * A chart takes all or half of the page's width, or a slide of 会议模式; pages narrower than a phone in landscape get the
 * narrow drawing.
 */
export type ChartSpan = 'full' | 'half' | 'slide';

/** Widths in CSS pixels at which text has its natural size; that of a slide is 2.2 times as large on the smallest projector. */
export const CHART_WIDTHS = { full: 1040, half: 540, slide: 540, narrow: 360 } as const;

/** A link from a chart to a level above it or, where it `isDown`, below it. */
export interface Way {
	name: string;
	href: string;
	isDown?: boolean;
}

/** The live chart needs this beside the table. */
export type LiveOption = Pick<Chart, 'option' | 'height'> & Pick<DrawnChart, 'span'>;

/** A chart with its drawings, as `Chart.svelte` takes it. */
export interface DrawnChart extends ChartWords {
	table: Omit<ChartTable, 'rows'>;
	/** The rows of the table, the first cell of each its head. */
	rows: OwnMarkup;
	/** {@link LiveOption} as JSON, escaped. */
	live: OwnMarkup;
	/** Unique within the page; the prefix of every id inside the drawings. */
	id: string;
	span: ChartSpan;
	/** Levels above and below what is drawn. */
	ways?: readonly Way[];
	/** Null where there is nothing to draw; the sentence says so. */
	svg: { wide: OwnMarkup; narrow: OwnMarkup } | null;
}
