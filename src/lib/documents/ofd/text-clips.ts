/** The areas to which a text of an OFD page is clipped: it is seen where one area of each clip is. */
import { multiply, type Matrix } from '../page/matrix.ts';
import type { Point } from '../page/shown.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { matrixOf, numbersIn, subpathsIn } from './coordinates.ts';

/** The least frame around a path, in points. */
type Frame = [left: number, low: number, right: number, high: number];

export class TextClips implements XmlHandler {
	readonly #clips: Frame[][] = [];
	readonly #object: Matrix;
	#area: Matrix;
	#path: { matrix: Matrix; data: string } | null = null;
	#inData = false;

	/** @param object where the text is drawn */
	constructor(object: Matrix) {
		this.#object = this.#area = object;
	}

	open(name: string, attribute: XmlAttributes): undefined {
		if (name === 'ofd:Clip') this.#clips.push([]);
		else if (name === 'ofd:Area')
			this.#area =
				attribute('CTM') === undefined
					? this.#object
					: multiply(this.#object, matrixOf(attribute('CTM')));
		else if (name === 'ofd:Path') {
			const [x = 0, y = 0] = numbersIn(attribute('Boundary'));
			const own = attribute('CTM') === undefined ? [] : [matrixOf(attribute('CTM'))];
			const matrix = [[1, 0, 0, 1, x, y] satisfies Matrix, ...own].reduce(multiply, this.#area);
			this.#path = { matrix, data: '' };
		} else this.#inData = name === 'ofd:AbbreviatedData';
	}

	close(name: string): void {
		if (name === 'ofd:AbbreviatedData') this.#inData = false;
		if (name !== 'ofd:Path' || !this.#path) return;
		const points = subpathsIn(this.#path.data, this.#path.matrix).flat();
		this.#path = null;
		if (points.length > 0) this.#clips.at(-1)?.push(frameOf(points));
	}

	text(text: string): void {
		if (this.#inData && this.#path) this.#path.data += text;
	}

	/** Tells whether nothing is seen at this point. A clip of which no path is read hides nothing. */
	hides([x, y]: Point): boolean {
		return this.#clips.some(
			(areas) =>
				areas.length > 0 &&
				areas.every(([left, low, right, high]) => x < left || x > right || y < low || y > high)
		);
	}
}

function frameOf(points: readonly Point[]): Frame {
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
