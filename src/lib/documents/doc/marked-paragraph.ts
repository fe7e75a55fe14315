/** A paragraph of a Word 97–2003 or RTF file with what its closing mark says. */
import type { UnreadObject } from '../remarks.ts';
import type { ColouredText } from './coloured-text.ts';
import type { RowDefinition } from './rows.ts';

export interface MarkedParagraph {
	text: string;
	/** Stretches of the text in a colour of their own, whose ground is that of the cell or the paper. */
	painted: ColouredText[];
	/** 0 outside tables, 1 in a table, 2 in a table inside a table … */
	depth: number;
	end: 'paragraph' | 'cell' | 'row';
	/** On `row`: the row as described, once or for several generations of programs. */
	rows: RowDefinition[];
	/** On `row`: `deleted` with changes tracked, `hidden`, or too `low` to show text. */
	mark: 'visible' | 'deleted' | 'hidden' | 'low';
	/** Byte of the closing mark in the main stream. */
	at: number;
	/** Numbers of the characters at which drawings are anchored. */
	drawings: number[];
	/** The paragraph holds this besides text. */
	object: UnreadObject | null;
}
