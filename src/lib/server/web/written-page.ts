/** The text that SvelteKit wrote becomes the bytes of the page that is sent. */
import type { Appearance } from '#lib/catalogue/appearance.ts';
import type { CarriedChoice } from '#lib/links.ts';
import { carryChoice } from './carry-choice.ts';
import { removeHydrationComments } from './hydration-comments.ts';

export interface PageMaking {
	hydrates: boolean;
	appearance: Appearance;
	/** See `carryChoice`. */
	choice?: CarriedChoice;
	/** Gives the page's large pieces, which `text` only marks: as bytes, between the parts of the text. */
	pieces: { partsOf(text: string): (string | Uint8Array<ArrayBuffer>)[] };
}

/** `narrows` as in `carryChoice`. */
export function writtenPage(
	html: string,
	{ hydrates, appearance, choice = [], pieces }: PageMaking,
	narrows: (path: string) => boolean
): Buffer<ArrayBuffer> {
	const text = withAppearance(hydrates ? html : removeHydrationComments(html), appearance);
	// All pieces are of the content.
	const content = text.includes('<main') ? 0 : -1;
	const carry = (piece: string) => carryChoice(piece, choice, narrows, content);
	const parts = pieces.partsOf(carryChoice(text, choice, narrows));
	return Buffer.concat(
		parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : bytesOf(part, carry)))
	);
}

const LINK = '<a ';

/**
 * The bytes of a piece with the choice in its links. They are read as characters of one byte each, which takes half the memory:
 * links are searched for, and changed, in ASCII.
 */
function bytesOf(held: Uint8Array<ArrayBuffer>, carry: (text: string) => string): Uint8Array {
	const bytes = Buffer.from(held.buffer, held.byteOffset, held.byteLength);
	return bytes.includes(LINK) ? Buffer.from(carry(bytes.toString('latin1')), 'latin1') : bytes;
}

/** The choice of light or dark is an attribute of the root, which style sheets ask for; without one the page is as it is. */
function withAppearance(html: string, appearance: Appearance): string {
	if (appearance === 'system') return html;
	return html.replace('<html ', `<html data-appearance="${appearance}" `);
}
