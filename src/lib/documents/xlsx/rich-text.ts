/** Texts of an .xlsx file, whose runs may be struck out, raised, lowered, or of the colour of their ground. */
import { isUnseen, NO_LOOK, type Colour, type TextLook } from '../appearance.ts';
import { RaisedText, toSubscript } from '../characters/raised-text.ts';
import type { CellRemark } from '../sheet/builder.ts';
import { colourOf } from '../sheet/cell-colours.ts';
import { signsInFont, symbolFont } from '../characters/symbols.ts';
import type { XmlAttributes } from '../xml.ts';

interface TextRun {
	text: string;
	isStruck: boolean;
	position: 'superscript' | 'subscript' | null;
	/** Null for that of the cell. */
	look: TextLook | null;
	/** A symbol font of its own. */
	symbols: string | null;
}

/** A text, or the runs of one of which some are formatted. */
export type SharedText = string | readonly TextRun[];

/** Says what is left of a text, and why parts of it are not. */
export interface SeenRuns {
	text: string;
	remarks: ReadonlySet<CellRemark>;
}

const NO_RUN: Omit<TextRun, 'text'> = {
	isStruck: false,
	position: null,
	look: null,
	symbols: null
};

/** Collects the elements inside `si` or `is`; phonetic guides over Chinese characters are no text. */
export class RichText {
	#runs: TextRun[] = [];
	#run: Omit<TextRun, 'text'> = NO_RUN;
	#inPhonetic = false;
	#inText = false;

	start(): void {
		this.#runs = [];
		this.#run = { ...NO_RUN };
		this.#inPhonetic = this.#inText = false;
	}

	open(name: string, attribute: XmlAttributes): void {
		if (name === 's:t') this.#inText = !this.#inPhonetic;
		else if (name === 's:rPh') this.#inPhonetic = true;
		else if (name === 's:r') this.#run = { ...NO_RUN };
		else if (name === 's:rPr') this.#run.look = { ...NO_LOOK };
		else if (name === 's:strike')
			this.#run.isStruck = attribute('val') !== '0' && attribute('val') !== 'false';
		else if (name === 's:vertAlign') {
			const value = attribute('val');
			this.#run.position = value === 'superscript' || value === 'subscript' ? value : null;
		} else if (name === 's:rFont') this.#run.symbols = symbolFont(attribute('val'));
		else if (this.#run.look) setLook(this.#run.look, name, attribute);
	}

	close(name: string): void {
		if (name === 's:t') this.#inText = false;
		else if (name === 's:rPh') this.#inPhonetic = false;
	}

	text(text: string): void {
		if (this.#inText) this.#runs.push({ ...this.#run, text: unescapeText(text) });
	}

	finish(): SharedText {
		return this.#runs.every(isPlain) ? this.#runs.map(({ text }) => text).join('') : this.#runs;
	}
}

function setLook(look: TextLook, name: string, attribute: XmlAttributes): void {
	if (name === 's:color') look.colour = colourOf(attribute);
	else if (name === 's:sz') look.points = Number(attribute('val'));
}

function isPlain({ isStruck, position, look }: TextRun): boolean {
	return !isStruck && position === null && look === null;
}

/** Returns what a person sees of a text in a cell of this look. */
export function seenText(
	runs: readonly TextRun[],
	cell: TextLook & { ground: Colour; symbols: string | null }
): SeenRuns {
	const seen = new RaisedText();
	const remarks = new Set<CellRemark>();
	for (const { text: written, isStruck, position, look, symbols } of runs) {
		const text = signsInFont(written, look ? symbols : cell.symbols);
		if (isUnseen(look ?? cell, cell.ground)) {
			if (text.trim() !== '') remarks.add('unseen');
		} else if (isStruck) remarks.add('struck');
		else if (position === 'subscript') seen.add(toSubscript(text), false);
		else seen.add(text, position === 'superscript');
	}
	if (seen.marks > 0) remarks.add('note_mark');
	return { text: seen.toString(), remarks };
}

/** Characters that XML cannot hold are written `_x000D_`; a carriage return shows as nothing beside its line feed. */
export function unescapeText(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
		const character = String.fromCharCode(Number.parseInt(code, 16));
		return character >= ' ' || character === '\n' || character === '\t' ? character : '';
	});
}
