/**
 * What a reader may ask for in a URL. One reading for pages and API alike: a value that is not allowed is replaced
 * by its default and reported; pages repair it with a notice, the API refuses it with status 400.
 */

/** One parameter that was not as expected. */
export interface ParameterProblem {
	parameter: string;
	/** As it stood in the URL, cut to 80 characters. */
	read: string;
	/** What would have been accepted, in words or as a list. */
	allowed: string;
}

/** Turns the text of a URL parameter into a value, or says what would have been allowed. */
export type ParameterReader<T> = (text: string) => { value: T } | { allowed: string };

export interface Parameter<T> {
	read: ParameterReader<T>;
	/** Used where the URL says nothing or something that is not allowed. */
	fallback: T;
}

/** The values that a specification reads. */
export type ValuesOf<S> = { [K in keyof S]: S[K] extends Parameter<infer T> ? T : never };

/** Reads the parameters of `specification`; others in the URL are left alone. The first of repeated ones counts. */
export function readParameters<S extends Record<string, Parameter<unknown>>>(
	search: URLSearchParams,
	specification: S
): { values: ValuesOf<S>; problems: ParameterProblem[] } {
	const values: Record<string, unknown> = {};
	const problems: ParameterProblem[] = [];
	for (const [name, parameter] of Object.entries(specification)) {
		const text = search.get(name);
		if (text === null || text === '') {
			values[name] = parameter.fallback;
			continue;
		}
		const outcome = parameter.read(text);
		if ('value' in outcome) {
			values[name] = outcome.value;
		} else {
			values[name] = parameter.fallback;
			problems.push({
				parameter: name,
				read: [...text].slice(0, 80).join(''),
				allowed: outcome.allowed
			});
		}
	}
	return { values: values as ValuesOf<S>, problems };
}

/** One of a closed list. */
export function oneOf<T extends string>(choices: readonly T[], fallback: T): Parameter<T> {
	return { fallback, read: (text) => pick(choices, text) };
}

/** One of a closed list, or nothing. */
export function optionalOneOf<T extends string>(choices: readonly T[]): Parameter<T | null> {
	return { fallback: null, read: (text) => pick(choices, text) };
}

function pick<T extends string>(choices: readonly T[], text: string) {
	const found = choices.find((choice) => choice === text);
	return found === undefined ? { allowed: choices.join('、') || '（无可选值）' } : { value: found };
}

/** A whole number within bounds, both inclusive. */
export function wholeNumber(least: number, most: number, fallback: number): Parameter<number> {
	return {
		fallback,
		read: (text) => {
			const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
			return value >= least && value <= most
				? { value }
				: { allowed: `${least} 至 ${most} 的整数` };
		}
	};
}

/** A decimal number within bounds, e.g. a threshold that the reader moves. */
export function decimalNumber(least: number, most: number, fallback: number): Parameter<number> {
	return {
		fallback,
		read: (text) => {
			const value = /^-?\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
			return value >= least && value <= most ? { value } : { allowed: `${least} 至 ${most} 的数` };
		}
	};
}

/** One of the years that hold data; the latest where the URL names none. */
export function yearAmong(years: readonly number[]): Parameter<number | null> {
	return {
		fallback: years.at(-1) ?? null,
		read: (text) => {
			const found = years.find((year) => String(year) === text);
			return found === undefined
				? { allowed: years.join('、') || '（尚无数据）' }
				: { value: found };
		}
	};
}

/** Free words to search for, at most 100 characters. */
export function searchWords(): Parameter<string> {
	return {
		fallback: '',
		read: (text) =>
			[...text].length <= 100 ? { value: text.trim() } : { allowed: '不超过100个字符的文字' }
	};
}

/** Order of a list: a key, with `-` in front for descending. */
export interface SortOrder<K extends string> {
	key: K;
	descending: boolean;
}

export function sortBy<K extends string>(
	keys: readonly K[],
	fallback: SortOrder<K>
): Parameter<SortOrder<K>> {
	return {
		fallback,
		read: (text) => {
			const descending = text.startsWith('-');
			const key = keys.find((choice) => choice === (descending ? text.slice(1) : text));
			return key === undefined
				? { allowed: `${keys.join('、')}（前加 - 为降序）` }
				: { value: { key, descending } };
		}
	};
}

/** The problem in one Chinese sentence, for a notice or an API answer. */
export function describeProblem(problem: ParameterProblem): string {
	return `参数 ${problem.parameter} 的值“${problem.read}”不可用，可用：${problem.allowed}。`;
}
