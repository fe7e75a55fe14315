/** The columns of a head that hold figures: of which measure, in which unit, and what the amounts below count for. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { UNCLEAR_GROUP } from '../../blank-heads.ts';
import { SOURCE_OF_SPENDING } from '../../execution-rows.ts';
import { NO_WORDS, OF_ONE_SOURCE, usesOf, type AmountWords, type ColumnUse } from './basis.ts';
import { figuresOfLeaves, isSpentOfSource } from './columns.ts';
import type { HeadColumn } from '../grid.ts';
import type { FormRow } from '../lines.ts';
import { noteOfLeaf, sharedNote } from './money-notes.ts';
import { wholeOfParts, wholeOfSources } from './rows-of-bases.ts';

export interface FigureColumn {
	figure: FigureId;
	/** As the head prints it, normalised. */
	label: string;
	unit: MoneyUnit;
	/** 0-based index among the block's columns. */
	index: number;
	use: ColumnUse;
}

/** The surroundings of a head that tell about its columns. */
interface HeadSurroundings {
	/** All rows of its table. */
	rows: readonly FormRow[];
	/** The label alone in its row above; empty for none. */
	caption: string;
	/** The heading above says this of the amounts below it. */
	heading: AmountWords | null;
	/** Where the head notes no other. */
	unit: MoneyUnit;
	fiscalYear: number | null;
}

/** @param readings the columns of the head, in every reading that it allows; see `headReadingsOf` */
export function figureColumns(
	readings: readonly (readonly HeadColumn[])[],
	surroundings: HeadSurroundings
): FigureColumn[] {
	const columns = readings.map((leaves) => columnsOfReading(leaves, surroundings));
	const byIndex = Map.groupBy(columns.flat(), ({ index }) => index);
	return [...byIndex.values()].flatMap(([column, ...others]) => {
		if (!column) return [];
		const isAgreed =
			others.length === readings.length - 1 && others.every((other) => isSame(other, column));
		return isAgreed ? column : { ...column, use: { skipped: UNCLEAR_GROUP } };
	});
}

function isSame(a: FigureColumn, b: FigureColumn): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function columnsOfReading(
	leaves: readonly HeadColumn[],
	{ rows, caption, heading, unit, fiscalYear }: HeadSurroundings
): FigureColumn[] {
	const all = figuresOfLeaves(leaves, caption);
	const whole = wholeOfSources(leaves, all, rows);
	const sum = whole < 0 ? wholeOfParts(leaves, all) : whole;
	const named = all.map((column, index) =>
		index === sum ? { ...column, figure: 'spending_total' as const } : column
	);
	const notes = leaves.map(noteOfLeaf);
	const rest = sharedNote(notes.filter((_, index) => named[index]?.figure)) ?? unit;
	const words = named.map((column) => column.words ?? NO_WORDS);
	const uses = usesOf(words, heading, fiscalYear);
	return named.flatMap(({ figure, label }, index): FigureColumn[] => {
		const isSource = whole >= 0 && index !== whole;
		const isPart = isSpentOfSource(figure, leaves[index]);
		const part = isPart ? { skipped: OF_ONE_SOURCE } : uses[index];
		const use = isSource ? { skipped: SOURCE_OF_SPENDING } : part;
		return figure && use ? [{ figure, label, unit: notes[index] ?? rest, index, use }] : [];
	});
}
