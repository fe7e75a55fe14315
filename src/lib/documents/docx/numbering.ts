/**
 * Automatic numbers of paragraphs in a Word document: the lists that its numbering part defines, and how far each has
 * counted. Headings such as 一、 and serial numbers in tables are mostly of this kind, and in no text of the document.
 */
import { listNumber } from '../list-numbers.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { isOn } from './styles.ts';
import type { ListMembership } from './styles.ts';

/** Word has nine levels. */
const MAX_LEVELS = 9;
/** A pattern names levels as %1 to %9. */
const LEVEL_SIGN = /%([1-9])/g;

interface ListLevel {
	start: number;
	format: string;
	/** The number with what is around it, e.g. `第%1条` or `%1.%2`. */
	pattern: string;
	/** True where the numbers of outer levels are shown in digits. */
	inDigits: boolean;
	/** False where it counts on although an outer level has moved on. */
	restarts: boolean;
	/** The style whose paragraphs are of this level. */
	style: string | null;
}

interface Definition {
	levels: (ListLevel | undefined)[];
	/** The style of lists that defines it in its place. */
	styleLink: string | null;
}

interface List {
	definition: string;
	/** First numbers of its own, by level. */
	starts: (number | undefined)[];
	isBegun: boolean;
}

/** Collects the lists from the elements of the numbering part, and counts the paragraphs of the document. */
export class Numbering implements XmlHandler {
	readonly #definitions = new Map<string, Definition>();
	/** Definitions by the style of lists that they are the definition of. */
	readonly #byStyle = new Map<string, string>();
	readonly #lists = new Map<string, List>();
	readonly #counts = new Map<string, (number | undefined)[]>();
	#definition: Definition | null = null;
	#definitionId = '';
	#list: List | null = null;
	#level: ListLevel | null = null;
	#overridden = 0;

	open(name: string, attribute: XmlAttributes): void {
		const value = attribute('val');
		if (name === 'w:abstractNum') this.#openDefinition(attribute('abstractNumId') ?? '');
		else if (name === 'w:num') this.#openList(attribute('numId') ?? '');
		else if (name === 'w:abstractNumId' && this.#list) this.#list.definition = value ?? '';
		else if (name === 'w:lvlOverride') this.#overridden = levelOf(attribute('ilvl'));
		else if (name === 'w:startOverride' && this.#list)
			this.#list.starts[this.#overridden] = Number(value ?? 0) || 0;
		else if (name === 'w:numStyleLink' && this.#definition)
			this.#definition.styleLink = value ?? '';
		else if (name === 'w:styleLink') this.#byStyle.set(value ?? '', this.#definitionId);
		else if (name === 'w:lvl') this.#openLevel(levelOf(attribute('ilvl')));
		else if (this.#level) setLevel(this.#level, name, value);
	}

	close(name: string): void {
		if (name === 'w:lvl') this.#level = null;
		else if (name === 'w:abstractNum') this.#definition = null;
		else if (name === 'w:num') this.#list = null;
	}

	text(): void {}

	/**
	 * The number of the next paragraph of a list, which moves the list on; '' where it shows none.
	 * @param style of the paragraph, which may stand for a level
	 */
	next({ list: id, level }: ListMembership, style: string | null): string {
		const list = id === null ? undefined : this.#lists.get(id);
		const definitionId = list && this.#resolve(list.definition);
		const levels =
			definitionId === undefined ? undefined : this.#definitions.get(definitionId)?.levels;
		if (!list || !levels || definitionId === undefined) return '';
		const at = levelOf(level ?? levelOfStyle(levels, style));
		const counts = this.#counts.get(definitionId) ?? [];
		this.#counts.set(definitionId, counts);
		if (!list.isBegun) {
			list.isBegun = true;
			for (const [overridden, start] of list.starts.entries())
				if (start !== undefined) counts[overridden] = start - 1;
		}
		moveOn(counts, levels, at);
		return shown(counts, levels, at);
	}

	#openDefinition(id: string): void {
		this.#definitionId = id;
		this.#definition = { levels: [], styleLink: null };
		this.#definitions.set(id, this.#definition);
	}

	#openList(id: string): void {
		this.#list = { definition: '', starts: [], isBegun: false };
		this.#lists.set(id, this.#list);
	}

	/** A level that a list writes anew is rare, and left as its definition has it. */
	#openLevel(at: number): void {
		this.#level = {
			start: 0,
			format: 'decimal',
			pattern: '',
			inDigits: false,
			restarts: true,
			style: null
		};
		if (this.#definition) this.#definition.levels[at] = this.#level;
	}

	#resolve(definition: string): string {
		const link = this.#definitions.get(definition)?.styleLink;
		return (link ? this.#byStyle.get(link) : undefined) ?? definition;
	}
}

/** A level that is none of Word's is the first one. */
function levelOf(value: string | number | undefined): number {
	const level = Number(value ?? 0);
	return Number.isInteger(level) && level >= 0 && level < MAX_LEVELS ? level : 0;
}

/** The level that a style stands for; -1 for none. */
function levelOfStyle(levels: readonly (ListLevel | undefined)[], style: string | null): number {
	return style === null ? -1 : levels.findIndex((level) => level?.style === style);
}

function setLevel(level: ListLevel, property: string, value: string | undefined): void {
	if (property === 'w:start') level.start = Number(value ?? 0) || 0;
	else if (property === 'w:numFmt') level.format = value ?? 'decimal';
	else if (property === 'w:lvlText') level.pattern = value ?? '';
	else if (property === 'w:isLgl') level.inDigits = isOn(value);
	else if (property === 'w:lvlRestart') level.restarts = value !== '0';
	else if (property === 'w:pStyle') level.style = value ?? null;
}

/** Levels inside the one that moves on begin again; levels around it that have not begun stand at their first number. */
function moveOn(
	counts: (number | undefined)[],
	levels: readonly (ListLevel | undefined)[],
	at: number
): void {
	for (let outer = 0; outer < at; outer++) counts[outer] ??= levels[outer]?.start ?? 1;
	counts[at] = counts[at] === undefined ? (levels[at]?.start ?? 1) : counts[at] + 1;
	for (let inner = at + 1; inner < MAX_LEVELS; inner++)
		if (levels[inner]?.restarts !== false) counts[inner] = undefined;
}

function shown(
	counts: readonly (number | undefined)[],
	levels: readonly (ListLevel | undefined)[],
	at: number
): string {
	const level = levels[at];
	if (!level || level.format === 'bullet') return '';
	return level.pattern.replace(LEVEL_SIGN, (_, sign: string) => {
		const place = Number(sign) - 1;
		const format = level.inDigits ? 'decimal' : (levels[place]?.format ?? 'decimal');
		return listNumber(counts[place] ?? 0, format);
	});
}
