/**
 * Tables with a row for each year of one department, which a title or a line above the head names: `某局近三年收支情况表`. The name
 * is put beside each year, so that the readers of lists see whose it is.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { BODY, isPlace, isWholeName, nameOf } from '../report/identity/department-names.ts';
import { readYear } from './fields.ts';
import { figuresHead, isOfRole, isWhose, upTo, withCell } from './list-columns.ts';

/** A longer table is an export, which names its departments. */
const MOST_ROWS = 200;
const LEAST_YEARS = 2;
const LONGEST_TITLE = 60;
const HEAD_OF_NAMES = '单位名称';

/** A department as the lines above a table name it. */
export interface Owner {
	name: string;
	line: number;
	/** 0-based. */
	column: number;
}

/** The table with its department in a column of its own; null where it has such a column, or no line above names one. */
export function withOwnerOfYears(rows: TableRows): TableRows | null {
	const found = figuresHead(rows);
	const year = found?.cells.findIndex((cell) => isOfRole(cell, 'fiscal_year')) ?? -1;
	if (!found || year < 0 || found.cells.some(isWhose)) return null;
	const owner = ownerAbove(found.titles);
	const all = owner ? upTo(rows, MOST_ROWS) : null;
	if (!owner || !all) return null;
	const first = all[found.titles.length]?.line;
	const isRecord = ({ line, cells }: TableRow) =>
		line > found.line && readYear(cells[year] ?? '') !== null;
	if (all.filter(isRecord).length < LEAST_YEARS) return null;
	const at = Math.max(...all.map(({ cells }) => cells.length));
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) {
				if (row.line === first) yield withCell(row, at, HEAD_OF_NAMES);
				else yield isRecord(row) ? withCell(row, at, owner.name) : row;
			}
		},
		place: (line, column, label) =>
			column - 1 === at
				? rows.place(owner.line, owner.column + 1, null)
				: rows.place(line, column, label)
	};
}

/** The one department that the lines above a table name; null where they name none or several. */
export function ownerAbove(titles: readonly TableRow[]): Owner | null {
	const found = titles.flatMap(({ line, cells }) =>
		cells.flatMap((text, column): Owner[] => {
			const labelled = nameBehindLabel(cells, column);
			const name = labelled ? labelled.name : nameBeforeTitle(text);
			return name === null ? [] : [{ name, line, column: labelled?.column ?? column }];
		})
	);
	const [first, ...others] = found;
	return first && others.every(({ name }) => name === first.name) ? first : null;
}

const LABEL =
	/^(?:填报|编报|填表|报送|申报|预算|自评)?(?:单位|部门)(?:名称)?(?:[(（](?:盖章|公章)[)）])?/;

/** `填报单位：某局`, or the name in the next cell. */
function nameBehindLabel(
	cells: readonly string[],
	column: number
): { name: string | null; column: number } | null {
	const text = removeBlanks(cells[column] ?? '').slice(0, LONGEST_TITLE);
	const label = LABEL.exec(text)?.[0];
	if (label === undefined) return null;
	const rest = text.slice(label.length);
	if (rest === '' || /^[:：]$/.test(rest))
		return { name: bodyNamed(cells[column + 1] ?? ''), column: column + 1 };
	return /^[:：]/.test(rest) ? { name: bodyNamed(rest), column } : null;
}

/** Words that may follow a department's name in the title of such a table. */
const FOLLOWS =
	/近[\d一二三四五六七八九十两]+年|历年|各年|20\d\d|关于|[“"]?三公|部门|收支|收入|支出|预算|决算|基本|经费|资产|人员|财务/g;

/** The department that a file or a worksheet is called after: `某局.xlsx`, `某局2023年数据.xlsx`. */
export function ownerNamed(text: string): string | null {
	const title = removeBlanks(text).replace(/\.[A-Za-z]{3,5}$/, '');
	return title.length > LONGEST_TITLE ? null : (nameBefore(`${title}2000`) ?? nameBefore(title));
}

/** The longest beginning of a title, behind its year, that is a department's name. */
function nameBeforeTitle(text: string): string | null {
	const title = withoutItsNote(removeBlanks(text)).replace(/^20\d\d年?度?/, '');
	return title.length > LONGEST_TITLE || !/[表况计]/.test(title) ? null : nameBefore(title);
}

function nameBefore(title: string): string | null {
	const named = [...title.matchAll(FOLLOWS)].findLast(
		({ index }) => bodyNamed(title.slice(0, index)) !== null
	);
	const name = named ? bodyNamed(title.slice(0, named.index)) : null;
	const isOfPart = OF_PART.test(withoutItsNote(title.slice(named?.index)));
	return name === null || isOfPart || ISSUER.test(name) ? null : name;
}

/** `某局近三年学校建设项目支出表`: the rest of a title that names a part of what the department spends. */
const OF_PART = /(?<!基本支出[和及与、])(?:项目|专项|工程|补助|下属|所属|直属|二级)/;

/** A title without `（含二级单位）`, which says that the whole is with its units, and not that the table is of them. */
export function withoutItsNote(title: string): string {
	return title.replace(/[(（](?:含|包括|包含)[^()（）]{0,12}[)）]/g, '');
}

/** The finance bureau prints such tables for others. */
const ISSUER = /财政[局厅]$/;

export function isIssuer(name: string): boolean {
	return ISSUER.test(name) || name.endsWith('政府');
}

/** `某局下属学校`, `某局和某局`: several bodies. */
const OTHERS = /[下所]属|直属|[局委办院校][和及与、]/;

function bodyNamed(text: string): string | null {
	const name = nameOf(text.slice(0, LONGEST_TITLE));
	return name && BODY.test(name) && !isPlace(name) && isWholeName(name) && !OTHERS.test(name)
		? name
		: null;
}
