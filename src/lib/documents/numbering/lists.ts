/** The lists that a document defines, and how far each has counted. */
import { listNumber } from './list-numbers.ts';

/** Word has nine levels. */
const MAX_LEVELS = 9;
/** A pattern names levels as %1 to %9. */
const LEVEL_SIGN = /%([1-9])/g;

/** The list that a paragraph or style counts in; null where it says nothing. */
export interface ListMembership {
	/** Id of the list; `0` takes the paragraph out of that of its style. */
	list: string | null;
	/** From 0. */
	level: number | null;
}

export const NO_LIST: ListMembership = { list: null, level: null };

export interface ListLevel {
	start: number;
	/** A name of ST_NumberFormat. */
	format: string;
	/** The number with what is around it, e.g. `第%1条` or `%1.%2`. */
	pattern: string;
	/** True where the numbers of outer levels are shown in digits. */
	inDigits: boolean;
	/** It begins again where one of so many outermost levels moves on; 0 where it always counts on. */
	restartsWithin: number;
	/** The style whose paragraphs are of this level. */
	style: string | null;
}

export type ListLevels = (ListLevel | undefined)[];

export interface ListDefinition {
	levels: ListLevels;
	/** The style of lists that defines it in its place. */
	styleLink: string | null;
}

export interface List {
	/** Id of its definition. */
	definition: string;
	/** First numbers of its own, by level, at which it begins anew. */
	starts: (number | undefined)[];
	/** Levels that it has in place of those of its definition. */
	levels: ListLevels;
}

/** Lists of a Word document: several may share one definition, and count together then. */
export class Lists {
	readonly definitions = new Map<string, ListDefinition>();
	/** Definitions by the style of lists that they are the definition of. */
	readonly byStyle = new Map<string, string>();
	readonly lists = new Map<string, List>();
	readonly #counters = new Map<string, ListCounter>();
	/** Levels by the id of the list. */
	readonly #levels = new Map<string, ListLevels>();
	readonly #begun = new Set<string>();

	/** Tells whether the numbers of a list can be counted. */
	has(id: string): boolean {
		const list = this.lists.get(id);
		return list !== undefined && this.definitions.has(this.#resolve(list.definition));
	}

	/**
	 * The number of the next paragraph of a list, which moves the list on; '' where it shows none.
	 * @param style of the paragraph, which may stand for a level
	 */
	next({ list: id, level }: ListMembership, style: string | null): string {
		const list = id === null ? undefined : this.lists.get(id);
		const definition = list && this.#resolve(list.definition);
		const defined = definition === undefined ? undefined : this.definitions.get(definition);
		if (!list || !defined || id === null || definition === undefined) return '';
		const counter = this.#counters.get(definition) ?? new ListCounter();
		this.#counters.set(definition, counter);
		const levels = this.#levels.get(id) ?? ownLevels(list, defined.levels);
		this.#levels.set(id, levels);
		if (!this.#begun.has(id)) list.starts.forEach((_, at) => counter.beginAgain(at));
		this.#begun.add(id);
		return counter.next(levels, level ?? levelOfStyle(levels, style));
	}

	/** All lists begin again, as in a text that stands by itself. */
	restart(): void {
		this.#counters.clear();
		this.#begun.clear();
	}

	#resolve(definition: string): string {
		const link = this.definitions.get(definition)?.styleLink;
		return (link ? this.byStyle.get(link) : undefined) ?? definition;
	}
}

/** The levels of a definition with what a list has in their place. */
function ownLevels(list: List, defined: ListLevels): ListLevels {
	return Array.from({ length: MAX_LEVELS }, (_, at) => {
		const level = list.levels[at] ?? defined[at];
		return level && { ...level, start: list.starts[at] ?? level.start };
	});
}

/** Counts the paragraphs of one list. */
export class ListCounter {
	readonly #counts: (number | undefined)[] = [];

	/** The next number of a level, from 0, is this one. */
	startAt(level: number, number: number): void {
		this.#counts[levelOf(level)] = number - 1;
	}

	/** The level begins with its first number. */
	beginAgain(level: number): void {
		this.#counts[level] = undefined;
	}

	/** Moves a level on and tells the number as it is shown; '' for bullets. */
	next(levels: ListLevels, level: number): string {
		const at = levelOf(level);
		this.#moveOn(levels, at);
		const shown = levels[at];
		if (!shown || shown.format === 'bullet') return '';
		return shown.pattern.replace(LEVEL_SIGN, (_, sign: string) => {
			const place = Number(sign) - 1;
			const format = shown.inDigits ? 'decimal' : (levels[place]?.format ?? 'decimal');
			return listNumber(this.#counts[place] ?? 0, format);
		});
	}

	/** Levels inside the one that moves on begin again; levels around it that have not begun stand at their first number. */
	#moveOn(levels: ListLevels, at: number): void {
		const counts = this.#counts;
		for (let outer = 0; outer < at; outer++) counts[outer] ??= levels[outer]?.start ?? 1;
		counts[at] = counts[at] === undefined ? (levels[at]?.start ?? 1) : counts[at] + 1;
		for (let inner = at + 1; inner < MAX_LEVELS; inner++)
			if (at < (levels[inner]?.restartsWithin ?? inner)) counts[inner] = undefined;
	}
}

/** A level that is none of Word's is the first one. */
export function levelOf(value: string | number | undefined): number {
	const level = Number(value ?? 0);
	return Number.isInteger(level) && level >= 0 && level < MAX_LEVELS ? level : 0;
}

/** The level that a style stands for; -1 for none. */
function levelOfStyle(levels: ListLevels, style: string | null): number {
	return style === null ? -1 : levels.findIndex((level) => level?.style === style);
}
