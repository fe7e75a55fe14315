/**
 * Departments one after another, each called by a heading that is nothing but its name: `一、某市图书馆` above a table, or in a row
 * of its own above rows of figures. Such a heading is written out as `部门：某市图书馆`; in the report of one department it is
 * a unit's, whose figures are none of the department's.
 */
import type { Leftover } from '#lib/filing/recognition.ts';
import { numbersLeft, type DividedLines } from './divided-lines.ts';
import { figureOfLabel } from './figures/columns.ts';
import { isUnitNote } from './figures/money-notes.ts';
import { DEPARTMENT_NAME } from './figures/unit-sums.ts';
import { BODY, isPlace, isWholeName, nameOf } from './identity/department-names.ts';
import { readNamedClaims } from './identity/identity.ts';
import { GENERIC_UNIT_NAME } from './labels.ts';
import {
	filledCells,
	firstCell,
	isRow,
	joinText,
	labelOf,
	plainText,
	type FormRow,
	type Line
} from './lines.ts';

/** The figures below each heading with the department that they are of, or left out where they are of units. */
export function withNamedHeadings(lines: readonly Line[]): DividedLines {
	const headings = new Map(
		lines.flatMap((line, index) => {
			const name = nameOfHeading(line);
			return name !== null && headsFigures(lines, index) ? [[line, name] as const] : [];
		})
	);
	const [first] = headings.keys();
	if (!first || new Set(headings.values()).size < 2) return { lines: [...lines], leftovers: [] };
	const above = readNamedClaims(lines.slice(0, lines.indexOf(first)));
	const areUnits = above.length > 0 || [...headings.values()].some(isHeadquarters);
	if (areUnits) return withoutUnits(lines, headings);
	const named = lines.flatMap((line) => {
		const name = headings.get(line);
		if (name === undefined) return [line];
		// A unit in brackets behind the name holds for what is below.
		const hasUnit = !isRow(line) && /元[)）]$/.test(line.text);
		return hasUnit ? [writtenOut(line, name), line] : [writtenOut(line, name)];
	});
	return { lines: named, leftovers: [] };
}

/** The lines without the rows of the table right below each heading. */
function withoutUnits(lines: readonly Line[], headings: ReadonlyMap<Line, string>): DividedLines {
	const leftovers: Leftover[] = [];
	let isBelow = false;
	let table: number | null = null;
	const own = lines.filter((line) => {
		if (headings.has(line)) {
			isBelow = true;
			table = isRow(line) ? line.table : null;
		} else if (isBelow && isRow(line)) {
			table ??= line.table;
			isBelow = line.table === table;
			if (isBelow) leftovers.push(...numbersLeft(line, OF_UNIT));
			return !isBelow;
		} else isBelow &&= table === null;
		return true;
	});
	return { lines: own, leftovers };
}

const OF_UNIT = '是标题所写的单个单位的数，不是部门的合计数，未存入。';

const NUMBER =
	/^(?:[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．])/;

function nameOfHeading(line: Line): string | null {
	if (!isRow(line)) return departmentAlone(line.text);
	const [only, ...others] = filledCells(line);
	return only && others.length === 0 ? departmentAlone(only.text) : null;
}

/** The department or unit that a text names, apart from its number and a unit behind it; null for a text that says more. */
export function departmentAlone(text: string): string | null {
	const printed = joinText(text).replace(NUMBER, '');
	const name = printed.replace(/[(（](?:单位[:：])?(?:万|亿)?元[)）]$/, '');
	if (name.length > LONGEST_NAME || /[:：]/.test(name)) return null;
	if (isHeadquarters(name)) return name;
	if (nameOf(name) !== name || isPlace(name) || !BODY.test(name)) return null;
	if (GENERIC_UNIT_NAME.test(name)) return null;
	return isWholeName(name) || (/^[省市县区州]/.test(name) && DEPARTMENT_NAME.test(name))
		? name
		: null;
}

const LONGEST_NAME = 30;

/** `局机关`, `某局本级`. */
function isHeadquarters(name: string): boolean {
	return HEADQUARTERS.test(name);
}

const HEADQUARTERS = /(?:[(（]?本级[)）]?|[局委办厅院]机关|[(（]机关[)）])$/;
/** A head and two rows. */
const ROWS_LOOKED_AT = 3;

/** Rows that begin with names of figures stand below, a unit between them at most. */
function headsFigures(lines: readonly Line[], index: number): boolean {
	const start = isNote(lines[index + 1]) ? index + 2 : index + 1;
	const rows: FormRow[] = [];
	for (const line of lines.slice(start, start + ROWS_LOOKED_AT)) {
		if (!isRow(line) || (rows[0] && rows[0].table !== line.table)) break;
		rows.push(line);
	}
	return rows.some(
		(row) => filledCells(row).length > 1 && figureOfLabel(firstCell(row).label) !== null
	);
}

function isNote(line: Line | undefined): boolean {
	if (!line) return false;
	const texts = isRow(line) ? filledCells(line).map(({ text }) => text) : [line.text];
	return texts.length === 1 && isUnitNote(texts[0] ?? '');
}

function writtenOut(line: Line, name: string): Line {
	const text = `部门：${name}`;
	const label = labelOf(text);
	if (!isRow(line)) return { ...line, text, plain: plainText(text), label };
	const cells = line.cells.map((cell) => (cell.text === '' ? cell : { ...cell, text, label }));
	return { ...line, cells };
}
