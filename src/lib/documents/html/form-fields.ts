/** Fields of a saved form show what was entered or chosen. */
import { attributeOf, childElements, textIn, type PageElement } from './elements.ts';

export const FIELDS = new Set(['input', 'select', 'textarea']);
const TEXT_INPUTS = new Set(['', 'text', 'number', 'tel', 'date', 'month']);

/** @param field One of {@link FIELDS} */
export function shownIn(field: PageElement): string {
	if (field.tagName === 'textarea') return textIn(field);
	if (field.tagName === 'select') return chosenIn(field);
	const type = (attributeOf(field, 'type') ?? '').toLowerCase();
	if (type === 'checkbox' || type === 'radio')
		return attributeOf(field, 'checked') === undefined ? '□' : '☑';
	return TEXT_INPUTS.has(type) ? (attributeOf(field, 'value') ?? '') : '';
}

/** Browsers show the first entry of a list where none is marked as chosen; nobody has stated that one. */
function chosenIn(select: PageElement): string {
	const chosen = optionsIn(select).find((option) => attributeOf(option, 'selected') !== undefined);
	return chosen ? textIn(chosen).trim() : '';
}

function optionsIn(element: PageElement): PageElement[] {
	return childElements(element).flatMap((child) =>
		child.tagName === 'option' ? [child] : optionsIn(child)
	);
}
