/**
 * A copy of an option that may be drawn. The drawing library keeps the widths of texts in plain objects by the text itself,
 * so a text that reads like a property of every object must not reach it as it is.
 */
const PROPERTIES = Object.getOwnPropertyNames(Object.prototype);
const INHERITED = new RegExp(PROPERTIES.join('|'), 'g');
/** A word joiner, which is not seen. */
const JOINER = '\u2060';

/** The library writes into the option that it is given, so all of it is copied. */
export function drawableOption<T>(option: T): T {
	return copyOf(option) as T;
}

function copyOf(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(INHERITED, parted);
	if (Array.isArray(value)) return value.map(copyOf);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]));
}

const parted = (name: string) => `${name.slice(0, 1)}${JOINER}${name.slice(1)}`;
