/** Scanned text with blanks between its signs: `支 出 合 计 12.00 万 元`. */
import type { Place } from '#lib/documents/place.ts';
import type { Prose } from '../lines.ts';

const SPREAD = /[一-龥][ \u3000]+[一-龥][ \u3000]+[一-龥]/;
/** A blank between two digits may part two numbers. */
const BLANKS = /(?<![\d.,])[ \u3000]+|[ \u3000]+(?![\d.,])/g;

/** A text without its blanks. */
export interface DenseText {
	prose: Prose;
	/** The place in the text as it stands of a place in the text without blanks. */
	placeIn: <P extends Place | null>(place: P) => P;
}

/** Null where no blanks stand between the signs. */
export function denseText(paragraph: Prose): DenseText | null {
	if (!SPREAD.test(paragraph.plain)) return null;
	const offsets: number[] = [];
	let from = 0;
	const takeTo = (end: number) => {
		for (; from < end; from++) offsets.push(from);
	};
	for (const blank of paragraph.plain.matchAll(BLANKS)) {
		takeTo(blank.index);
		from = blank.index + blank[0].length;
	}
	takeTo(paragraph.plain.length);
	const without = (text: string) => offsets.map((index) => text[index]).join('');
	const prose = { ...paragraph, text: without(paragraph.text), plain: without(paragraph.plain) };
	const placeIn = <P extends Place | null>(place: P): P => {
		if (place?.kind !== 'text') return place;
		const [start = 0, last = 0] = [offsets[place.start], offsets[place.end - 1]];
		return { ...place, start, end: last + 1 };
	};
	return { prose, placeIn };
}
