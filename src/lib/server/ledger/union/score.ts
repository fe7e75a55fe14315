/** The union of two score sheets: the later one, with the items that only the former has. */
import { correctedPlace } from '#lib/documents/place.ts';
import type { Figure, Filing, Score, ScoreItem } from '#lib/filing/filing.ts';
import { wordsOf } from '../integrity/hash.ts';
import type { PartChanges } from './changes.ts';
import { itemNames } from './item-names.ts';

type UnionSheet = Pick<Score, 'items' | 'headings' | 'sheet_weight'>;

/** Relates the file of the arriving sheet to that of the stored one. */
export interface Relation {
	/** It is of a lower rank. */
	isBelow: boolean;
	/** Tells whether an entry is in a file that the arriving one takes the place of. */
	isSuperseded: (entry: unknown) => boolean;
}

export function uniteSheets(
	stored: UnionSheet,
	filed: UnionSheet,
	{ isBelow, isSuperseded }: Relation,
	changes: PartChanges
): UnionSheet {
	const arriving = { ...filed, items: withCorrections(filed.items, stored.items) };
	const sheet_weight =
		arriving.sheet_weight.value === null || isBelow ? stored.sheet_weight : arriving.sheet_weight;
	if (arriving.items.length === 0) {
		if (stored.items.length > 0) changes.left.push('score_items');
		return { ...stored, sheet_weight: stated(stored.sheet_weight, arriving.sheet_weight) };
	}
	if (stored.items.length === 0) {
		changes.added.push('score_items');
		return { ...arriving, sheet_weight: stated(arriving.sheet_weight, stored.sheet_weight) };
	}
	if (contentOf(stored.items) === contentOf(arriving.items)) {
		return isSuperseded(stored.items) ? arriving : stored;
	}
	if (isBelow) {
		changes.left.push('score_items');
		return stored;
	}
	changes.replaced.push('score_items');
	const isWhole = arriving.items.length >= stored.items.length;
	if (isWhole) return { ...arriving, sheet_weight };
	return { ...stored, sheet_weight, items: uniteItems(stored.items, arriving.items) };
}

/** The arriving items, with what was corrected by hand in the stored ones where they state nothing themselves. */
function withCorrections(
	arriving: readonly ScoreItem[],
	stored: readonly ScoreItem[]
): ScoreItem[] {
	const names = itemNames(stored);
	const known = new Map(stored.map((item, at) => [names[at] ?? '', item]));
	return itemNames(arriving).map((name, at) => {
		const item = arriving[at] as ScoreItem;
		const before = known.get(name);
		const resolve = (own: Figure, other: Figure | undefined) => {
			const correction = other?.place?.correction;
			if (!other || own.value !== null || correction === undefined) return own;
			return { ...other, place: correctedPlace(own.place, correction) };
		};
		return {
			...item,
			weight: resolve(item.weight, before?.weight),
			score: resolve(item.score, before?.score)
		};
	});
}

function stated<T extends { value: unknown }>(one: T, other: T): T {
	return one.value === null ? other : one;
}

/** A sheet with fewer items is part of one: its items take the place of those with the same path. */
function uniteItems(stored: readonly ScoreItem[], arriving: readonly ScoreItem[]): ScoreItem[] {
	const groups = Math.max(0, ...stored.map(({ weight_group }) => weight_group ?? 0));
	const regrouped = arriving.map((item) =>
		item.weight_group === null ? item : { ...item, weight_group: item.weight_group + groups + 1 }
	);
	const news = new Map(regrouped.map((item) => [pathOf(item), item]));
	const known = new Set(stored.map(pathOf));
	return [
		...stored.map((item) => news.get(pathOf(item)) ?? item),
		...regrouped.filter((item) => !known.has(pathOf(item)))
	];
}

function pathOf({ path }: ScoreItem): string {
	return path.map(wordsOf).join(' ');
}

function contentOf(items: readonly ScoreItem[]): string {
	return JSON.stringify(
		items.map((item) => [
			pathOf(item),
			item.weight.value,
			item.weight_group,
			item.score.value,
			wordsOf(item.reason)
		])
	);
}

export function uniteGrades(
	stored: Score['grade'],
	arriving: Score['grade'],
	{ isBelow, isSuperseded }: Relation,
	changes: PartChanges
): Filing['score']['grade'] {
	if (arriving === null) {
		if (stored !== null) changes.left.push('grade');
		return stored;
	}
	if (arriving.printed === stored?.printed) return isSuperseded(stored) ? arriving : stored;
	if (stored !== null && isBelow) {
		changes.left.push('grade');
		return stored;
	}
	changes[stored === null ? 'added' : 'replaced'].push('grade');
	return arriving;
}
