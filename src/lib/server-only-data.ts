/** Marks which values of a page's data are not written into the page as script. */
const serverOnly = new WeakSet<object>();

export function isServerOnly(value: unknown): boolean {
	return typeof value === 'object' && value !== null && serverOnly.has(value);
}

/** The object itself, which nobody else may share. */
export function asServerOnly<T extends object>(own: T): T {
	serverOnly.add(own);
	return own;
}

/** The same data, in which every list and object is a copy that is not sent: others may share the original. */
export function markServerOnly<T extends Record<string, unknown>>(data: T): T {
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			if (typeof value !== 'object' || value === null) return [name, value];
			const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
			return [name, asServerOnly(copy)];
		})
	) as T;
}
