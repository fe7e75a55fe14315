/** Tells numbers that a text gives only roughly. */

const ABOUT_BEFORE = /(?:约|近|接近|将近|不足|超过?|逾|突破)\s*$/;
const ABOUT_BEHIND = /^(?:左右|上下|以上|以内|以下|[多余])/;

/** `约1.2亿元`, `900万元左右`. */
export function isAbout(text: string, start: number, end: number): boolean {
	return (
		ABOUT_BEFORE.test(text.slice(Math.max(0, start - 4), start)) ||
		ABOUT_BEHIND.test(text.slice(end, end + 2))
	);
}
