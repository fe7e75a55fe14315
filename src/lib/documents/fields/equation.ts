/**
 * Equations as a line of text: what is built up of several parts keeps a sign between them, so that 48 over 50 is read
 * as `48/50`, which is no amount, and never as 4850.
 */

/** Signs before the parts of an equation in Office Math. */
const OFFICE_MATH: ReadonlyMap<string, string> = new Map([
	['m:den', '/'],
	['m:sup', '^'],
	['m:sub', '_'],
	['m:rad', '√'],
	['m:nary', '∑'],
	['m:mr', ';']
]);

/** Signs between the children of an element of MathML. */
const MATHML: ReadonlyMap<string, string> = new Map([
	['mfrac', '/'],
	['msup', '^'],
	['msub', '_'],
	['msubsup', '_'],
	['mover', '^'],
	['munder', '_'],
	['mroot', '√']
]);

/** The sign before an element of Office Math; empty where there is none. */
export function signBefore(name: string): string {
	return OFFICE_MATH.get(name) ?? '';
}

/** The sign between the children of an element of MathML; null where its text is in one line. */
export function signBetween(element: string): string | null {
	return MATHML.get(element) ?? null;
}
