/** The description of table rows in RTF, which is before their cells, behind them, or both. */
import { MAX_ROW_CELLS } from '../caps.ts';
import type { WordRowCell, RowDefinition } from '../doc/rows.ts';

export class RowWriter {
	#edges: number[] = [];
	#cells: WordRowCell[] = [];
	#left = 0;
	#isHidden = false;
	#horizontal: WordRowCell['horizontal'] = 'none';
	#vertical: WordRowCell['vertical'] = 'none';

	get isHidden(): boolean {
		return this.#isHidden;
	}

	/** Takes a control word that describes a row; false for any other. */
	word(name: string, value: number | null): boolean {
		switch (name) {
			case 'trowd':
				this.#cells = [];
				this.#edges = [];
				this.#left = 0;
				this.#isHidden = false;
				break;
			case 'trleft':
				this.#left = value ?? 0;
				break;
			case 'trhidden':
				this.#isHidden = value !== 0;
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
			this.#cells.push({ width, horizontal: this.#horizontal, vertical: this.#vertical });
		this.#edges.push(edge);
		this.#horizontal = 'none';
		this.#vertical = 'none';
	}

	/** The row as described, for the mark that ends it. */
	definitions(): RowDefinition[] {
		return this.#cells.length > 0 ? [{ left: this.#left, indent: 0, cells: [...this.#cells] }] : [];
	}
}
