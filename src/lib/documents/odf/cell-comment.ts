/** A comment on a cell of an OpenDocument spreadsheet, while its elements are read. */
export class CellComment {
	text = '';
	author = '';
	/** Elements that are open, that of the comment included. */
	#depth = 1;
	#reads: 'text' | 'author' | null = null;

	open(name: string): void {
		this.#depth++;
		if (name === 'text:p') {
			this.text += '\n';
			this.#reads = 'text';
		} else if (name === '?:creator') this.#reads = 'author';
	}

	/** @returns whether the comment ends with the element */
	close(name: string): boolean {
		if (name === 'text:p' || name === '?:creator') this.#reads = null;
		return --this.#depth === 0;
	}

	add(text: string): void {
		if (this.#reads) this[this.#reads] += text;
	}
}
