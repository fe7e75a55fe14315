/** Rows below a source of what was spent that list its parts: `1.财政拨款 | 900`, `其中：基本支出 | 600`, `项目支出 | 300`, `2.上年结转 | 100`. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { parseMoney } from '#lib/catalogue/units.ts';
import { SOURCE_OF_SPENDING } from '../../execution-rows.ts';
import { OF_ONE_SOURCE } from './basis.ts';
import type { FormRow, RowCell } from '../lines.ts';
import type { FigurePair, Unstored } from './row-reading.ts';

/** Basic spending, projects, and the parts of basic spending. */
const PARTS: ReadonlySet<FigureId> = new Set([
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project'
]);
/** The parts of basic spending, which are counted where it has no row of its own. */
const OF_BASIC: ReadonlySet<FigureId> = new Set(['spending_personnel', 'spending_operating']);
/** Printed amounts are rounded, in hundredths of what their unit is. */
const MOST_ROUNDED = 2;

interface AmountCell {
	row: FormRow;
	cell: RowCell;
}

interface SourceAmount extends AmountCell {
	why: string;
}

/**
 * Takes the parts of one source out of the pairs of tables that state the whole as well. Which of the two the rows below a
 * source add up to tells whose parts they are; where they add up to neither, `其中` right below the source does.
 */
export function withoutPartsOfSources(
	pairs: readonly FigurePair[],
	unstored: readonly Unstored[]
): { pairs: FigurePair[]; unstored: Unstored[] } {
	const parts = new Set<FormRow>();
	const sources = unstored.filter(({ why }) => why === SOURCE_OF_SPENDING || why === OF_ONE_SOURCE);
	for (const source of sources) {
		const below = partsBelow(source, pairs, sources);
		if (below.length > 0 && areOfSource(source, below, pairs))
			below.forEach(({ row }) => parts.add(row));
	}
	const isPart = ({ row, figure }: FigurePair) => PARTS.has(figure) && parts.has(row);
	return {
		pairs: pairs.filter((pair) => !isPart(pair)),
		unstored: [
			...unstored,
			...pairs.filter(isPart).map(({ row, cell }) => ({ row, cell, why: OF_ONE_SOURCE }))
		]
	};
}

/** The parts in the column of a source's amount, up to the next source or a row of another figure. */
function partsBelow(
	source: AmountCell,
	pairs: readonly FigurePair[],
	sources: readonly AmountCell[]
): FigurePair[] {
	const others = [...sources, ...pairs.filter(({ figure }) => !PARTS.has(figure))];
	const end = Math.min(
		...others.filter((other) => isBelow(source, other)).map(({ row }) => row.number)
	);
	return pairs.filter(
		(pair) =>
			PARTS.has(pair.figure) &&
			isBelow(source, pair) &&
			pair.row.number < end &&
			columnOf(pair) === columnOf(source)
	);
}

function isBelow({ row }: AmountCell, other: AmountCell): boolean {
	return other.row.table === row.table && other.row.number > row.number;
}

function columnOf({ cell }: AmountCell): number {
	return cell.grid?.start ?? cell.column;
}

function areOfSource(
	source: SourceAmount,
	below: readonly FigurePair[],
	pairs: readonly FigurePair[]
): boolean {
	const whole = pairs.find(
		(pair) =>
			pair.figure === 'spending_total' &&
			pair.row.table === source.row.table &&
			columnOf(pair) === columnOf(source)
	);
	const isMarked = below[0]?.label.startsWith('其中') === true;
	if (whole && isEqual(printed(whole), printed(source))) return false;
	const hasBasic = below.some(({ figure }) => figure === 'spending_basic');
	const all = below.filter(({ figure }) => !(hasBasic && OF_BASIC.has(figure)));
	const sum = all.reduce((total, part) => total + printed(part), 0);
	const areParts = isEqual(sum, printed(source)) || isMarked;
	// Without the whole, only a row that says 支出 of its source tells that the parts are not the department's.
	if (!whole) return source.why === OF_ONE_SOURCE && areParts;
	return areParts && !isEqual(sum, printed(whole));
}

/** The number as printed, whatever its unit. */
function printed({ cell }: AmountCell): number {
	return parseMoney(cell.text, '元').value ?? 0;
}

function isEqual(one: number, other: number): boolean {
	return Math.abs(one - other) <= MOST_ROUNDED;
}
