/** Rows without a head that name an amount and then its parts: `部门预算 | 1000 | 其中：基本支出 | 600 | 项目支出 | 400`. */
import { measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { parseMoney } from '#lib/catalogue/units.ts';
import { wordsOfWhole, type AmountWords } from './basis.ts';
import type { Meaning } from '../form-labels.ts';
import type { FormRow, RowCell } from '../lines.ts';

/** The amount that was named last. */
export interface NamedAmount {
	table: number;
	/** Its words, which hold for its parts too. */
	words: AmountWords;
	/** True after `其中`: what follows of the same group is a part even without that word. */
	isParted: boolean;
	/** The group of its parts; null before the first. */
	group: MeasureGroup | null;
}

interface PartsOfRow {
	/** Words of the amount, by the labels of its parts. */
	words: ReadonlyMap<RowCell, AmountWords>;
	/** Labels behind an amount that does not say whether they name its parts, with what it is called. */
	doubtful: ReadonlyMap<RowCell, string>;
	/** The amount of which the rows below may name parts. */
	whole: NamedAmount | null;
}

const TOTALS: ReadonlySet<FigureId> = new Set(['spending_total', 'income_total']);

/**
 * Finds the labels of a row that name parts of an amount before them.
 * @param labelled the labels of the row
 * @param above the amount of which the rows above named parts
 */
export function partsIn(
	row: FormRow,
	labelled: readonly { cell: RowCell; meaning: Meaning }[],
	above: NamedAmount | null
): PartsOfRow {
	const words = new Map<RowCell, AmountWords>();
	const doubtful = new Map<RowCell, string>();
	let whole = above?.table === row.table ? above : null;
	let before = '';
	for (const [index, cell] of row.cells.entries()) {
		const figure = labelled.find((label) => label.cell === cell)?.meaning.figure ?? null;
		const named = figure ? null : wordsOfWhole(cell.label);
		if (named && row.cells[index + 1]?.isNumber) {
			whole = { table: row.table, words: named, isParted: partsOf(row, index), group: null };
			before = cell.label;
			continue;
		}
		const isMarked = cell.label.startsWith('其中');
		if (whole && isMarked) whole = { ...whole, isParted: true };
		if (!whole || !figure) continue;
		const { group } = measureOf(figure);
		const goesOn = whole.isParted && !TOTALS.has(figure) && group === (whole.group ?? group);
		if (isMarked || goesOn) {
			words.set(cell, whole.words);
			whole = { ...whole, group };
		} else {
			if (before !== '' && !TOTALS.has(figure) && whole.words.basis !== 'actual')
				doubtful.set(cell, before);
			else whole = null;
		}
	}
	return { words, doubtful, whole: doubtful.size > 0 ? null : whole };
}

/** Tells whether the amount behind a label is the sum of all that follow in its row: they are its parts without a word that says so. */
function partsOf({ cells }: FormRow, index: number): boolean {
	const [whole, ...parts] = cells
		.slice(index + 1)
		.filter(({ isNumber }) => isNumber)
		.map(({ text }) => parseMoney(text, '元').value);
	return (
		typeof whole === 'number' &&
		parts.length > 1 &&
		parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) === whole
	);
}
