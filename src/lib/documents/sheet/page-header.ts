/** Page headers and footers of Excel, which both file formats write as one text with codes in it. */

/** `&"黑体"` is a font, `&K00B0F0` a colour, `&16` a size, `&P` the number of the page, `&&` the sign itself. */
const CODE = /&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|([\s\S]))/gi;
/** Each begins the left, the middle or the right part. */
const PARTS = /[lcr]/i;

/** The text without its codes, each part on a line of its own. */
export function headerText(written: string): string {
	return written.replace(CODE, (_, letter: string | undefined) => {
		if (letter === '&') return '&';
		return letter !== undefined && PARTS.test(letter) ? '\n' : '';
	});
}
