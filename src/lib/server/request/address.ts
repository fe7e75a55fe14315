/**
 * One address for one answer. What no page reads must neither make a page anew nor take room in the cache: visitors
 * come with parameters of mail programs and of other sites.
 */
import { CHOICE, NO_SCOPE, QUESTIONS } from '../questions/asked.ts';

const ALL = [CHOICE, ...Object.values(QUESTIONS)].flatMap((parameters) =>
	Object.entries<{ isRepeated?: boolean }>(parameters(NO_SCOPE))
);
/** Every parameter that some page reads. */
const READ = new Set(['area', 'as_of', 'code', ...ALL.map(([name]) => name)]);
/** Parameters that some page reads more than once; of the others the first counts. */
const REPEATED = new Set(ALL.flatMap(([name, { isRepeated }]) => (isRepeated ? [name] : [])));

/** The API refuses what it does not know; exports and pages of accounts are not stored: all see what was asked for. */
const LEFT_ALONE = /^\/(?:(?:api|exports)\/|(?:login|account|users|audit|tasks|hand-in)\b)/;

/** The path and query that a page is stored under: parameters that are read and hold something, in one order. */
export function canonicalAddress(address: string): string {
	const at = address.indexOf('?');
	if (at < 0 || LEFT_ALONE.test(address)) return address;
	const used = new URLSearchParams();
	for (const [name, value] of new URLSearchParams(address.slice(at + 1))) {
		if (value === '' || !READ.has(name)) continue;
		if (REPEATED.has(name) || !used.has(name)) used.append(name, value);
	}
	used.sort();
	const query = used.toString();
	const path = address.slice(0, at);
	return query ? `${path}?${query}` : path;
}
