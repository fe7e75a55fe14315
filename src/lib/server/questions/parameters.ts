/**
 * Reads a parameter of an address. Pages, exports and API share one reading: a value that is not allowed is replaced by
 * its default and reported; pages repair it with a notice, the API refuses it with status 400.
 */

/** One parameter that was not as expected. */
export interface ParameterProblem {
	parameter: string;
	/** As it was in the URL, cut to 80 characters. */
	read: string;
	/** This would have been accepted, in words or as a list. */
	allowed: string;
}

/** A value, or what would have been allowed. */
type ParameterOutcome<T> = { value: T } | { allowed: string };

export interface Parameter<T> {
	/** Reads the texts that the URL gives, of which none is empty; all but the first are ignored unless `isRepeated`. */
	read: (first: string, all: readonly string[]) => ParameterOutcome<T>;
	/** Used where the URL says nothing or something that is not allowed. */
	fallback: T;
	/** True where the parameter may be given more than once. */
	isRepeated?: boolean;
	/** For the OpenAPI document: one English sentence, and the JSON Schema of the value. */
	description: string;
	schema: Record<string, unknown>;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values that a specification reads. */
export type ValuesOf<S> = { [K in keyof S]: S[K] extends Parameter<infer T> ? T : never };

/** Reads the parameters of `specification`; others in the URL are left alone. */
export function readParameters<S extends Parameters>(
	search: URLSearchParams,
	specification: S
): { values: ValuesOf<S>; problems: ParameterProblem[] } {
	const values: Record<string, unknown> = {};
	const problems: ParameterProblem[] = [];
	for (const [name, { read, fallback }] of Object.entries(specification)) {
		values[name] = fallback;
		const texts = search.getAll(name).filter((text) => text !== '');
		const [first] = texts;
		if (first === undefined) continue;
		const outcome = read(first, texts);
		if ('value' in outcome) values[name] = outcome.value;
		else problems.push({ parameter: name, read: cut(first), allowed: outcome.allowed });
	}
	return { values: values as ValuesOf<S>, problems };
}

/** As much of a text as a message repeats. */
export function cut(text: string): string {
	return [...text].slice(0, 80).join('');
}

/** One of a closed list. */
export function oneOf<T extends string>(
	choices: readonly T[],
	fallback: T,
	description: string
): Parameter<T> {
	return { ...optionalOneOf(choices, description), fallback } as Parameter<T>;
}

/** One of a closed list, or nothing. */
export function optionalOneOf<T extends string>(
	choices: readonly T[],
	description: string
): Parameter<T | null> {
	return {
		fallback: null,
		description,
		schema: { type: 'string', enum: [...choices] },
		read: (text) => {
			const value = choices.find((choice) => choice === text);
			return value === undefined ? { allowed: listed(choices) } : { value };
		}
	};
}

function listed(choices: readonly string[]): string {
	return choices.join('、') || '（无可选值）';
}

/** One of the names that a jurisdiction has: its list is not part of the API's description. */
export function nameAmong(
	choices: readonly string[],
	description: string
): Parameter<string | null> {
	return { ...optionalOneOf(choices, description), schema: { type: 'string' } };
}

/** A whole number within bounds, both inclusive. */
export function wholeNumber(
	least: number,
	most: number,
	fallback: number,
	description: string
): Parameter<number> {
	return number(/^-?\d{1,9}$/, '整数', { least, most, fallback, description, type: 'integer' });
}

/** A decimal number within bounds, e.g. a threshold that the reader moves. */
export function decimalNumber(
	least: number,
	most: number,
	fallback: number,
	description: string
): Parameter<number> {
	const pattern = /^-?\d{1,6}(\.\d{1,6})?$/;
	return number(pattern, '数', { least, most, fallback, description, type: 'number' });
}

interface NumberBounds {
	least: number;
	most: number;
	fallback: number;
	description: string;
	type: 'integer' | 'number';
}

function number(pattern: RegExp, word: string, bounds: NumberBounds): Parameter<number> {
	const { least, most, fallback, description, type } = bounds;
	return {
		fallback,
		description,
		schema: { type, minimum: least, maximum: most },
		read: (text) => {
			const value = pattern.test(text) ? Number(text) : Number.NaN;
			const isWithin = value >= least && value <= most;
			return isWithin ? { value } : { allowed: `${least} 至 ${most} 的${word}` };
		}
	};
}

/** One of the years that hold data; the latest where the URL names none. */
export function yearAmong(years: readonly number[]): Parameter<number | null> {
	return yearOf(years, years.at(-1) ?? null, 'Fiscal year; by default the latest.', '');
}

/** The year that is compared with; null, for the one before, where the URL names none. */
export function yearBefore(years: readonly number[]): Parameter<number | null> {
	return yearOf(years, null, 'Year compared with; by default the one before.', '；不写为上年');
}

/** One of the years that hold data; null, for all of them, where the URL names none. */
export function yearOrAll(years: readonly number[]): Parameter<number | null> {
	return yearOf(years, null, 'Fiscal year; by default all years.', '；不写为全部年度');
}

function yearOf(
	years: readonly number[],
	fallback: number | null,
	description: string,
	otherwise: string
): Parameter<number | null> {
	return {
		fallback,
		description,
		schema: { type: 'integer' },
		read: (text) => {
			const value = years.find((year) => String(year) === text);
			const allowed = `${years.join('、') || '（尚无数据）'}${otherwise}`;
			return value === undefined ? { allowed } : { value };
		}
	};
}

/** Free words, at most 100 characters. */
export function words(description: string): Parameter<string> {
	return {
		fallback: '',
		description,
		schema: { type: 'string', maxLength: 100 },
		read: (text) =>
			[...text].length <= 100 ? { value: text.trim() } : { allowed: '不超过100个字符的文字' }
	};
}

/** Any number of texts, in the order given. */
export function texts(description: string): Parameter<readonly string[]> {
	return {
		fallback: [],
		isRepeated: true,
		description,
		schema: { type: 'array', items: { type: 'string' } },
		read: (_, all) => ({ value: all })
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
		description: 'Key of a column, with - in front for descending.',
		schema: { type: 'string' },
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
