/** Markup of fewer characters is as cheap held as text; a page has many such, e.g. the courses in a row of a table. */
const LARGE = 1024;

/**
 * Markup that this program wrote itself, with all text escaped: no scripts, no style attributes. Nothing else may be put into a
 * page raw, so it is a class of its own, also where a page that hydrates gets it as data (`transport` in `hooks.ts`). Drawings and
 * rows are most of a page and serve many: they are held as the bytes that are sent, half as large as their text.
 */
export class OwnMarkup {
	readonly held: string | Uint8Array<ArrayBuffer>;
	constructor(markup: string | Uint8Array<ArrayBuffer>) {
		const isLarge = typeof markup === 'string' && markup.length >= LARGE;
		this.held = isLarge ? new TextEncoder().encode(markup) : markup;
	}

	get text(): string {
		const { held } = this;
		return typeof held === 'string'
			? held
			: new TextDecoder('utf-8', { ignoreBOM: true }).decode(held);
	}
}
