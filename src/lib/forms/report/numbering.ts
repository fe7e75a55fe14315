/** Texts that hold numbered entries: `1、…`, `目标六：…`, `（2）…`, on lines of their own or running on in one. */
import {
	chineseNumber,
	circledNumber,
	fullWidthNumber
} from '#lib/documents/numbering/list-numbers.ts';

export interface Entry {
	/** As numbered by the author. */
	number: number;
	text: string;
}

/** One way to number entries. */
interface NumberStyle {
	/** The marker's pattern. @param names the number as digits and as Chinese words @param circled e.g. `①` */
	marker(names: string, circled: string): string;
	/** True where the marker is plain enough to begin an entry in the middle of a sentence. */
	anywhere: boolean;
}

const STYLES: readonly NumberStyle[] = [
	{ marker: (names) => `(?:年度)?(?:目标|指标|任务)(?:${names})\\s*[:：、.．]?`, anywhere: true },
	{ marker: (names) => `[(（]\\s*(?:${names})\\s*[)）][、.．]?`, anywhere: false },
	{ marker: (names) => `(?:${names})\\s*(?:[、．:：]|\\.(?!\\d)|[)）])`, anywhere: false },
	{ marker: (names) => `第(?:${names})[、,，:：]`, anywhere: false },
	{ marker: (_, circled) => `${circled}[、.．]?`, anywhere: true }
];

const MOST_ENTRIES = 40;

/**
 * The entries of a text in order, numbers taken off; null where it is not numbered from one. Only the next number
 * begins a new entry, so that `2021年` or `1.5万元` in the text does not.
 */
export function numberedEntries(text: string): Entry[] | null {
	for (const style of STYLES) {
		const entries = entriesOf(text, style);
		if (entries) return entries;
	}
	return null;
}

function entriesOf(text: string, style: NumberStyle): Entry[] | null {
	const starts: { from: number; to: number }[] = [];
	for (let number = 1; number <= MOST_ENTRIES; number++) {
		const match = markerAfter(text, style, number, starts.at(-1)?.to ?? 0);
		if (!match || (number === 1 && text.slice(0, match.from).trim() !== '')) break;
		starts.push(match);
	}
	if (starts.length === 0) return null;
	return starts.map(({ to }, index) => ({
		number: index + 1,
		text: text.slice(to, starts[index + 1]?.from ?? text.length)
	}));
}

/** Finds an entry's marker: at the start of a line, behind a sentence, or anywhere if the style allows it. */
function markerAfter(
	text: string,
	style: NumberStyle,
	number: number,
	position: number
): { from: number; to: number } | null {
	const names = [String(number), chineseNumber(number), fullWidthNumber(number)].join('|');
	const before = style.anywhere ? '()\\s*' : '(^|[\\n。；;！!])\\s*';
	const pattern = new RegExp(before + style.marker(names, circledNumber(number)), 'g');
	pattern.lastIndex = position;
	const match = pattern.exec(text);
	return (
		match && { from: match.index + (match[1] ?? '').length, to: match.index + match[0].length }
	);
}
