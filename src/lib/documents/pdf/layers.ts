/**
 * The layers of a PDF page (optional content), followed in the order of its drawing. A layer may be turned off, as that of a
 * draft: no viewer shows it, and the library gives its text like any other.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';

export type LayerSettings = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>;

export class Layers {
	/** For each marked content that is open, whether its layer is turned off. */
	readonly #open: boolean[] = [];
	readonly #codes: Readonly<Record<string, number>>;
	readonly #settings: LayerSettings;

	constructor(codes: Readonly<Record<string, number>>, settings: LayerSettings) {
		this.#codes = codes;
		this.#settings = settings;
	}

	take(code: number | undefined, args: unknown[] | null): void {
		if (code === this.#codes.beginMarkedContent) this.#open.push(false);
		if (code === this.#codes.beginMarkedContentProps)
			this.#open.push(args?.[0] === 'OC' && !this.#settings.isVisible(args[1]));
		if (code === this.#codes.endMarkedContent) this.#open.pop();
	}

	/** True where nothing of what is drawn is shown. */
	get isOff(): boolean {
		return this.#open.includes(true);
	}
}
