/** Collects what the XML of an OFD page draws: pieces of text and ruling lines. */
import { DocumentError } from '../document-error.ts';
import { addFill, addStroke } from '../page/shown.ts';
import type { RulingLine, TextPiece } from '../page/shown.ts';
import { widthOf } from '../page/text-lines.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { distancesIn, matrixOf, numbersIn, onPage, subpathsIn, toPoints } from './coordinates.ts';
import { IDENTITY, multiply, type Matrix } from '../page/matrix.ts';

const MAX_RULES = 20_000;
/** A line of text has no more characters. */
const MOST_DISTANCES = 10_000;
/** A character that is further from the one before than this share of its size begins another piece. */
const APART = 0.6;

interface TextObject {
	matrix: Matrix;
	size: number;
	/** The share of its width to which a character is drawn narrower. */
	scale: number;
}

/** The place of the next character, and the distances to the further ones. */
interface TextCode {
	x: number;
	y: number;
	across: number[];
	down: number[];
	text: string;
}

interface PathObject {
	matrix: Matrix;
	isStroked: boolean;
	isFilled: boolean;
	data: string;
}

export class PageObjects implements XmlHandler {
	readonly pieces: TextPiece[] = [];
	readonly rules: RulingLine[] = [];
	/** Ids of the templates below or above the page. */
	readonly templates: string[] = [];
	readonly #page: number;
	#object: TextObject | null = null;
	#code: TextCode | null = null;
	#path: PathObject | null = null;
	#inData = false;

	constructor(page: number) {
		this.#page = page;
	}

	open(name: string, attribute: XmlAttributes): 'skip' | undefined {
		if (attribute('Visible') === 'false' || attribute('Alpha') === '0') return 'skip';
		switch (name) {
			case 'ofd:Template':
				this.templates.push(attribute('TemplateID') ?? '');
				return undefined;
			case 'ofd:TextObject':
				this.#object = {
					matrix: placedAt(attribute),
					size: Number(attribute('Size') ?? 0),
					scale: Number(attribute('HScale') ?? 1) || 1
				};
				return undefined;
			case 'ofd:TextCode':
				this.#openCode(attribute);
				return undefined;
			case 'ofd:PathObject':
				this.#path = {
					matrix: placedAt(attribute),
					isStroked: attribute('Stroke') !== 'false',
					isFilled: attribute('Fill') === 'true',
					data: ''
				};
				return undefined;
			case 'ofd:AbbreviatedData':
				this.#inData = true;
		}
		return undefined;
	}

	close(name: string): void {
		if (name === 'ofd:TextCode') this.#closeCode();
		else if (name === 'ofd:TextObject') this.#object = null;
		else if (name === 'ofd:AbbreviatedData') this.#inData = false;
		else if (name === 'ofd:PathObject') this.#closePath();
	}

	text(text: string): void {
		if (this.#code) this.#code.text += text;
		else if (this.#inData && this.#path) this.#path.data += text;
	}

	/** A code without a place goes on where the one before ended. */
	#openCode(attribute: XmlAttributes): void {
		const number = (name: string) => numbersIn(attribute(name))[0] ?? 0;
		this.#code = {
			x: number('X'),
			y: number('Y'),
			across: distancesIn(attribute('DeltaX'), MOST_DISTANCES),
			down: distancesIn(attribute('DeltaY'), MOST_DISTANCES),
			text: ''
		};
	}

	#closeCode(): void {
		const [object, code] = [this.#object, this.#code];
		this.#code = null;
		if (!object || !code || object.size <= 0) return;
		const [a, b] = object.matrix;
		if (Math.abs(b) > Math.abs(a) / 10) throw rotated(this.#page, code.text);
		this.#addPieces(object, code);
	}

	/** Characters that are beside one another make one piece; a gap or another line begins the next one. */
	#addPieces({ matrix, size, scale }: TextObject, { across, down, text, ...at }: TextCode): void {
		let { x, y } = at;
		let piece: TextPiece | null = null;
		[...text.replace(/[\r\n]/g, '')].forEach((character, index) => {
			const [left, base] = onPage(matrix, x, y);
			const [right] = onPage(matrix, x + widthOf(character, size) * scale, y);
			const height = toPoints(size * Math.abs(matrix[3]));
			const isApart =
				!piece || left - piece.right > APART * height || Math.abs(base - piece.base) > height / 2;
			if (character.trim() === '') piece = null;
			else if (isApart || !piece) {
				piece = { text: character, left, right, base, height };
				this.pieces.push(piece);
			} else {
				piece.text += character;
				piece.right = right;
			}
			// Without a distance the character's own width counts.
			x += across[index] ?? (down.length > 0 ? 0 : widthOf(character, size) * scale);
			y += down[index] ?? 0;
		});
	}

	#closePath(): void {
		const path = this.#path;
		this.#path = null;
		if (!path) return;
		for (const points of subpathsIn(path.data, path.matrix)) {
			if (path.isStroked) addStroke(this.rules, points);
			else if (path.isFilled) addFill(this.rules, points);
		}
		if (this.rules.length > MAX_RULES) throw tooManyRules(this.#page);
	}
}

/** An object is drawn from the upper left corner of its boundary. */
function placedAt(attribute: XmlAttributes): Matrix {
	const [x = 0, y = 0] = numbersIn(attribute('Boundary'));
	const own = attribute('CTM') === undefined ? IDENTITY : matrixOf(attribute('CTM'));
	return multiply([1, 0, 0, 1, x, y], own);
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
