/** Text in colours of its own, which is unseen where what is around it has the same. */
import { isUnseen, type Colour } from '../appearance.ts';
import type { TextRemarks } from '../remarks.ts';

/** Characters of a paragraph in a colour of their own, whose ground is that of what is around the paragraph. */
export interface ColouredText {
	from: number;
	to: number;
	colour: Colour;
}

/** The text without what has the colour of its ground. */
export function seenText(
	text: string,
	painted: readonly ColouredText[],
	remarks: TextRemarks,
	ground: Colour
): string {
	let seen = '';
	let last = 0;
	for (const { from, to, colour } of painted) {
		if (!isUnseen({ colour, points: null }, ground)) continue;
		seen += text.slice(last, from);
		if (text.slice(from, to).trim() !== '') remarks.hidden++;
		last = to;
	}
	return seen + text.slice(last);
}
