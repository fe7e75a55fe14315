/** The parameters of `search` named in `names` that hold something, first value each. */
export function keptParameters(
	search: URLSearchParams,
	names: readonly string[]
): [name: string, value: string][] {
	return names.flatMap((name): [string, string][] => {
		const value = search.get(name);
		return value ? [[name, value]] : [];
	});
}

/** A form's fields as a query; empty fields say nothing and are left out. */
export function filledQuery(form: FormData): string {
	const query = new URLSearchParams();
	for (const [name, value] of form) {
		if (typeof value === 'string' && value.trim() !== '') query.append(name, value);
	}
	return query.toString();
}
