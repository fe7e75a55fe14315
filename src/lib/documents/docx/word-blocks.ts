/** Paragraphs and tables of the body, of a cell or of a text box of a Word document. */

export interface WordCell {
	span: number;
	/** Part in a vertical merge; `null` outside one. */
	vertical: 'restart' | 'continue' | null;
	/** Covered by the old horizontal merge, in which such cells are still written. */
	covered: boolean;
	blocks: WordBlock[];
}

export interface WordRow {
	/** Grid columns left free before the first cell. */
	before: number;
	cells: WordCell[];
}

export interface WordTable {
	kind: 'table';
	rows: WordRow[];
}

export type WordBlock = WordTable | { kind: 'paragraph'; text: string };
