/** Colours of worksheets: by value, by number of the old palette, or by theme with a tint. */
import { colourIn, rgb, UNKNOWN_GROUND, type Colour } from '../appearance.ts';

/** The first colours of the palette, twice: numbers 0 to 7 and 8 to 15 are the same. */
const BASIC = [0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff];
const PALETTE: readonly Colour[] = [
	...BASIC,
	...BASIC,
	0x800000,
	0x008000,
	0x000080,
	0x808000,
	0x800080,
	0x008080,
	0xc0c0c0,
	0x808080
];
/** The program's own choices for text and ground. */
const SYSTEM_TEXT = 64;
/** Colours of the usual theme: light, dark, and so on. What counts is that a ground and a text of one colour are found alike. */
const THEME: readonly Colour[] = [
	0xffffff, 0x000000, 0xe7e6e6, 0x44546a, 0x4472c4, 0xed7d31, 0xa5a5a5, 0xffc000, 0x5b9bd5,
	0x70ad47, 0x0563c1, 0x954f72
];

/** Null for the program's own choice. */
export function paletteColour(number: number): Colour | null {
	return number >= SYSTEM_TEXT ? null : (PALETTE[number] ?? UNKNOWN_GROUND);
}

/** The colour that the attributes of `color`, `fgColor` or `bgColor` name; null where they name none. */
export function colourOf(attribute: (name: string) => string | undefined): Colour | null {
	const theme = attribute('theme');
	const indexed = attribute('indexed');
	const written = attribute('rgb');
	if (theme !== undefined)
		return tinted(THEME[Number(theme)] ?? UNKNOWN_GROUND, Number(attribute('tint') ?? 0));
	if (written !== undefined) return colourIn(written.slice(-6));
	return indexed === undefined ? null : paletteColour(Number(indexed));
}

/** @param tint from −1, black, to 1, white */
function tinted(colour: Colour, tint: number): Colour {
	if (colour < 0 || !(Math.abs(tint) <= 1)) return colour;
	const part = (shift: number): number => {
		const value = (colour >> shift) & 255;
		return Math.round(tint < 0 ? value * (1 + tint) : value + (255 - value) * tint);
	};
	return rgb(part(16), part(8), part(0));
}
