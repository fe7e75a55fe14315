/** Finding a department by what a reader types of it: a part of a name, or its pinyin in full, in part or in initials. */
import { removeBlanks } from './characters.ts';

/** A name as it is searched in. */
export interface SearchedName {
	text: string;
	/** One per character, without tones, ü as v; what is not Chinese remains as written, in lower case. */
	syllables: readonly string[];
}

export interface Searched {
	code: string;
	/** The name, the name without its city, aliases and short forms. */
	names: readonly SearchedName[];
}

/**
 * The entries that `words` mean. Where no code and no name contains them, characters left out between are allowed, as
 * in 发改委 for 发展和改革委员会.
 */
export function findNamed<T extends Searched>(entries: readonly T[], words: string): T[] {
	const wanted = removeBlanks(words).toLowerCase().replaceAll('ü', 'v').replaceAll("'", '');
	if (wanted === '') return [...entries];
	const found = entries.filter((entry) => isNamed(entry, wanted));
	if (found.length > 0 || !/^[\u3400-\u9fff]{2,}$/.test(wanted)) return found;
	return entries.filter(({ names }) => names.some(({ text }) => isAbridged(text, wanted)));
}

function isNamed({ code, names }: Searched, wanted: string): boolean {
	if (code.toLowerCase().includes(wanted)) return true;
	const isPinyin = /^[a-z]+$/.test(wanted);
	return names.some(
		({ text, syllables }) =>
			text.toLowerCase().includes(wanted) ||
			(isPinyin && syllables.some((_, from) => isSpelled(syllables, from, wanted)))
	);
}

/** Tells whether `letters` spell the syllables from one on, each by any part from its beginning: `jiaoyj`, `jyj`. */
function isSpelled(syllables: readonly string[], from: number, letters: string): boolean {
	if (letters === '') return true;
	const syllable = syllables[from] ?? '';
	for (let length = syllable.length; length > 0; length -= 1) {
		const begins = letters.startsWith(syllable.slice(0, length));
		if (begins && isSpelled(syllables, from + 1, letters.slice(length))) return true;
	}
	return false;
}

/** Tells whether the characters of `wanted` stand in the name in their order, others between them. */
export function isAbridged(name: string, wanted: string): boolean {
	let at = -1;
	return [...wanted].every((character) => {
		at = name.indexOf(character, at + 1);
		return at >= 0;
	});
}

/** Orders names from A to Z as they are read: syllable by syllable, numbers by their size, then by character. */
export function compareNames(a: SearchedName, b: SearchedName): number {
	for (const [index, syllable] of a.syllables.entries()) {
		const other = b.syllables[index];
		if (other === undefined) return 1;
		if (syllable !== other)
			return numberAt(a, index) - numberAt(b, index) || (syllable < other ? -1 : 1);
	}
	if (a.syllables.length < b.syllables.length) return -1;
	if (a.text === b.text) return 0;
	return a.text < b.text ? -1 : 1;
}

/** The number that a digit at `index`, or just before it, belongs to; 0 where there is none. */
function numberAt({ syllables }: SearchedName, index: number): number {
	const isDigit = (at: number) => /^\d$/.test(syllables[at] ?? '');
	let from = index;
	while (isDigit(from - 1)) from -= 1;
	let to = index;
	while (isDigit(to)) to += 1;
	return Number(syllables.slice(from, to).join(''));
}
