/** Form fields of Word, which are older than content controls: their properties tell what of them shows. */
import type { FormField } from '../fields/fields.ts';
import { isOn } from './styles.ts';

/** Sets a property of a form field, e.g. adds an entry of its list. */
export function setFormField(field: FormField, property: string, value: string | undefined): void {
	if (property === 'w:ddList') return;
	if (property === 'w:listEntry') field.entries.push(value ?? '');
	else if (property === 'w:checkBox') field.isBox = true;
	else if (property === 'w:result' || (property === 'w:default' && !field.isBox))
		field.chosen = Number(value ?? 0);
	else field.chosen = isOn(value) ? 1 : 0;
}
