/** Fields of word processors whose result is no text of the document: lists, boxes, and equations written as code. */
import { UNREAD_OBJECTS } from '../remarks.ts';

export interface FormField {
	/** Entries of a drop-down list. */
	entries: string[];
	/** 0-based entry that was chosen; of a box that is ticked 1, else 0; null where nothing is chosen. */
	chosen: number | null;
	isBox: boolean;
}

export interface Field extends FormField {
	/** The instruction of the field, as far as it was kept. */
	code: string;
}

/** Instructions are kept up to this length; those that are read are shorter. */
export const LONGEST_CODE = 400;

export function emptyField(): Field {
	return { entries: [], chosen: null, isBox: false, code: '' };
}

const FORM = /^\s*FORM(?:CHECKBOX|DROPDOWN)\b/i;

/** A formula of a table, e.g. `=SUM(ABOVE)`. */
const FORMULA = /^\s*=/;

/** Returns what a field shows that has no result of its own; nothing for a field that is no form, equation or formula. */
export function shownText({ entries, chosen, isBox, code }: Field): string {
	if (isBox) return chosen === 1 ? '☑' : '□';
	// LibreOffice writes boxes to RTF without the record that says whether they are ticked.
	if (entries.length === 0 && FORM.test(code)) return UNREAD_OBJECTS.control;
	return (
		entries[chosen ?? 0] ?? (FORMULA.test(code) ? UNREAD_OBJECTS.equation : equationText(code))
	);
}

/** A word with its pronunciation above: `EQ \o\ad(\s\up 9(shi),市)`, of LibreOffice without the `\ad`. */
const RUBY = /\\o(?:\\a[a-z])?\(\\s\\up\s*\d+\([^()]*\)\s*[,;]([^()\\]*)\)\s*$/i;
/**
 * A number in a circle or a tick in a box: `EQ \o\ac(○,12)`, `EQ \o\ac(□,√)`. A word in a circle is a choice among others,
 * which its text alone does not tell.
 */
const FRAMED =
	/^\s*eq\s*\\o\s*\\a[a-z]\s*\(\s*(?:[○〇◯]\s*[,;，]\s*(1?\d|20)|□\s*[,;，]\s*([√✓✔]))\s*\)\s*$/i;
const FRACTION = /^\s*eq\s*\\f\(\s*([\d.]+)\s*[,;]\s*([\d.]+)\s*\)\s*$/i;

/** ①, before ② to ⑳. */
const CIRCLED_ONE = 0x2460;

function equationText(code: string): string {
	if (!/^\s*eq\b/i.test(code)) return '';
	const [, numerator, denominator] = FRACTION.exec(code) ?? [];
	if (numerator && denominator) return `${numerator}/${denominator}`;
	const [, number, tick] = FRAMED.exec(code) ?? [];
	if (tick !== undefined) return '☑';
	if (Number(number) > 0) return String.fromCodePoint(CIRCLED_ONE - 1 + Number(number));
	return RUBY.exec(code)?.[1] ?? UNREAD_OBJECTS.equation;
}
