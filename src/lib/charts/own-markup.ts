/**
 * Markup that this program wrote itself, with all text escaped: no scripts, no style attributes. Nothing else may be put into a
 * page raw, so it is a class of its own, also where a page that hydrates gets it as data (`transport` in `hooks.ts`).
 */
export class OwnMarkup {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}
