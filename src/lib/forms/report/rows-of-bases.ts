/** Tables whose rows are no units but the department's budget and accounts, or its years: 预算数 and 决算数 below 支出合计. */
import { amountWords, usesOf, type AmountWords, type ColumnUse } from './basis.ts';
import type { FigurePair } from './figure-pairs.ts';
import type { FigureBlock, FigureColumn, UnitRow } from './figure-tables.ts';
import { labelOf } from './lines.ts';

/**
 * The amounts of such a block with what its rows say of them; null for a block of units.
 * @param fiscalYear of the report; null where it is not known
 */
export function pairsOfBases(block: FigureBlock, fiscalYear: number | null): FigurePair[] | null {
	const words = block.rows.map(({ name }) => amountWords(labelOf(name)));
	if (words.length < 2 || !words.every((each): each is AmountWords => each !== null)) return null;
	const uses = usesOf(words, null, fiscalYear);
	return block.rows.flatMap((row, index) => {
		const use = uses[index];
		return use ? pairsOfRow(row, use) : [];
	});
}

function pairsOfRow({ row, cells, columns }: UnitRow, use: ColumnUse): FigurePair[] {
	return columns.flatMap((column, index): FigurePair[] => {
		const cell = cells?.[index];
		if (!cell) return [];
		const { figure, label, unit } = column;
		return [{ figure, label, unit, row, cell, use: bothUses(column, use), from: 0 }];
	});
}

/** A column of another year is left out in every row. */
function bothUses(column: FigureColumn, use: ColumnUse): ColumnUse {
	return 'skipped' in column.use ? column.use : use;
}
