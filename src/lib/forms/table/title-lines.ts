/** Reads what the lines above a table's head say of the whole table: its money unit and its year. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Place } from '#lib/documents/place.ts';
import { findFiscalYear } from '#lib/catalogue/years.ts';
import type { TableUnit } from './amounts.ts';
import { isTableUnit } from './amounts.ts';
import { partOfYear } from './column-words.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';

export interface TitleYear {
	year: number;
	/** Null where a name outside the table states it. */
	place: Place | null;
	/** The text that states it. */
	text: string;
}

/** `单位：万元`, also within a longer line. A place called 元江 is no unit. */
const UNIT_NOTE = /单位[:：](?:人民币)?((?:百万|千|万|亿)?元)(?=人民币|\P{Script=Han}|$)/u;
/** `（万元）` or `万元` alone in its cell. */
const UNIT_ALONE = /^\(?(?:人民币)?((?:百万|千|万|亿)?元)\)?$/;
/** `…汇总表（万元）`. */
const UNIT_OF_TITLE = /表[(（]((?:百万|千|万|亿)?元)[)）]$/;

export function findTitleUnit(titles: readonly TableRow[]): TableUnit | null {
	// The note next to the table outranks one of the page before.
	for (const cell of titles.flatMap(({ cells }) => cells).toReversed()) {
		const text = removeBlanks(cell);
		const unit =
			(UNIT_NOTE.exec(text) ?? UNIT_ALONE.exec(text) ?? UNIT_OF_TITLE.exec(text))?.[1] ?? null;
		if (isTableUnit(unit)) return unit;
	}
	return null;
}

const YEAR_HEADING =
	/^[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]20\d\d年度?(?:[^，。\d]{0,12})$/;

/** Null where the title lines name no year, or several of which no numbered heading is the last. */
export function findTitleYear(rows: TableRows, titles: readonly TableRow[]): TitleYear | null {
	const found = titles.flatMap(({ line, cells }) =>
		cells.flatMap((text, index): TitleYear[] => {
			const year = findFiscalYear(text);
			return year === null ? [] : [{ year, place: rows.place(line, index + 1, null), text }];
		})
	);
	// `二、2022年度` above one of several tables is about that one.
	const own = found.at(-1);
	if (own && YEAR_HEADING.test(removeBlanks(own.text))) return own;
	const [first] = found;
	return first && found.every(({ year }) => year === first.year) ? first : null;
}

/** The year that the first of these names with a year states: `2021`, `2021年收支.xlsx`, `figures-2021.csv`. */
export function yearInNames(names: readonly string[]): TitleYear | null {
	for (const text of names) {
		const trimmed = new Set(text.match(/(?<!\d)20\d\d(?!\d)/g));
		const [only] = trimmed;
		const year = findFiscalYear(text) ?? (trimmed.size === 1 ? Number(only) : null);
		if (year !== null) return { year, place: null, text };
		if (trimmed.size > 1) return null;
	}
	return null;
}

/** The names of a file that may state its year: its own, and its folder's where that is a year and nothing else. */
export function namesOfFile(name: string, folders: readonly string[]): string[] {
	return [name, ...folders.slice(-1).filter((folder) => /^20\d\d(?:年度?)?$/.test(folder))];
}

/** The months that a title names where it is about part of a year, or about monitoring during one. */
export function partOfYearInTitle(text: string): string | null {
	return partOfYear(text) ?? /(?:绩效)?运行监控|绩效监控/.exec(text)?.[0] ?? null;
}
