/** Reads what the lines above a table's head say of the whole table: its money unit, its year and its place. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { NOTE_WORDS } from '#lib/documents/table/foot-lines.ts';
import type { Place } from '#lib/documents/place.ts';
import { findFiscalYear } from '#lib/catalogue/years.ts';
import { moneyUnitOf, PRINTED_MONEY_UNIT } from '#lib/catalogue/units.ts';
import { isPlace } from '../report/identity/department-names.ts';
import type { TableUnit } from './amounts.ts';
import { partOfYear } from './column-words.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';

export interface TitleYear {
	year: number;
	/** Null where a name outside the table states it. */
	place: Place | null;
	/** The text that states it. */
	text: string;
}

const UNIT = `(${PRINTED_MONEY_UNIT})`;
/** `单位：万元`, also within a longer line. A place called 元江 is no unit. */
const UNIT_NOTE = new RegExp(
	`单位[:：](?:[人个名%％][、,，/;；])*(?:人民币)?${UNIT}(?=人民币|\\P{Script=Han}|$)`,
	'u'
);
/** `（万元）`, `万元` or `（万元、人）` alone in its cell. */
const UNIT_ALONE = new RegExp(
	`^[(（]?(?:[人个分%][、,，/])*(?:人民币)?${UNIT}(?:[、,，/][人个分%])*[)）]?$`
);
/** `…汇总表（万元）`. */
const UNIT_OF_TITLE = new RegExp(`表[(（]${UNIT}[)）]$`);
/** `…主要指标（万元）` in a line of its own. */
const UNIT_OF_LINE = new RegExp(`[(（]${UNIT}[)）]$`);
/** `本表金额单位为元`, `以万元为单位`. */
const UNIT_SAID = new RegExp(
	`单位(?:均|都)?[为是:：](?:人民币)?${UNIT}(?=\\P{Script=Han}|$)|以${UNIT}为单位`,
	'u'
);
/** `2023年决算（元）`, `单位万元`: the name of a worksheet. */
const UNIT_OF_NAME = new RegExp(`[(（](?:单位[:：]?)?${UNIT}[)）]|单位[:：]?${UNIT}$`);

export function findTitleUnit(titles: readonly TableRow[]): TableUnit | null {
	// The note next to the table outranks one of the page before.
	for (const { cells } of titles.toReversed()) {
		const texts = cells.map(removeBlanks).filter((text) => text !== '');
		for (const text of texts.toReversed()) {
			const unit =
				firstUnit(UNIT_NOTE, text) ??
				firstUnit(UNIT_ALONE, text) ??
				firstUnit(texts.length === 1 ? UNIT_OF_LINE : UNIT_OF_TITLE, text);
			if (unit) return unit;
		}
	}
	return null;
}

/** `金额单位：元` in a cell of the head that says nothing else: `三公经费（单位：元）` names the unit of its own column alone. */
const UNIT_CELL = new RegExp(`^[(（]?(?:金额|货币|计量)?单位[:：](?:人民币)?${UNIT}[)）]?$`);

export function unitInHead(label: string): TableUnit | null {
	return firstUnit(UNIT_CELL, removeBlanks(label));
}

function firstUnit(pattern: RegExp, text: string): TableUnit | null {
	return moneyUnitOf(pattern.exec(text)?.slice(1).find(Boolean) ?? '');
}

/** The unit that the name of a worksheet states. */
export function unitOfSheet(name: string | null): TableUnit | null {
	return name === null ? null : firstUnit(UNIT_OF_NAME, removeBlanks(name));
}

const NOTE = new RegExp(`^(?:${NOTE_WORDS})`);

/**
 * The unit that a note below a worksheet's records states, as in `注：本表金额单位为元`; null where another head follows, of
 * which the line may be, or where notes name several.
 * @param isHead tells a row that begins the next table
 */
export function unitBelow(
	rows: TableRows,
	head: number,
	isHead: (row: TableRow) => boolean
): TableUnit | null {
	if (rows.sheet === null) return null;
	const said = new Set<TableUnit>();
	for (const row of rows) {
		if (row.line <= head) continue;
		if (isHead(row)) return null;
		const texts = row.cells.map(removeBlanks).filter((text) => text !== '');
		const [text = ''] = texts;
		const unit = texts.length === 1 && (NOTE.test(text) || text.includes('单位'));
		const stated = unit ? firstUnit(UNIT_SAID, text) : null;
		if (stated) said.add(stated);
	}
	const [only, ...others] = said;
	return others.length === 0 ? (only ?? null) : null;
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

const PLACE_BEFORE_YEAR = /^(.{2,10}?[省市县区州盟旗])(?:市直|县直|区直|本级)?20\d\d年/;

/** `某市2022年度…一览表` names the place of the departments below. */
export function findTitlePlace(titles: readonly TableRow[]): string | null {
	const named = titles
		.flatMap(({ cells }) => cells)
		.flatMap((text) => text.slice(0, LONGEST_TITLE).split(/\s+/))
		.map((title) => PLACE_BEFORE_YEAR.exec(title)?.[1] ?? '');
	return named.find(isPlace) ?? null;
}

const LONGEST_TITLE = 60;

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
