/** A page of fixed layout shows pieces of text at their places, and lines. */

/** A piece of text in one line; all lengths in points, `y` upwards from the foot of the page. */
export interface TextPiece {
	text: string;
	left: number;
	right: number;
	/** Base of the line that the characters are on. */
	base: number;
	height: number;
	/** Id of its content in the structure tree, where the file has one and it was asked for. */
	mark?: string;
}

/** A line that is drawn straight up or across. */
export interface RulingLine {
	isVertical: boolean;
	/** Its x where it is vertical, else its y. */
	at: number;
	from: number;
	to: number;
}

export type Point = [x: number, y: number];

export interface PathBounds {
	left: number;
	right: number;
	low: number;
	high: number;
}

/** The least upright box around points, of which a path may have any number. */
export function boundsOf(points: readonly Point[]): PathBounds {
	const bounds = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
	for (const [x, y] of points) {
		bounds.left = Math.min(bounds.left, x);
		bounds.right = Math.max(bounds.right, x);
		bounds.low = Math.min(bounds.low, y);
		bounds.high = Math.max(bounds.high, y);
	}
	return bounds;
}

/** Lines shorter than this are parts of characters or dashes. */
const MIN_LENGTH = 4;

/** Filled shapes thinner than this are lines. */
const MAX_THICKNESS = 3;

/** Adds the lines that join the points of a path. */
export function addStroke(rules: RulingLine[], points: readonly Point[]): void {
	points.slice(1).forEach((to, index) => {
		const from = points[index];
		if (from) addRule(rules, from, to);
	});
}

/** A thin filled box is a line; of a larger one, which shades a cell, the edges are none. */
export function addFill(rules: RulingLine[], points: readonly Point[]): void {
	if (points.length < 4) return;
	const { left, right, low, high } = boundsOf(points);
	if (right - left <= MAX_THICKNESS)
		addRule(rules, [(left + right) / 2, low], [(left + right) / 2, high]);
	else if (high - low <= MAX_THICKNESS)
		addRule(rules, [left, (low + high) / 2], [right, (low + high) / 2]);
}

/** Adds a line that is drawn straight up or across; a slanting one rules no table. */
function addRule(rules: RulingLine[], [x1, y1]: Point, [x2, y2]: Point): void {
	const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
	if (width < 1 && height >= MIN_LENGTH)
		rules.push({
			isVertical: true,
			at: (x1 + x2) / 2,
			from: Math.min(y1, y2),
			to: Math.max(y1, y2)
		});
	else if (height < 1 && width >= MIN_LENGTH)
		rules.push({
			isVertical: false,
			at: (y1 + y2) / 2,
			from: Math.min(x1, x2),
			to: Math.max(x1, x2)
		});
}
