/**
 * Decides which of two files is believed where they state one figure differently. The order of precedence is published:
 * accounts (决算) before the execution of a budget (执行) before an amount in running text (正文); of equals the one that was
 * filed later. Files of one import are taken in the order of their paths, so that it does not matter in which order
 * they are named.
 */
import type { Place } from '#lib/documents/place.ts';
import type { FiledSource, Filing } from '#lib/filing/filing.ts';

const RANKS = { accounts: 3, execution: 2, text: 1 } as const;

/** @param place of a figure; one that is in a paragraph is text, whatever the file is */
export function rankOf(template: FiledSource['template'], place: Place | null): number {
	if (place?.kind === 'text') return RANKS.text;
	return template === 'national' ? RANKS.execution : RANKS.accounts;
}

/** Number of the file that a place is in. */
export function fileOf(place: Place | null): number {
	return place?.file ?? 1;
}

/** The place in the file of that number. */
export function inFile(place: Place, number: number): Place {
	if (number === fileOf(place)) return place;
	const { ...moved } = place;
	delete moved.file;
	return number === 1 ? moved : { ...moved, file: number };
}

/**
 * Numbers the files of a filing anew, those with the highest rank first, and drops those in which nothing of it
 * is: so the numbers do not depend on the order in which the files came. Identity and year are those of the first.
 * @param stored filing before, whose identity is that of its own first file
 * @param arriving file that came to it, with its places in the last file of the filing
 */
export function renumberSources(filing: Filing, stored: Filing, arriving: Filing): Filing {
	const used = filesOf({ ...filing, claims: [], fiscal_year_place: null });
	const numbered = filing.sources.map((source, index) => ({ source, number: index + 1 }));
	const ordered = numbered
		.filter(({ number }) => used.has(number))
		.sort((a, b) => compareSources(a.source, b.source));
	const head = ordered[0]?.number === 1 || !used.has(numbered.length) ? stored : arriving;
	const numbers = new Map(ordered.map(({ number }, index) => [number, index + 1]));
	const { claims, fiscal_year_place } = head;
	const renumbered = mapPlaces({ ...filing, claims, fiscal_year_place }, (place) =>
		inFile(place, numbers.get(fileOf(place)) ?? 1)
	);
	const sources = ordered.map(({ source }) => source);
	const template = sources[0]?.template ?? filing.template;
	return { ...inFileOrder(renumbered), sources, template };
}

/** The parts in which entries of several files stand one after another. */
const LISTS = [
	'units',
	'contradictions',
	'goals',
	'indicators',
	'projects',
	'narrative_figures',
	'dates',
	'passages'
] as const satisfies readonly (keyof Filing)[];

/** Entries stand in the order of the files that they are in, not in that in which the files came. */
function inFileOrder(filing: Filing): Filing {
	const first = (entry: unknown) => Math.min(...(filesOf(entry).size > 0 ? filesOf(entry) : [1]));
	const sorted = LISTS.map((list) => [
		list,
		(filing[list] as unknown[]).toSorted((a, b) => first(a) - first(b))
	]);
	return { ...filing, ...(Object.fromEntries(sorted) as Pick<Filing, (typeof LISTS)[number]>) };
}

function compareSources(a: FiledSource, b: FiledSource): number {
	const rank = rankOf(b.template, null) - rankOf(a.template, null);
	return rank || (a.sha256 < b.sha256 ? -1 : 1);
}

/** Numbers of the files in which something is. */
function filesOf(value: unknown, used = new Set<number>()): Set<number> {
	if (Array.isArray(value)) for (const each of value) filesOf(each, used);
	else if (isObject(value)) {
		for (const key in value) {
			const each = value[key];
			if (isPlace(key, each)) used.add(fileOf(each));
			else if (isObject(each)) filesOf(each, used);
		}
	}
	return used;
}

/** Tells whether anything of an entry is in the file of that number. */
export function isIn(entry: unknown, number: number): boolean {
	return filesOf(entry).has(number);
}

/** A copy in which every place is changed. Places have keys that end in `place`, however deep. */
export function mapPlaces<T>(value: T, change: (place: Place) => Place): T {
	return walk(value, change) as T;
}

function walk(value: unknown, change: (place: Place) => Place): unknown {
	if (Array.isArray(value)) return value.map((each) => walk(each, change));
	if (!isObject(value)) return value;
	const copy = { ...value };
	for (const key in copy) {
		const each = copy[key];
		if (isPlace(key, each)) copy[key] = change(each);
		else if (isObject(each)) copy[key] = walk(each, change);
	}
	return copy;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object';
}

function isPlace(key: string, value: unknown): value is Place {
	return value !== null && (key === 'place' || key.endsWith('_place'));
}
