/**
 * Measures how wide text is, without a canvas. Fonts differ between machines, so each width is the largest of the fonts
 * in the theme's list (measured: Noto Sans CJK SC, Microsoft YaHei, PingFang SC): text may come out narrower, never
 * wider.
 */

/** Widths in em of printable ASCII that differ from {@link DEFAULT_NARROW}. */
const NARROW: Record<string, number> = {
	...widths(0.3, " !'|ijl.,:;"),
	...widths(0.4, '()[]{}frtI`-/\\"*'),
	...widths(0.72, 'ABCDEGHKNOPQRSTUVXYZ&w'),
	...widths(0.93, 'MWm%@')
};
const DEFAULT_NARROW = 0.61;

/** Marks that take no width of their own. */
const WIDTHLESS = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Full-width by the East Asian tables, near enough: everything from the CJK radicals on, and punctuation. */
const WIDE_FROM = 0x2e80;

/** Width of `text` in em. */
export function textWidth(text: string): number {
	let width = 0;
	for (const character of text) width += characterWidth(character);
	return width;
}

function characterWidth(character: string): number {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x20) return 0;
	if (code < 0x7f) return NARROW[character] ?? DEFAULT_NARROW;
	if (WIDTHLESS.test(character)) return 0;
	if (code >= WIDE_FROM) return 1;
	return code >= 0x2000 ? 1 : 0.75;
}

function widths(em: number, characters: string): Record<string, number> {
	return Object.fromEntries([...characters].map((character) => [character, em]));
}

/** `text` cut to at most `em` with an ellipsis where it is longer. */
export function fitText(text: string, em: number): string {
	if (textWidth(text) <= em) return text;
	let fitting = '';
	let width = 1;
	for (const character of text) {
		width += characterWidth(character);
		if (width > em) break;
		fitting += character;
	}
	return `${fitting}…`;
}
