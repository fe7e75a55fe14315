/** Holds a JSON value to a JSON Schema: the keywords that the API's own document uses, and an error for any other. */

type Schema = Record<string, unknown>;

const ANNOTATIONS = new Set(['description', 'title']);

/** Lists the places where the value does not fit, as `path: what was expected`; empty where it fits. */
export function misfits(value: unknown, schema: Schema, path = '$'): string[] {
	return Object.entries(schema).flatMap(([keyword, expected]) => {
		if (ANNOTATIONS.has(keyword)) return [];
		const check = KEYWORDS[keyword];
		if (!check) return [`${path}: the keyword ${keyword} is not known to this check`];
		return check(value, expected, path, schema);
	});
}

type Check = (value: unknown, expected: unknown, path: string, schema: Schema) => string[];

const KEYWORDS: Record<string, Check> = {
	type: (value, expected, path) =>
		expected === typeOf(value) ? [] : [`${path}: ${String(expected)} expected`],
	const: (value, expected, path) =>
		value === expected ? [] : [`${path}: ${String(expected)} expected`],
	enum: (value, expected, path) =>
		(expected as unknown[]).includes(value) ? [] : [`${path}: not one of the listed values`],
	anyOf: (value, expected, path) =>
		(expected as Schema[]).some((one) => misfits(value, one, path).length === 0)
			? []
			: [`${path}: fits none of the alternatives`],
	required: (value, expected, path) =>
		(expected as string[])
			.filter((name) => !isObject(value) || !(name in value))
			.map((name) => `${path}.${name}: missing`),
	properties: (value, expected, path) =>
		Object.entries(expected as Record<string, Schema>).flatMap(([name, one]) =>
			isObject(value) && name in value ? misfits(value[name], one, `${path}.${name}`) : []
		),
	items: (value, expected, path) =>
		(Array.isArray(value) ? (value as unknown[]) : []).flatMap((one, index) =>
			misfits(one, expected as Schema, `${path}[${index}]`)
		),
	propertyNames: () => [],
	additionalProperties: (value, expected, path, { properties = {} }) => {
		if (expected === true || !isObject(value)) return [];
		const others = Object.keys(value).filter((name) => !(name in (properties as object)));
		return others.flatMap((name) => {
			if (expected === false) return [`${path}.${name}: not declared`];
			return isObject(expected) ? misfits(value[name], expected, `${path}.${name}`) : [];
		});
	}
};

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Schema {
	return typeOf(value) === 'object';
}
