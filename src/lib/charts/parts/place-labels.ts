/**
 * Puts the words of dots and lines where they can be read, once a chart has been laid out: within the drawing, and over no
 * other words or dots. The words of a dot go to another of its sides, else away, for the table has them; what the reader
 * chose is named even over dots. Names at the ends of lines move apart. What stands elsewhere (axes, keys, bars) stays, and
 * the others give way to it. Words wider than the bar they stand in are taken away.
 */
import type { ECharts } from '../echarts.ts';

const OPPOSITE = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;
type Side = keyof typeof OPPOSITE;
const SIDES = Object.keys(OPPOSITE) as Side[];

/** Between two lines of words, in CSS pixels. */
const LEAST_GAP = 3;

/** CSS pixels of the drawing. */
interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The drawing library's rectangle of a text, in the text's own coordinates. */
interface OwnRect extends Rect {
	clone: () => OwnRect;
	applyTransform: (matrix: number[] | null | undefined) => void;
}

/** A text of the drawing library, as far as it is used here. */
interface LabelText {
	type: 'text';
	ignore: boolean;
	invisible?: boolean;
	y: number;
	style: { text?: string; fontWeight?: string | number };
	transform?: number[] | null;
	getBoundingRect: () => OwnRect;
	updateTransform: () => void;
	dirty: () => void;
}

/** A shape that words may belong to. */
interface LabelledShape {
	type: string;
	/** Dots and other symbols have one. */
	shape?: { symbolType?: string };
	textConfig?: { position?: unknown };
	transform?: number[] | null;
	getBoundingRect: () => OwnRect;
	getTextContent: () => LabelText | undefined;
	setTextConfig: (config: { position: Side }) => void;
	updateInnerText: (force: boolean) => void;
}

/** Changes the labels of a chart that has been laid out. */
export function placeLabels(chart: ECharts): void {
	const drawing = { x: 0, y: 0, width: chart.getWidth(), height: chart.getHeight() };
	const { fixed, ofDots, ofEnds, dots } = labelsOf(chart);
	const taken = fixed.map(rectOf);
	taken.push(...spreadEnds(ofEnds, taken, drawing));
	for (const { shape, words } of ofDots) {
		const others = isBold(words) ? [] : dots.filter((dot) => dot.shape !== shape);
		const rect = place({ shape, words }, [...taken, ...others.map((dot) => dot.rect)], drawing);
		if (rect) taken.push(rect);
	}
}

function labelsOf(chart: ECharts) {
	const { storage } = chart.getZr();
	const fixed: LabelText[] = [];
	const ofDots: { shape: LabelledShape; words: LabelText }[] = [];
	const ofEnds: LabelText[] = [];
	const dots: { shape: LabelledShape; rect: Rect }[] = [];
	// Brings every shape to its place.
	storage.getDisplayList(true);
	storage.traverse((element) => {
		const shape = element as unknown as LabelledShape;
		if (shape.shape?.symbolType) dots.push({ shape, rect: inDrawing(shape) });
		const words =
			shape.type === 'text' ? (element as unknown as LabelText) : shape.getTextContent();
		if (!words?.style.text || words.ignore || words.invisible) return;
		if (isWiderThanBar(words, shape)) words.ignore = true;
		else if (sideOf(shape) && shape.type !== 'rect') ofDots.push({ shape, words });
		else if (shape.type === 'ec-polyline') ofEnds.push(words);
		else fixed.push(words);
	});
	return { fixed, ofDots: ofDots.toSorted(byWeight), ofEnds, dots };
}

function isWiderThanBar(words: LabelText, bar: LabelledShape): boolean {
	if (bar.type !== 'rect' || bar.textConfig?.position !== 'inside') return false;
	return rectOf(words).width > inDrawing(bar).width;
}

function sideOf({ textConfig }: LabelledShape): Side | null {
	return SIDES.find((side) => side === textConfig?.position) ?? null;
}

/** Orders words by weight: the reader's choice first, then from the right, where the largest and the latest stand. */
function byWeight(one: { words: LabelText }, other: { words: LabelText }): number {
	const bold = ({ words }: { words: LabelText }) => Number(isBold(words));
	return bold(other) - bold(one) || rectOf(other.words).x - rectOf(one.words).x;
}

const isBold = ({ style }: LabelText) => style.fontWeight === 'bold';

function rectOf(words: LabelText): Rect {
	words.updateTransform();
	return inDrawing(words);
}

function inDrawing(element: Pick<LabelledShape, 'getBoundingRect' | 'transform'>): Rect {
	const rect = element.getBoundingRect().clone();
	rect.applyTransform(element.transform);
	return rect;
}

/** The place that the words of a dot were given; null where they were taken away. */
function place(
	{ shape, words }: { shape: LabelledShape; words: LabelText },
	taken: readonly Rect[],
	drawing: Rect
): Rect | null {
	const own = sideOf(shape) ?? 'right';
	for (const side of new Set<Side>([own, OPPOSITE[own], ...SIDES])) {
		shape.setTextConfig({ position: side });
		shape.updateInnerText(true);
		const rect = rectOf(words);
		if (isWithin(rect, drawing) && !taken.some((other) => meet(rect, other))) return rect;
	}
	words.ignore = true;
	return null;
}

function isWithin(rect: Rect, drawing: Rect): boolean {
	return (
		rect.x >= 0 &&
		rect.y >= 0 &&
		rect.x + rect.width <= drawing.width &&
		rect.y + rect.height <= drawing.height
	);
}

function meet(one: Rect, other: Rect): boolean {
	return meetAcross(one, other) && one.y < bottomOf(other) && other.y < bottomOf(one);
}

function meetAcross(one: Rect, other: Rect): boolean {
	return one.x < other.x + other.width && other.x < one.x + one.width;
}

const bottomOf = ({ y, height }: Rect) => y + height;

/** Moves the names at the ends of lines up or down as little as keeps them apart, between the words above and below. */
function spreadEnds(ends: readonly LabelText[], fixed: readonly Rect[], drawing: Rect): Rect[] {
	const names = ends
		.map((words) => ({ words, rect: rectOf(words) }))
		.sort((one, other) => one.rect.y - other.rect.y);
	const inTheWay = fixed.filter((rect) => names.some((name) => meetAcross(name.rect, rect)));
	const middle = drawing.height / 2;
	const top = Math.max(0, ...inTheWay.map(bottomOf).filter((bottom) => bottom < middle));
	const bottom = Math.min(
		drawing.height,
		...inTheWay.map((rect) => rect.y).filter((edge) => edge > middle)
	);
	const tops = apart(
		names.map(({ rect }) => rect),
		top,
		bottom
	);
	return names.map(({ words, rect }, at) => {
		const y = tops[at] ?? rect.y;
		words.y += y - rect.y;
		words.dirty();
		return { ...rect, y };
	});
}

/** New tops for rectangles in order from the top: pushed down where two meet, then up again from the bottom. */
function apart(rects: readonly Rect[], top: number, bottom: number): number[] {
	const tops: number[] = [];
	let edge = top;
	for (const { y, height } of rects) {
		tops.push(Math.max(y, edge));
		edge = (tops.at(-1) ?? 0) + height + LEAST_GAP;
	}
	edge = bottom;
	for (const [at, { height }] of [...rects.entries()].reverse()) {
		tops[at] = Math.min(tops[at] ?? 0, edge - height);
		edge = (tops[at] ?? 0) - LEAST_GAP;
	}
	return tops;
}
