/** Which figure a head or a row label names, in its context. */
import { figureByLabel, normaliseLabel } from '#lib/catalogue/labels.ts';
import { measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { groupOf, leafLabel, type Leaf } from './grid.ts';
import {
	GROUP_RESTS,
	GROUP_TOTALS,
	KEYWORDS,
	NOT_A_FIGURE,
	REST_WORDS,
	SHORT_SPENDING,
	SUM_WORDS,
	type Keyword
} from './labels.ts';

/** Numbering, `其中：`, a year and a unit that stand round a label without being part of it. */
const LEADING =
	/^(?:其中[:：]?|\(?[一二三四五六七八九十]{1,3}[)、.．]|\(?\d{1,2}[)、.．](?!\d)|[①-⑳]|20\d\d年(?:度|末|底)?|年[末底]|本年度?|当年|年度)/;
const TRAILING =
	/[/]?(?:百万元|千元|万元|亿元|元)$|\((?:[^()]*(?:决算|实际|口径)[^()]*)\)$|(?:决算|实际)数?$/;

/** Labels that name a figure only where their table does: see {@link contextFigure}. */
const NEEDS_CONTEXT: ReadonlySet<FigureId> = new Set(['assets_other']);

/** The label with what stands round it removed. */
export function bareLabel(label: string): string {
	let bare = label;
	for (let round = 0; round < 3; round++) {
		const next = normaliseLabel(bare.replace(LEADING, '').replace(TRAILING, ''));
		if (next === bare) break;
		bare = next;
	}
	return bare;
}

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

/** The figure that a label names by itself; null for labels such as `其他` that need their table. */
export const figureOfLabel = remember((label): FigureId | null => {
	if (label === '') return null;
	const figure = figureByLabel(label) ?? figureByLabel(bareLabel(label));
	return figure && NEEDS_CONTEXT.has(figure) && !label.includes('资产') ? null : figure;
});

const keywordsIn = remember((label): readonly Keyword[] => {
	if (label === '' || NOT_A_FIGURE.test(label)) return [];
	return KEYWORDS.filter(({ pattern, except }) => pattern.test(label) && !except?.test(label));
});

/** The figure that a label names by a word in it, where the catalogue does not list the wording. */
export function figureOfKeyword(label: string, group: MeasureGroup | null): FigureId | null {
	const matches = keywordsIn(label);
	return (matches.find((keyword) => keyword.group === group) ?? matches[0])?.figure ?? null;
}

/** True for a label that can stand in a head of figures. */
export const isHeadLabel = remember((label): boolean => {
	const bare = bareLabel(label);
	return (
		figureOfLabel(label) !== null ||
		SUM_WORDS.has(bare) ||
		REST_WORDS.has(bare) ||
		BASIS.test(label) ||
		keywordsIn(label).length > 0
	);
});

/** The figures of a head's columns; null for a column that is none (name, number, remark, ratio). */
export function figuresOfLeaves(leaves: readonly Leaf[], caption: string): (FigureId | null)[] {
	const direct = leaves.map((leaf) => figureOfLabel(leafLabel(leaf)));
	const captionGroup = groupOf(caption);
	const figures = leaves.map((leaf, index) => {
		if (direct[index]) return direct[index];
		const figure = contextFigure(leaf, neighbourGroup(leaves, direct, index) ?? captionGroup);
		// What a column is called by name outranks what another one may be.
		return figure && direct.includes(figure) ? null : figure;
	});
	return firstOfEach(figures);
}

/** The same figure cannot stand in two columns: the first, which has the total, keeps it. */
function firstOfEach(figures: (FigureId | null)[]): (FigureId | null)[] {
	return figures.map((figure, index) => (figures.indexOf(figure) === index ? figure : null));
}

/** What the columns under the same head speak of; failing that, all columns to the left; failing that, all. */
function neighbourGroup(
	leaves: readonly Leaf[],
	direct: readonly (FigureId | null)[],
	index: number
): MeasureGroup | null {
	const parent = leaves[index]?.cells.at(-2);
	const siblings = direct.filter((_, other) => parent && leaves[other]?.cells.at(-2) === parent);
	const left = direct.slice(0, index).findLast((figure) => figure !== null);
	return commonGroup(siblings) ?? commonGroup(left ? [left] : []) ?? commonGroup(direct);
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

/** `公务接待费` over `预算数 | 决算数`: the second is the figure. */
const ACTUAL = /^(?:本年|当年)?(?:决算|实际|执行|支出)(?:数|额|金额)?$/;
const BASIS = /^(?:本年|当年|上年)?(?:预算|决算|实际|执行)(?:数|额|金额)$/;

function contextFigure(leaf: Leaf, tableGroup: MeasureGroup | null): FigureId | null {
	const labels = leaf.cells.map((cell) => cell.label);
	const label = bareLabel(labels.at(-1) ?? '');
	const parents = labels.slice(0, -1).reverse();
	const joined = figureByLabel((parents[0] ?? '') + label);
	if (joined && !NEEDS_CONTEXT.has(joined)) return joined;
	const parent = figureOfLabel(parents[0] ?? '');
	if (parent && ACTUAL.test(labels.at(-1) ?? '')) return parent;
	const group = parents.map(groupOf).find((found) => found !== null) ?? tableGroup;
	if (SUM_WORDS.has(label)) return sumOf(parents, group);
	const short = group === 'spending' ? SHORT_SPENDING.get(label) : undefined;
	if (short) return short;
	if (REST_WORDS.has(label)) return (group && GROUP_RESTS[group]) ?? null;
	return figureOfKeyword(label, group);
}

/** `小计` under `基本支出` is 基本支出; elsewhere a sum word is the total of its group. */
function sumOf(parents: readonly string[], group: MeasureGroup | null): FigureId | null {
	const named = parents.map(figureOfLabel).find((figure) => figure !== null);
	return named ?? (group && GROUP_TOTALS[group]) ?? null;
}
