/**
 * Lists by the levels of budget codes: `205 某局` with the amounts of `205001 某局本级` and `205002 某中学` below. These are marked as
 * parts of it, which would count twice; where they do not add up to it that is said. Without a row for all of them,
 * `205001 某局本级` is marked as the department without its units.
 */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { codeBeforeName } from '../report/identity/department-names.ts';
import { addUp, amountsAt } from './added-amounts.ts';
import { leftOver, type TableProblem } from './outcomes.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { columnsOfList, figuresHead } from './list-columns.ts';
import { WITHOUT_UNITS } from './superiors.ts';

/** A list that a person fills in by hand; a longer one is an export, with one level. */
const MOST_ROWS = 5000;
/** Each level of a code has three digits. */
const LEVEL = 3;
const CODE = /^\d{3}(?:\d{3}){0,3}$/;

interface Coded {
	row: TableRow;
	code: string;
	/** Tells the years of a unit apart. */
	year: string;
}

/** Null for a table in which no row is below the code of another, or beside one that is without its units. */
export function underCodes(rows: TableRows): TableRows | null {
	const found = figuresHead(rows);
	if (!found) return null;
	const { name, code: codeAt, year: yearAt, amounts } = columnsOfList(found.cells);
	if (name < 0 || amounts.length === 0) return null;
	const coded: Coded[] = [];
	for (const row of rows) {
		if (row.line <= found.line) continue;
		if (coded.length > MOST_ROWS) return null;
		const own = (row.cells[codeAt] ?? '').trim();
		const code = CODE.test(own) ? own : codeBeforeName(row.cells[name] ?? '');
		if (code && CODE.test(code)) coded.push({ row, code, year: row.cells[yearAt] ?? '' });
	}
	const marks = marksOf(coded, { name, amounts });
	if (marks.size === 0) return null;
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) {
				const mark = marks.get(row.line);
				yield mark ? marked(row, name, codeAt, mark) : row;
			}
		}
	};
}

type NameMark = (name: string) => string;

const AS_PART: NameMark = (name) => `其中：${name}`;
const NOT_ADDED = '（所属单位，各单位之和不等于部门数）';
const AS_UNIT: NameMark = (name) => `${name}${NOT_ADDED}`;
const AS_OWN: NameMark = (name) => `${name}${WITHOUT_UNITS}`;
const OWN = /[(（]?(?:机关)?本级[)）]?$/;

/** Says of a marked row that the units of its department do not add up to it. */
export function unitNotAdded(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const { department } = head.roles;
	const name = cellOf(row, department);
	if (!name.endsWith(NOT_ADDED)) return null;
	return leftOver(
		'units_not_added_up',
		placeOf(rows, row, department),
		name.slice(0, -NOT_ADDED.length),
		'按编码是表中另一部门的所属单位，但该部门所列各单位之和不等于部门的数，请核对；本行未作为部门读入。'
	);
}

/** By line: what the name of a row is written as, where its code is below that of another, or beside others. */
function marksOf(
	coded: readonly Coded[],
	{ name, amounts }: { name: number; amounts: readonly number[] }
): ReadonlyMap<number, NameMark> {
	const byCode = Map.groupBy(coded, ({ code, year }) => `${year}\u0000${code}`);
	const below = Map.groupBy(
		coded.filter(({ code }) => code.length > LEVEL),
		({ code, year }) => `${year}\u0000${code.slice(0, -LEVEL)}`
	);
	const marks = new Map<number, NameMark>();
	for (const [key, units] of below) {
		const [whole, ...others] = byCode.get(key) ?? [];
		if (whole && others.length === 0) {
			const parts = units.map(({ row }) => amountsAt(row, amounts));
			const mark = addUp(amountsAt(whole.row, amounts), parts) ? AS_PART : AS_UNIT;
			for (const { row } of units) marks.set(row.line, mark);
		} else if (!whole && units.length > 1)
			for (const { row } of units)
				if (OWN.test((row.cells[name] ?? '').trim())) marks.set(row.line, AS_OWN);
	}
	return marks;
}

function marked(row: TableRow, name: number, code: number, mark: NameMark): TableRow {
	const cells = row.cells.map((cell, index) => {
		if (index === name) return mark(cell.trim());
		return index === code ? '' : cell;
	});
	return { ...row, cells };
}
