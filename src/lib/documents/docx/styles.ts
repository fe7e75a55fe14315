/** Styles of a Word document that change which of its characters count: hidden, struck out, raised. */
import { MAX_STYLE_CHAIN } from '../caps.ts';
import { RAISED_HALF_POINTS } from '../raised-text.ts';
import type { XmlHandler } from '../xml.ts';

/** Null where neither the style nor those that it is based on says anything. */
export interface TextStyle {
	isHidden: boolean | null;
	isStruck: boolean | null;
	isRaised: boolean | null;
}

/** Words of a part that styles nothing of the kind, which most are. */
export const STYLE_WORDS: readonly string[] = ['vanish', 'trike', 'vertAlign'];

const NO_STYLE: TextStyle = { isHidden: null, isStruck: null, isRaised: null };

/** Collects the styles of a document from the elements of its part, or of `w:styles` in a document of one part. */
export class StyleReader implements XmlHandler {
	readonly #own = new Map<string, TextStyle & { base: string | null }>();
	readonly #known = new Map<string, TextStyle>();
	#style: (TextStyle & { base: string | null }) | null = null;
	#path: string[] = [];

	open(name: string, attribute: (local: string) => string | undefined): void {
		const parent = this.#path.at(-1);
		this.#path.push(name);
		if (name === 'w:style') {
			this.#style = { ...NO_STYLE, base: null };
			this.#own.set(attribute('styleId') ?? '', this.#style);
		} else if (name === 'w:basedOn' && this.#style) this.#style.base = attribute('val') ?? null;
		else if (this.#style && parent === 'w:rPr') setStyle(this.#style, name, attribute('val'));
	}

	close(name: string): void {
		this.#path.pop();
		if (name === 'w:style') this.#style = null;
	}

	text(): void {}

	/** Returns what a style does to its text, with what it inherits. */
	styleOf(id: string): TextStyle {
		let style = this.#known.get(id);
		if (!style) this.#known.set(id, (style = this.#inherited(id)));
		return style;
	}

	#inherited(id: string): TextStyle {
		const style: TextStyle = { ...NO_STYLE };
		let own = this.#own.get(id);
		for (let n = 0; own && n < MAX_STYLE_CHAIN; n++) {
			style.isHidden ??= own.isHidden;
			style.isStruck ??= own.isStruck;
			style.isRaised ??= own.isRaised;
			own = own.base === null ? undefined : this.#own.get(own.base);
		}
		return style;
	}
}

/** Takes over a property of a run: `w:vanish`, `w:strike`, `w:dstrike`, `w:vertAlign` or `w:position`. */
export function setStyle(style: TextStyle, property: string, value: string | undefined): void {
	if (property === 'w:vanish') style.isHidden = isOn(value);
	else if (property === 'w:strike' || property === 'w:dstrike') style.isStruck = isOn(value);
	else if (property === 'w:vertAlign') style.isRaised = value === 'superscript';
	else if (property === 'w:position')
		style.isRaised = style.isRaised === true || Number(value) >= RAISED_HALF_POINTS;
}

/** An on/off property is on unless its value says otherwise. */
export function isOn(value: string | undefined): boolean {
	return value !== '0' && value !== 'false' && value !== 'off';
}
