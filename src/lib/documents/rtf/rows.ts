/** The description of table rows in RTF, which is before their cells, behind them, or both. */
import type { Colour } from '../appearance.ts';
import { MAX_ROW_CELLS } from '../caps.ts';
import type { MarkedParagraph } from '../doc/marked-paragraph.ts';
import type { WordRowCell, RowDefinition } from '../doc/rows.ts';

/** A row of exactly this height, in twips, shows no text. */
const LOWEST_ROW = 60;

export class RowWriter {
	readonly #colourOf: (number: number | null) => Colour | null;
	#edges: number[] = [];
	#cells: WordRowCell[] = [];
	#left = 0;
	#mark: MarkedParagraph['mark'] = 'visible';
	#ground: Colour | null = null;
	#horizontal: WordRowCell['horizontal'] = 'none';
	#vertical: WordRowCell['vertical'] = 'none';

	constructor(colourOf: (number: number | null) => Colour | null) {
		this.#colourOf = colourOf;
	}

	get mark(): MarkedParagraph['mark'] {
		return this.#mark;
	}

	/** Takes a control word that describes a row; false for any other. */
	word(name: string, value: number | null): boolean {
		switch (name) {
			case 'trowd':
				this.#cells = [];
				this.#edges = [];
				this.#left = 0;
				this.#mark = 'visible';
				break;
			case 'trleft':
				this.#left = value ?? 0;
				break;
			case 'trhidden':
				this.#mark = value === 0 ? 'visible' : 'hidden';
				break;
			case 'trrh':
				if (value !== null && value < 0 && value > -LOWEST_ROW) this.#mark = 'low';
				break;
			case 'clcbpat':
				this.#ground = this.#colourOf(value);
				break;
			case 'clmgf':
				this.#horizontal = 'first';
				break;
			case 'clmrg':
				this.#horizontal = 'joined';
				break;
			case 'clvmgf':
				this.#vertical = 'start';
				break;
			case 'clvmrg':
				this.#vertical = 'continue';
				break;
			case 'cellx':
				this.#addCell(value ?? 0);
				break;
			default:
				return false;
		}
		return true;
	}

	#addCell(edge: number): void {
		const width = edge - (this.#edges.at(-1) ?? this.#left);
		if (this.#cells.length < MAX_ROW_CELLS)
			this.#cells.push({
				width,
				horizontal: this.#horizontal,
				vertical: this.#vertical,
				ground: this.#ground
			});
		this.#edges.push(edge);
		this.#ground = null;
		this.#horizontal = 'none';
		this.#vertical = 'none';
	}

	/** The row as described, for the mark that ends it. */
	definitions(): RowDefinition[] {
		return this.#cells.length > 0 ? [{ left: this.#left, indent: 0, cells: [...this.#cells] }] : [];
	}
}
