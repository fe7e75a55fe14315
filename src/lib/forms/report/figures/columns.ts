/** Finds which figure a head or a row label names, in its context. */
import { figureByLabel, normaliseLabel } from '#lib/catalogue/labels.ts';
import { measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { PRINTED_MONEY_UNIT } from '#lib/catalogue/units.ts';
import { amountWords, joinWords, yearWords, type AmountWords } from './basis.ts';
import { ITEM_COLUMN } from './value-head.ts';
import { groupOf, headColumnLabel, type HeadColumn } from '../grid.ts';
import {
	GROUP_RESTS,
	GROUP_TOTALS,
	GROUP_WORDS,
	KEYWORDS,
	NOT_A_FIGURE,
	REST_WORDS,
	SHORT_SPENDING,
	SHORT_STAFF,
	SUM_WORDS,
	type Keyword
} from '../labels.ts';

/** Numbering, `其中：`, a heading before a number, a year and a unit that are round a label without being part of it. */
const LEADING =
	/^(?:其中[:：]?|第[\d一二三四五六七八九十]{1,2}项[:：、]?|按[\u4e00-\u9fff]{2,10}[:：]|[\u4e00-\u9fff]{2,6}[:：](?=\(?[\d一二三四五六]{1,2}[)、.．])|[加减][:：]|\(?[一二三四五六七八九十]{1,3}[)、.．]|\d{1,2}(?:[.．]\d{1,2}){1,3}[、.．]?(?=[^\d.%])|\(?\d{1,2}[)、.．](?!\d)|\(?[A-Za-z][)、.．]|[①-⑳]|20\d\d年(?:度|末|底)?|年[末底]|本年度?|当年|全年(?=总?[收支])|年度)/;
/** A basis, a formula, a count or a sum word behind a label. */
const AFTER =
	/\((?:[^()]*(?:决算|实际|口径)[^()]*)\)$|\((?:[A-Za-z\d]{1,3}[=＝][^()]*|含(?:上年|年初)结转[^()]{0,4})\)$|(?<=人员经费|公用经费|基本支出|项目支出)(?:合计|小计|总计)$|(?:决算|实际)数?$|(?<=支出)数$|\([名人个\d分]+\)$/;
const TRAILING = new RegExp(`[/]?${PRINTED_MONEY_UNIT}$|${AFTER.source}`);

/** Labels that name a figure only where their table does: see {@link contextFigure}. */
const NEEDS_CONTEXT: ReadonlySet<FigureId> = new Set(['assets_other']);

/** Number, `其中：`, year, unit and a bracket. */
const MOST_LAYERS = 5;

/** Few labels come again and again; the bound is for files full of others. */
const MOST_REMEMBERED = 5000;

function remember<T>(find: (label: string) => T): (label: string) => T {
	const known = new Map<string, T>();
	return (label) => {
		const before = known.get(label);
		if (before !== undefined) return before;
		if (known.size >= MOST_REMEMBERED) known.clear();
		const found = find(label);
		known.set(label, found);
		return found;
	};
}

/**
 * The readings of a label from the printed one to the barest: `三、年末结转和结余`, `年末结转和结余`, `结转和结余`. What a
 * longer one names is what the label means.
 */
export const readingsOf = remember((label): readonly string[] => {
	const readings = [label];
	let trimmed = label;
	for (let round = 0; round < MOST_LAYERS; round++) {
		const ended = normaliseLabel(trimmed.replace(TRAILING, ''));
		if (ended !== trimmed) readings.push(ended);
		const begun = normaliseLabel(trimmed.replace(LEADING, ''));
		if (begun === trimmed && ended === trimmed) break;
		readings.push(begun);
		trimmed = begun === trimmed ? ended : begun;
	}
	return [...new Set(readings)];
});

/** The label with what is round it removed. */
export function innermostLabel(label: string): string {
	return readingsOf(label).at(-1) ?? label;
}

/** `实有人数（不含离退休）`: nobody in the bracket is among the staff anyway. */
const WITHOUT_OTHERS = /\((?:不含|不包括)[^()]{0,6}(?:退休|编外|临聘|临时|聘用)[^()]{0,6}\)$/;

/** The figure that a label names by itself; null for labels such as `其他` that need their table. */
export const figureOfLabel: (label: string) => FigureId | null = remember((label) => {
	if (label === '') return null;
	if (WITHOUT_OTHERS.test(label)) {
		const staff = figureOfLabel(label.replace(WITHOUT_OTHERS, ''));
		return staff === 'staff_quota' || staff === 'staff_actual' ? staff : null;
	}
	const figure =
		readingsOf(label)
			.map(figureByLabel)
			.find((found) => found !== null) ?? null;
	return figure && NEEDS_CONTEXT.has(figure) && !label.includes('资产') ? null : figure;
});

/** `收入决算` beside `支出决算`, each with an amount: the sum of its side. */
export function sumOfSide(label: string): FigureId | null {
	const [, side] = SIDE.exec(label) ?? [];
	if (side === undefined) return null;
	return side === '收入' ? 'income_total' : 'spending_total';
}

const SIDE =
	/^(?:[一二三四五六]、)?(?:本年|年度|部门)?(收入|支出)(?:年初|调整后?)?(?:决算|预算)(?:数|总?额)?$/;

const keywordsIn = remember((label): readonly Keyword[] => {
	if (label === '' || NOT_A_FIGURE.test(label)) return [];
	return KEYWORDS.filter(({ pattern, except }) => pattern.test(label) && !except?.test(label));
});

/** The figure that a label names by a word in it, where the catalogue does not list the wording. */
export function figureOfKeyword(label: string, group: MeasureGroup | null): FigureId | null {
	const matches = keywordsIn(label);
	return (matches.find((keyword) => keyword.group === group) ?? matches[0])?.figure ?? null;
}

/** True for a label that can be in a head of figures. */
export const isHeadLabel = remember((label): boolean => {
	const trimmed = innermostLabel(label);
	return (
		figureOfLabel(label) !== null ||
		SUM_WORDS.has(trimmed) ||
		REST_WORDS.has(trimmed) ||
		amountWords(label) !== null ||
		keywordsIn(label).length > 0
	);
});

/** A column of a head: the figure that it names, and what its amounts are; null for a name, a number or a remark. */
export interface NamedColumn {
	figure: FigureId | null;
	/** The innermost cell that names the figure. */
	label: string;
	words: AmountWords | null;
}

/** The figures of a head's columns. */
export function figuresOfLeaves(leaves: readonly HeadColumn[], caption: string): NamedColumn[] {
	const parted = leaves.map(partLeaf);
	const names = parted.map(({ name }) => name);
	const direct = names.map((leaf) => figureOfLabel(headColumnLabel(leaf)));
	const captionGroup = groupOf(caption);
	const sides = names.map((leaf) => sumOfSide(headColumnLabel(leaf)));
	const hasBothSides = new Set(sides.filter((side) => side !== null)).size > 1;
	const named = names.map((leaf, index): NamedColumn => {
		const words = parted[index]?.words ?? null;
		const label = headColumnLabel(leaf);
		if (direct[index]) return { figure: direct[index], label, words };
		if (hasBothSides && sides[index] && words?.basis) return { figure: sides[index], label, words };
		// `项目` in front of amounts heads what the rows are.
		if (index === 0 && ITEM_COLUMN.test(label)) return { figure: null, label, words };
		const beside = groupBeside(leaves, leaf, direct);
		const figure = contextFigure(leaf, {
			beside,
			table: beside ?? neighbourGroup(direct, index) ?? captionGroup
		});
		// What a column is called by name outranks what another one may be.
		return { figure: figure && direct.includes(figure) ? null : figure, label, words };
	});
	return firstOfEach(
		named.map((column, index) =>
			leavesOut(index, named, names) || sumsUpSource(index, named, names)
				? { ...column, figure: null }
				: column
		),
		leaves
	);
}

/**
 * Tells whether a column is a sum of 本年收入 beside, not above, what was carried in, or beside 收入总计: it is no 收入合计 then.
 */
function leavesOut(
	index: number,
	named: readonly NamedColumn[],
	leaves: readonly HeadColumn[]
): boolean {
	const leaf = leaves[index];
	if (!leaf || named[index]?.figure !== 'income_total' || !isOfYear(leaf)) return false;
	if (named.some(({ figure }, at) => figure === 'income_total' && !isOfYear(leaves[at])))
		return true;
	const carriedIn = leaves[named.findIndex(({ figure }) => figure === 'income_carried_in')];
	return carriedIn !== undefined && carriedIn.cells.length === 1 && leaf.cells.length > 1;
}

/** Tells whether a column is the sum of what was spent of a source: `财政拨款` over `小计` and `项目支出`. */
function sumsUpSource(
	index: number,
	named: readonly NamedColumn[],
	leaves: readonly HeadColumn[]
): boolean {
	const figure = named[index]?.figure;
	const group = leaves[index]?.cells.at(-2);
	if (!figure || !group || measureOf(figure).group !== 'income') return false;
	return named.some(
		(other, at) =>
			other.figure !== null &&
			measureOf(other.figure).group === 'spending' &&
			leaves[at]?.cells.at(-2) === group
	);
}

function isOfYear(leaf: HeadColumn | undefined): boolean {
	return leaf?.cells.some(({ label }) => label.startsWith('本年收入')) ?? false;
}

/** `公务接待费` over `预算数 | 决算数`: the cells that name the figure, and what the others say of the amounts. */
function partLeaf(leaf: HeadColumn): { name: HeadColumn; words: AmountWords | null } {
	const last = leaf.cells.length - 1;
	// `本年支出` over `合计` is what is summed up.
	const words = leaf.cells.map(({ label }, index) =>
		figureOfLabel(label) || (index < last && GROUP_WORDS.has(label)) ? null : amountWords(label)
	);
	const name = { ...leaf, cells: leaf.cells.filter((_, index) => words[index] === null) };
	const said = [...words, ...name.cells.map(({ label }) => yearWords(label))].filter(
		(each) => each !== null
	);
	// A head of amounts alone names no figure: it stays as it is.
	if (name.cells.length === 0)
		return { name: leaf, words: said.length > 0 ? joinWords(said) : null };
	return { name, words: said.length > 0 ? joinWords(said) : null };
}

/**
 * The same figure on the same basis cannot be in two columns: the first, which has the total, keeps it. Several that come
 * again, under groups of which nothing is known, may be anything, and none is kept.
 */
function firstOfEach(columns: NamedColumn[], leaves: readonly HeadColumn[]): NamedColumn[] {
	const seen = new Map<string, number>();
	const again = new Set<number>();
	const firsts = columns.map((column, index) => {
		const source = isSpentOfSource(column.figure, leaves[index]) ? ' of a source' : '';
		const key = `${column.figure} ${JSON.stringify(column.words)}${source}`;
		const first = seen.get(key);
		if (column.figure && first !== undefined) again.add(first);
		if (!column.figure || first !== undefined) return { ...column, figure: null };
		seen.set(key, index);
		return column;
	});
	if (again.size < 2 || [...again].some((index) => isUnderKnown(leaves[index]))) return firsts;
	return firsts.map((column, index) => (again.has(index) ? { ...column, figure: null } : column));
}

/** Tells whether a group above a column says what it is. */
function isUnderKnown(leaf: HeadColumn | undefined): boolean {
	const groups = leaf?.cells.slice(0, -1).map(({ label }) => innermostLabel(label)) ?? [];
	return groups.some(
		(label) => SUM_WORDS.has(label) || GROUP_WORDS.has(label) || isHeadLabel(label)
	);
}

/** `基本支出` below `政府性基金预算`: a part of what was spent. */
export function isSpentOfSource(figure: FigureId | null, leaf: HeadColumn | undefined): boolean {
	const groups = leaf?.cells.slice(0, -1) ?? [];
	return (
		figure !== null &&
		measureOf(figure).group === 'spending' &&
		groups.some(({ label }) => SOURCE_GROUP.test(label))
	);
}

const SOURCE_GROUP =
	/^(?:其中[:：]?)?(?:财政拨款|一般公共预算|公共财政预算|政府性?基金|国有资本经营|上级补助|单位资金|自有资金|其他资金|财政专户|专户管理)/;

/** The group that the columns below the same printed head speak of. @param name the cells of a column that name it */
function groupBeside(
	leaves: readonly HeadColumn[],
	name: HeadColumn,
	direct: readonly (FigureId | null)[]
): MeasureGroup | null {
	const own = name.cells.at(-1);
	const printed = leaves.find(({ cells }) => own !== undefined && cells.includes(own));
	const parent = own && printed?.cells[printed.cells.indexOf(own) - 1];
	return commonGroup(direct.filter((_, at) => parent && leaves[at]?.cells.includes(parent)));
}

/** The group that the column to the left speaks of, else all columns. */
function neighbourGroup(direct: readonly (FigureId | null)[], index: number): MeasureGroup | null {
	const left = direct.slice(0, index).findLast((figure) => figure !== null);
	return commonGroup(left ? [left] : []) ?? commonGroup(direct);
}

function commonGroup(figures: readonly (FigureId | null)[]): MeasureGroup | null {
	const counts = new Map<MeasureGroup, number>();
	for (const figure of figures) {
		if (!figure) continue;
		const { group } = measureOf(figure);
		counts.set(group, (counts.get(group) ?? 0) + 1);
	}
	return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

const SHORT_WORDS: Partial<Record<MeasureGroup, ReadonlyMap<string, FigureId>>> = {
	spending: SHORT_SPENDING,
	staff: SHORT_STAFF
};

/** @param near the groups that the columns beside speak of, and those of the whole table */
function contextFigure(
	leaf: HeadColumn,
	near: Readonly<Record<'beside' | 'table', MeasureGroup | null>>
): FigureId | null {
	const labels = leaf.cells.map((cell) => cell.label);
	const label = innermostLabel(labels.at(-1) ?? '');
	const parents = labels.slice(0, -1).reverse();
	const joined = figureByLabel((parents[0] ?? '') + label);
	// `支出` over `合计` and `公务接待费`: 三公经费 are spent too.
	if (joined === 'spending_total' && near.beside === 'three_public') return 'three_public_total';
	if (joined && !NEEDS_CONTEXT.has(joined)) return joined;
	const group = parents.map(groupOf).find((found) => found !== null) ?? near.table;
	if (SUM_WORDS.has(label)) return sumOf(parents, group);
	const short = SHORT_WORDS[group ?? 'score']?.get(label);
	if (short) return short;
	if (REST_WORDS.has(label)) return (group && GROUP_RESTS[group]) ?? null;
	return figureOfKeyword(label, group);
}

/** `小计` under `基本支出` is 基本支出; elsewhere a sum word is the total of its group. */
function sumOf(parents: readonly string[], group: MeasureGroup | null): FigureId | null {
	const named = parents.map(figureOfLabel).find((figure) => figure !== null);
	if (named) return named;
	// `小计` below `公务用车购置及运行费` sums up that part alone.
	const [above] = parents;
	if (above && !GROUP_WORDS.has(above) && groupOf(above) === null) return null;
	return (group && GROUP_TOTALS[group]) ?? null;
}
