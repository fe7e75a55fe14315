/** Reads what a page of a PDF file shows, as `pdfjs-dist` gives it: pieces of text, and the lines that are drawn. */
import type { PDFPageProxy } from 'pdfjs-dist';
import { DocumentError } from '../document-error.ts';
import { MAX_CLIPS } from './cut-texts.ts';
import { Layers, type LayerSettings } from './layers.ts';
import { PageColours } from './page-colours.ts';
import { IDENTITY, multiply, type Matrix } from '../page/matrix.ts';
import { addFill, addStroke } from '../page/shown.ts';
import type { Point, RulingLine, TextPiece } from '../page/shown.ts';

const MAX_RULES = 20_000;

export interface PageContent {
	pieces: TextPiece[];
	rules: RulingLine[];
	/** Text that is neither along nor across the other, such as a watermark; it is left out. */
	slanted: string;
}

type TextItem = Extract<
	Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items'][number],
	{ str: string }
>;

/**
 * Texts that are seen.
 * @param isMarked whether they bear the ids of their content in the structure tree; page numbers and the like, which are
 * artifacts, have none
 */
async function readItems(
	page: PDFPageProxy,
	isMarked: boolean
): Promise<(TextItem & { mark?: string })[]> {
	const { items } = await page.getTextContent({ includeMarkedContent: isMarked });
	const marks: { id: string; isArtifact: boolean }[] = [];
	return items.flatMap((item) => {
		if (!('str' in item)) {
			// The types of the library leave out the tag.
			const { type, id = '', tag } = item as { type: string; id?: string; tag?: string };
			if (type === 'endMarkedContent') marks.pop();
			else marks.push({ id: id || (marks.at(-1)?.id ?? ''), isArtifact: tag === 'Artifact' });
			return [];
		}
		if (item.str.trim() === '' || marks.some(({ isArtifact }) => isArtifact)) return [];
		return [isMarked ? { ...item, mark: marks.at(-1)?.id ?? '' } : item];
	});
}

/** Reads a page. Where its text goes up or down the page, as in a table that was printed across, the page is turned. */
export async function readPage(
	page: PDFPageProxy,
	codes: Readonly<Record<string, number>>,
	settings: LayerSettings
): Promise<PageContent> {
	const { turn, ...texts } = await readTexts(page, false);
	return { ...texts, rules: await readRules(page, new Layers(codes, settings), codes, turn) };
}

