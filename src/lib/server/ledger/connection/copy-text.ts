/** Many rows for PostgreSQL's COPY, which takes them for less than the text of an insert costs to be read. */
import { CompiledQuery } from 'kysely';

/** Fewer rows are as quick by an insert, which waits for the server once and not twice. */
const FEWEST_COPIED = 16;

export function isCopied(rows: number): boolean {
	return rows >= FEWEST_COPIED;
}

/** @param into table and columns, quoted @param width values a row */
export function copyStatement(
	into: string,
	values: readonly (string | number | null)[],
	width: number
): CompiledQuery {
	let text = '';
	for (const [index, value] of values.entries()) {
		text += fieldOf(value) + ((index + 1) % width === 0 ? '\n' : '\t');
	}
	return CompiledQuery.raw(`copy ${into} from stdin`, [text]);
}

function fieldOf(value: string | number | null): string {
	if (value === null) return '\\N';
	if (typeof value === 'number') return String(value);
	return SPECIAL.test(value)
		? value.replaceAll(/[\\\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign)
		: value;
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = {
	'\\': '\\\\',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t'
};
