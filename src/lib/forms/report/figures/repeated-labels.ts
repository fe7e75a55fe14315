/** Rows that name one figure twice, its budget beside what was spent: `基本支出 | 150 | 基本支出 | 148` below `预算情况 | 决算情况`. */
import { amountWords, wordsOfWhole, type AmountWords } from './basis.ts';
import { innermostLabel } from './columns.ts';
import type { LabelCell } from './label-cells.ts';
import type { FormRow, RowCell } from '../lines.ts';

interface RepeatedLabels {
	/** Words of the cells above, by the labels below them. */
	words: ReadonlyMap<RowCell, AmountWords>;
	/** Labels of which nothing tells the amounts apart. */
	unsaid: readonly RowCell[];
}

/**
 * Finds out what each of the equal labels of a row is of.
 * @param labelled the labels of the row
 * @param rows all rows of the report
 */
export function repeatedLabels(
	row: FormRow,
	labelled: readonly LabelCell[],
	rows: readonly FormRow[]
): RepeatedLabels {
	const repeated = labelled.filter((each) => labelled.some((other) => isSameFigure(each, other)));
	if (repeated.length === 0) return { words: new Map(), unsaid: [] };
	const at = rows.indexOf(row);
	const said = repeated.map(({ cell }) => wordsAbove(cell, rows, at));
	const bases = new Set(said.map((words) => JSON.stringify(words)));
	const areTold = !said.includes(null) && bases.size === said.length;
	return {
		words: new Map(
			areTold ? repeated.flatMap(({ cell }, index) => [[cell, said[index] as AmountWords]]) : []
		),
		unsaid: areTold ? [] : repeated.map(({ cell }) => cell)
	};
}

function isSameFigure(one: LabelCell, other: LabelCell): boolean {
	return (
		one !== other &&
		one.meaning.figure !== null &&
		one.meaning.figure === other.meaning.figure &&
		innermostLabel(one.cell.label) === innermostLabel(other.cell.label) &&
		amountWords(one.cell.label) === null
	);
}

/** No form is longer; without a limit a long list would be gone through from every one of its rows. */
const MOST_ABOVE = 100;

/** The nearest cell above in the same column of the table that says what amounts are below it. */
function wordsAbove(
	{ grid, column }: RowCell,
	rows: readonly FormRow[],
	at: number
): AmountWords | null {
	for (let above = at - 1; above >= Math.max(0, at - MOST_ABOVE); above--) {
		const { table, cells } = rows[above] as FormRow;
		if (table !== rows[at]?.table) continue;
		const over = cells.find((cell) =>
			grid && cell.grid ? cell.grid.start === grid.start : cell.column === column
		);
		const words = over && !over.isNumber ? wordsOf(over) : null;
		if (words && !words.compares) return words;
	}
	return null;
}

/** The words of a cell, which is looked at from each of the rows below it. */
const known = new WeakMap<RowCell, { words: AmountWords | null }>();

function wordsOf(cell: RowCell): AmountWords | null {
	const found = known.get(cell) ?? { words: wordsOfWhole(cell.label) };
	known.set(cell, found);
	return found.words;
}
