/** Numbers of the items of a web page's lists, as a browser shows them: they are in no text of the page. */
import { listNumber } from '../numbering/list-numbers.ts';
import { attributeOf, childElements, type PageElement } from './elements.ts';

/** Kinds of `list-style-type` and of the attribute `type` that count, with the sign behind the number; others show bullets. */
const KINDS: ReadonlyMap<string, [format: string, sign: string]> = new Map([
	...['decimal', '1'].map(kind('decimal', '. ')),
	...['decimal-leading-zero'].map(kind('decimalZero', '. ')),
	...['lower-alpha', 'lower-latin', 'a'].map(kind('lowerLetter', '. ')),
	...['upper-alpha', 'upper-latin', 'A'].map(kind('upperLetter', '. ')),
	...['lower-roman', 'i'].map(kind('lowerRoman', '. ')),
	...['upper-roman', 'I'].map(kind('upperRoman', '. ')),
	...['cjk-ideographic', 'simp-chinese-informal', 'trad-chinese-informal'].map(
		kind('chineseCounting', '、')
	),
	...['simp-chinese-formal'].map(kind('chineseLegalSimplified', '、')),
	...['cjk-decimal'].map(kind('ideographDigital', '、')),
	...['cjk-heavenly-stem'].map(kind('ideographTraditional', '、')),
	...['cjk-earthly-branch'].map(kind('ideographZodiac', '、'))
]);

function kind(format: string, sign: string): (name: string) => [string, [string, string]] {
	return (name) => [name, [format, sign]];
}

interface CountedItems {
	next: number;
	step: 1 | -1;
}

export class ListMarkers {
	readonly #lists: CountedItems[] = [];

	/** The kind that a list, or an item of one, gives to its items where no style sheet does; null for none. */
	static kindOf(element: PageElement): string | null {
		const { tagName } = element;
		if (tagName !== 'ol' && tagName !== 'ul' && tagName !== 'li') return null;
		return attributeOf(element, 'type') ?? { ol: 'decimal', ul: 'disc', li: null }[tagName];
	}

	/** Reads the items of `ol` or `ul`, each of which asks for its marker. */
	within(list: PageElement, read: () => void): void {
		const isReversed = attributeOf(list, 'reversed') !== undefined;
		const items = isReversed ? childElements(list).filter(({ tagName }) => tagName === 'li') : [];
		const first = wholeNumber(attributeOf(list, 'start')) ?? (isReversed ? items.length : 1);
		this.#lists.push({ next: first, step: isReversed ? -1 : 1 });
		read();
		this.#lists.pop();
	}

	/** The marker of the next item; '' for one that shows a bullet or nothing. */
	next(item: PageElement, kindName: string | null): string {
		const list = this.#lists.at(-1);
		if (!list) return '';
		const number = wholeNumber(attributeOf(item, 'value')) ?? list.next;
		list.next = number + list.step;
		const [format, sign] = KINDS.get(kindName ?? '') ?? ['none', ''];
		return format === 'none' ? '' : listNumber(number, format) + sign;
	}
}

function wholeNumber(value: string | undefined): number | null {
	return /^\s*-?\d{1,6}/.test(value ?? '') ? Number.parseInt(value ?? '', 10) : null;
}
