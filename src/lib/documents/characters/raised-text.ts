/** Text with raised characters: note marks beside a figure are left out, powers and units are kept as such. */

const SUPERSCRIPTS = new Map(
	[...'0123456789+-()'].map((c, at) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾'][at] ?? c])
);
/** A raised mark of a note follows one of these: a digit, a Chinese character, a closing mark. */
const NOTED = /[\d\u3400-\u9fff）)”》%]$/;
/** A power of ten follows `×10`, and is no note. */
const POWER = /[×xX*]\s*10$/;
const MARK = /^[\s\d,，、*※①-⑳a-z注（）()[\]〔〕［］]*$/i;

/** Text raised by so many half points is a mark of a note; less is how some centre a line. */
export const RAISED_HALF_POINTS = 6;

export class RaisedText {
	#text = '';
	#isRaised = false;
	#marks = 0;

	/** Number of raised marks that were left out. */
	get marks(): number {
		return this.#marks;
	}

	add(text: string, isRaised: boolean): void {
		if (text === '') return;
		const isMark = isRaised && (this.#isRaised || isNoteMark(this.#text, text));
		if (isMark) this.#marks++;
		else this.#text += isRaised ? toSuperscript(text) : text;
		this.#isRaised = isMark;
	}

	toString(): string {
		return this.#text;
	}
}

/** Tells whether raised text behind `before` is the mark of a note. */
export function isNoteMark(before: string, raised: string): boolean {
	return NOTED.test(before) && !POWER.test(before) && MARK.test(raised);
}

/** Raised digits that are no note keep their meaning: `m²`, `10⁴`. */
export function toSuperscript(text: string): string {
	return text.replace(/[\d+\-()]/g, (character) => SUPERSCRIPTS.get(character) ?? character);
}

/** Lowered digits are none of the number before them: `30₁`. */
export function toSubscript(text: string): string {
	return text.replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}
