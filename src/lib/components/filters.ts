/** Choices of the subject bar, which hold for all pages: parameters that every form and link keeps. */
export const CHOICE_NAMES = ['area', 'year', 'base', 'kind', 'pin'] as const;

/** The parameters of `search` named in `names` that hold something, each as often as it is given. */
export function givenParameters(
	search: URLSearchParams,
	names: readonly string[]
): [name: string, value: string][] {
	return names.flatMap((name) =>
		search
			.getAll(name)
			.filter((value) => value !== '')
			.map((value): [string, string] => [name, value])
	);
}
