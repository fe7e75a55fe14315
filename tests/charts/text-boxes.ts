/** Where the words of a drawing stand, by the widths that the layout itself uses. */
import { textWidth } from '#lib/charts/parts/text-width.ts';

/** CSS pixels of the drawing. */
export interface TextBox {
	text: string;
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** Height of a character's ink, in em: a Chinese one leaves a little of its square empty. */
const INK_HEIGHT = 0.9;
const DEFAULT_SIZE = 12;

/** The texts of a drawing made by `renderSvg`; blank ones are left out. */
export function textBoxesOf(svg: string): TextBox[] {
	return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].flatMap(
		([, attributes = '', written = '']) => {
			const text = written.replace(/&#?\w+;/g, 'x');
			return text.trim() === '' ? [] : [boxOf(text, attributes)];
		}
	);
}

/** The share of a text's width that stands left of its place, by its anchor. */
const LEFT_OF: Readonly<Record<string, number>> = { start: 0, middle: 0.5, end: 1 };

function boxOf(text: string, attributes: string): TextBox {
	const number = (pattern: RegExp) => Number(pattern.exec(attributes)?.[1] ?? 0);
	const size = number(/font-size="([\d.]+)/) || DEFAULT_SIZE;
	const x = number(/translate\(([-\d.]+)/) + number(/ x="([-\d.]+)"/);
	const y = number(/translate\([-\d.]+[ ,]+([-\d.]+)/) + number(/ y="([-\d.]+)"/);
	const width = textWidth(text) * size;
	const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
	const left = x - width * (LEFT_OF[anchor] ?? 0);
	const height = size * INK_HEIGHT;
	const isHanging = attributes.includes('dominant-baseline="alphabetic"');
	const top = isHanging ? y - height : y - height / 2;
	return { text, left, right: left + width, top, bottom: top + height };
}

/** So far may two texts come into each other, in CSS pixels: drawings are rounded to tenths, widths are upper bounds. */
const TOLERANCE = 1;

/** Pairs of texts that lie over each other, e.g. `2022 × 3.0%`. */
export function overlapsIn(boxes: readonly TextBox[]): string[] {
	return boxes.flatMap((one, at) =>
		boxes
			.slice(at + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `${one.text} × ${other.text}`)
	);
}

function overlap(one: TextBox, other: TextBox): boolean {
	return (
		Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOLERANCE &&
		Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOLERANCE
	);
}

/** Texts that reach beyond the drawing's edges. */
export function outsideOf(boxes: readonly TextBox[], width: number, height: number): TextBox[] {
	return boxes.filter(
		({ left, right, top, bottom }) =>
			left < -TOLERANCE ||
			right > width + TOLERANCE ||
			top < -TOLERANCE ||
			bottom > height + TOLERANCE
	);
}
