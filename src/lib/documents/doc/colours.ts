/** Colours and shades in the properties of Word 97–2003 ([MS-DOC] COLORREF, Ico, Shd, Shd80). */
import { rgb, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import type { StreamBytes } from '../compound/bytes.ts';

/** By their numbers in Word 97, of which 0 is none of its own. */
const NUMBERED: readonly (Colour | null)[] = [
	null,
	0x000000,
	0x0000ff,
	0x00ffff,
	0x00ff00,
	0xff00ff,
	0xff0000,
	0xffff00,
	0xffffff,
	0x000080,
	0x008080,
	0x008000,
	0x800080,
	0x800000,
	0x808000,
	0x808080,
	0xc0c0c0
];
const NONE = 0xff;
const PATTERN = { clear: 0, solid: 1 } as const;
/** Bytes of a shade since Word 2000. */
export const SHADE_BYTES = 10;

export function numberedColour(number: number): Colour | null {
	return NUMBERED[number] ?? null;
}

export function colourAt(source: StreamBytes, at: number): Colour | null {
	if (source.u8(at + 3) === NONE) return null;
	return rgb(source.u8(at), source.u8(at + 1), source.u8(at + 2));
}

export function shadeAt(source: StreamBytes, at: number): Colour | null {
	return shade(colourAt(source, at), colourAt(source, at + 4), source.u16(at + 8));
}

export function oldShadeAt(source: StreamBytes, at: number): Colour | null {
	const bits = source.u16(at);
	return shade(numberedColour(bits & 31), numberedColour((bits >> 5) & 31), bits >> 10);
}

function shade(fore: Colour | null, back: Colour | null, pattern: number): Colour | null {
	if (pattern === PATTERN.clear) return back;
	return pattern === PATTERN.solid ? (fore ?? 0) : UNKNOWN_GROUND;
}
