/**
 * Follows the colours of a PDF page in the order of its drawing, and finds the text that nobody sees: in the colour of its
 * ground, under a box of the colour of paper, or outside of the clip. A ground of pictures, patterns and shades is not known.
 */
import { boundsOf } from '../page/shown.ts';
import type { PathBounds, Point } from '../page/shown.ts';
import { colourIn, isUnseen, PAPER, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import { IDENTITY, multiply, type Matrix } from '../page/matrix.ts';
import { CutTexts } from './cut-texts.ts';

type Codes = Readonly<Record<string, number>>;
type Glyph = { unicode?: string; width?: number } | number;

interface InkBox extends PathBounds {
	colour: Colour;
}

interface InkState {
	fill: Colour;
	clip: InkBox | null;
}

interface InkText {
	text: string;
	x: number;
	y: number;
}

/** The last boxes of a page that are kept. */
const MOST_BOXES = 5_000;
/** The state at the start of a page, and of each field or note that lies over it. */
const START: InkState = { fill: 0, clip: null };

export class PageColours {
	/** The first text that nobody sees. */
	unseen: string | null = null;
	readonly cut = new CutTexts();
	readonly #takers: ReadonlyMap<number | undefined, (args: unknown[], matrix: Matrix) => void>;
	readonly #stack: InkState[] = [];
	#state: InkState = { ...START };
	#boxes: InkBox[] = [];
	#texts: InkText[] = [];
	#clips = false;
	#line: Matrix = IDENTITY;
	#at: Matrix = IDENTITY;
	#size = 1;
	#leading = 0;
	readonly #fills: ReadonlySet<number | undefined>;

	constructor(codes: Codes) {
		const unknownFill = () => (this.#state.fill = UNKNOWN_GROUND);
		const save = () => this.#stack.push({ ...this.#state });
		const restore = () => (this.#state = this.#stack.pop() ?? this.#state);
		const picture = (_: unknown[], matrix: Matrix) =>
			this.#addBox([0, 0, 1, 1], matrix, UNKNOWN_GROUND);
		this.#fills = new Set([
			codes.fill,
			codes.eoFill,
			codes.fillStroke,
			codes.eoFillStroke,
			codes.closeFillStroke
		]);
		this.#takers = new Map<number | undefined, (args: unknown[], matrix: Matrix) => void>([
			[codes.save, save],
			[codes.restore, restore],
			[codes.paintFormXObjectBegin, save],
			[codes.paintFormXObjectEnd, restore],
			[codes.beginAnnotation, () => (save(), (this.#state = { ...START }))],
			[codes.endAnnotation, restore],
			[
				codes.setFillRGBColor,
				([colour]) => (this.#state.fill = colourIn(colour as string) ?? UNKNOWN_GROUND)
			],
			[codes.setFillColorN, unknownFill],
			[codes.setFillTransparent, unknownFill],
			[codes.clip, () => (this.#clips = true)],
			[codes.eoClip, () => (this.#clips = true)],
			[codes.constructPath, (args, matrix) => this.#takePath(args, matrix)],
			[codes.paintImageXObject, picture],
			[codes.paintInlineImageXObject, picture],
			[codes.paintImageMaskXObject, picture],
			[
				codes.shadingFill,
				() => this.#add({ ...EVERYWHERE, ...this.#state.clip, colour: UNKNOWN_GROUND })
			],
			[codes.beginText, () => (this.#at = this.#line = IDENTITY)],
			[codes.setFont, ([, size]) => (this.#size = Number(size))],
			[codes.setLeading, ([leading]) => (this.#leading = -Number(leading))],
			[codes.setLeadingMoveText, ([x, y]) => this.#move(Number(x), (this.#leading = Number(y)))],
			[codes.moveText, ([x, y]) => this.#move(Number(x), Number(y))],
			[codes.nextLine, () => this.#move(0, this.#leading)],
			[codes.setTextMatrix, (args) => (this.#at = this.#line = matrixIn(args))],
			[codes.showText, ([glyphs], matrix) => this.#show(glyphs as Glyph[], matrix)]
		]);
	}

	/** @param matrix in force for what is drawn */
	take(code: number | undefined, args: unknown[] | null, matrix: Matrix): void {
		this.#takers.get(code)?.(args ?? [], matrix);
	}

	#move(x: number, y: number): void {
		this.#at = this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
	}

	#takePath([paint, , bounds]: unknown[], matrix: Matrix): void {
		const box = Array.from((bounds ?? []) as ArrayLike<number>);
		if (this.#clips && box.length === 4)
			this.#state.clip = within(placed(box, matrix, 0), this.#state.clip);
		this.#clips = false;
		if (box.length === 4 && this.#fills.has(paint as number))
			this.#addBox(box, matrix, this.#state.fill);
	}

	#addBox(box: readonly number[], matrix: Matrix, colour: Colour): void {
		this.#add(within(placed(box, matrix, colour), this.#state.clip));
	}

	#add(box: InkBox): void {
		const isPaper = isUnseen({ colour: box.colour, points: null }, PAPER);
		const covered = isPaper ? this.#texts.find((text) => isInside(text, box)) : undefined;
		if (covered) this.unseen ??= covered.text;
		this.#boxes.push(box);
		if (this.#boxes.length > MOST_BOXES) this.#boxes = this.#boxes.slice(-MOST_BOXES / 2);
	}

	#show(glyphs: readonly Glyph[], matrix: Matrix): void {
		const text = glyphs
			.map((glyph) => (typeof glyph === 'object' ? (glyph.unicode ?? '') : ''))
			.join('');
		const start = multiply(matrix, this.#at);
		const [a, b, c, d, e, f] = start;
		const [dx, dy] = [this.#size / 4, this.#size / 3];
		const point = { text, x: a * dx + c * dy + e, y: b * dx + d * dy + f };
		if (text.trim() !== '') {
			const ground = this.#boxes.findLast((box) => isInside(point, box))?.colour ?? PAPER;
			if (isUnseen({ colour: this.#state.fill, points: null }, ground)) this.unseen ??= text;
			this.#texts.push(point);
		}
		const advance = glyphs.reduce<number>(
			(sum, glyph) => sum + (typeof glyph === 'number' ? -glyph : (glyph.width ?? 0)),
			0
		);
		const width = (advance * this.#size) / 1000;
		const { clip } = this.#state;
		if (clip && text.trim() !== '') {
			const right = e + a * width;
			const isOutside =
				point.y < clip.low || point.y > clip.high || right < clip.left || e > clip.right;
			if (isOutside) this.unseen ??= text;
			this.cut.add(clip, { text, left: e, right, base: f, height: Math.abs(d) * this.#size });
		}
		this.#at = multiply(this.#at, [1, 0, 0, 1, width, 0]);
	}
}

const EVERYWHERE: InkBox = {
	left: -Infinity,
	right: Infinity,
	low: -Infinity,
	high: Infinity,
	colour: 0
};

function matrixIn(args: unknown[]): Matrix {
	const values =
		typeof args[0] === 'number' ? args : Array.from((args[0] ?? []) as ArrayLike<number>);
	return values.length === 6 ? (values as Matrix) : IDENTITY;
}

function placed(
	[x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[],
	matrix: Matrix,
	colour: Colour
): InkBox {
	const [a, b, c, d, e, f] = matrix;
	const corners = [x1, x2].flatMap((x) =>
		[y1, y2].map((y): Point => [a * x + c * y + e, b * x + d * y + f])
	);
	return { ...boundsOf(corners), colour };
}

function within(box: InkBox, clip: InkBox | null): InkBox {
	if (!clip) return box;
	return {
		left: Math.max(box.left, clip.left),
		right: Math.min(box.right, clip.right),
		low: Math.max(box.low, clip.low),
		high: Math.min(box.high, clip.high),
		colour: box.colour
	};
}

function isInside({ x, y }: InkText, { left, right, low, high }: InkBox): boolean {
	return x > left && x < right && y > low && y < high;
}
