/** Texts of an .xlsx file, whose runs may be struck out or raised. */
import type { XmlAttributes } from '../xml.ts';
import { RaisedText } from '../raised-text.ts';

/** A text; with `remaining` where a part of it is struck out or a note mark, and is left out. */
export type SharedText = string | { remaining: string };

/** Collects the elements inside `si` or `is`; phonetic guides over Chinese characters are no text. */
export class RichText {
	#text = new RaisedText();
	#inPhonetic = false;
	#inText = false;
	#isStruck = false;
	#isRaised = false;
	#isCut = false;

	start(): void {
		this.#text = new RaisedText();
		this.#inPhonetic = this.#inText = this.#isStruck = this.#isRaised = this.#isCut = false;
	}

	open(name: string, attribute: XmlAttributes): void {
		if (name === 's:t') this.#inText = !this.#inPhonetic;
		else if (name === 's:rPh') this.#inPhonetic = true;
		else if (name === 's:r') this.#isStruck = this.#isRaised = false;
		else if (name === 's:strike')
			this.#isStruck = attribute('val') !== '0' && attribute('val') !== 'false';
		else if (name === 's:vertAlign') this.#isRaised = attribute('val') === 'superscript';
	}

	close(name: string): void {
		if (name === 's:t') this.#inText = false;
		else if (name === 's:rPh') this.#inPhonetic = false;
	}

	text(text: string): void {
		if (!this.#inText) return;
		if (this.#isStruck) this.#isCut = true;
		else this.#text.add(unescapeText(text), this.#isRaised);
	}

	finish(): SharedText {
		const shown = this.#text.toString();
		return this.#isCut || this.#text.marks > 0 ? { remaining: shown } : shown;
	}
}

/** Characters that XML cannot hold are written `_x000D_`; a carriage return shows as nothing beside its line feed. */
export function unescapeText(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
		const character = String.fromCharCode(Number.parseInt(code, 16));
		return character >= ' ' || character === '\n' || character === '\t' ? character : '';
	});
}
