/** Lists of an OpenDocument text, whose numbers are in no text of the file. */
import { MAX_STYLE_CHAIN } from '../caps.ts';
import { ListCounter, type ListLevels } from '../numbering/lists.ts';
import type { XmlAttributes } from '../xml.ts';

/** Formats by the first sign of `num-format`, which counts one to three in it. */
const FORMATS: ReadonlyMap<string, string> = new Map([
	['', 'none'],
	['0', 'decimalZero'],
	['a', 'lowerLetter'],
	['A', 'upperLetter'],
	['i', 'lowerRoman'],
	['I', 'upperRoman'],
	['一', 'chineseCountingThousand'],
	['〇', 'ideographDigital'],
	['壹', 'chineseLegalSimplified'],
	['甲', 'ideographTraditional'],
	['子', 'ideographZodiac'],
	['①', 'decimalEnclosedCircle'],
	['１', 'decimalFullWidth']
]);

/** The list style that numbers headings outside lists. */
const OUTLINE = 'Outline';

/** Collects the list styles from the elements of the parts that define styles. */
export class ListStyles {
	readonly #styles = new Map<string, ListLevels>();
	/** Styles of paragraphs. */
	readonly #paragraphs = new Map<string, { list: string | undefined; parent: string }>();
	#levels: ListLevels | null = null;

	open(name: string, attribute: XmlAttributes): void {
		if (name === 'style:style') {
			const parent = attribute('parent-style-name') ?? '';
			const list = attribute('list-style-name');
			this.#paragraphs.set(attribute('name') ?? '', { list, parent });
		} else if (name === 'text:list-style') this.#openStyle(attribute('name') ?? '');
		else if (name === 'text:outline-style') this.#openStyle(OUTLINE);
		else if (!this.#levels) return;
		else if (name === 'text:list-level-style-number' || name === 'text:outline-level-style')
			this.#addLevel(attribute);
	}

	levelsOf(style: string): ListLevels {
		return this.#styles.get(style) ?? [];
	}

	/** The list style that a style gives to its paragraphs where their list has none; '' for none. */
	listStyleOf(paragraphStyle: string | undefined): string {
		let style = this.#paragraphs.get(paragraphStyle ?? '');
		for (let n = 0; style && style.list === undefined && n < MAX_STYLE_CHAIN; n++)
			style = this.#paragraphs.get(style.parent);
		return style?.list ?? '';
	}

	#openStyle(name: string): void {
		this.#levels = [];
		this.#styles.set(name, this.#levels);
	}

	#addLevel(attribute: XmlAttributes): void {
		const level = numberIn(attribute('level')) ?? 1;
		const format = attribute('num-format') ?? '';
		if (!this.#levels || level < 1 || level > 9) return;
		this.#levels[level - 1] = {
			start: numberIn(attribute('start-value')) ?? 1,
			format: FORMATS.get(format.charAt(0)) ?? 'decimal',
			pattern: format === '' ? '' : patternOf(level, attribute),
			inDigits: false,
			restartsWithin: level - 1,
			style: null
		};
	}
}

/** The number with the signs around it; outer levels before it are parted by dots. */
function patternOf(level: number, attribute: XmlAttributes): string {
	const written = attribute('num-list-format');
	if (written !== undefined) return written.replace(/%(\d+)%/g, '%$1');
	const shown = Math.min(numberIn(attribute('display-levels')) ?? 1, level);
	const numbers = Array.from({ length: shown }, (_, n) => `%${level - shown + n + 1}`);
	return (attribute('num-prefix') ?? '') + numbers.join('.') + (attribute('num-suffix') ?? '');
}

function numberIn(value: string | undefined): number | null {
	return /^\d{1,6}$/.test(value ?? '') ? Number(value) : null;
}

interface OpenList {
	style: string;
	counter: ListCounter;
	/** From 0. */
	level: number;
	/** The paragraph that comes next begins an item. */
	beginsItem: boolean;
	/** The style of the item where it is not that of the list. */
	itemStyle: string | undefined;
}

/** The lists that are open, and how far each has counted. */
export class OpenLists {
	readonly #styles: ListStyles;
	/** Null where a cell or a text box begins: its lists are not inside those around it. */
	readonly #open: (OpenList | null)[] = [];
	readonly #byId = new Map<string, ListCounter>();
	/** The last list of each style. */
	readonly #byStyle = new Map<string, ListCounter>();
	readonly #outline = new ListCounter();

	constructor(styles: ListStyles) {
		this.#styles = styles;
	}

	openBox(): void {
		this.#open.push(null);
	}

	openList(attribute: XmlAttributes): void {
		const around = this.#open.at(-1);
		const style = attribute('style-name') ?? around?.style ?? '';
		const counter = around?.counter ?? this.#continued(style, attribute) ?? new ListCounter();
		this.#byId.set(attribute('id') ?? '', counter);
		this.#byStyle.set(style, counter);
		const level = around ? around.level + 1 : 0;
		this.#open.push({ style, counter, level, beginsItem: false, itemStyle: undefined });
	}

	/** The list, the cell or the text box that was opened last. */
	close(): void {
		this.#open.pop();
		const around = this.#open.at(-1);
		if (around) around.beginsItem = false;
	}

	/** A paragraph that is an item by itself. */
	openNumbered(attribute: XmlAttributes): void {
		const id = attribute('list-id') ?? '';
		const counter = this.#byId.get(id) ?? new ListCounter();
		this.#byId.set(id, counter);
		const level = (numberIn(attribute('level')) ?? 1) - 1;
		const style = attribute('style-name') ?? '';
		this.#open.push({ style, counter, level, beginsItem: false, itemStyle: undefined });
		this.openItem(attribute);
	}

	/** An item may have a number of its own, or a style. */
	openItem(attribute: XmlAttributes): void {
		const list = this.#open.at(-1);
		if (!list) return;
		list.beginsItem = true;
		list.itemStyle = attribute('style-override');
		const number = numberIn(attribute('start-value'));
		if (number !== null) list.counter.startAt(list.level, number);
	}

	/**
	 * The number of a paragraph that opens; '' where it begins no item.
	 * @param paragraphStyle says how it is shown where the list does not
	 */
	next(paragraphStyle: string | undefined): string {
		const list = this.#open.at(-1);
		if (!list?.beginsItem) return '';
		list.beginsItem = false;
		const style = list.itemStyle ?? (list.style || this.#styles.listStyleOf(paragraphStyle));
		return list.counter.next(this.#styles.levelsOf(style), list.level);
	}

	/** The number of a heading that opens. */
	nextHeading(attribute: XmlAttributes): string {
		if (this.#open.at(-1)) return this.next(attribute('style-name'));
		if (attribute('is-list-header') === 'true') return '';
		const level = (numberIn(attribute('outline-level')) ?? 1) - 1;
		const start = numberIn(attribute('start-value'));
		if (start !== null && attribute('restart-numbering') === 'true')
			this.#outline.startAt(level, start);
		return this.#outline.next(this.#styles.levelsOf(OUTLINE), level);
	}

	#continued(style: string, attribute: XmlAttributes): ListCounter | undefined {
		const before = attribute('continue-list');
		if (before !== undefined) return this.#byId.get(before) ?? this.#byStyle.get(style);
		return attribute('continue-numbering') === 'true' ? this.#byStyle.get(style) : undefined;
	}
}
