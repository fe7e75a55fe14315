/** The parameters of `search` named in `names` that hold something, first value each. */
export function givenParameters(
	search: URLSearchParams,
	names: readonly string[]
): [name: string, value: string][] {
	return names.flatMap((name): [string, string][] => {
		const value = search.get(name);
		return value ? [[name, value]] : [];
	});
}
