/** The columns of a head that hold figures: of which measure, in which unit, and what the amounts below count for. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { SOURCE_OF_SPENDING } from '../../execution-rows.ts';
import { NO_WORDS, OF_ONE_SOURCE, usesOf, type AmountWords, type ColumnUse } from './basis.ts';
import { figuresOfLeaves } from './columns.ts';
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

export function figureColumns(
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
		const isPart = figure !== null && isOfSource(figure, leaves[index]);
		const part = isPart ? { skipped: OF_ONE_SOURCE } : uses[index];
		const use = isSource ? { skipped: SOURCE_OF_SPENDING } : part;
		return figure && use ? [{ figure, label, unit: notes[index] ?? rest, index, use }] : [];
	});
}

/** `基本支出` below `政府性基金预算`: a part of what was spent. */
function isOfSource(figure: FigureId, leaf: HeadColumn | undefined): boolean {
	const groups = leaf?.cells.slice(0, -1) ?? [];
	return (
		measureOf(figure).group === 'spending' && groups.some(({ label }) => SOURCE_GROUP.test(label))
	);
}

const SOURCE_GROUP =
	/^(?:其中[:：]?)?(?:财政拨款|一般公共预算|公共财政预算|政府性?基金|国有资本经营|上级补助|单位资金|自有资金|其他资金|财政专户|专户管理)/;