/** Reads the texts alone, with the turn of the page. @param isMarked as for {@link readItems} */
export async function readTexts(
	page: PDFPageProxy,
	isMarked: boolean
): Promise<Omit<PageContent, 'rules'> & { turn: Matrix }> {
	const items = await readItems(page, isMarked);
	const written = items.map((item) => ({ ...item, matrix: item.transform as Matrix }));
	const [slanted, straight] = split(written, ({ matrix }) => isSlanted(matrix));
	const turn = turnOf(straight[0]?.matrix);
	const pieces = straight.map(({ str, matrix, width, height, mark }): TextPiece => {
		const [a, b, , , left, base] = multiply(turn, matrix);
		if (a <= Math.abs(b))
			throw new DocumentError(
				'pdf_rotated_text',
				`PDF 第 ${page.pageNumber} 页有旋转的文字“${str.slice(0, 20)}”，应与其他文字同向，未读取；请报送原来的 .docx 或 .xlsx 文件。`
			);
		const piece = { text: str, left, right: left + width, base, height };
		return mark === undefined ? piece : { ...piece, mark };
	});
	return {
		pieces,
		turn,
		slanted: slanted.map(({ str }) => str.trim()).join('')
	};
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
	return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function isSlanted([a, b]: Matrix): boolean {
	return Math.min(Math.abs(a), Math.abs(b)) > Math.max(Math.abs(a), Math.abs(b)) / 10;
}

/** The turn after which text of this direction goes from left to right. */
function turnOf([a, b]: Matrix = IDENTITY): Matrix {
	if (Math.abs(b) > Math.abs(a)) return b > 0 ? [0, -1, 1, 0, 0, 0] : [0, 1, -1, 0, 0, 0];
	return a < 0 ? [-1, 0, 0, -1, 0, 0] : IDENTITY;
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

async function readRules(
	page: PDFPageProxy,
	layers: Layers,
	codes: Readonly<Record<string, number>>,
	turn: Matrix
): Promise<RulingLine[]> {
	const { fnArray, argsArray } = await page.getOperatorList();
	const rules: RulingLine[] = [];
	const stack: { matrix: Matrix; mode: number }[] = [];
	let matrix = turn;
	let mode = 0;
	const strokes = new Set([
		codes.stroke,
		codes.closeStroke,
		codes.fillStroke,
		codes.eoFillStroke,
		codes.closeFillStroke
	]);
	const fills = new Set([codes.fill, codes.eoFill]);
	const ink = new PageColours(codes);
	fnArray.forEach((code, index) => {
		const args = argsArray[index] as unknown[] | null;
		layers.take(code, args);
		if (code === codes.save || code === codes.paintFormXObjectBegin) stack.push({ matrix, mode });
		if (code === codes.restore || code === codes.paintFormXObjectEnd)
			({ matrix, mode } = stack.pop() ?? { matrix, mode });
		if (code === codes.transform) matrix = multiply(matrix, args as unknown as Matrix);
		if (code === codes.paintFormXObjectBegin && Array.isArray(args?.[0]))
			matrix = multiply(matrix, args[0] as unknown as Matrix);
		if (code === codes.beginAnnotation) {
			stack.push({ matrix, mode });
			const [, , place, rotation] = args as [unknown, unknown, Matrix, Matrix];
			({ matrix, mode } = { matrix: multiply(multiply(turn, place), rotation), mode: 0 });
		}
		if (code === codes.endAnnotation) ({ matrix, mode } = stack.pop() ?? { matrix, mode });
		ink.take(code, args, matrix);
		if (code === codes.setTextRenderingMode) mode = args?.[0] as number;
		if (code === codes.showText) {
			const glyphs = glyphsOf(args);
			if (layers.isOff && glyphs.some(isInk)) throw textOfLayer(page.pageNumber, glyphs);
			if (UNSEEN.has(mode) && glyphs.some(isInk)) throw unseenText(page.pageNumber);
			if (glyphs.some(isOnlyNumber)) throw unknownCharacters(page.pageNumber);
		}
		if (code !== codes.constructPath || !args || layers.isOff) return;
		const path = (args[1] as (ArrayLike<number> | null)[])[0];
		if (!path) return;
		const paint = args[0] as number;
		if (strokes.has(paint)) for (const points of subpaths(path, matrix)) addStroke(rules, points);
		else if (fills.has(paint)) for (const points of subpaths(path, matrix)) addFill(rules, points);
		if (rules.length > MAX_RULES) throw tooManyRules(page.pageNumber);
	});
	if (ink.unseen !== null) throw unseenInk(page.pageNumber, ink.unseen);
	if (ink.cut.isTooMany) throw tooManyClips(page.pageNumber);
	const cut = ink.cut.firstIn(rules);
	if (cut !== null) throw cutText(page.pageNumber, cut);
	return rules;
}

/** Modes of text that is not painted: scanners lay what they recognise in this way over the picture of a page. */
const UNSEEN = new Set([3, 7]);

interface PaintedGlyph {
	unicode?: string;
}

/** The glyphs that an operator shows, without the gaps between them. */
function glyphsOf(args: unknown[] | null): PaintedGlyph[] {
	return ((args?.[0] ?? []) as (PaintedGlyph | number)[]).filter(
		(glyph) => typeof glyph === 'object'
	);
}

function isInk({ unicode = '' }: PaintedGlyph): boolean {
	return unicode.trim() !== '';
}

/** Some programs pad texts with these: nothing at all, tabs and ends of lines. */
const PADDING = new Set(['\0', '\t', '\n', '\r']);

/**
 * Where a font does not say which characters its glyphs are, the library gives the number of the glyph as the character:
 * 12 may be printed and 45 read. The lowest numbers are those of control characters, which gives the font away.
 */
function isOnlyNumber({ unicode = '' }: PaintedGlyph): boolean {
	return unicode !== '' && unicode < ' ' && !PADDING.has(unicode);
}

function unknownCharacters(page: number): DocumentError {
	return new DocumentError(
		'pdf_unknown_characters',
		`PDF 第 ${page} 页有一种字体没有注明各字形是什么字，读出的文字和数值不是所印的，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

function unseenText(page: number): DocumentError {
	return new DocumentError(
		'pdf_unseen_text',
		`PDF 第 ${page} 页的文字是看不见的文字层（多半由扫描识别得来，可能与图像不符），应是看得见的文字，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

function textOfLayer(page: number, glyphs: readonly PaintedGlyph[]): DocumentError {
	const text = glyphs.map(({ unicode = '' }) => unicode).join('');
	return new DocumentError(
		'pdf_unseen_text',
		`PDF 第 ${page} 页的文字“${text.trim().slice(0, 20)}”在关闭的图层里，看不见也印不出来，应是看得见的文字，未读取；请删除该图层后重新生成，或报送原来的 .docx 或 .xlsx 文件。`
	);
}

function unseenInk(page: number, text: string): DocumentError {
	return new DocumentError(
		'pdf_unseen_text',
		`PDF 第 ${page} 页的文字“${text.trim().slice(0, 20)}”与底色相同或被遮住，看不见，应是看得见的文字，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

function cutText(page: number, text: string): DocumentError {
	return new DocumentError(
		'pdf_cut_text',
		`PDF 第 ${page} 页表格里的“${text.trim().slice(-20)}”写满了单元格，后面的字可能被截去，应完整地在一个单元格里，未读取；请加宽该列或设为自动换行后重新生成，或报送原来的 .docx 或 .xlsx 文件。`
	);
}

function tooManyClips(page: number): DocumentError {
	return new DocumentError(
		'pdf_too_complex',
		`PDF 第 ${page} 页被裁剪的文字超过 ${MAX_CLIPS} 处，不像一份报表，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

function tooManyRules(page: number): DocumentError {
	return new DocumentError(
		'pdf_too_complex',
		`PDF 第 ${page} 页的线条超过 ${MAX_RULES} 条，不像一份报表，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

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
