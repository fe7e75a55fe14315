/** The look of text decides whether a person sees it: in the colour of its ground it is unseen, and too small to read as well. */

/** Red, green and blue as 0xRRGGBB. */
export type Colour = number;

export const PAPER: Colour = 0xffffff;
/** A ground of several colours, or one that the file leaves to something that is not read: nothing is known to be like it. */
export const UNKNOWN_GROUND: Colour = -1;

/** The program takes a colour that stands out from the ground. */
export const AUTOMATIC: Colour = -2;

/** Null where nothing is stated. */
export interface TextLook {
	colour: Colour | null;
	ground: Colour | null;
	/** Height of the characters. */
	points: number | null;
}

export const NO_LOOK: TextLook = { colour: null, ground: null, points: null };

/** Colours whose red, green and blue differ by no more than this are one to the eye. */
const NEAR = 20;
/** Characters below this height are specks, on paper and on a screen. */
const SMALLEST_POINTS = 3;

const NAMED: ReadonlyMap<string, Colour> = new Map([
	['black', 0x000000],
	['white', 0xffffff],
	['red', 0xff0000],
	['lime', 0x00ff00],
	['green', 0x008000],
	['blue', 0x0000ff],
	['yellow', 0xffff00],
	['cyan', 0x00ffff],
	['aqua', 0x00ffff],
	['magenta', 0xff00ff],
	['fuchsia', 0xff00ff],
	['gray', 0x808080],
	['grey', 0x808080],
	['silver', 0xc0c0c0],
	['maroon', 0x800000],
	['navy', 0x000080],
	['olive', 0x808000],
	['purple', 0x800080],
	['teal', 0x008080],
	['darkgray', 0x808080],
	['lightgray', 0xc0c0c0],
	['darkred', 0x800000],
	['darkblue', 0x000080],
	['darkgreen', 0x008000],
	['darkcyan', 0x008080],
	['darkmagenta', 0x800080],
	['darkyellow', 0x808000]
]);

/** Reads `1F3864`, `#1f3864`, `#fff`, `FF1F3864`, `rgb(31, 56, 100)` or a name; null for `auto` and whatever else is no colour. */
export function colourIn(text: string | undefined): Colour | null {
	const written = (text ?? '').trim().toLowerCase();
	const hex = /^#?(?:ff)?([0-9a-f]{6})$/.exec(written)?.[1];
	if (hex) return Number.parseInt(hex, 16);
	const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(written)?.slice(1);
	if (short) return Number.parseInt(short.map((digit) => digit + digit).join(''), 16);
	const parts = /^rgb\((\d+)[\s,]+(\d+)[\s,]+(\d+)\)$/.exec(written)?.slice(1).map(Number);
	if (parts) return rgb(parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0);
	return NAMED.get(written) ?? null;
}

export function rgb(red: number, green: number, blue: number): Colour {
	return (red << 16) | (green << 8) | blue;
}

/** Points; the longest side of an A3 page has 1,191. */
const PAPER_LENGTH = 1_260;

/** @param points from the edge of the page, the column or the paragraph to that of what is drawn */
export function isOffPaper(points: number): boolean {
	return points < -PAPER_LENGTH / 2 || points > PAPER_LENGTH;
}

/** @param ground of the text, as the nearest thing around it states it */
export function isUnseen({ colour, points }: Omit<TextLook, 'ground'>, ground: Colour): boolean {
	return (
		(points !== null && points < SMALLEST_POINTS) || (colour !== null && isAlike(colour, ground))
	);
}

function isAlike(a: Colour, b: Colour): boolean {
	if (a < 0 || b < 0) return false;
	return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= NEAR);
}
