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

/** Longest name beside a dot, in em. */
export const LONGEST_LABEL = 12;

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

/** Below this, in em, an end beside the beginning would leave too little of either. */
const LEAST_TO_SPLIT = 8;
/** Share of the place that goes to the end. */
const END_SHARE = 0.4;

/**
 * `text` cut to at most `em` with an ellipsis where it is longer: in the middle, since names that begin alike
 * (人力资源和社会保障局, 人力资源和社会保障研究院) are told apart by their ends.
 */
export function fitText(text: string, em: number): string {
	if (textWidth(text) <= em) return text;
	const characters = [...text];
	const ending = em < LEAST_TO_SPLIT ? [] : fitting(characters.toReversed(), (em - 1) * END_SHARE);
	const end = ending.toReversed().join('');
	return `${fitting(characters, em - 1 - textWidth(end)).join('')}…${end}`;
}

function inLines(text: string, em: number): string[] {
	const lines: string[] = [];
	let rest = [...text];
	while (rest.length > 0) {
		const line = rest.slice(0, Math.max(1, fitting(rest, em).length));
		lines.push(line.join(''));
		rest = rest.slice(line.length);
	}
	return lines;
}

/**
 * `text` in lines of at most `em`, broken between any two characters, and in as few as that takes: where they can be,
 * all nearly as long, since a last line of a single character looks like a mistake.
 */
export function inEvenLines(text: string, em: number): string[] {
	const lines = inLines(text, em);
	const even = inLines(text, Math.max(textWidth(text) / lines.length, 1) + 0.5);
	return even.length === lines.length ? even : lines;
}

/** The first characters that take at most `em`. */
function fitting(characters: readonly string[], em: number): string[] {
	let width = 0;
	const after = characters.findIndex((character) => (width += characterWidth(character)) > em);
	return after < 0 ? [...characters] : characters.slice(0, after);
}
