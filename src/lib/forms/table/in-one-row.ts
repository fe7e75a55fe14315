/** Lists that take several rows for a department, rearranged so that the readers of lists see a department a row. */
import type { TableRows } from '#lib/documents/table/rows.ts';
import { joinedBases } from './joined-bases.ts';
import { joinedItems } from './joined-items.ts';
import { withNamelessSums } from './nameless-sums.ts';
import { withOwnerOfYears } from './owner-of-years.ts';
import { withRowsBelow } from './rows-below.ts';
import { underSuperiors } from './superiors.ts';
import { withTickedGrades } from './ticked-grades.ts';
import { underCodes } from './under-codes.ts';
import { withUnitsOfOne } from './units-of-one.ts';
import { withYearsAbove } from './years-above-rows.ts';

/** The table with a department a row; itself where it has that already. */
export function inOneRow(rows: TableRows): TableRows {
	const ofYears = withOwnerOfYears(rows) ?? withYearsAbove(rows) ?? rows;
	const joined = joinedRows(ofYears);
	const graded = withTickedGrades(joined) ?? joined;
	const ofOne = withUnitsOfOne(withNamelessSums(graded) ?? graded);
	return ofOne.unitsOf ? ofOne : withRowsBelow(ofOne);
}

function joinedRows(rows: TableRows): TableRows {
	const words = firstWords(rows);
	const isOfBases = /预算|决算|执行/.test(words);
	const isOfItems = /金额|数额|数值|预算|决算|执行|20\d\d|amount|value/.test(words);
	return (
		(isOfBases ? joinedBases(rows) : null) ??
		(isOfItems ? joinedItems(rows) : null) ??
		(/主管|一级/.test(words) || namesUnits(words) ? underSuperiors(rows) : null) ??
		(hasLevels(words) ? underCodes(rows) : null) ??
		rows
	);
}

/** `部门`, and `单位` behind it; no pattern, which would look for the second from each of the first. */
function namesUnits(words: string): boolean {
	const department = words.indexOf('部门');
	return department !== -1 && words.includes('单位', department);
}

/** A code among the first rows begins another, or as another does: `205` and `205001`, `205001 某局本级` and `205002`. */
function hasLevels(words: string): boolean {
	const codes = new Set<string>();
	for (const [, code = ''] of words.matchAll(CODE)) codes.add(code);
	const above = [...codes].flatMap((code) => (code.length > 3 ? code.slice(0, -3) : []));
	const isOwnBeside = words.includes('本级') && new Set(above).size < above.length;
	return isOwnBeside || above.some((code) => codes.has(code));
}

const CODE = /\u0000[[【(（]?(\d{3,12})(?=[\]】)）\u0000-])/g;

/** Title lines and heads may be above the first record. */
const MOST_ROWS_ABOVE = 14;

/** The first rows as one text: most tables hold none of the words that such lists have. */
function firstWords(rows: TableRows): string {
	const first: string[] = [];
	let count = 0;
	for (const { cells } of rows) {
		first.push(...cells);
		if (++count > MOST_ROWS_ABOVE) break;
	}
	return first.join('\u0000');
}
