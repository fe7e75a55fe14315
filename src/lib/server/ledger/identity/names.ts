/** Compares names and codes as filings write them. */
import { isAbridged } from '#lib/catalogue/name-search.ts';

/** The longer of two spellings; of equally long ones always the same, so that the order of files decides nothing. */
export function fullerName(a: string, b: string): string {
	if (a.length !== b.length) return a.length > b.length ? a : b;
	return a < b ? a : b;
}

/** Spreadsheets drop the zeros before a code. */
export function isSameCode(a: string, b: string): boolean {
	return codeWithoutZeros(a) === codeWithoutZeros(b);
}

export function codeWithoutZeros(code: string): string {
	return code.replace(/^0+(?=.)/, '');
}

/** One of the two is the other or a short form of it: 文旅委, 文化和旅游委. */
export function isAlike(one: string, other: string): boolean {
	return isAbridged(one, other) || isAbridged(other, one);
}
