/**
 * Large pieces of a page's markup stand beside its text until it is sent. A component's text is copied several times on its way
 * and searched for marks and links; most of a page's bytes are drawings and rows, which are written once and serve many pages.
 */
import { getContext, setContext } from 'svelte';
import type { OwnMarkup } from './own-markup.ts';

/** Stands in the text where a piece belongs; all other text of a page is escaped, so that none can look like it. */
const PLACE = /<!--=(\d+)-->/;

const KEY = Symbol('pieces of the page');

export class PagePieces {
	readonly #pieces: Uint8Array<ArrayBuffer>[] = [];

	/** The markup itself, or where it is large a mark of its place. */
	place(markup: OwnMarkup): string {
		return typeof markup.held === 'string'
			? markup.held
			: `<!--=${this.#pieces.push(markup.held) - 1}-->`;
	}

	/** The page, where `text` holds the marks: text and pieces in turns. */
	partsOf(text: string): (string | Uint8Array<ArrayBuffer>)[] {
		// Numbers are every second part.
		return text
			.split(PLACE)
			.map((part, at) => (at % 2 === 0 ? part : (this.#pieces[Number(part)] ?? '')));
	}
}

/** Called by the layout: what is below it is sent with these pieces; without any, markup is written where it stands. */
export function setPieces(pieces: () => PagePieces | undefined): void {
	setContext(KEY, pieces);
}

/** The markup as a component writes it. */
export function placer(): (markup: OwnMarkup) => string {
	const pieces = getContext<(() => PagePieces | undefined) | undefined>(KEY);
	return (markup) => pieces?.()?.place(markup) ?? markup.text;
}
