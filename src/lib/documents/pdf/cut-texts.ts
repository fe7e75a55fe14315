/**
 * Texts that their cells cut off. A spreadsheet program or browser that prints to PDF leaves out the characters that have
 * no room in a cell, and clips the rest to it: `某县人力资源和社会` is left of the name of a bureau.
 */
import type { PathBounds, RulingLine } from '../page/shown.ts';

interface ClippedLine {
	text: string;
	left: number;
	right: number;
	base: number;
	height: number;
	/** The clip holds further lines: words that had no room went on below. */
	isBroken: boolean;
}

/**
 * Beside what is left of a text there is at most the margin of the cell, 1 pt on either side; a column as wide as its
 * longest text leaves 3 pt and more.
 */
const LEAST_ROOM = 2.5;
/** A browser leaves the last character that has room in part: it reaches over the clip, by more than what rounding leaves. */
const OVER = 0.1;
/** The sides of a cell and of the clip to it are no further apart. */
const SAME_LINE = 3;
/** Clips of a page: more than a page of small print has cells. */
export const MAX_CLIPS = 20_000;

export class CutTexts {
	/** The line of text in each clip. */
	readonly #lines = new Map<PathBounds, ClippedLine>();

	/** Adds a text that is drawn within the clip. */
	add(clip: PathBounds, text: Omit<ClippedLine, 'isBroken'>): void {
		const line = this.#lines.get(clip);
		if (!line) {
			if (this.isTooMany) return;
			this.#lines.set(clip, { ...text, isBroken: false });
			return;
		}
		line.isBroken ||= Math.abs(line.base - text.base) > line.height / 2;
		line.text += text.text;
		line.left = Math.min(line.left, text.left);
		line.right = Math.max(line.right, text.right);
	}

	/** True where the page has more clips than are looked at. */
	get isTooMany(): boolean {
		return this.#lines.size >= MAX_CLIPS;
	}

	/** The first text that fills a cell from margin to margin, or reaches over its side; null where there is none. */
	firstIn(rules: readonly RulingLine[]): string | null {
		// The cells of a table without lines are seen by their clips alone.
		const hasSides = rules.some(({ isVertical }) => isVertical);
		for (const [{ left, right }, line] of this.#lines) {
			const room = right - left - (line.right - line.left);
			const isSide = (at: number): boolean =>
				rules.some(
					(rule) =>
						rule.isVertical &&
						Math.abs(rule.at - at) < SAME_LINE &&
						rule.from < line.base &&
						rule.to > line.base
				);
			const isOver =
				(line.right - right > OVER && (!hasSides || isSide(right))) ||
				(left - line.left > OVER && (!hasSides || isSide(left)));
			if (isOver) return line.text;
			if (!line.isBroken && room < LEAST_ROOM && isSide(left) && isSide(right)) return line.text;
		}
		return null;
	}
}
