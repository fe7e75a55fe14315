/** The union of lists: entries that say something of the same thing take one another's place, others are added. */
import type { Filing } from '#lib/filing/filing.ts';
import { wordsOf } from '../integrity/hash.ts';
import type { PartChanges, PartName } from './changes.ts';

type ListName = 'goals' | 'indicators' | 'projects' | 'narrative_figures' | 'dates' | 'passages';
type TextLists = Pick<Filing, ListName>;

/** An entry is about a subject and says something of it. Formats differ in blanks and marks. */
type Wording = [subject: string, statement: string];

const WORDINGS: { [L in ListName]: (entry: TextLists[L][number]) => Wording } = {
	goals: ({ target, result }) => [target, result],
	indicators: ({ path, target, result }) => [[...path, target].join(' '), result],
	projects: ({ name, amount }) => [name, String(amount.value)],
	narrative_figures: ({ measure, figure }) => [measure, String(figure.value)],
	dates: ({ date, excerpt, completion }) => [`${date} ${excerpt}`, String(completion)],
	passages: ({ kind, heading, text }) => [`${kind} ${heading}`, text]
};

/**
 * The lists of the stored filing with those of an arriving file.
 * @param isSuperseded whether an entry is in a file that the arriving one takes the place of: where the arriving
 * file has entries of the kind, the former file's are not kept beside them
 */
export function uniteLists(
	stored: TextLists,
	arriving: TextLists,
	isSuperseded: (entry: unknown) => boolean,
	changes: PartChanges
): TextLists {
	const one = <T>(name: ListName, former: T[], news: T[], wording: (entry: T) => Wording): T[] =>
		uniteList(name, former, news, { wording, isSuperseded, changes });
	const { goals, indicators, projects, narrative_figures, dates, passages } = WORDINGS;
	return {
		goals: one('goals', stored.goals, arriving.goals, goals),
		indicators: one('indicators', stored.indicators, arriving.indicators, indicators),
		projects: one('projects', stored.projects, arriving.projects, projects),
		narrative_figures: one(
			'narrative_figures',
			stored.narrative_figures,
			arriving.narrative_figures,
			narrative_figures
		),
		dates: one('dates', stored.dates, arriving.dates, dates),
		passages: one('passages', stored.passages, arriving.passages, passages)
	};
}

interface ListUnion<T> {
	wording: (entry: T) => Wording;
	isSuperseded: (entry: unknown) => boolean;
	/** Takes in what became of the list. */
	changes: PartChanges;
}

function uniteList<T>(
	name: PartName,
	stored: T[],
	arriving: T[],
	{ wording, isSuperseded, changes }: ListUnion<T>
): T[] {
	if (arriving.length === 0) {
		if (stored.length > 0) changes.left.push(name);
		return stored;
	}
	const entries = keyed(stored, wording);
	const before = textsOf(entries, wording);
	const news = keyed(arriving, wording);
	for (const [key, entry] of news) {
		const known = entries.get(key);
		const isSame = known && textOf(known, wording) === textOf(entry, wording);
		if (!isSame || isSuperseded(known)) entries.set(key, entry);
	}
	for (const [key, entry] of entries) {
		if (!news.has(key) && isSuperseded(entry)) entries.delete(key);
	}
	if (textsOf(entries, wording) !== before) {
		changes[stored.length === 0 ? 'added' : 'replaced'].push(name);
	}
	return [...entries.values()];
}

/** Entries by what they are about; several about one thing are told apart by their order. */
function keyed<T>(entries: readonly T[], wording: (entry: T) => Wording): Map<string, T> {
	const map = new Map<string, T>();
	for (const entry of entries) {
		const subject = wordsOf(wording(entry)[0]);
		let key = subject;
		for (let count = 2; map.has(key); count++) key = `${subject} ${count}`;
		map.set(key, entry);
	}
	return map;
}

function textOf<T>(entry: T, wording: (entry: T) => Wording): string {
	return wordsOf(wording(entry)[1]);
}

function textsOf<T>(entries: ReadonlyMap<string, T>, wording: (entry: T) => Wording): string {
	return JSON.stringify([...entries].map(([key, entry]) => [key, textOf(entry, wording)]));
}
