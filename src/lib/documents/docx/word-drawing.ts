/** A drawing of a Word document, as far as it decides whether its text boxes are seen: hidden, or moved off the page. */
import { isOffPaper } from '../appearance.ts';
import type { XmlAttributes } from '../xml.ts';

/** English Metric Units in a point. */
const EMU = 12_700;
const HIDDEN_STYLE = /visibility\s*:\s*hidden|margin-(?:left|top)\s*:\s*-\d{4}/i;

export class WordDrawing {
	#isUnseen = false;

	get isUnseen(): boolean {
		return this.#isUnseen;
	}

	/** Takes an element of DrawingML, or one of the older VML, whose shapes have a style as in HTML. */
	open(name: string, attribute: XmlAttributes): void {
		if (name === '?:docPr') this.#isUnseen ||= ['1', 'true'].includes(attribute('hidden') ?? '');
		else if (/^\?:(?:shape|rect|roundrect|group)$/.test(name))
			this.#isUnseen ||= HIDDEN_STYLE.test(attribute('style') ?? '');
	}

	/** @param offset in English Metric Units, of its left or upper edge from that of the page, column or paragraph */
	moveTo(offset: number): void {
		this.#isUnseen ||= isOffPaper(offset / EMU);
	}
}
