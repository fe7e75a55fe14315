/** Fields of RTF, and the control words of form fields. */
import { emptyField, type Field } from '../fields/fields.ts';

/** A field; where nothing was written before it ends, it shows what was chosen in it. */
export interface RtfField extends Field {
	/** Characters of the document that were written before it. */
	from: number;
}

/** The choice that says that the default holds. */
const UNSET = 25;

export function openField(from: number): RtfField {
	return { ...emptyField(), from };
}

/** Sets a property of a form field, or opens an entry of its list. @returns whether the word is of a form field */
export function setField(field: Field, name: string, value: number | null): boolean {
	if (name === 'fftype') field.isBox = value === 1;
	else if (name === 'ffres') field.chosen = value === UNSET ? field.chosen : value;
	else if (name === 'ffdefres') field.chosen ??= value;
	else if (name === 'ffl') field.entries.push('');
	else return false;
	return true;
}
