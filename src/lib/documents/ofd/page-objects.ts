/** Collects what the XML of an OFD page draws: pieces of text, ruling lines and filled boxes, in the order of drawing. */
import { AUTOMATIC, rgb, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import { DocumentError } from '../document-error.ts';
import { addFill, addStroke } from '../page/shown.ts';
import type { Point, RulingLine, TextPiece } from '../page/shown.ts';
import { widthOf } from '../page/text-lines.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { distancesIn, matrixOf, numbersIn, onPage, subpathsIn, toPoints } from './coordinates.ts';
import { TextClips } from './text-clips.ts';
import { IDENTITY, multiply, type Matrix } from '../page/matrix.ts';

const MAX_RULES = 20_000;
/** A line of text has no more characters. */
const MOST_DISTANCES = 10_000;
/** A character that is further from the one before than this share of its size begins another piece. */
const APART = 0.6;

/** A thing that is drawn; an object made up of others is drawn from its resource. */
export type DrawnObject =
	| { kind: 'text'; piece: TextPiece; colour: Colour; isHidden: boolean }
	| { kind: 'box'; points: readonly Point[]; colour: Colour }
	| { kind: 'composite'; id: string; matrix: Matrix };

/** Colours of text and fills by the drawing parameters that name them. */
export type DrawParams = ReadonlyMap<string, Colour>;

interface Painted {
	colour: Colour;
	isHidden: boolean;
}

interface TextObject extends Painted {
	matrix: Matrix;
	size: number;
	/** The share of its width to which a character is drawn narrower. */
	scale: number;
	clips: TextClips | null;
}

/** The place of the next character, and the distances to the further ones. */
interface TextCode {
	x: number;
	y: number;
	across: number[];
	down: number[];
	text: string;
}

interface PathObject extends Painted {
	matrix: Matrix;
	isStroked: boolean;
	isFilled: boolean;
	data: string;
}

export class PageObjects implements XmlHandler {
	readonly drawn: DrawnObject[] = [];
	/** Texts that are neither along nor across the others, such as watermarks; they are left out. */
	readonly slanted: string[] = [];
	readonly rules: RulingLine[] = [];
	/** Ids of the templates below or above the page. */
	readonly templates: { id: string; isAbove: boolean }[] = [];
	/** `x y width height` of the paper in millimetres, where the page states it. */
	box: number[] | null = null;
	readonly #page: number;
	readonly #params: DrawParams;
	readonly #base: Matrix;
	/** Colours of the layers and blocks around; null for none of its own. */
	readonly #layers: (Colour | null)[] = [];
	#isBox = false;
	#object: TextObject | null = null;
	#code: TextCode | null = null;
	/** Start of the code before, in its object. */
	#start: Point = [0, 0];
	#path: PathObject | null = null;
	#inData = false;
	/** While the clips of a text are read. */
	#clips: TextClips | null = null;

	/** @param base where the objects are drawn, of those that another is made up of */
	constructor(page: number, params: DrawParams, base = IDENTITY) {
		this.#page = page;
		this.#params = params;
		this.#base = base;
	}

	open(name: string, attribute: XmlAttributes): 'skip' | undefined {
		if (this.#clips) return this.#clips.open(name, attribute);
		const around = this.#layers.at(-1) ?? AUTOMATIC;
		const isHidden = attribute('Visible') === 'false' || attribute('Alpha') === '0';
		const colour = this.#params.get(attribute('DrawParam') ?? '') ?? around;
		switch (name) {
			case 'ofd:Layer':
			case 'ofd:PageBlock':
				if (isHidden) return 'skip';
				this.#layers.push(colour);
				break;
			case 'ofd:PhysicalBox':
				this.#isBox = true;
				break;
			case 'ofd:Template':
				this.templates.push({
					id: attribute('TemplateID') ?? '',
					isAbove: attribute('ZOrder') === 'Foreground'
				});
				break;
			case 'ofd:TextObject':
				this.#object = {
					matrix: this.#placedAt(attribute),
					size: Number(attribute('Size') ?? 0),
					scale: Number(attribute('HScale') ?? 1) || 1,
					clips: null,
					colour,
					isHidden: isHidden || (attribute('Fill') === 'false' && attribute('Stroke') !== 'true')
				};
				if (
					(attribute('CharDirection') ?? '0') !== '0' ||
					(attribute('ReadDirection') ?? '0') !== '0'
				)
					throw rotated(this.#page, '');
				this.#code = null;
				this.#start = [0, 0];
				break;
			case 'ofd:TextCode':
				this.#openCode(attribute);
				break;
			case 'ofd:PathObject':
				this.#path = {
					matrix: this.#placedAt(attribute),
					isStroked: attribute('Stroke') !== 'false',
					isFilled: attribute('Fill') === 'true',
					data: '',
					colour,
					isHidden
				};
				break;
			case 'ofd:ImageObject':
				this.#addPicture(attribute);
				return 'skip';
			case 'ofd:CompositeObject':
				if (!isHidden)
					this.drawn.push({
						kind: 'composite',
						id: attribute('ResourceID') ?? '',
						matrix: this.#placedAt(attribute)
					});
				return 'skip';
			case 'ofd:FillColor':
				this.#paint(attribute, isHidden);
				break;
			case 'ofd:Clips':
				if (!this.#object) return 'skip';
				this.#object.clips = this.#clips = new TextClips(this.#object.matrix);
				break;
			case 'ofd:AbbreviatedData':
				this.#inData = true;
		}
		return undefined;
	}

	/** An object is drawn from the upper left corner of its boundary. */
	#placedAt(attribute: XmlAttributes): Matrix {
		const [x = 0, y = 0] = numbersIn(attribute('Boundary'));
		const own = attribute('CTM') === undefined ? IDENTITY : matrixOf(attribute('CTM'));
		return multiply(this.#base, multiply([1, 0, 0, 1, x, y], own));
	}

	/** A picture is a ground of unknown colours. */
	#addPicture(attribute: XmlAttributes): void {
		const [x = 0, y = 0, width = 0, height = 0] = numbersIn(attribute('Boundary'));
		const corners: Point[] = [
			[x, y],
			[x + width, y + height]
		];
		const points = corners.map(([left, top]) => onPage(this.#base, left, top));
		this.drawn.push({ kind: 'box', points, colour: UNKNOWN_GROUND });
	}

	#paint(attribute: XmlAttributes, isHidden: boolean): void {
		const object = this.#path ?? this.#object;
		if (!object) return;
		object.colour = colourOf(attribute('Value'));
		object.isHidden ||= isHidden;
	}

	close(name: string): void {
		if (name === 'ofd:Clips') this.#clips = null;
		else if (this.#clips) this.#clips.close(name);
		else if (name === 'ofd:TextCode') this.#closeCode();
		else if (name === 'ofd:Layer' || name === 'ofd:PageBlock') this.#layers.pop();
		else if (name === 'ofd:PhysicalBox') this.#isBox = false;
		else if (name === 'ofd:TextObject') this.#object = null;
		else if (name === 'ofd:AbbreviatedData') this.#inData = false;
		else if (name === 'ofd:PathObject') this.#closePath();
	}

	text(text: string): void {
		if (this.#clips) this.#clips.text(text);
		else if (this.#isBox) this.box = numbersIn(text);
		else if (this.#code) this.#code.text += text;
		else if (this.#inData && this.#path) this.#path.data += text;
	}

	/** A code without a place begins where the one before began. */
	#openCode(attribute: XmlAttributes): void {
		const [x, y] = this.#start;
		this.#start = [numbersIn(attribute('X'))[0] ?? x, numbersIn(attribute('Y'))[0] ?? y];
		this.#code = {
			x: this.#start[0],
			y: this.#start[1],
			across: distancesIn(attribute('DeltaX'), MOST_DISTANCES),
			down: distancesIn(attribute('DeltaY'), MOST_DISTANCES),
			text: ''
		};
	}

	#closeCode(): void {
		const [object, code] = [this.#object, this.#code];
		this.#code = null;
		if (!object || !code || object.size <= 0) return;
		const [a, b] = object.matrix.map(Math.abs);
		if (Math.min(a ?? 0, b ?? 0) > Math.max(a ?? 0, b ?? 0) / 10) {
			if (!object.isHidden) this.slanted.push(code.text.trim());
		} else if ((b ?? 0) > (a ?? 0) || (object.matrix[0] < 0 && code.text.trim() !== ''))
			throw rotated(this.#page, code.text);
		else this.#addPieces(object, code);
	}

	/** Characters that are beside one another make one piece; a gap or another line begins the next one. */
	#addPieces(
		{ matrix, size, scale, colour, isHidden: isAllHidden, clips }: TextObject,
		{ across, down, text, ...at }: TextCode
	): void {
		let { x, y } = at;
		let piece: TextPiece | null = null;
		let isHidden = isAllHidden;
		let blank = '';
		[...text.replace(/[\r\n]/g, '')].forEach((character, index) => {
			const [left, base] = onPage(matrix, x, y);
			const [right] = onPage(matrix, x + widthOf(character, size) * scale, y);
			const height = toPoints(size * Math.abs(matrix[3]));
			const isClipped = clips?.hides([(left + right) / 2, base + height / 3]) === true;
			const isApart =
				!piece ||
				isHidden !== (isAllHidden || isClipped) ||
				left - piece.right > APART * height ||
				Math.abs(base - piece.base) > height / 2;
			if (character.trim() === '') blank = ' ';
			else if (isApart || !piece) {
				isHidden = isAllHidden || isClipped;
				piece = { text: character, left, right, base, height };
				this.drawn.push({ kind: 'text', piece, colour, isHidden });
			} else {
				piece.text += blank + character;
				piece.right = right;
			}
			if (character.trim() !== '') blank = '';
			// Without a distance the character's own width counts.
			x += across[index] ?? (down.length > 0 ? 0 : widthOf(character, size) * scale);
			y += down[index] ?? 0;
		});
	}

	#closePath(): void {
		const path = this.#path;
		this.#path = null;
		if (!path || path.isHidden) return;
		for (const points of subpathsIn(path.data, path.matrix)) {
			if (path.isFilled) {
				const colour = path.colour === AUTOMATIC ? 0 : path.colour;
				this.drawn.push({ kind: 'box', points, colour });
			}
			if (path.isStroked) addStroke(this.rules, points);
			else if (path.isFilled) addFill(this.rules, points);
		}
		if (this.rules.length > MAX_RULES) throw tooManyRules(this.#page);
	}
}

/** `255 255 255`, or one shade of grey; colours of another space are unknown. */
export function colourOf(value: string | undefined): Colour {
	const parts = numbersIn(value);
	if (parts.some((part) => part < 0 || part > 255)) return UNKNOWN_GROUND;
	const [red = 0, green = red, blue = red] = parts;
	return parts.length === 1 || parts.length === 3 ? rgb(red, green, blue) : UNKNOWN_GROUND;
}

function rotated(page: number, text: string): DocumentError {
	return new DocumentError(
		'ofd_rotated_text',
		`OFD 第 ${page} 页有旋转的文字“${text.slice(0, 20)}”，应是横排的文字，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}

function tooManyRules(page: number): DocumentError {
	return new DocumentError(
		'ofd_too_complex',
		`OFD 第 ${page} 页的线条超过 ${MAX_RULES} 条，不像一份报表，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}
