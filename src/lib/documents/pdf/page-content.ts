/** Reads what a page of a PDF file shows, as `pdfjs-dist` gives it: pieces of text, and the lines that are drawn. */
import type { PDFPageProxy } from 'pdfjs-dist';
import { DocumentError } from '../document-error.ts';

/** A piece of text in one line; all lengths in points, `y` upwards from the foot of the page. */
export interface TextPiece {
	text: string;
	left: number;
	right: number;
	/** Of the line that the characters are on. */
	base: number;
	height: number;
}

/** A line that is drawn straight up or across. */
export interface RulingLine {
	isVertical: boolean;
	/** Its x where it is vertical, else its y. */
	at: number;
	from: number;
	to: number;
}

type Matrix = [number, number, number, number, number, number];

/** Filled shapes thinner than this are lines. */
const MAX_THICKNESS = 3;
/** Lines shorter than this are parts of characters or dashes. */
const MIN_LENGTH = 4;
const MAX_RULES = 20_000;

export async function readPieces(page: PDFPageProxy): Promise<TextPiece[]> {
	const { items } = await page.getTextContent();
	return items.flatMap((item): TextPiece[] => {
		if (!('str' in item) || item.str.trim() === '') return [];
		const [a = 0, b = 0, , , left = 0, base = 0] = item.transform as number[];
		if (Math.abs(b) > Math.abs(a) / 10)
			throw new DocumentError(
				'pdf_rotated_text',
				`PDF 第 ${page.pageNumber} 页有旋转的文字“${item.str.slice(0, 20)}”，应是横排的文字，未读取；请报送原来的 .docx 或 .xlsx 文件。`
			);
		return [{ text: item.str, left, right: left + item.width, base, height: item.height }];
	});
}

/** Codes of the drawing steps in a path. */
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;
const STEP_LENGTHS = new Map([
	[MOVE, 2],
	[LINE, 2],
	[CURVE, 6],
	[QUADRATIC, 4],
	[CLOSE, 0]
]);

export async function readRules(
	page: PDFPageProxy,
	codes: Readonly<Record<string, number>>
): Promise<RulingLine[]> {
	const { fnArray, argsArray } = await page.getOperatorList();
	const rules: RulingLine[] = [];
	const stack: Matrix[] = [];
	let matrix: Matrix = [1, 0, 0, 1, 0, 0];
	const strokes = new Set([
		codes.stroke,
		codes.closeStroke,
		codes.fillStroke,
		codes.eoFillStroke,
		codes.closeFillStroke
	]);
	const fills = new Set([codes.fill, codes.eoFill]);
	fnArray.forEach((code, index) => {
		const args = argsArray[index] as unknown[] | null;
		if (code === codes.save || code === codes.paintFormXObjectBegin) stack.push(matrix);
		if (code === codes.restore || code === codes.paintFormXObjectEnd)
			matrix = stack.pop() ?? matrix;
		if (code === codes.transform) matrix = multiply(matrix, args as unknown as Matrix);
		if (code === codes.paintFormXObjectBegin && Array.isArray(args?.[0]))
			matrix = multiply(matrix, args[0] as unknown as Matrix);
		if (code !== codes.constructPath || !args) return;
		const path = (args[1] as (ArrayLike<number> | null)[])[0];
		if (!path) return;
		if (strokes.has(args[0] as number)) addStrokes(rules, path, matrix);
		else if (fills.has(args[0] as number)) addFills(rules, path, matrix);
		if (rules.length > MAX_RULES) throw tooManyRules(page.pageNumber);
	});
	return rules;
}

function tooManyRules(page: number): DocumentError {
	return new DocumentError(
		'pdf_too_complex',
		`PDF 第 ${page} 页的线条超过 ${MAX_RULES} 条，不像一份报表，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

function multiply(m: Matrix, n: Matrix): Matrix {
	return [
		m[0] * n[0] + m[2] * n[1],
		m[1] * n[0] + m[3] * n[1],
		m[0] * n[2] + m[2] * n[3],
		m[1] * n[2] + m[3] * n[3],
		m[0] * n[4] + m[2] * n[5] + m[4],
		m[1] * n[4] + m[3] * n[5] + m[5]
	];
}

type Point = [x: number, y: number];

/** The subpaths of a path as the points that its straight steps join; curves end a subpath. */
function subpaths(path: ArrayLike<number>, matrix: Matrix): Point[][] {
	const paths: Point[][] = [];
	for (let at = 0; at < path.length;) {
		const step = path[at] ?? CLOSE;
		const length = STEP_LENGTHS.get(step);
		if (length === undefined) return paths;
		const current = paths.at(-1);
		if (step === CLOSE && current?.[0]) current.push(current[0]);
		else if (length > 0) {
			const x = path[at + length - 1] ?? 0;
			const y = path[at + length] ?? 0;
			const point: Point = [
				matrix[0] * x + matrix[2] * y + matrix[4],
				matrix[1] * x + matrix[3] * y + matrix[5]
			];
			if (step === LINE && current) current.push(point);
			else paths.push([point]);
		}
		at += length + 1;
	}
	return paths;
}

function addStrokes(rules: RulingLine[], path: ArrayLike<number>, matrix: Matrix): void {
	for (const points of subpaths(path, matrix))
		points.slice(1).forEach((to, index) => {
			const from = points[index];
			if (from) addRule(rules, from, to);
		});
}

/** A thin filled box is a line; of a larger one, which shades a cell, the edges are none. */
function addFills(rules: RulingLine[], path: ArrayLike<number>, matrix: Matrix): void {
	for (const points of subpaths(path, matrix)) {
		if (points.length < 4) continue;
		const xs = points.map(([x]) => x);
		const ys = points.map(([, y]) => y);
		const [left, right] = [Math.min(...xs), Math.max(...xs)];
		const [low, high] = [Math.min(...ys), Math.max(...ys)];
		if (right - left <= MAX_THICKNESS)
			addRule(rules, [(left + right) / 2, low], [(left + right) / 2, high]);
		else if (high - low <= MAX_THICKNESS)
			addRule(rules, [left, (low + high) / 2], [right, (low + high) / 2]);
	}
}

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
